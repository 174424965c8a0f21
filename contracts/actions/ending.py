"""How does a contract come to its end?"""

import datetime

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from apprenticeships.actions import finish as finish_apprenticeship
from apprenticeships.states import CURRENT
from contracts.models import Contract
from contracts.signals import contract_ended
from contracts.states import COMPLETE, END, ContractState
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.states import begin


@atomic
def complete(*, contract: Contract, ended_on: datetime.date, by) -> Contract:
    """The training period is over and the test taken."""
    contract = begin(contract, COMPLETE)
    _close(contract, ended_on, "")
    finish_apprenticeship(apprenticeship=contract.apprenticeship, is_completed=True, by=by, last_on=ended_on)
    return _tell(contract, "contract.completed", by)


@atomic
def end(*, contract: Contract, ended_on: datetime.date, end_reason: str, by) -> Contract:
    """Ended early: by agreement, by the county's decision, or because it never started (opplæringslova § 7-3)."""
    locked = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    never_began = locked.state == ContractState.APPROVED
    contract = begin(locked, END)
    _close(contract, ended_on, end_reason)
    # A new contract for a training that has ended already, and that nobody came to begin, has nothing more to end.
    if not (never_began and contract.apprenticeship.state not in CURRENT):
        last_on = None if never_began else ended_on
        finish_apprenticeship(
            apprenticeship=contract.apprenticeship, is_completed=False, by=by, last_on=last_on
        )  # fmt: skip
    return _tell(contract, "contract.ended", by)


def _close(contract, ended_on, end_reason):
    if ended_on > timezone.localdate():
        raise Refused(
            _("The last day cannot lie in the future."), way_out=_("Register it when it has come."), field="ended_on"
        )
    # One that never began may end before its first day.
    if ended_on < contract.start_on <= timezone.localdate():
        raise Refused(_("The last day cannot lie before the first."), field="ended_on")
    contract.ended_on, contract.end_reason = ended_on, end_reason
    contract.save()


def _tell(contract, verb, by) -> Contract:
    record(by, verb, contract, ended_on=str(contract.ended_on))
    contract_ended.send(Contract, contract=contract, by=by)
    return contract
