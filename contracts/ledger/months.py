"""Which day lies some months later?"""

import calendar
import datetime


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day of the month `months` later.

    Where that month is too short for it, the first day of the next one: so the last day of a period that starts on
    31 August and lasts six months is 28 (or 29) February, and no start gives a shorter period than a later start.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if day.day > calendar.monthrange(year, month)[1]:
        return datetime.date(year + month // 12, month % 12 + 1, 1)
    return datetime.date(year, month, day.day)


def moved(day: datetime.date, months: int, days: int) -> datetime.date:
    """Months first, then days: the one order in which amounts are added up."""
    return add_months(day, months) + datetime.timedelta(days=days)
