"""How does a role in a company end, and who takes over what the person answered for?"""

from django.db.models import Q
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from companies import duties, handover_emails
from companies.models import CompanyPerson
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.people import actions as people


@atomic
def end_person(*, person, on, by, successors=None) -> CompanyPerson:
    """Close the role on a day; one that ends later can be brought forward.

    What the person answers for is handed over at once, also when the last day is later: `successors` is
    {key of the duty: CompanyPerson, or None for nobody}. Raises Refused until each has an answer. Where it was the
    person's last role of its kind, the role in the office ends with it. Those who take over are told what, and the
    one who leaves is told who.
    """
    successors = successors or {}
    person = _locked(person, successors)
    if person.to_on and person.to_on <= by.today:
        raise Refused(_("This role has ended already."))
    if on < person.from_on:
        raise Refused(_("The role cannot end before it began."), field="on")
    handed = duties.hand_over(person, successors, by)
    if person.to_on == on and not handed:
        return person  # the second of two clicks
    person.to_on = on
    person.save(update_fields=["to_on"])
    facts = {held.duty.key: [held.count, heir and heir.pk] for held, heir in handed}
    record(by, "company.person_ended", person.company, person=person.pk, role=person.role, on=str(on), handed=facts)
    _end_access(person, by)
    handover_emails.tell(person, handed)
    return person


def _locked(person, successors) -> CompanyPerson:
    """The person's row and those who take over, so that none of them ends in the meantime; one order for all."""
    keys = [person.pk, *(heir.pk for heir in successors.values() if heir is not None)]
    rows = CompanyPerson.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",), no_key=True)
    return next(row for row in rows.select_related("company") if row.pk == person.pk)


def _end_access(person, by):
    others = CompanyPerson.objects.filter(office_id=person.office_id, role=person.role).exclude(pk=person.pk)
    if not others.filter(email__iexact=person.email, to_on__isnull=True).exists():
        people.withdraw_invitations(email=person.email, role=person.role, by=by)
    if person.user_id:
        # A row of the same address that nobody has linked yet is a role of the same person.
        theirs = Q(user_id=person.user_id) | Q(user__isnull=True, email__iexact=person.email)
        _end_memberships(person, list(others.filter(theirs).values_list("to_on", flat=True)), by)


def _end_memberships(person, other_ends, by):
    """`other_ends`: the last days of the same role in other companies, None for one that goes on."""
    if None in other_ends:
        return
    on = max(person.to_on, *other_ends) if other_ends else person.to_on
    held = Membership.objects.filter(office_id=person.office_id, user_id=person.user_id, role=person.role)
    for membership in held.filter(Q(to_on__isnull=True) | Q(to_on__gt=by.today)):
        # A login accepted after the last day gives a membership that began later.
        people.end_membership(membership=membership, on=max(on, membership.from_on), by=by)
