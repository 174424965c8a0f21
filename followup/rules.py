"""On which days is a half-year talk due?"""

from datetime import date
from itertools import count, takewhile

from dateutil.relativedelta import relativedelta

MONTHS_BETWEEN = 6


def talk_days(start_on: date, end_on: date) -> list[date]:
    """Months 6, 12, 18 … after the start, each strictly before the last day (forskrift § 9-6, domain § 4).

    Counted from the start each time, so that a contract from 31 August does not slide to the 28th for good.
    """
    due = (start_on + relativedelta(months=MONTHS_BETWEEN * number) for number in count(1))
    return list(takewhile(lambda day: day < end_on, due))
