"""Months and percent of a training period."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from apprenticeships.progress import Progress, months_total, percent, progress, whole_months

START, END = date(2025, 8, 15), date(2027, 8, 14)


@pytest.mark.parametrize(
    "day, month",
    [
        (date(2025, 8, 14), 0),
        (date(2025, 8, 15), 1),
        (date(2025, 9, 14), 1),
        (date(2025, 9, 15), 2),
        (date(2027, 7, 15), 24),
        (date(2027, 8, 14), 24),
        (date(2030, 1, 1), 24),
    ],
)
def test_month_of_the_period(day, month):
    assert progress(START, END, day).month == month


def test_percent_counts_days_and_stays_within_bounds():
    assert percent(START, END, START) == 0
    assert percent(START, END, date(2026, 8, 15)) == 50
    assert percent(START, END, date(2027, 8, 15)) == 100
    assert percent(START, END, date(2025, 1, 1)) == 0
    assert percent(START, END, date(2031, 1, 1)) == 100


def test_begun_month_counts():
    assert months_total(START, END) == 24
    assert months_total(START, date(2027, 9, 4)) == 25


def test_month_without_the_start_day():
    assert whole_months(date(2025, 8, 31), date(2026, 2, 28)) == 6
    assert whole_months(date(2025, 8, 31), date(2026, 2, 27)) == 5


def test_no_period_without_dates():
    assert progress(None, None, START) is None
    assert progress(START, None, START) is None
    assert progress(START, END, START) == Progress(1, 24, 0)


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(1, 60), st.integers(-400, 2200))
def test_month_never_runs_past_the_period(start, months, days):
    end = start + relativedelta(months=months, days=-1)
    found = progress(start, end, start + relativedelta(days=days))
    assert 0 <= found.month <= found.months == months
    assert 0 <= found.percent <= 100
