"""Which tasks does an advisor get about contracts at the county, and when do they go away by themselves?"""

from django.utils import timezone

from contracts.county.deadlines import WAITING, Counties, Due, agreed_on, change_due, due, last_steps
from contracts.models import Amendment, Contract
from okportal.todo.actions import finish_task, raise_task, settle_task
from okportal.todo.models import Task

PREFIX = "contracts/county_"
OF_CHANGES = ("change_send", "change_no_answer")


def key_of(contract_id: int, stage: str, mark: int) -> str:
    return f"contract:{contract_id}:county:{stage}:{mark}"


def raise_due(*, contract: Contract, found: Due, by=None) -> Task:
    """The same fact once; a task that a person has ticked off is left alone. Load the contract `with_people()`."""
    training = contract.apprenticeship
    facts = {"number": contract.number, "apprentice": training.apprentice.name, "county": training.county.name}
    if found.due_on:
        facts["due_on"] = found.due_on.isoformat()
    if found.change:
        facts["change"] = found.change
    return raise_task(
        office_id=contract.office_id, key=key_of(contract.pk, found.stage, found.mark), facts=facts,
        kind=f"{PREFIX}{found.stage}", page="contracts:amendments" if found.change else "contracts:county",
        about_id=contract.pk, assigned=training.advisor,
        due_on=found.due_on, by=by,
    )  # fmt: skip


def settle(*, contract: Contract, by=None):
    """A step has been taken: whatever asked for one is done."""
    raised = Task.objects.open().filter(office_id=contract.office_id, key__startswith=f"contract:{contract.pk}:county:")
    for task in raised:
        finish_task(task=task, by=by)


def settle_change(*, amendment: Amendment, by=None):
    """The same for a change of the contract."""
    for stage in OF_CHANGES:
        settle_task(office_id=amendment.office_id, key=key_of(amendment.contract_id, stage, amendment.pk), by=by)


def found_in(office_id: int) -> list[tuple[Contract, Due]]:
    """What is due today in the office one is in: five queries, however many contracts there are."""
    today, counties = timezone.localdate(), Counties()
    contracts = list(Contract.objects.filter(office_id=office_id, state__in=WAITING).with_people())
    last = last_steps(contracts)
    found = [(row, due(row, last.get(row.pk), signed_on(row), counties.of(row), today)) for row in contracts]
    found += _changes_in(office_id, counties, today)
    return [(contract, one) for contract, one in found if one is not None]


def _changes_in(office_id, counties, today):
    changes = list(Amendment.objects.filter(office_id=office_id).at_county().order_by("pk"))
    contracts = Contract.objects.with_people().in_bulk({change.contract_id for change in changes}) if changes else {}
    for change in changes:
        contract = contracts[change.contract_id]
        figures = counties.on(contract.apprenticeship.county_id, change.sent_to_county_on)
        yield contract, change_due(change, agreed_on(change), figures, today)


def overtaken(office_id: int, found) -> list[Task]:
    """Open tasks whose fact is gone, or has become another one."""
    wanted = {key_of(contract.pk, one.stage, one.mark) for contract, one in found}
    raised = Task.objects.open().filter(office_id=office_id, kind__startswith=PREFIX)
    return list(raised.exclude(key__in=wanted))


def signed_on(contract: Contract):
    """The Oslo day on which the last signature was given; None where it was signed before the portal."""
    closed_at = contract.round.closed_at if contract.round else None
    return timezone.localdate(closed_at) if closed_at else None
