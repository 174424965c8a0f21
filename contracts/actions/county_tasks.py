"""Which tasks does an advisor get about contracts at the county, and when do they go away by themselves?"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.county_deadlines import WAITING, Counties, Due, due, last_steps
from contracts.models import Contract
from okportal.todo.actions import finish_task, raise_task
from okportal.todo.kinds import Kind, register
from okportal.todo.models import Task

PREFIX = "contracts/county_"
register(
    contracts__county_send=Kind(
        _("Send contract %(number)s of %(apprentice)s to %(county)s"),
        next=_("It is signed. Send it in Vigo, and write here when; it should be there by %(due_on)s."),
        name=_("Contract to be sent to the county authority"),
    ),
    contracts__county_send_late=Kind(
        _("Contract %(number)s of %(apprentice)s should have been with %(county)s"),
        next=_("It was due %(due_on)s. Send it today, and tell the county authority why it is late."),
        name=_("Contract sent too late to the county authority"),
    ),
    contracts__county_no_answer=Kind(
        _("%(county)s has not decided on contract %(number)s of %(apprentice)s"),
        next=_("An answer was to be expected by %(due_on)s. Look in Vigo, or ask."),
        name=_("No decision from the county authority"),
    ),
    contracts__county_answer=Kind(
        _("%(county)s has sent back contract %(number)s of %(apprentice)s"),
        next=_("Read the remark, and answer by %(due_on)s."),
        name=_("Remark from the county authority"),
    ),
    contracts__county_answer_near=Kind(
        _("Answer %(county)s about contract %(number)s of %(apprentice)s now"),
        next=_("The answer is due %(due_on)s."),
        name=_("Remark to be answered now"),
    ),
)


def key_of(contract_id: int, stage: str, mark: int) -> str:
    return f"contract:{contract_id}:county:{stage}:{mark}"


def raise_due(*, contract: Contract, found: Due, by=None) -> Task:
    """The same fact once; a task that a person has ticked off is left alone. Load the contract `with_people()`."""
    training = contract.apprenticeship
    facts = {"number": contract.number, "apprentice": training.apprentice.name, "county": training.county.name}
    if found.due_on:
        facts["due_on"] = found.due_on.isoformat()
    return raise_task(
        office_id=contract.office_id, key=key_of(contract.pk, found.stage, found.mark), facts=facts,
        kind=f"{PREFIX}{found.stage}", page="contracts:county", about_id=contract.pk, assigned=training.advisor,
        due_on=found.due_on, by=by,
    )  # fmt: skip


def settle(*, contract: Contract, by=None):
    """A step has been taken: whatever asked for one is done."""
    raised = Task.objects.open().filter(office_id=contract.office_id, key__startswith=f"contract:{contract.pk}:county:")
    for task in raised:
        finish_task(task=task, by=by)


def found_in(office_id: int) -> list[tuple[Contract, Due]]:
    """What is due today in the office one is in: three queries, however many contracts there are."""
    today, counties = timezone.localdate(), Counties()
    contracts = list(Contract.objects.filter(office_id=office_id, state__in=WAITING).with_people())
    last = last_steps(contracts)
    found = [(row, due(row, last.get(row.pk), signed_on(row), counties.of(row), today)) for row in contracts]
    return [(contract, one) for contract, one in found if one is not None]


def overtaken(office_id: int, found) -> list[Task]:
    """Open tasks whose fact is gone, or has become another one."""
    wanted = {key_of(contract.pk, one.stage, one.mark) for contract, one in found}
    raised = Task.objects.open().filter(office_id=office_id, kind__startswith=PREFIX)
    return list(raised.exclude(key__in=wanted))


def signed_on(contract: Contract):
    """The Oslo day on which the last signature was given; None where it was signed before the portal."""
    closed_at = contract.round.closed_at if contract.round else None
    return timezone.localdate(closed_at) if closed_at else None
