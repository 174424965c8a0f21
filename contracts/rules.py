"""When does a training period end, and why on that day?"""

import calendar
import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Values of Contract.Kind; these functions know plain values only.
ON_THE_JOB = "on_the_job"
PRACTICE = "practice"

# Not translated: names of statutes.
ACT = "opplæringslova § 7-2"
CREDIT_SOURCE = "opplæringsforskrifta §§ 6-5–6-12"
ON_THE_JOB_SOURCE = "opplæringsforskrifta § 9-58"
UDIR = "Udir (Grep)"

ON_THE_JOB_MINIMUM = 12  # § 9-58: the contract lasts a year at least, whatever practice lies before it
PRACTICE_MONTHS = 24  # the practice certificate is a two-year training, whatever the trade's own length
START_YEARS = 10  # no first day lies further from today, back or ahead; a mistyped 9999 is found
MOST_MONTHS = 72  # longer than any training; a mistyped 240 is found before it is signed


@dataclass(frozen=True)
class Line:
    """One step of the calculation: `months` and `days` that it adds (negative: takes away), and where that leads."""

    label: str
    months: int
    days: int
    day: datetime.date
    source: str


@dataclass(frozen=True)
class EndDate:
    """The last day of a training period, with the steps that lead to it.

    The lines sum up: `add_months(start, sum of months) + sum of days == day`, and each line's `day` is the sum so far.
    """

    day: datetime.date
    lines: tuple[Line, ...]


def end_date(start_on, months, credit_months=0, *, kind="") -> EndDate:
    """Last day = start + (months − credit) months − 1 day, never before the start.

    Credit that would leave less than the kind's minimum counts only down to it. `months` ≥ 1 and not under the
    minimum (ValueError otherwise); `credit_months` ≥ 0.
    """
    if months < minimum_months(kind):
        raise ValueError(f"{months} months are too few for {kind or 'a contract'}")
    credit = min(credit_months, most_credit(kind, months))
    lines = [
        Line(_("First day of the training"), 0, 0, start_on, ACT),
        _base_line(start_on, months, kind),
    ]
    if credit_months:
        lines.append(_credit_line(start_on, months, credit_months, credit, kind))
    after = add_months(start_on, months - credit)
    last = after - datetime.timedelta(days=1)
    lines.append(Line(_("The day before is the last day"), 0, -1, last, ACT))
    return EndDate(last, tuple(lines))


def may_start_on(day: datetime.date, today: datetime.date) -> bool:
    """Is this a first day somebody can have meant?"""
    return add_months(today, -12 * START_YEARS) <= day <= add_months(today, 12 * START_YEARS)


def minimum_months(kind: str) -> int:
    """Months that must be left when credit is taken off."""
    return ON_THE_JOB_MINIMUM if kind == ON_THE_JOB else 1


def most_credit(kind: str, months: int) -> int:
    return max(0, months - minimum_months(kind))


def base_months(kind: str, trade_months: int) -> int:
    """What a new contract of this kind starts from: the trade's training period, unless the kind has its own."""
    if kind == ON_THE_JOB:
        return ON_THE_JOB_MINIMUM
    return PRACTICE_MONTHS if kind == PRACTICE else trade_months


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


def _base_line(start_on, months, kind) -> Line:
    label = ngettext("%(months)s month of training", "%(months)s months of training", months) % {"months": months}
    source = ON_THE_JOB_SOURCE if kind == ON_THE_JOB else UDIR
    return Line(label, months, 0, add_months(start_on, months), source)


def _credit_line(start_on, months, wanted, counted, kind) -> Line:
    label = ngettext("%(months)s month of credit", "%(months)s months of credit", counted) % {"months": counted}
    if counted < wanted:
        least = minimum_months(kind)
        label += " " + ngettext(
            "(of %(wanted)s: at least %(least)s month must be left)",
            "(of %(wanted)s: at least %(least)s months must be left)",
            least,
        ) % {"wanted": wanted, "least": least}
    return Line(label, -counted, 0, add_months(start_on, months - counted), CREDIT_SOURCE)
