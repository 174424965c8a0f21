"""Between which days does a candidate have to be registered?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exams.rules import earliest_test, window


@pytest.mark.parametrize(
    ("end_on", "opens_on", "due_on"),
    [
        (date(2028, 8, 14), date(2027, 12, 14), date(2028, 6, 14)),
        (date(2027, 8, 31), date(2026, 12, 31), date(2027, 6, 30)),
        (date(2028, 4, 30), date(2027, 8, 30), date(2028, 2, 29)),
    ],
)
def test_window_of_most_counties(end_on, opens_on, due_on):
    found = window(end_on)
    assert (found.opens_on, found.due_on) == (opens_on, due_on)


def test_window_by_the_countys_own_months():
    found = window(date(2028, 8, 14), opens_months=6, due_months=3)
    assert (found.opens_on, found.due_on) == (date(2028, 2, 14), date(2028, 5, 14))


@given(st.dates(date(2001, 1, 1), date(2080, 1, 1)), st.integers(4, 24), st.integers(0, 3))
def test_window_opens_before_it_is_due(end_on, opens, due):
    found = window(end_on, opens, due)
    assert found.opens_on < found.due_on <= end_on


def test_earliest_test():
    assert earliest_test(date(2028, 5, 31)) == date(2028, 2, 29)
