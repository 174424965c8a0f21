"""Which days are days off for everybody: weekends and the public holidays of Norway?"""

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

# New Year's Day, Labour Day, Constitution Day, Christmas Day and the day after (lov om 1. og 17. mai; helligdagslova).
FIXED = frozenset({(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)})
# Days after Easter Sunday: Thursday, Friday, Sunday, Monday, Ascension, Whit Sunday and Monday.
AROUND_EASTER = (-3, -2, 0, 1, 39, 49, 50)
LONGEST = 14  # days off in a row are fewer: what lies further apart need not be looked at day by day


@lru_cache(maxsize=256)
def movable_holidays(year: int) -> frozenset[date]:
    """Those that follow Easter, in a year from 1583 on."""
    return frozenset(easter(year) + timedelta(days=days) for days in AROUND_EASTER)


def is_day_off(day: date) -> bool:
    return day.weekday() >= 5 or (day.month, day.day) in FIXED or day in movable_holidays(day.year)


def only_days_off_between(last: date, first: date) -> bool:
    """Is there no working day after `last` and before `first`? True as well where there is no day at all."""
    between = (first - last).days - 1
    return 0 <= between <= LONGEST and all(is_day_off(last + timedelta(days=day)) for day in range(1, between + 1))
