"""What has gone to and fro between a demo office and the counties, and what did they decide?"""

from datetime import timedelta

from contracts.actions import county_tasks
from contracts.county.deadlines import Counties, answer_by, decide_by
from contracts.models import Contract, CountyEntry
from contracts.states import ContractState

S, Kind = ContractState, CountyEntry.Kind
DECIDED = {S.APPROVED, S.ACTIVE, S.COMPLETED, S.ENDED}
UNDER_WAY = {S.AT_COUNTY: 9, S.RETURNED: 18, S.APPROVED: 27}  # days since it was sent; one in force was sent
SENT_BEFORE, DECIDED_BEFORE = timedelta(days=36), timedelta(days=14)  # the first day of training
RETURNED_DAYS_AGO = 4
REMARK = (
    "Fylkeskommunen mangler dokumentasjon på fullført Vg1. Send karakterutskriften, så behandler vi kontrakten videre."
)
FIRST_CASE = 10400


def add_course(office, contracts, today):
    """Sent, returned and decided, with the county's case number; the newest step says until when one waits."""
    entries, changed, counties = [], [], Counties()
    fresh = Contract.objects.filter(pk__in=[row.pk for row in contracts]).with_people().order_by("pk")
    for place, contract in enumerate(fresh.exclude(state__in=[S.DRAFT, S.CHECKING, S.WITH_PARTIES, S.WITH_OFFICE])):
        if contract.state == S.SIGNED:
            continue
        sent_on = contract.start_on - SENT_BEFORE
        if contract.state in UNDER_WAY and contract.round_id:
            sent_on = today - timedelta(days=UNDER_WAY[contract.state])
        contract.sent_to_county_on = min(sent_on, today - timedelta(days=2))
        contract.case_number = f"{contract.sent_to_county_on.year}/{FIRST_CASE + 17 * place}"
        entries += steps(office, contract, counties.of(contract), today)
        changed.append(contract)
    Contract.objects.bulk_update(changed, ["sent_to_county_on", "case_number", "decided_on"])
    CountyEntry.objects.bulk_create(entries)


def steps(office, contract, figures, today):
    sent_on = contract.sent_to_county_on
    facts = {
        "office": office, "contract": contract, "case_number": contract.case_number,
        "by": contract.apprenticeship.advisor.user,
    }  # fmt: skip
    yield CountyEntry(kind=Kind.SENT, on=sent_on, due_on=decide_by(sent_on, figures), **facts)
    if contract.state == S.RETURNED:
        on = today - timedelta(days=RETURNED_DAYS_AGO)
        yield CountyEntry(kind=Kind.RETURNED, on=on, due_on=answer_by(on, figures), remark=REMARK, **facts)
    if contract.state in DECIDED:
        contract.decided_on = min(contract.start_on - DECIDED_BEFORE, today - timedelta(days=1))
        yield CountyEntry(kind=Kind.APPROVED, on=contract.decided_on, **facts)


def raise_tasks(office):
    """What waits too long for somebody, as the daily round finds it."""
    for contract, found in county_tasks.found_in(office.pk):
        county_tasks.raise_due(contract=contract, found=found)
