"""How many contracts end early, how, and why? Numbers only.

Counted are endings that are done, in the year of their last day. A change of company is no drop-out. For a reader,
numbers under five are not shown, nor one that could be found by taking the others from the sum.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from contracts.models import Ending
from contracts.states import EndingState
from okportal.permissions import Permission

EARLY = (Ending.Kind.MUTUAL, Ending.Kind.RESCISSION, Ending.Kind.LAPSE)
COUNTED = (*EARLY, Ending.Kind.COMPLETED)
FEW, FEWEST = "<5", 5
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
    """One line of a table: `numbers` stand for EARLY, their sum, and COMPLETED; int, or FEW."""

    label: Any
    numbers: tuple


def per_year(member) -> list[Line]:
    """One line a year, the newest first, at most YEARS."""
    rows = _done(member).values("year", "kind").annotate(count=Count("pk")).order_by("-year")
    return _lines(((row["year"], row["year"], row["kind"], row["count"]) for row in rows), member)[:YEARS]


def in_year(member, year: int, group: str) -> list[Line]:
    """One line for each reason, trade or company with an ending in `year`, most early endings first."""
    _label, key, name = GROUPS[group]
    rows = _done(member).filter(year=year).values(key, name, "kind").annotate(count=Count("pk")).order_by(name, key)
    return _lines(((row[key], _named(group, row[name]), row["kind"], row["count"]) for row in rows), member)


def guarded(numbers: list[int]) -> list:
    """Numbers from one to four as FEW, and the next smallest as well while these could be found from a sum.

    One could; so could all where each is one, or each four. Where no greater number is left, a zero goes along.
    """
    hidden = [place for place, number in enumerate(numbers) if 0 < number < FEWEST]
    rest = sorted((number == 0, number, place) for place, number in enumerate(numbers) if place not in hidden)
    # A sum under five is not shown either.
    while sum(numbers) >= FEWEST and rest and _can_be_found([numbers[place] for place in hidden]):
        hidden.append(rest.pop(0)[2])
    return [FEW if place in hidden else number for place, number in enumerate(numbers)]


def _can_be_found(hidden: list[int]) -> bool:
    return len(hidden) == 1 or set(hidden) in ({1}, {FEWEST - 1})


def _done(member):
    rows = Ending.objects.visible_to(member).filter(state=EndingState.DONE, kind__in=COUNTED)
    return rows.annotate(year=ExtractYear("last_on"))


def _named(group, name):
    return Ending.Reason(name).label if group == "grunn" else name


def _lines(found, member) -> list[Line]:
    """Lines of (key, label, kind, count), in the order of most early endings; years keep their own order."""
    labels, counts = {}, defaultdict(lambda: dict.fromkeys(COUNTED, 0))
    for key, label, kind, count in found:
        labels[key] = label
        counts[key][kind] += count
    table = []
    for kinds in counts.values():
        early = [kinds[kind] for kind in EARLY]
        table.append([*early, sum(early), kinds[Ending.Kind.COMPLETED]])
    lines = list(zip(labels.values(), table, strict=True))
    if not all(isinstance(label, int) for label in labels.values()):
        lines.sort(key=lambda line: -line[1][len(EARLY)])
    numbers = [row for _label, row in lines]
    if not member.can(Permission.CONTRACT_EDIT):
        numbers = _guarded_both_ways(numbers)
    return [Line(label, tuple(row)) for (label, _row), row in zip(lines, numbers, strict=True)]


def _guarded_both_ways(table: list[list]) -> list[list]:
    """A reader sees how many ended early and how many completed; not how the few are divided by kind."""
    sums = guarded([row[len(EARLY)] for row in table])
    completed = guarded([row[-1] for row in table])
    return [
        [*(["–"] * len(EARLY) if few == FEW else guarded(row[: len(EARLY)])), few, whole]
        for row, few, whole in zip(table, sums, completed, strict=True)
    ]
