"""How is the grant of one training divided between the company that is left and the one that follows?

The county authority divides it (forskrift § 6-15); here stands only how many months each company trains.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

DAYS_A_MONTH = 30  # for the part of a month that is left over
A_DAY = timedelta(days=1)
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Share:
    """The days of one company, both included, and its months with one decimal."""

    from_on: date
    to_on: date
    months: Decimal


def split(start_on: date, on: date, end_on: date) -> tuple[Share, Share]:
    """The old company's share, up to the day before `on`, and the new one's; their months sum to the whole.

    `on` lies after `start_on` and not after `end_on` (ValueError otherwise).
    """
    if not start_on < on <= end_on:
        raise ValueError("the change lies outside the training")
    whole = months_between(start_on, end_on)
    share = Decimal((on - start_on).days) / ((end_on - start_on).days + 1)
    old = (whole * share).quantize(TENTH)
    return Share(start_on, on - A_DAY, old), Share(on, end_on, whole - old)


def months_between(first_on: date, last_on: date) -> Decimal:
    """From the first day to the last, both included, with one decimal: 24.0 for two whole years."""
    length = relativedelta(last_on + A_DAY, first_on)
    whole = 12 * length.years + length.months
    return (whole + Decimal(length.days) / DAYS_A_MONTH).quantize(TENTH)
