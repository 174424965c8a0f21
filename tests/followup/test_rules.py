"""On which days is a half-year talk due?"""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from followup.rules import talk_days


def test_talk_days_of_two_years():
    assert talk_days(date(2026, 8, 15), date(2028, 8, 14)) == [
        date(2027, 2, 15), date(2027, 8, 15), date(2028, 2, 15),
    ]  # fmt: skip


def test_talk_days_strictly_before_the_end():
    assert talk_days(date(2026, 8, 15), date(2027, 2, 15)) == []
    assert talk_days(date(2026, 8, 15), date(2027, 2, 16)) == [date(2027, 2, 15)]


def test_talk_days_from_the_last_of_a_month_do_not_slide():
    assert talk_days(date(2026, 8, 31), date(2028, 8, 30)) == [
        date(2027, 2, 28), date(2027, 8, 31), date(2028, 2, 29),
    ]  # fmt: skip


@given(st.dates(date(2000, 1, 1), date(2080, 1, 1)), st.integers(1, 2000))
def test_talk_days_lie_half_a_year_apart_inside_the_period(start, length):
    end = date.fromordinal(start.toordinal() + length)
    days = talk_days(start, end)
    assert all(start < day < end for day in days)
    assert all(178 <= (later - day).days <= 187 for day, later in zip([start, *days], days, strict=False))
