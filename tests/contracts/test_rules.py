"""Does the training period end on the right day, and do its lines say why?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import rules

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
months = st.integers(12, rules.MOST_MONTHS)
credits = st.integers(0, 80)
kinds = st.sampled_from(["apprentice", "training", "practice", "on_the_job"])


@pytest.mark.parametrize(
    ("start_on", "length", "credit", "last_day"),
    [
        (date(2026, 8, 17), 24, 0, date(2028, 8, 16)),
        (date(2026, 8, 17), 24, 6, date(2028, 2, 16)),
        (date(2026, 8, 1), 24, 0, date(2028, 7, 31)),
        (date(2026, 1, 31), 1, 0, date(2026, 2, 28)),
        (date(2027, 8, 31), 6, 0, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, 0, date(2029, 2, 28)),
        (date(2026, 12, 31), 2, 0, date(2027, 2, 28)),
        (date(2026, 10, 31), 1, 0, date(2026, 11, 30)),
    ],
)
def test_end_date_of_known_cases(start_on, length, credit, last_day):
    assert rules.end_date(start_on, length, credit).day == last_day


@given(days, months, credits, kinds)
def test_end_date_lines_sum_to_the_day(start_on, length, credit, kind):
    end = rules.end_date(start_on, length, credit, kind=kind)
    months_of_all = sum(line.months for line in end.lines)
    days_of_all = sum(line.days for line in end.lines)
    assert rules.add_months(start_on, months_of_all) + timedelta(days=days_of_all) == end.day
    assert end.lines[0].day == start_on
    assert end.lines[-1].day == end.day


@given(days, months, credits, kinds)
def test_end_date_is_never_before_the_start_nor_under_the_minimum(start_on, length, credit, kind):
    end = rules.end_date(start_on, length, credit, kind=kind)
    least = rules.add_months(start_on, rules.minimum_months(kind)) - timedelta(days=1)
    assert start_on < least <= end.day


@given(days, days, months, credits)
def test_end_date_is_later_for_a_later_start(one, other, length, credit):
    first, second = sorted([one, other])
    assert rules.end_date(first, length, credit).day <= rules.end_date(second, length, credit).day


@given(days, months, credits)
def test_end_date_is_later_with_more_months_and_earlier_with_more_credit(start_on, length, credit):
    day = rules.end_date(start_on, length, credit).day
    assert rules.end_date(start_on, length + 1, credit).day >= day
    assert rules.end_date(start_on, length, credit + 1).day <= day


def test_end_date_on_the_job_keeps_a_year():
    end = rules.end_date(date(2026, 8, 1), 24, 20, kind=rules.ON_THE_JOB)
    assert end.day == date(2027, 7, 31)
    assert rules.most_credit(rules.ON_THE_JOB, 24) == 12
    credit = end.lines[2]
    assert credit.months == -12
    assert "20" in credit.label


def test_end_date_refuses_too_few_months():
    with pytest.raises(ValueError, match="11"):
        rules.end_date(date(2026, 8, 1), 11, kind=rules.ON_THE_JOB)


@pytest.mark.parametrize(
    ("kind", "trade_months", "expected"),
    [
        ("apprentice", 24, 24),
        ("apprentice", 36, 36),
        ("training", 24, 24),
        ("practice", 30, 24),
        ("on_the_job", 24, 12),
    ],
)
def test_base_months_of_each_kind(kind, trade_months, expected):
    assert rules.base_months(kind, trade_months) == expected


@pytest.mark.parametrize(
    ("day", "may"),
    [
        (date(2016, 8, 17), True), (date(2016, 8, 16), False), (date(2036, 8, 17), True), (date(2036, 8, 18), False),
        (date.min, False), (date.max, False),
    ],
)  # fmt: skip
def test_first_day_lies_within_ten_years(day, may):
    assert rules.may_start_on(day, date(2026, 8, 17)) is may


def test_every_line_names_its_source():
    end = rules.end_date(date(2026, 8, 1), 24, 3)
    assert [line.source for line in end.lines] == [rules.ACT, rules.UDIR, rules.CREDIT_SOURCE, rules.ACT]
