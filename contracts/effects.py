"""What else moves when a contract is changed, told before anybody says yes?

The apps above know what follows from a contract's dates and kind: each registers what it would do when it is ready, and
the page of a change asks all of them before it is saved.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Changed:
    """A contract before and after, from the day `from_on`: what the effects of a change are reckoned from.

    `fields`: names of what else gets another value (`trade`, `kind`, `supervisor` …) → (before, after). `pauses`: first
    and last day of all stretches in which the training stands still, as they are afterwards.
    """

    from_on: datetime.date
    start_on: datetime.date
    end_on: datetime.date
    new_end_on: datetime.date
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    pauses: tuple[tuple[datetime.date, datetime.date], ...] = ()

    @property
    def moves_end(self) -> bool:
        return self.new_end_on != self.end_on

    @property
    def days(self) -> int:
        """How much later (negative: earlier) the training ends."""
        return (self.new_end_on - self.end_on).days

    def after(self, name: str, now):
        """The value that `name` has afterwards: the new one, or the one it has now."""
        return self.fields[name][1] if name in self.fields else now


@dataclass(frozen=True)
class Effect:
    """One thing that follows. `title`: what it is about, `text`: a sentence, `tone`: info, warning or neutral."""

    title: str
    text: str
    tone: str = "info"


_effects: dict[int, Callable] = {}


def register(place: int, function: Callable):
    """`function(contract, changed)` gives a list of Effect; shown in the order of `place`, the same place once."""
    _effects[place] = function


def effects_of(contract, changed: Changed) -> list[Effect]:
    """All that follows, in words of the reader's language. Load the contract `with_people()`."""
    return [effect for _place, function in sorted(_effects.items()) for effect in function(contract, changed)]
