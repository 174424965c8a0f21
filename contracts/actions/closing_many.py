"""How are contracts that have run out closed, many in one go or on the day by themselves?"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.actions.guided_ending import begin_ending, finish_ending, task_key
from contracts.ending.problems import before_finishing
from contracts.models import Contract, Ending
from contracts.states import ContractState
from okportal.errors import Refused
from okportal.todo.actions import raise_task

log = logging.getLogger(__name__)

AT_ONCE = 100  # contracts in one go: each closes its training, talks and registration, and all fit in one request
WAYS = (Ending.Kind.COMPLETED, Ending.Kind.LAPSE)


@dataclass(frozen=True)
class Outcome:
    """What became of one contract. `message`: "" when it is closed, else why not, with what would let it pass."""

    contract: Contract
    message: str = ""


def close_expired(*, ids: Iterable[int], kind: str, by) -> list[Outcome]:
    """Close each contract on its own last day; one that cannot be closed does not hold up the others.

    What is closed already is left as it is, and said. Raises Refused for more than AT_ONCE, and for another way.
    """
    ids = list(ids)
    if len(ids) > AT_ONCE:
        raise Refused(
            _("More than %(count)s are chosen.") % {"count": AT_ONCE}, way_out=_("Close some first, then the rest.")
        )
    if kind not in WAYS:
        raise Refused(_("Say how they are closed."), field="kind")
    rows = Contract.objects.in_office_of(by).with_people().filter(pk__in=ids).order_by("end_on", "pk")
    return [Outcome(contract, _close_one(contract, kind, by)) for contract in rows]


def _close_one(contract, kind, by) -> str:
    try:
        with atomic():
            _refuse_running(contract)
            finish_ending(ending=begin_ending(contract=contract, kind=kind, by=by), by=by)
    except Refused as refusal:
        return " ".join(str(part) for part in (refusal.message, refusal.way_out) if part)
    except Exception:
        log.exception("Contract %s was not closed", contract.pk)
        return _("Something went wrong with this one. Nothing was changed; open it and try there.")
    return ""


def _refuse_running(contract):
    if contract.state == ContractState.ACTIVE and contract.end_on >= timezone.localdate():
        raise Refused(_("It has not run out yet."))


@atomic
def finish_when_due(*, ending: Ending, by=None) -> bool:
    """End a contract whose agreed or decided last day has passed, if all is in order; else the advisor gets a task."""
    contract = Contract.objects.with_people().get(pk=ending.contract_id)
    ending.contract = contract
    if not any(problem.is_blocker for problem in before_finishing(ending, timezone.localdate())):
        finish_ending(ending=ending, by=by)
        return True
    raise_task(
        office_id=ending.office_id, key=task_key(ending), kind="contracts/ending_stuck", by=by,
        facts={"apprentice": contract.apprenticeship.apprentice.name, "last_on": str(ending.last_on)},
        page="contracts:endings", about_id=contract.pk, assigned=contract.apprenticeship.advisor,
    )  # fmt: skip
    return False
