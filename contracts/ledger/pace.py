"""How long does it take to get through the training, when days are lost on the way?

A day in full position and at work is worth `WHOLE`. Half a position is worth half of it, a day away nothing; half away
from half a position leaves a quarter. The last day is the one on which the worth of all days makes up the training.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WHOLE = 100 * 100
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """Days from `from_on` to `to_on` inclusive (None: without end) with a percent of something."""

    from_on: date
    to_on: date | None
    percent: int

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


def last_day(start_on: date, days: int, positions: Iterable[Stretch], absences: Iterable[Stretch]) -> date:
    """The day on which `days` whole days of training are done. Of several at once the lowest position and the longest
    absence hold; absences have an end, so that there is such a day.
    """
    positions, absences = list(positions), list(absences)
    left, day = days * WHOLE, start_on
    for turn in [*_turns(start_on, [*positions, *absences]), None]:
        worth = _worth(day, positions, absences)
        if worth and (turn is None or worth * (turn - day).days >= left):
            break
        left, day = left - worth * (turn - day).days, turn
    return day + timedelta(days=-(-left // worth) - 1)


def _turns(start_on, stretches) -> list[date]:
    """Days after the start on which something begins, or has ended the day before."""
    begin = {stretch.from_on for stretch in stretches}
    ended = {stretch.to_on + A_DAY for stretch in stretches if stretch.to_on}
    return sorted(day for day in begin | ended if day > start_on)


def _worth(day, positions, absences) -> int:
    position = min((stretch.percent for stretch in positions if stretch.holds_on(day)), default=100)
    away = max((stretch.percent for stretch in absences if stretch.holds_on(day)), default=0)
    return position * (100 - away)
