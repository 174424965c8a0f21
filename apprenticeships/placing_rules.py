"""Is somebody placed more than 100 percent on any day, and on which days nowhere?

The database says no as well (trigger `placement_percent`): it has the last word, this says why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

WHOLE = 100
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """Both days count. `row` is whatever the stretch stands for."""

    from_on: date
    to_on: date
    percent: int = WHOLE
    row: Any = None


@dataclass(frozen=True)
class Overfull:
    """Days in a row with the same stretches, which add up to more than 100."""

    from_on: date
    to_on: date
    total: int
    stretches: tuple[Stretch, ...]


def overfull(stretches: Iterable[Stretch]) -> list[Overfull]:
    """The days on which it is too much, in order. The sum changes only where a stretch begins or has ended."""
    stretches = list(stretches)
    turns = sorted({one.from_on for one in stretches} | {day_after(one.to_on) for one in stretches})
    found = []
    for first, after in pairwise(turns):
        there = tuple(one for one in stretches if one.from_on <= first <= one.to_on)
        total = sum(one.percent for one in there)
        if total > WHOLE:
            found.append(Overfull(first, after - DAY, total, there))
    return found


def day_after(day: date) -> date:
    """The calendar has a last day, and nothing is placed after it."""
    return day if day == date.max else day + DAY


def gaps(stretches: Iterable[Stretch], from_on: date, to_on: date) -> list[tuple[date, date]]:
    """The stretches of days between `from_on` and `to_on`, both included, without any placement."""
    found, next_free = [], from_on
    for one in sorted(stretches, key=lambda one: one.from_on):
        if one.from_on > to_on:
            break
        if one.from_on > next_free:
            found.append((next_free, one.from_on - DAY))
        if one.to_on >= to_on:
            return found
        next_free = max(next_free, one.to_on + DAY)
    if next_free <= to_on:
        found.append((next_free, to_on))
    return found
