"""Which approvals of the companies do contracts use, and since when not?"""

from collections.abc import Iterable

from django.db.models import BigIntegerField, Case, Exists, F, Max, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from companies.actions import note_use
from companies.models import Approval
from companies.states import GRANTED
from contracts.models import Contract, Handover
from contracts.states import IN_FORCE, ContractState, HandoverState

OVER = (ContractState.COMPLETED, ContractState.ENDED)
# An approval is for a trade in a county; what has these in common with it, may be its use.
SHARED = ("used_company", "apprenticeship__trade_id", "apprenticeship__county_id")
PLACE = ("is_place_lost", "used_place")
# Whose a contract is where somebody changes company (Contract.whose): it was left, or its company is still to come.
LEFT = Handover.objects.filter(contract=OuterRef("pk"), state=HandoverState.DONE)
COMING = Handover.objects.filter(new_contract=OuterRef("pk"), state=HandoverState.PLANNED)


def recount(approvals: Iterable[Approval], by=None):
    """Tell companies about each of them: two questions to the database, however many they are.

    A contract at one place of work uses an approval for this place and one for the whole company; one that the county
    has approved uses it before its first day as well. Of a contract that was left for another company counts the place
    that was left; where none was written down, it was a use of all approvals that fit otherwise.
    """
    approvals = list(approvals)
    here = _of_companies({row.company_id for row in approvals})
    running = set(here.filter(state__in=sorted(IN_FORCE)).values_list(*SHARED, *PLACE).distinct())
    # One that never began, and ended before its first day, was no use.
    ended = here.filter(state__in=OVER, ended_on__gte=F("start_on")).values_list(*SHARED, *PLACE)
    last = [(tuple(key), day) for *key, day in ended.annotate(last=Max("ended_on")).order_by()]
    for approval in approvals:
        days = [day for key, day in last if _is_use(key, approval)]
        is_used = any(_is_use(key, approval) for key in running)
        note_use(approval=approval, is_used=is_used, last_ended_on=max(days, default=None), by=by)


def _of_companies(company_ids):
    changes = Handover.objects.filter(Q(old_company__in=company_ids) | Q(new_company__in=company_ids))
    ids = Q(pk__in=changes.values("contract_id")) | Q(pk__in=changes.values("new_contract_id"))
    contracts = Contract.objects.filter(ids | Q(apprenticeship__company_id__in=company_ids))
    is_coming = Exists(COMING)
    return contracts.annotate(
        is_place_lost=Exists(LEFT.filter(old_establishment=None)),
        used_company=Coalesce(
            Subquery(LEFT.values("old_company_id")[:1]), Subquery(COMING.values("new_company_id")[:1]),
            F("apprenticeship__company_id"), output_field=BigIntegerField(),
        ),
        used_place=Case(
            When(Exists(LEFT), then=Subquery(LEFT.values("old_establishment_id")[:1])),
            When(is_coming, then=Subquery(COMING.values("new_establishment_id")[:1])),
            default=F("apprenticeship__establishment_id"), output_field=BigIntegerField(),
        ),
    ).filter(used_company__in=company_ids)  # fmt: skip


def approvals_of(contract: Contract):
    """The granted ones that this contract may use, whatever the place. Load it `with_people()`."""
    training = contract.apprenticeship
    return Approval.objects.filter(
        state__in=sorted(GRANTED), company=contract.whose.company, trade=training.trade_id, county=training.county_id
    )


def _is_use(key, approval) -> bool:
    *shared, is_place_lost, place = key
    is_shared = shared == [approval.company_id, approval.trade_id, approval.county_id]
    return is_shared and (is_place_lost or approval.establishment_id in (None, place))
