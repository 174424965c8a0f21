"""How does somebody get a role in a company, with or without a login, and how does it end?"""

from django.db import IntegrityError
from django.db.models import Q
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from companies.models import CompanyPerson
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.people import actions as people


@atomic
def add_person(*, company, name, email, role, from_on, by, phone="", language="nb", is_invited=False) -> CompanyPerson:
    """Give a person a role in the company, from a day on.

    One who has the role in the office without an end (from another company) is linked at once; otherwise
    `is_invited` sends the link to a login. Raises Refused when the person has this role here.
    """
    email = email.lower()
    membership = people.held_open(office_id=by.office.pk, email=email, role=role)
    try:
        with atomic():
            person = CompanyPerson.objects.create(
                office_id=by.office.pk, company=company, user_id=membership.user_id if membership else None, name=name,
                email=email, phone=phone, role=role, language=language, from_on=from_on,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(_("%(email)s has this role in the company already.") % {"email": email}, field="email") from None
    record(by, "company.person_added", company, person=person.pk, role=role)
    if is_invited and membership is None:
        invite_person(person=person, by=by)
    return person


@atomic
def invite_person(*, person, by):
    """Send the link to a login; an open one is replaced."""
    if person.to_on or CompanyPerson.objects.with_login().filter(pk=person.pk, has_login=True).exists():
        raise Refused(_("%(name)s cannot be invited: there is a login, or the role has ended.") % {"name": person.name})
    return people.invite(email=person.email, name=person.name, role=person.role, language=person.language, by=by)


@atomic
def link_login(*, email, role, user):
    """The open rows of this address and role now belong to the login that proved to own the address."""
    waiting = CompanyPerson.objects.filter(email__iexact=email, role=role, user__isnull=True, to_on__isnull=True)
    for person in waiting.select_related("company"):
        person.user = user
        person.save(update_fields=["user"])
        record(None, "company.person_linked", person.company, person=person.pk, role=role)


@atomic
def end_person(*, person, on, by) -> CompanyPerson:
    """Close the role on a day; one that ends later can be brought forward.

    Where it was the person's last of its kind, the role in the office ends with it.
    """
    person = CompanyPerson.objects.select_for_update(of=("self",)).select_related("company").get(pk=person.pk)
    if person.to_on and person.to_on <= by.today:
        raise Refused(_("This role has ended already."))
    if on < person.from_on:
        raise Refused(_("The role cannot end before it began."), field="on")
    person.to_on = on
    person.save(update_fields=["to_on"])
    others = CompanyPerson.objects.filter(office_id=person.office_id, role=person.role).exclude(pk=person.pk)
    if not others.filter(email__iexact=person.email, to_on__isnull=True).exists():
        people.withdraw_invitations(email=person.email, role=person.role, by=by)
    record(by, "company.person_ended", person.company, person=person.pk, role=person.role, on=str(on))
    if person.user_id:
        _end_memberships(person, list(others.filter(user_id=person.user_id).values_list("to_on", flat=True)), by)
    return person


def _end_memberships(person, other_ends, by):
    """`other_ends`: the last days of the same role in other companies, None for one that goes on."""
    if None in other_ends:
        return
    on = max(person.to_on, *other_ends) if other_ends else person.to_on
    held = Membership.objects.filter(office_id=person.office_id, user_id=person.user_id, role=person.role)
    for membership in held.filter(Q(to_on__isnull=True) | Q(to_on__gt=by.today)):
        # A login accepted after the last day gives a membership that began later.
        people.end_membership(membership=membership, on=max(on, membership.from_on), by=by)
