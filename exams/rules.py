"""Between which days does a candidate have to be registered for the test, and what may be said about the days after?"""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

OPENS_MONTHS, DUE_MONTHS = 8, 2  # where the county has set nothing else (forskrift § 9-56, domain § 5)
TEST_MONTHS_BEFORE_END = 3  # normally not earlier (§ 9-55)
ATTEMPTS_BY_RIGHT = 2  # one new test; more only with a new contract (§ 9-66)


@dataclass(frozen=True)
class Window:
    opens_on: date
    due_on: date


def window(end_on: date, opens_months: int = OPENS_MONTHS, due_months: int = DUE_MONTHS) -> Window:
    """The days between which the county authority takes registrations, counted from the last day of training."""
    return Window(end_on - relativedelta(months=opens_months), end_on - relativedelta(months=due_months))


def earliest_test(end_on: date) -> date:
    """The day before which a test is normally not held."""
    return end_on - relativedelta(months=TEST_MONTHS_BEFORE_END)
