"""What would an amendment do to the last day, and by which lines?"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from contracts.ledger.inputs import Credit, Extension, Inputs, Interruption, PartTime
from contracts.ledger.lines import Ledger, Line
from contracts.ledger.reckoning import calculate

Item = Credit | Interruption | PartTime | Extension
PLACES = {Credit: "credits", Interruption: "interruptions", PartTime: "part_time", Extension: "extensions"}


@dataclass(frozen=True)
class Change:
    """An amendment: fields of Inputs that get other values, items that come and items that go.

    A changed item goes as it was and comes as it shall be. ValueError where one that goes is not there.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    come: tuple[Item, ...] = ()
    go: tuple[Item, ...] = ()

    def applied(self, inputs: Inputs) -> Inputs:
        lists = {place: list(getattr(inputs, place)) for place in PLACES.values()}
        for item in self.go:
            lists[PLACES[type(item)]].remove(item)
        for item in self.come:
            lists[PLACES[type(item)]].append(item)
        return replace(inputs, **{**lists, **self.fields})


@dataclass(frozen=True)
class Row:
    """The same step before and after; None where it is not there."""

    before: Line | None
    after: Line | None

    @property
    def line(self) -> Line:
        return self.after or self.before

    @property
    def is_changed(self) -> bool:
        return self.before is None or self.after is None or not self.before.says_the_same(self.after)


@dataclass(frozen=True)
class WhatIf:
    before: Ledger
    after: Ledger

    @property
    def days(self) -> int:
        """How much later (negative: earlier) the training ends."""
        return (self.after.calculated_on - self.before.calculated_on).days

    @property
    def new_end_on(self) -> date:
        return self.after.calculated_on

    @property
    def rows(self) -> list[Row]:
        """In the order of the new ledger; a line that goes stands where it stood."""
        before = {line.key: line for line in self.before.lines}
        after = {line.key: line for line in self.after.lines}
        order = list(after)
        for index, key in enumerate(before):
            if key not in after:
                order.insert(order.index(list(before)[index - 1]) + 1, key)
        return [Row(before.get(key), after.get(key)) for key in order]

    @property
    def changed(self) -> list[Row]:
        return [row for row in self.rows if row.is_changed]


def what_if(inputs: Inputs, change: Change) -> WhatIf:
    return WhatIf(calculate(inputs), calculate(change.applied(inputs)))
