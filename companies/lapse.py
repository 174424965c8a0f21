"""When does an approval that nobody uses lapse, and who is to be warned by when?

Opplæringslova § 7-9 (3): two years after the last contract ended. `unused_since` is the first day without a contract.
"""

import calendar
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

MONTHS = 24
WARNINGS = (18, 22)  # months without a contract (domain § 12)


def lapses_on(unused_since: date) -> date:
    """The first day on which the approval holds no longer."""
    return unused_since + relativedelta(months=MONTHS)


def last_day(unused_since: date) -> date:
    return lapses_on(unused_since) - timedelta(days=1)


def has_lapsed(unused_since: date | None, today: date) -> bool:
    return unused_since is not None and lapses_on(unused_since) <= today


def warning(unused_since: date | None, today: date) -> int | None:
    """Which of WARNINGS holds today: the months it speaks of. None before the first, and once it has lapsed."""
    if unused_since is None or has_lapsed(unused_since, today):
        return None
    passed = [months for months in WARNINGS if unused_since + relativedelta(months=months) <= today]
    return max(passed, default=None)


def since_at_latest(today: date, months: int) -> date:
    """The latest `unused_since` that `months` have passed for by today, so that a query can compare plain days.

    At the end of a short month several days have passed their months at once: 29, 30 and 31 August on 28 February.
    """
    day = today - relativedelta(months=months)
    if today.day == calendar.monthrange(today.year, today.month)[1]:
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day


def counted_from(granted_on: date, today: date) -> date:
    """From when an approval without a known contract counts as unused: the day it was granted.

    One that is older than two years and still holds must have been used by contracts that nobody registered here; it
    counts from today instead of lapsing at once.
    """
    return today if has_lapsed(granted_on, today) else granted_on


def unused_since(
    *, is_used: bool, last_ended_on: date | None, known: date | None, granted_on: date, today: date, was_used=False
) -> date | None:
    """None while a contract runs, else the later of what contracts say (`last_ended_on`) and what is `known`.

    `was_used`: a contract ran until now. Where none has ended, it has left without an end (the apprentice learns at
    another place of work), and the two years begin today.
    """
    if is_used:
        return None
    if was_used and last_ended_on is None:
        return max(today, granted_on)
    days = [day for day in (last_ended_on and last_ended_on + timedelta(days=1), known) if day]
    return max(*days, granted_on) if days else counted_from(granted_on, today)
