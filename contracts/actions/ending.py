"""How does a contract come to its end?"""

import datetime

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from apprenticeships.actions import finish as finish_apprenticeship
from apprenticeships.states import CURRENT
from contracts.ending.problems import of_company_change
from contracts.models import Contract, Ending, Handover
from contracts.signals import contract_ended
from contracts.states import COMPLETE, END, ENDING_FINISH, ENDING_OPEN, ContractState, EndingState
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.states import begin

Kind = Ending.Kind


@atomic
def complete(*, contract: Contract, ended_on: datetime.date, by) -> Contract:
    """The training period is over and the test taken; without the guided way, whose rules are not asked here."""
    return _end_at_once(contract, Ending(kind=Kind.COMPLETED, last_on=ended_on), by)


@atomic
def end(*, contract: Contract, ended_on: datetime.date, end_reason: str, by, kind=Kind.COMPANY_CHANGE) -> Contract:
    """Ended early at once, because the training goes on elsewhere or as `kind` says; the guided way asks for more."""
    return _end_at_once(contract, Ending(kind=kind, last_on=ended_on, note=end_reason), by)


@atomic
def close(*, ending: Ending, by) -> Ending:
    """End the contract as `ending` (open, and looked over by the caller) says. The caller has locked the contract."""
    row = begin(ending, ENDING_FINISH)
    contract = _close(row.contract, row, by)
    row.done_at = timezone.now()
    row.save()
    record(by, "ending.done", row, kind=row.kind, last_on=str(row.last_on))
    _tell(contract, by)
    return row


def _end_at_once(contract, ending, by) -> Contract:
    locked = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    if under_way := locked.endings.filter(state__in=ENDING_OPEN).first():
        raise Refused(
            _("The contract is being ended already: %(kind)s.") % {"kind": under_way},
            way_out=_("Go on with it, or drop it first."),
        )
    contract = _close(locked, ending, by)
    ending.office_id, ending.contract, ending.state = contract.office_id, contract, EndingState.DONE
    ending.begun_by, ending.done_at = by.user if by else None, timezone.now()
    ending.save()
    record(by, "ending.done", ending, kind=ending.kind, last_on=str(ending.last_on))
    return _tell(contract, by)


def _close(contract, ending, by) -> Contract:
    is_completed = ending.kind == Kind.COMPLETED
    never_began = contract.state == ContractState.APPROVED
    if never_began and Handover.objects.open().filter(new_contract=contract).exists():
        raise Refused(
            _("This contract belongs to a change of company that has not happened yet."),
            way_out=_("Cancel the change of company first."),
        )
    for problem in of_company_change(contract):
        raise Refused(problem.message, way_out=problem.way_out)
    contract = begin(contract, COMPLETE if is_completed else END)
    _refuse_day(contract, ending.last_on)
    contract.ended_on = ending.last_on
    contract.end_reason = "" if is_completed else ending.note or str(ending)
    contract.save(update_fields=["state", "ended_on", "end_reason"])
    # A new contract for a training that has ended already, and that nobody came to begin, has nothing more to end.
    if not (never_began and contract.apprenticeship.state not in CURRENT):
        finish_apprenticeship(
            apprenticeship=contract.apprenticeship, is_completed=is_completed, by=by,
            last_on=None if never_began else ending.last_on,
        )  # fmt: skip
    return contract


def _refuse_day(contract, ended_on):
    if ended_on > timezone.localdate():
        raise Refused(
            _("The last day cannot lie in the future."), way_out=_("Register it when it has come."), field="ended_on"
        )
    # One that never began may end before its first day.
    if ended_on < contract.start_on <= timezone.localdate():
        raise Refused(_("The last day cannot lie before the first."), field="ended_on")


def _tell(contract, by) -> Contract:
    verb = "contract.completed" if contract.state == ContractState.COMPLETED else "contract.ended"
    record(by, verb, contract, ended_on=str(contract.ended_on))
    contract_ended.send(Contract, contract=contract, by=by)
    return contract
