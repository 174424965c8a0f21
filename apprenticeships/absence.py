"""How much has somebody been away, and when so long that the training period must be extended?

Days are calendar days, as the counties count (domain § 3): many apprentices work at weekends, so that Monday to Friday
would say nothing true about them. A row has kind, percent, from_on and to_on (None: still away, counted up to today).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from apprenticeships.days_off import only_days_off_between

# Illness, leave, parental leave and military service interrupt a training (domain § 3); staying away does not.
INTERRUPTING = frozenset({"illness", "leave", "parental", "military"})
A_DAY = timedelta(days=1)
HALF = re.compile(r"(20[0-9]{2})-([12])")


@dataclass(frozen=True, order=True)
class Half:
    """A half-year, which closes on 30 June or 31 December (domain § 12); `number` is 1 or 2."""

    year: int
    number: int

    @property
    def first_on(self) -> date:
        return date(self.year, 1 if self.number == 1 else 7, 1)

    @property
    def last_on(self) -> date:
        return date(self.year, 6, 30) if self.number == 1 else date(self.year, 12, 31)

    def __str__(self):
        return f"{self.year}-{self.number}"


class Sum(NamedTuple):
    """`days`: calendar days away, whole or in part. `percent_days`: each day times its percent."""

    days: int = 0
    percent_days: int = 0

    @property
    def full_days(self) -> Decimal:
        """As many whole days away, with two decimals."""
        return Decimal(self.percent_days) / 100

    def plus(self, other: "Sum") -> "Sum":
        return Sum(self.days + other.days, self.percent_days + other.percent_days)


@dataclass(frozen=True)
class Spell:
    """Days away that follow one another without a gap, whatever the kinds. `first` is the row it begins with.

    An illness that is written down from Monday to Friday, week by week, is one: rows of the same kind belong together
    across weekends and public holidays. `length` is how long it lasted, from the first day to the last with such days
    between, and is what a county's limit is held against. `days` are the calendar days written down, up to today
    where the end is open; `extension_days` as many whole days away, rounded up: the training period becomes longer by
    what was lost (domain § 3).
    """

    first: Any
    from_on: date
    to_on: date | None
    length: int
    days: int
    extension_days: int


def half_of(day: date) -> Half:
    return Half(day.year, 1 if day.month <= 6 else 2)


def half_called(text: str) -> Half | None:
    """The half-year that `str(half)` wrote; None for anything else."""
    found = HALF.fullmatch(text)
    return Half(int(found[1]), int(found[2])) if found else None


def halves(first_on: date, last_on: date) -> list[Half]:
    """Those that the days touch, the newest first."""
    found, half = [], half_of(last_on)
    while half.last_on >= first_on:
        found.append(half)
        half = half_of(half.first_on - A_DAY)
    return found


def days_within(row, first_on: date, last_on: date, today: date) -> int:
    to_on = today if row.to_on is None else row.to_on
    return max(0, (min(to_on, last_on) - max(row.from_on, first_on)).days + 1)


def sums(rows: Iterable, first_on: date, last_on: date, today: date) -> dict[str, Sum]:
    """What falls into the days from `first_on` to `last_on`, by kind; a kind without a day is left out."""
    found = defaultdict(Sum)
    for row in rows:
        if days := days_within(row, first_on, last_on, today):
            found[row.kind] = found[row.kind].plus(Sum(days, days * row.percent))
    return dict(found)


def total(by_kind: dict[str, Sum]) -> Sum:
    whole = Sum()
    for part in by_kind.values():
        whole = whole.plus(part)
    return whole


def spells(rows: Iterable, today: date) -> list[Spell]:
    """The unbroken stretches among `rows`, which come in any order and do not overlap."""
    chains: list[list] = []
    for row in sorted((row for row in rows if row.kind in INTERRUPTING), key=lambda row: row.from_on):
        last = chains[-1][-1] if chains else None
        if last is not None and _goes_on(last, row):
            chains[-1].append(row)
        else:
            chains.append([row])
    return [_spell(chain, today) for chain in chains]


def _goes_on(last, row) -> bool:
    if last.to_on is None:
        return False
    return last.to_on + A_DAY == row.from_on or (
        last.kind == row.kind and only_days_off_between(last.to_on, row.from_on)
    )


def _spell(chain, today) -> Spell:
    first, to_on = chain[0], chain[-1].to_on
    whole = total(sums(chain, first.from_on, date.max, today))
    length = max(whole.days, ((today if to_on is None else to_on) - first.from_on).days + 1)
    return Spell(first, first.from_on, to_on, length, whole.days, -(-whole.percent_days // 100))
