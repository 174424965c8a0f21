"""How far has a training period come on a day?

Days are Oslo dates. The end is the last day of the period: start + months − 1 day (domain § 3).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta


@dataclass(frozen=True)
class Progress:
    """`month` is the one the day falls in: 0 before the start, never more than `months`. `percent` counts days."""

    month: int
    months: int
    percent: int


def whole_months(start_on: date, day: date) -> int:
    """Full months from `start_on` up to and not including `day`; negative before the start."""
    months = (day.year - start_on.year) * 12 + day.month - start_on.month
    # Where the month is too short for the day, its last day counts (as relativedelta does, at a tenth of its price).
    return months if min(start_on.day, monthrange(day.year, day.month)[1]) <= day.day else months - 1


def months_total(start_on: date, end_on: date) -> int:
    """Length of the period; a begun month counts, so that "month N of M" never runs past M."""
    after = end_on + timedelta(days=1)
    months = whole_months(start_on, after)
    return months + (start_on + relativedelta(months=months) < after)


def percent(start_on: date, end_on: date, day: date) -> int:
    """Share of the days that have passed when `day` begins, 0 to 100."""
    length = (end_on - start_on).days + 1
    passed = min(max((day - start_on).days, 0), length)
    return round(100 * passed / length)


def progress(start_on: date | None, end_on: date | None, day: date) -> Progress | None:
    """None where there is no period yet."""
    if not start_on or not end_on:
        return None
    months = months_total(start_on, end_on)
    month = 0 if day < start_on else min(whole_months(start_on, day) + 1, months)
    return Progress(month, months, percent(start_on, end_on, day))
