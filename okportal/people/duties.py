"""What does somebody in the office still have in hand, and on which page is it given to others?

The apps above register theirs when they are ready; a role in the office does not end before all of it is handed over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from okportal.offices.models import Membership
from okportal.todo.models import Task


@dataclass(frozen=True)
class Duty:
    """`held_by(membership)`: the rows in hand. `page`: URL name of where they are given away, for a membership."""

    key: str
    label: Any  # lazy text
    held_by: Callable[[Membership], QuerySet]
    page: str


@dataclass(frozen=True)
class Held:
    duty: Duty
    count: int


_duties: dict[str, Duty] = {}


def register(*duties: Duty):
    """The same key again replaces what was there."""
    _duties.update({duty.key: duty for duty in duties})


def of(membership: Membership) -> list[Held]:
    """What is still in hand: one query a duty."""
    counts = [(duty, duty.held_by(membership).count()) for duty in _duties.values()]
    return [Held(duty, count) for duty, count in counts if count]


def open_tasks(membership: Membership) -> QuerySet:
    return Task.objects.open().filter(office_id=membership.office_id, assigned=membership)


register(Duty("tasks", _("Open tasks"), open_tasks, "apprenticeships:hand_over"))
