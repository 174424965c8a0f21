"""How many contracts end early, how, and why? Numbers only.

Counted are endings that are done, in the year of their last day. A change of company is no drop-out. A reader sees no
number under five, and no other from which one could be found (contracts.ending.hiding): neither by adding up a line or
a column, nor by holding the parts of a year against the year.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from contracts.ending.hiding import Cell, to_hide
from contracts.models import Ending
from contracts.states import EndingState
from okportal.permissions import Permission

EARLY = (Ending.Kind.MUTUAL, Ending.Kind.RESCISSION, Ending.Kind.LAPSE)
COUNTED = (*EARLY, Ending.Kind.COMPLETED)
SUM = len(EARLY)  # the place of their sum in a line; completed follows
HIDDEN = _("hidden")
YEARS = 6
TRAINING = "contract__apprenticeship__"
# What the endings of one year are divided by: key in the address → (words, key field, name field).
GROUPS = {
    "grunn": (_("Reason"), "reason", "reason"),
    "fag": (_("Trade"), f"{TRAINING}trade_id", f"{TRAINING}trade__name"),
    "bedrift": (_("Training company"), f"{TRAINING}company_id", f"{TRAINING}company__name"),
}


@dataclass(frozen=True)
class Line:
    """One line of a table: `numbers` stand for EARLY, their sum, and COMPLETED; int, or the word HIDDEN."""

    label: Any
    numbers: tuple


def per_year(member) -> list[Line]:
    """One line a year, the newest first, at most YEARS."""
    rows = _done(member).values("year", "kind").annotate(count=Count("pk")).order_by("-year")
    return _lines(((row["year"], row["year"], row["kind"], row["count"]) for row in rows), member, is_divided=False)[
        :YEARS
    ]


def in_year(member, year: int, group: str) -> list[Line]:
    """One line for each reason, trade or company with an ending in `year`, most early endings first."""
    _label, key, name = GROUPS[group]
    rows = _done(member).filter(year=year).values(key, name, "kind").annotate(count=Count("pk")).order_by(name, key)
    found = ((row[key], _named(group, row[name]), row["kind"], row["count"]) for row in rows)
    return _lines(found, member, is_divided=True)


def _done(member):
    rows = Ending.objects.visible_to(member).filter(state=EndingState.DONE, kind__in=COUNTED)
    return rows.annotate(year=ExtractYear("last_on"))


def _named(group, name):
    return Ending.Reason(name).label if group == "grunn" else name


def _lines(found, member, *, is_divided: bool) -> list[Line]:
    """Lines of (key, label, kind, count). The parts of a year by most early endings; years keep their own order."""
    labels, counts = {}, defaultdict(lambda: dict.fromkeys(COUNTED, 0))
    for key, label, kind, count in found:
        labels[key] = label
        counts[key][kind] += count
    table = []
    for kinds in counts.values():
        early = [kinds[kind] for kind in EARLY]
        table.append([*early, sum(early), kinds[Ending.Kind.COMPLETED]])
    lines = list(zip(labels.values(), table, strict=True))
    if not member.can(Permission.CONTRACT_EDIT):
        shown = _guarded(table, is_divided)
        lines = [(label, row) for (label, _row), row in zip(lines, shown, strict=True)]
    if is_divided:
        lines.sort(key=_rank)
    return [Line(label, tuple(row)) for label, row in lines]


def _rank(line) -> tuple:
    """Most early endings first; where they are hidden, the place must not tell them either."""
    label, row = line
    return (0, -row[SUM], "") if isinstance(row[SUM], int) else (1, 0, str(label))


def _guarded(table: list[list[int]], is_divided: bool) -> list[list]:
    """As a reader sees it. The parts of a year are held against its line among the years, which shows their sums."""
    if not is_divided:
        hidden = to_hide(cell for place, row in enumerate(table) for cell in _of_year(place, row))
    else:
        whole = [sum(column) for column in zip(*table, strict=True)]
        in_sum = to_hide(_of_year("all", whole))
        parts = [cell for place, row in enumerate(table) for cell in _of_part(place, row)]
        hidden = to_hide([*_of_whole(whole), *parts], in_sum)
    mark = str(HIDDEN)
    return [[mark if (place, at) in hidden else number for at, number in enumerate(row)]
            for place, row in enumerate(table)]  # fmt: skip


def _of_year(place, row):
    """A line whose only sum is its own."""
    kinds = [Cell((place, at), row[at], ("line", place), "kinds") for at in range(SUM)]
    whole = Cell((place, SUM), row[SUM], "kinds", ("line", place))
    return [*kinds, whole, Cell((place, SUM + 1), row[SUM + 1], "completed", "completed")]


def _of_part(place, row):
    """A line among others that add up to the year's in each column."""
    kinds = [Cell((place, at), row[at], ("line", place), ("column", at)) for at in range(SUM)]
    whole = Cell((place, SUM), row[SUM], ("column", SUM), ("line", place))
    return [*kinds, whole, Cell((place, SUM + 1), row[SUM + 1], "completed", "all completed")]


def _of_whole(row):
    """The year's own line, which the years show as it is."""
    kinds = [Cell(("all", at), row[at], ("column", at), ("line", "all"), may_hide=False) for at in range(SUM)]
    whole = Cell(("all", SUM), row[SUM], ("line", "all"), ("column", SUM), may_hide=False)
    completed = Cell(("all", SUM + 1), row[SUM + 1], "all completed", "completed", may_hide=False)
    return [*kinds, whole, completed]
