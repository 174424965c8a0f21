"""How does somebody get a role in a company, with or without a login, and how is what we know about them kept right?"""

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from companies.models import CompanyPerson
from companies.models.person import SEES_BY_ROLE
from companies.signals import login_linked
from okportal.audit.actions import record, record_each
from okportal.errors import Refused
from okportal.people import actions as people

ESTABLISHMENT = CompanyPerson.Sees.ESTABLISHMENT


@atomic
def add_person(
    *, company, name, email, role, from_on, by, phone="", language="nb", sees="", establishment=None, is_invited=False
) -> CompanyPerson:  # fmt: skip
    """Give a person a role in the company, from a day on. Without `sees` the role's own scope counts.

    One who has the role in the office without an end (from another company) is linked at once; otherwise
    `is_invited` sends the link to a login. Raises Refused when the person has this role here.
    """
    email, sees = email.lower(), sees or SEES_BY_ROLE[role]
    _check_scope(company.pk, sees, establishment)
    membership = people.held_open(office_id=by.office.pk, email=email, role=role)
    try:
        with atomic():
            person = CompanyPerson.objects.create(
                office_id=by.office.pk, company=company, user_id=membership.user_id if membership else None, name=name,
                email=email, phone=phone, role=role, sees=sees, establishment=establishment, language=language,
                from_on=from_on,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(_("%(email)s has this role in the company already.") % {"email": email}, field="email") from None
    record(by, "company.person_added", company, person=person.pk, role=role, sees=sees)
    if membership:  # others know this person by the address alone so far, as the signer of a contract
        login_linked.send(
            CompanyPerson, office_id=by.office.pk, email=email, role=role, user=membership.user, by=by
        )  # fmt: skip
    if is_invited and membership is None:
        invite_person(person=person, by=by)
    return person


@atomic
def add_role(
    *, known, company, role, from_on, by, sees="", establishment=None, is_invited=False
) -> CompanyPerson:  # fmt: skip
    """One more role for somebody the office knows, here or in another company: name and address come from there."""
    try:
        return add_person(
            company=company, name=known.name, email=known.email, phone=known.phone, language=known.language,
            role=role, from_on=from_on, sees=sees, establishment=establishment, is_invited=is_invited, by=by,
        )  # fmt: skip
    except Refused as refusal:
        refusal.field = "role" if refusal.field == "email" else refusal.field
        raise


@atomic
def edit_person(*, person, name, email, phone, language, by, is_invited=False) -> CompanyPerson:
    """Correct how the person is called and reached, in all roles of the same address in the office.

    A new address of somebody without a login takes back the open links to the old one, which may be a stranger's;
    `is_invited` sends new ones. Raises Refused when another person here has the address.
    """
    email = email.lower()
    rows = list(the_same_person(person).select_for_update(of=("self",)).select_related("company"))
    is_moved = email != person.email.lower()
    if is_moved:
        _check_address_is_free(person, email)
        _withdraw_links(rows, by)
    for row in rows:
        row.name, row.email, row.phone, row.language = name, email, phone, language
    CompanyPerson.objects.bulk_update(rows, ["name", "email", "phone", "language"])
    record_each(by, "company.person_edited", [(row.company, {"person": row.pk, "is_moved": is_moved}) for row in rows])
    if is_moved and is_invited:
        _invite_anew(rows, by)
    return next(row for row in rows if row.pk == person.pk)


@atomic
def set_scope(*, person, sees, establishment, by) -> CompanyPerson:
    """Whose files this role opens, and where the person works. Twice is once."""
    person = CompanyPerson.objects.select_for_update(of=("self",)).select_related("company").get(pk=person.pk)
    if person.to_on and person.to_on < by.today:
        raise Refused(_("This role has ended already."))
    _check_scope(person.company_id, sees, establishment)
    if (person.sees, person.establishment_id) == (sees, establishment and establishment.pk):
        return person
    before, person.sees, person.establishment = person.sees, sees, establishment
    person.save(update_fields=["sees", "establishment"])
    record(by, "company.person_scope_changed", person.company, person=person.pk, before=before, sees=sees)
    return person


@atomic
def invite_person(*, person, by):
    """Send the link to a login; an open one is replaced. One who has the role by now is linked; returns None then."""
    if person.to_on or CompanyPerson.objects.with_login().filter(pk=person.pk, has_login=True).exists():
        raise Refused(_("%(name)s cannot be invited: there is a login, or the role has ended.") % {"name": person.name})
    if not person.email:
        raise Refused(
            _("%(name)s has no e-mail address.") % {"name": person.name}, way_out=_("Write it down first, then invite.")
        )
    membership = people.held_open(office_id=by.office.pk, email=person.email, role=person.role)
    if membership and person.user_id is None:
        return link_login(
            office_id=by.office.pk, email=person.email, role=person.role, user=membership.user, by=by
        )  # fmt: skip
    return people.invite(email=person.email, name=person.name, role=person.role, language=person.language, by=by)


@atomic
def withdraw_invitation(*, person, by):
    """The link to this role opens nothing any more. Twice is once."""
    people.withdraw_invitations(email=person.email, role=person.role, by=by)


@atomic
def link_login(*, office_id, email, role, user, by=None):
    """The open rows of this address and role in the office now belong to the login that proved to own the address."""
    rows = CompanyPerson.objects.filter(office_id=office_id, email__iexact=email, role=role)
    for person in rows.filter(user__isnull=True, to_on__isnull=True).select_related("company"):
        person.user = user
        person.save(update_fields=["user"])
        record(by, "company.person_linked", person.company, person=person.pk, role=role)
    login_linked.send(CompanyPerson, office_id=office_id, email=email, role=role, user=user, by=by)


def the_same_person(person):
    """All roles of the one behind this row, in all companies of the office; without an address the row alone."""
    rows = CompanyPerson.objects.filter(office_id=person.office_id)
    return rows.filter(email__iexact=person.email) if person.email else rows.filter(pk=person.pk)


def _check_scope(company_id, sees, establishment):
    if sees == ESTABLISHMENT and establishment is None:
        raise Refused(_("Choose the place of work whose apprentices the person sees."), field="establishment")
    if establishment is not None and establishment.company_id != company_id:
        raise Refused(_("Choose one of this company's places of work."), field="establishment")


def _check_address_is_free(person, email):
    other = CompanyPerson.objects.filter(office_id=person.office_id, email__iexact=email).first()
    if other is not None:
        raise Refused(
            _("%(name)s has this address already.") % {"name": other.name}, field="email",
            way_out=_("Is it the same person? Then give %(name)s the role, and end this one.") % {"name": other.name},
        )  # fmt: skip


def _withdraw_links(rows, by):
    for row in _without_login(rows):
        people.withdraw_invitations(email=row.email, role=row.role, by=by)


def _invite_anew(rows, by):
    """One link a role, however many companies the person has it in."""
    for row in {row.role: row for row in _without_login(rows)}.values():
        if not people.held_open(office_id=row.office_id, email=row.email, role=row.role):
            invite_person(person=row, by=by)


def _without_login(rows):
    return [row for row in rows if row.user_id is None and row.to_on is None and row.email]
