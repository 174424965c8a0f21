"""How does a long absence become a task: ask the county to extend the contract?"""

from django.db.transaction import atomic
from django.utils.translation import gettext as _

from contracts.models import Contract
from okportal.todo.actions import finish_task, raise_task
from okportal.todo.models import Task

ENDED, STILL_AWAY = "contracts/long_absence", "contracts/long_absence_open"


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
    contract = Contract.objects.in_force().filter(apprenticeship=apprenticeship).first()
    page = {"page": "contracts:detail", "about_id": contract.pk} if contract else {
        "page": "apprenticeships:absence", "about_id": apprenticeship.pk
    }  # fmt: skip
    for key, spell in proposed.items():
        told = _told(apprenticeship, spell)
        raise_task(
            office_id=apprenticeship.office_id, key=key, assigned=apprenticeship.advisor, by=by,
            reopen=key in known and _is_news(known[key], told), **told, **page,
        )  # fmt: skip


def _told(apprenticeship, spell) -> dict:
    """What stands in the task: names, days, and nothing of why. An open end has no days yet, or each day was news."""
    facts = {"apprentice": apprenticeship.apprentice.name, "from_on": str(spell.from_on)}
    if spell.to_on is None:
        return {"kind": STILL_AWAY, "facts": facts}
    return {"kind": ENDED, "facts": facts | {"to_on": str(spell.to_on), "days": spell.extension_days}}


def _is_news(task, told) -> bool:
    """Closed by the portal itself, or done about other days."""
    return task.done_by_id is None or (task.kind, task.facts) != (told["kind"], told["facts"])


def _prefix(apprenticeship) -> str:
    return f"absence:{apprenticeship.pk}:"


def _key(apprenticeship, spell) -> str:
    """By the row that the absence begins with: corrected days are the same task."""
    return f"{_prefix(apprenticeship)}{spell.first.pk}"
