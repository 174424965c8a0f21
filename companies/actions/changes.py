"""How does a company change what the office has written about it: at once, or after the office's yes?"""

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from companies import change_emails
from companies.actions.look_up import begin_look_up
from companies.actions.numbers import number_taken, refuse_place_of_work
from companies.actions.writing import locked, write
from companies.models import CompanyPerson, ProposedChange
from companies.proposals import mark
from companies.stale import EDITS
from okportal.audit.actions import record
from okportal.audit.stale import refuse_stale
from okportal.errors import Refused
from okportal.offices.models import County
from okportal.todo.actions import raise_task, settle_task

State = ProposedChange.State
AT_ONCE = ("phone", "email", "website")
AFTER_A_YES = ("organisation_number", "name", "address", "postcode", "city", "county")


@atomic
def change_own(*, company, version, by, **answers) -> ProposedChange | None:
    """What a company's own people typed: AT_ONCE is written, AFTER_A_YES waits for the office.

    A change that waits already is replaced; one that asks for what stands there is withdrawn. Returns what waits.
    Raises Stale when the office or a colleague has saved since `version`.
    """
    company = locked(company)
    refuse_stale(company, version, EDITS)
    write(company, {name: answers[name] for name in AT_ONCE}, by)
    waiting = ProposedChange.objects.filter(company=company, state=State.WAITING).first()
    wanted = {
        name: {"from": as_text(getattr(company, name)), "to": as_text(answers[name])}
        for name in AFTER_A_YES
        if as_text(getattr(company, name)) != as_text(answers[name])
    }
    if not wanted:
        if waiting:
            withdraw_change(change=waiting, by=by)
        return None
    if waiting and waiting.fields == wanted:
        return waiting
    return _propose(company, waiting, wanted, by)


def _propose(company, waiting, wanted, by):
    change = waiting or ProposedChange(office_id=company.office_id, company=company)
    change.fields, change.proposed_by, change.proposed_at = wanted, by.user, timezone.now()
    change.save()
    record(by, "company.change_proposed", company, change=change.pk, fields=sorted(wanted))
    raise_task(
        office_id=company.office_id, key=_key(change), kind="companies/change_proposed",
        facts={"company": company.name, "name": str(by.user)}, page="companies:change", about_id=change.pk, by=by,
    )  # fmt: skip
    return change


@atomic
def withdraw_change(*, change, by):
    """The company takes it back before the office has answered; nothing is left of it but the trail."""
    change = _waiting_still(change)
    settle_task(office_id=change.office_id, key=_key(change), by=by)
    record(by, "company.change_withdrawn", change.company, change=change.pk, fields=sorted(change.fields))
    change.delete()


class Replaced(Refused):
    """The company asks for something else now. `mark`: of what it asks for."""

    def __init__(self, change):
        self.mark = mark(change)
        super().__init__(
            _("The company has changed what it asks for."),
            way_out=_("This is what it asks for now. Look it over and answer again."),
        )


@atomic
def accept_change(*, change, version, seen, by) -> ProposedChange:
    """Write what was asked for. `version` is the company's and `seen` the change's mark, as the page showed them.

    Raises Replaced when the company asks for something else now, and Stale when it was saved since: the page then
    shows what stands there now.
    """
    change = _still_as_seen(change, seen)
    company = locked(change.company)
    refuse_stale(company, version, EDITS)
    values = {name: _value(name, told["to"]) for name, told in change.fields.items()}
    number = values.pop("organisation_number", None)
    write(company, values, by)
    if number:
        _renumber(company, number)
    _decide(change, State.ACCEPTED, by)
    return change


@atomic
def decline_change(*, change, answer, seen, by) -> ProposedChange:
    """Nothing is written; the answer goes to the one who asked. Raises Replaced, as accept_change."""
    change = _still_as_seen(change, seen)
    change.answer = answer
    _decide(change, State.DECLINED, by)
    return change


def _waiting_still(change) -> ProposedChange:
    rows = ProposedChange.objects.select_for_update(of=("self",)).select_related("company", "proposed_by")
    change = rows.filter(pk=change.pk).first()
    if change is None:
        raise Refused(_("The company has taken this change back."))
    if change.state != State.WAITING:
        raise Refused(_("This change has been answered already."))
    return change


def _still_as_seen(change, seen) -> ProposedChange:
    change = _waiting_still(change)
    if seen != mark(change):
        raise Replaced(change)
    return change


def _decide(change, state, by):
    change.state, change.decided_by, change.decided_at = state, by.user, timezone.now()
    change.save()
    settle_task(office_id=change.office_id, key=_key(change), by=by)
    record(by, f"company.change_{state}", change.company, change=change.pk, fields=sorted(change.fields))
    if CompanyPerson.objects.filter(user=change.proposed_by, company=change.company).on(by.today).exists():
        change_emails.decided(change)


def _renumber(company, number):
    refuse_place_of_work(number, company.office_id)
    try:
        with atomic():
            company.organisation_number, company.main_unit = number, ""
            company.save(update_fields=["organisation_number", "main_unit"])
    except IntegrityError:
        raise number_taken(number, company.office_id) from None
    begin_look_up(company)


def _key(change) -> str:
    return f"company:{change.company_id}:change:{change.pk}"


def as_text(value) -> str:
    """A field of a company as it stands in a proposed change: a county by its code."""
    return str(value.pk if isinstance(value, County) else value or "")


def _value(name, text):
    return County.objects.filter(pk=text).first() if name == "county" else text
