"""How does the training change hands on the day: people, access, placements and contract at once?"""

from datetime import timedelta

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from apprenticeships.actions.changing_company import change_company
from apprenticeships.actions.following import follow_contract
from contracts.actions.amending import withdraw_all_open
from contracts.actions.handover import loaded, refresh_old_side
from contracts.handover import checks
from contracts.models import Contract, Ending, Handover
from contracts.signals import company_changed
from contracts.states import END, HANDOVER_DO, IN_FORCE, START, ContractState, EndingState, HandoverState
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.states import begin
from okportal.todo.actions import raise_task, settle_task

H = Handover.Reason
ENDING_REASON = {
    H.BUSINESS: Ending.Reason.BUSINESS, H.MOVED: Ending.Reason.MOVED, H.CONFLICT: Ending.Reason.CONFLICT,
}  # fmt: skip
# What was not sent, or has come back: no approval follows from there.
NOT_AT_COUNTY = frozenset({ContractState.DRAFT, ContractState.RETURNED, ContractState.REFUSED})


@atomic
def switch(*, handover: Handover, by, is_county_told: bool = False) -> Handover:
    """The training goes on in the new company from `handover.on`, today or earlier. Twice is once.

    The new contract is approved; or `is_county_told`: the office says that the county authority knows and will
    approve it, for a contract holds from the first day of training even where the approval follows (§ 7-2). Raises
    Refused where something stands in the way, above all a company that is not approved for the trade.
    """
    locked = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if locked.state == HandoverState.DONE:
        return locked
    row = loaded(begin(locked, HANDOVER_DO))
    _refuse_if_not_ready(row, is_county_told)
    refresh_old_side(row)
    _withdraw_amendments(row, by)
    change_company(
        apprenticeship=row.contract.apprenticeship, company=row.new_company, establishment=row.new_establishment,
        supervisor=row.new_supervisor, instructor=row.new_instructor, on=row.on, end_on=row.new_contract.end_on, by=by,
    )  # fmt: skip
    _end_old(row, by)
    row.done_at = timezone.now()
    row.save()
    if row.new_contract.state == ContractState.APPROVED:
        row.new_contract = _start(row.new_contract, by)
    settle_task(office_id=row.office_id, key=due_key(row), by=by)
    record(by, "handover.done", row, on=str(row.on), is_county_told=is_county_told)
    company_changed.send(Handover, handover=row, by=by)
    return row


@atomic
def start_contract(*, handover: Handover, by) -> Contract:
    """The contract with the new company is approved and its first day has come: the change is made, or was made
    already and the contract follows. The training itself has run all the time.

    Where something stands in the way of the change the contract waits as it is, and the advisor gets a task.
    """
    if handover.state != HandoverState.DONE:
        return switch_when_due(handover=handover, by=by).new_contract
    contract = _start(handover.new_contract, by)
    follow_contract(apprenticeship=contract.apprenticeship, end_on=contract.end_on, by=by)
    if contract.start_on != handover.on:
        _tell_other_day(handover, contract)
    company_changed.send(Handover, handover=handover, by=by)
    return contract


@atomic
def switch_when_due(*, handover: Handover, by=None) -> Handover:
    """Make the change, or leave it as it is with a task for the advisor."""
    try:
        with atomic():
            return switch(handover=handover, by=by)
    except Refused:
        tell_overdue(handover=handover)
        return handover


def brought_by(contract: Contract) -> Handover | None:
    """The change of company that this contract comes from, unless that was called off."""
    found = Handover.objects.with_people().filter(new_contract=contract)
    return found.exclude(state=HandoverState.CANCELLED).first()


@atomic
def tell_overdue(*, handover: Handover):
    """The day has come and the change cannot be made by itself: a task for the advisor, once."""
    row = Handover.objects.with_people().get(pk=handover.pk)
    training = row.contract.apprenticeship
    raise_task(
        office_id=row.office_id, key=due_key(row), kind="contracts/company_change_due", assigned=training.advisor,
        facts={"apprentice": training.apprentice.name, "company": row.new_company.name, "change_on": str(row.on)},
        page="contracts:change_company", about_id=row.contract_id,
    )  # fmt: skip


def _tell_other_day(row, contract):
    """The county has approved other days than those the training went over on: the advisor looks at both."""
    training = row.contract.apprenticeship
    raise_task(
        office_id=row.office_id, key=f"{row.task_key}:other_day", kind="contracts/company_change_other_day",
        assigned=training.advisor, page="contracts:change_company", about_id=row.contract_id,
        facts={"number": contract.number, "start_on": str(contract.start_on), "change_on": str(row.on),
               "apprentice": training.apprentice.name},
    )  # fmt: skip


def due_key(row: Handover) -> str:
    return f"{row.task_key}:due"


def _refuse_if_not_ready(row, is_county_told):
    today, new = timezone.localdate(), row.new_contract
    if row.on > today:
        raise Refused(
            _("The first day in the new company is %(day)s.") % {"day": date_format(row.on, "DATE_FORMAT")},
            way_out=_("The change is made on that day by itself, or correct the plan."),
        )
    for problem in checks.before_switching(row, today):
        raise Refused(problem.message, way_out=problem.way_out)
    if new.start_on != row.on:
        raise Refused(
            _("The new contract begins on another day than the change of company."),
            way_out=_("Correct one of them, so that both say the same day."),
        )
    if is_county_told and new.state in NOT_AT_COUNTY:
        raise Refused(
            _("The new contract is not on its way to the county authority (%(state)s).")
            % {"state": new.get_state_display()},
            way_out=_("Send it to the parties first; its approval may follow after the change."),
        )
    if new.state not in IN_FORCE and not is_county_told:
        raise Refused(
            _("The new contract is not approved yet (%(state)s).") % {"state": new.get_state_display()},
            way_out=_("Register the county authority's approval, or that it is told and the approval follows."),
        )


def _withdraw_amendments(row, by):
    """What was on its way for the contract that ends comes to nothing, and who was asked to sign is told why."""
    with override(row.contract.language):
        reason = _("The training goes on in %(company)s.") % {"company": row.new_company}
    withdraw_all_open(contract=row.contract, reason=reason, by=by)


def _end_old(row, by):
    """Ended, and nothing falls away with it: talks and registration follow to the new contract (`company_changed`)."""
    old = begin(row.contract, END)
    with override(old.language):
        old.end_reason = _("Goes on in %(company)s.") % {"company": row.new_company}
    old.ended_on = row.on - timedelta(days=1)
    old.save(update_fields=["state", "ended_on", "end_reason"])
    ending = Ending.objects.create(
        office_id=row.office_id, contract=old, kind=Ending.Kind.COMPANY_CHANGE, state=EndingState.DONE,
        reason=ENDING_REASON.get(row.reason, Ending.Reason.OTHER), last_on=old.ended_on, done_at=timezone.now(),
        begun_by=by.user if by else None,
    )  # fmt: skip
    record(by, "ending.done", ending, kind=ending.kind, last_on=str(ending.last_on))
    record(by, "contract.ended", old, ended_on=str(old.ended_on))


def _start(contract, by) -> Contract:
    contract = begin(contract, START)
    contract.save(update_fields=["state"])
    record(by, "contract.started", contract, start_on=str(contract.start_on), end_on=str(contract.end_on))
    return contract
