"""How does a long absence become a task: ask the county to extend the contract?"""

from datetime import date

from django.db.models import Case, QuerySet, When
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from contracts.models import Amendment, Contract
from contracts.states import ContractState
from okportal.todo.actions import finish_task, raise_task
from okportal.todo.models import Task

ENDED, STILL_AWAY = "contracts/long_absence", "contracts/long_absence_open"
SETTLED = "amendment"  # fact of a task: the change of the contract that took care of it


@atomic
def propose_extensions(*, apprenticeship, spells, by):
    """One task for each of `spells` (apprenticeships.absence.Spell), all that are too long now; again changes nothing.

    A task about an absence that is too long no more is closed and says so. One that somebody has done comes back only
    when the days have changed since: the county was asked for others.
    """
    proposed = {_key(apprenticeship, spell): spell for spell in spells}
    known = Task.objects.filter(office_id=apprenticeship.office_id, key__startswith=_prefix(apprenticeship))
    known = {task.key: task for task in known}
    for key, task in known.items():
        if key not in proposed and task.done_at is None:
            finish_task(task=task, by=None, outcome=_("The absence was corrected, and is no longer so long."))
    if not proposed:
        return
    contract = running_contract(Contract.objects.all(), apprenticeship.pk)
    for key, spell in proposed.items():
        told, page = _told(apprenticeship, spell), _page(apprenticeship, contract, spell)
        raise_task(
            office_id=apprenticeship.office_id, key=key, assigned=apprenticeship.advisor, by=by,
            reopen=key in known and _is_news(known[key], told), **told, **page,
        )  # fmt: skip


def running_contract(contracts: QuerySet[Contract], apprenticeship_id: int) -> Contract | None:
    """The one that the training follows today; while a change of company waits, not the approved one that comes."""
    rows = contracts.in_force().filter(apprenticeship_id=apprenticeship_id)
    return rows.order_by(Case(When(state=ContractState.ACTIVE, then=0), default=1), "pk").first()


def _page(apprenticeship, contract, spell) -> dict:
    """Where it is dealt with: once the last day is known, on a change of the contract that is filled in."""
    if contract is None:
        return {"page": "apprenticeships:absence", "about_id": apprenticeship.pk}
    if spell.to_on is None:
        return {"page": "contracts:detail", "about_id": contract.pk}
    return {"page": "contracts:amend_for_absence", "about_id": spell.first.pk}


def _told(apprenticeship, spell) -> dict:
    """What stands in the task: names, days, and nothing of why. An open end has no days yet, or each day was news."""
    facts = {"apprentice": apprenticeship.apprentice.name, "from_on": str(spell.from_on)}
    if spell.to_on is None:
        return {"kind": STILL_AWAY, "facts": facts}
    return {"kind": ENDED, "facts": facts | {"to_on": str(spell.to_on), "days": spell.extension_days}}


def _is_news(task, told) -> bool:
    """Done about other days, or closed by the portal although no change of the contract has taken care of it."""
    facts = {name: value for name, value in task.facts.items() if name != SETTLED}
    is_settled = task.done_by_id is not None or SETTLED in task.facts
    return not is_settled or (task.kind, facts) != (told["kind"], told["facts"])


def _prefix(apprenticeship) -> str:
    return f"absence:{apprenticeship.pk}:"


def _key(apprenticeship, spell) -> str:
    """By the row that the absence begins with: corrected days are the same task."""
    return f"{_prefix(apprenticeship)}{spell.first.pk}"


def settle_absences(*, contract: Contract, amendment: Amendment, by):
    """The change has taken care of long absences: their tasks are done, by the days that it moves the last day.

    An interruption takes those it covers, an extension the oldest first, as far as its days reach.
    """
    training = contract.apprenticeship
    tasks = Task.objects.open().filter(office_id=contract.office_id, key__startswith=_prefix(training), kind=ENDED)
    tasks = sorted(tasks, key=lambda task: task.facts["from_on"])
    if amendment.kind == Amendment.Kind.INTERRUPTION:
        done = [task for task in tasks if _covers(amendment, task)]
    elif amendment.kind == Amendment.Kind.EXTENSION:
        done = _within(tasks, days=_days_moved(amendment))
    else:
        return
    for task in done:
        Task.objects.filter(pk=task.pk).update(facts=task.facts | {SETTLED: amendment.number})
        finish_task(task=task, by=by, outcome=_("Change %(number)s of the contract.") % {"number": amendment.number})


def _covers(amendment, task) -> bool:
    last_on = amendment.to_on.isoformat() if amendment.to_on else "9999"
    return amendment.from_on.isoformat() <= task.facts["from_on"] and task.facts["to_on"] <= last_on


def _within(tasks, days) -> list[Task]:
    found = []
    for task in tasks:
        days -= task.facts["days"]
        if days < 0:
            break
        found.append(task)
    return found


def _days_moved(amendment) -> int:
    before, became = amendment.before["end_on"], amendment.before["became"]["end_on"]
    return (date.fromisoformat(became) - date.fromisoformat(before)).days
