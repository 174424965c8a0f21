"""On which days is a half-year talk due?"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count, takewhile

from dateutil.relativedelta import relativedelta

MONTHS_BETWEEN = 6


def talk_days(start_on: date, end_on: date, pauses: Iterable[tuple[date, date]] = ()) -> list[date]:
    """Months 6, 12, 18 … after the start, each strictly before the last day (forskrift § 9-6, domain § 4).

    Counted from the start each time, so that a contract from 31 August does not slide to the 28th for good. `pauses`:
    first and last day of each stretch in which the training stands still; a half-year is one of training, so that
    what is due in or after one is due as many days later.
    """
    pauses = sorted(pauses)
    due = (_after(pauses, start_on + relativedelta(months=MONTHS_BETWEEN * number)) for number in count(1))
    return list(takewhile(lambda day: day < end_on, due))


def _after(pauses, day: date) -> date:
    for from_on, to_on in pauses:
        if from_on <= day:
            day += to_on - from_on + timedelta(days=1)
    return day
