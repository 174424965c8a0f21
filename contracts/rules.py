"""Which first day can somebody have meant, and how long does a training last at least, and to begin with?

The reckoning itself is `contracts.ledger`.
"""

import datetime

from companies.models import Approval
from contracts.ledger import NO_COUNTY, CountyFigures
from contracts.ledger.inputs import JOB, PRACTICE_CERTIFICATE
from contracts.ledger.months import add_months

START_YEARS = 10  # no first day lies further from today, back or ahead; a mistyped 9999 is found
MOST_MONTHS = 72  # longer than any training; a mistyped 240 is found before it is signed
NEW_ACT_ON = datetime.date(2024, 8, 1)  # from then on the Education Act of 2023 holds; before, that of 1998
MOST_CREDIT_MONTHS = 120  # as the ledger takes


def may_start_on(day: datetime.date, today: datetime.date) -> bool:
    """Is this a first day somebody can have meant?"""
    return add_months(today, -12 * START_YEARS) <= day <= add_months(today, 12 * START_YEARS)


def legal_basis_on(start_on: datetime.date) -> str:
    """The act that a contract of another system was approved by; a value of Approval.LegalBasis."""
    return Approval.LegalBasis.ACT_2023 if start_on >= NEW_ACT_ON else Approval.LegalBasis.ACT_1998


def minimum_months(kind: str, figures: CountyFigures = NO_COUNTY) -> int:
    """Months that must be left when credit is taken off."""
    return figures.minimum(kind)


def base_months(
    kind: str, trade_months: int, practice_before: int | None = None, figures: CountyFigures = NO_COUNTY
) -> int:
    """Where a new contract of this kind starts from: the trade's training period, unless the kind has its own.

    On the job: what the county reckons with in all, less the practice before; at least the year of the regulation,
    which is also the answer while the practice is not known (§ 9-58).
    """
    if kind == PRACTICE_CERTIFICATE:
        return figures.practice_months
    if kind != JOB:
        return trade_months
    least = minimum_months(kind, figures)
    return max(least, figures.on_the_job_months - practice_before) if practice_before else least


def latest_end(start_on: datetime.date) -> datetime.date:
    """No training that starts on `start_on` ends later, with part time and extensions: twice the longest period."""
    return add_months(start_on, 2 * MOST_MONTHS)
