"""Where on a grid of months does each placement stand?

A month is a column of equal width, whatever its length. The drawing is stretched to the width of the page, so that a
rotation of four years fits a telephone; all words stand beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format

from apprenticeships.placing_rules import DAY, WHOLE, Stretch, gaps

MONTH, TALL = 100, 28  # of the drawing's own units
MOST_LABELS = 9  # more would not fit 390 px
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)  # what lies outside is drawn at the edge
PAST, NOW, COMING = "past", "now", "coming"


@dataclass(frozen=True)
class Bar:
    """One placement, or a gap (`row` None). As tall as its percent; `when` is past, now or coming."""

    row: Any
    from_on: date
    to_on: date
    when: str
    x: float
    width: float
    y: float
    height: float

    @property
    def days(self) -> int:
        return (self.to_on - self.from_on).days + 1


@dataclass(frozen=True)
class Planner:
    """`labels` name a column each, which begins at the line of the same number; `today` is None outside the grid."""

    width: int
    height: int
    labels: list[str]
    lines: list[int]
    today: float | None
    bars: list[Bar]

    @property
    def has_gaps(self) -> bool:
        return any(bar.row is None for bar in self.bars)


def planner(stretches: Iterable[Stretch], today: date, start_on: date | None, end_on: date | None) -> Planner | None:
    """The placements and the gaps of the training period, in order; None where there is nothing to draw yet."""
    stretches = [replace(one, from_on=_drawn(one.from_on), to_on=_drawn(one.to_on)) for one in stretches]
    start_on, end_on = start_on and _drawn(start_on), end_on and _drawn(end_on)
    days = [one.from_on for one in stretches] + [one.to_on for one in stretches]
    days += [day for day in (start_on, end_on) if day]
    if not days:
        return None
    first, months, step = _grid(min(days), max(days))
    empty = gaps(stretches, start_on or min(days), end_on or max(days))
    rows = sorted([*stretches, *(Stretch(*gap) for gap in empty)], key=lambda one: (one.from_on, one.to_on))
    starts = [first + relativedelta(months=number) for number in range(0, months, step)]
    return Planner(
        width=months * MONTH, height=TALL, labels=[date_format(day, "b y", use_l10n=False) for day in starts],
        lines=[number * MONTH for number in range(0, months, step)],
        today=_x(today, first) if first <= today < first + relativedelta(months=months) else None,
        bars=[_bar(one, first, today) for one in rows],
    )  # fmt: skip


def _drawn(day: date) -> date:
    return min(max(day, EARLIEST), LATEST)


def _grid(first: date, last: date) -> tuple[date, int, int]:
    """Begin of the grid, its months, and how many of them a label names: as few as give room for the words."""
    first = first.replace(day=1)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(step for step in (1, 2, 3, 6, 12, months) if months <= step * MOST_LABELS)
    return first, -(-months // step) * step, step


def _bar(one, first, today) -> Bar:
    left, right = _x(one.from_on, first), _x(one.to_on + DAY, first)
    height = TALL * one.percent / WHOLE if one.row is not None else TALL
    return Bar(
        row=one.row, from_on=one.from_on, to_on=one.to_on, when=when(one, today), x=left,
        width=round(right - left, 1), y=round(TALL - height, 1), height=round(height, 1),
    )  # fmt: skip


def when(one, today: date) -> str:
    if one.to_on < today:
        return PAST
    return COMING if one.from_on > today else NOW


def _x(day: date, first: date) -> float:
    months = (day.year - first.year) * 12 + day.month - first.month
    length = ((day.replace(day=1) + relativedelta(months=1)) - timedelta(days=1)).day
    return round(MONTH * (months + (day.day - 1) / length), 1)
