"""Which approvals of the companies do contracts use, and since when not?"""

from collections.abc import Iterable

from django.db.models import F, Max, Q

from companies.actions import note_use
from companies.models import Approval
from companies.states import GRANTED
from contracts.models import Contract
from contracts.states import IN_FORCE, ContractState

OVER = (ContractState.COMPLETED, ContractState.ENDED)
# An approval is for a trade in a county; what has these in common with it, may be its use.
SHARED = ("apprenticeship__company_id", "apprenticeship__trade_id", "apprenticeship__county_id")
PLACE = "apprenticeship__establishment_id"


def recount(approvals: Iterable[Approval], by=None):
    """Tell companies about each of them: two questions to the database, however many they are.

    A contract at one place of work uses an approval for this place and one for the whole company; one that the county
    has approved uses it before its first day as well.
    """
    approvals = list(approvals)
    here = Contract.objects.filter(apprenticeship__company_id__in={row.company_id for row in approvals})
    running = set(here.filter(state__in=sorted(IN_FORCE)).values_list(*SHARED, PLACE).distinct())
    # One that never began, and ended before its first day, was no use.
    ended = here.filter(state__in=OVER, ended_on__gte=F("start_on")).values_list(*SHARED, PLACE)
    last = [(tuple(key), day) for *key, day in ended.annotate(last=Max("ended_on")).order_by()]
    for approval in approvals:
        days = [day for key, day in last if _is_use(key, approval)]
        is_used = any(_is_use(key, approval) for key in running)
        note_use(approval=approval, is_used=is_used, last_ended_on=max(days, default=None), by=by)


def approvals_of(contract: Contract):
    """The granted ones that this contract may use."""
    training = contract.apprenticeship
    return Approval.objects.filter(
        Q(establishment=None) | Q(establishment=training.establishment_id), state__in=sorted(GRANTED),
        company=training.company_id, trade=training.trade_id, county=training.county_id,
    )  # fmt: skip


def _is_use(key, approval) -> bool:
    *shared, place = key
    is_shared = shared == [approval.company_id, approval.trade_id, approval.county_id]
    return is_shared and approval.establishment_id in (None, place)
