"""What does a contract's period start from while it is written, and when does it end?

The reckoning itself is `contracts.ledger`; this is the part of it that the wizard asks for.
"""

import datetime
from dataclasses import dataclass

from contracts.ledger import AGREED, NO_COUNTY, Credit, Inputs, Ledger, calculate, sources
from contracts.ledger.inputs import JOB as ON_THE_JOB
from contracts.ledger.inputs import PRACTICE_CERTIFICATE
from contracts.ledger.months import add_months

ACT, CREDIT_SOURCE, UDIR = sources.ACT, sources.CREDIT, sources.TRADE

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
    ledger = reckon(start_on, months, credit_months, kind=kind)
    lines = (Line(line.label, line.months, line.days, line.day, line.rule) for line in ledger.lines)
    return EndDate(ledger.calculated_on, tuple(lines))


def reckon(start_on, months, credit_months=0, *, kind="", agreed_end_on=None, figures=NO_COUNTY) -> Ledger:
    """What a contract says of its own period, as a ledger; `agreed_end_on` stands beside the reckoned day."""
    credits = [Credit(AGREED, months=credit_months)] if credit_months else []
    return calculate(
        Inputs(
            start_on, kind=kind, base_months=months, credits=credits, agreed_end_on=agreed_end_on, figures=figures
        )
    )  # fmt: skip


def may_start_on(day: datetime.date, today: datetime.date) -> bool:
    """Is this a first day somebody can have meant?"""
    return add_months(today, -12 * START_YEARS) <= day <= add_months(today, 12 * START_YEARS)


def minimum_months(kind: str) -> int:
    """Months that must be left when credit is taken off."""
    return NO_COUNTY.minimum(kind)


def most_credit(kind: str, months: int) -> int:
    return max(0, months - minimum_months(kind))


def base_months(kind: str, trade_months: int) -> int:
    """What a new contract of this kind starts from: the trade's training period, unless the kind has its own."""
    if kind == ON_THE_JOB:
        return minimum_months(kind)  # whatever practice lies before it, which is not known here
    return NO_COUNTY.practice_months if kind == PRACTICE_CERTIFICATE else trade_months
