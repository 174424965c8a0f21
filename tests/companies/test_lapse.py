"""Is it the right day when an approval is warned about and lapses, at the ends of months as well?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies import lapse

DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("since", "on"),
    [
        (date(2024, 8, 1), date(2026, 8, 1)),
        (date(2024, 2, 29), date(2026, 2, 28)),  # two years after 29 February is 28 February
        (date(2022, 2, 28), date(2024, 2, 28)),
        (date(2024, 12, 31), date(2026, 12, 31)),
    ],
)
def test_two_years_after_the_first_day_without_a_contract(since, on):
    assert lapse.lapses_on(since) == on
    assert lapse.last_day(since) == on - timedelta(days=1)
    assert not lapse.has_lapsed(since, on - timedelta(days=1))
    assert lapse.has_lapsed(since, on)


@pytest.mark.parametrize(
    ("today", "months"),
    [
        (date(2026, 2, 27), None),
        (date(2026, 2, 28), 18),  # 31 August and 18 months: February has no 31
        (date(2026, 6, 29), 18),
        (date(2026, 6, 30), 22),
        (date(2026, 8, 30), 22),
        (date(2026, 8, 31), None),  # lapsed: it is too late for a warning
    ],
)
def test_warned_at_18_and_at_22_months(today, months):
    assert lapse.warning(date(2024, 8, 31), today) == months


def test_what_is_used_is_neither_warned_about_nor_lapsed():
    assert lapse.warning(None, date(2050, 1, 1)) is None
    assert not lapse.has_lapsed(None, date(2050, 1, 1))


@given(DAYS, DAYS, st.sampled_from([*lapse.WARNINGS, lapse.MONTHS]))
def test_the_day_a_query_compares_with_says_the_same_as_the_months(since, today, months):
    passed = since + lapse.relativedelta(months=months) <= today
    assert (since <= lapse.since_at_latest(today, months)) == passed


TODAY, GRANTED = date(2026, 11, 1), date(2026, 1, 15)


@pytest.mark.parametrize(
    ("facts", "since"),
    [
        ({"is_used": True, "last_ended_on": date(2026, 5, 31), "known": GRANTED}, None),
        ({"is_used": False, "last_ended_on": date(2026, 5, 31), "known": None}, date(2026, 6, 1)),
        ({"is_used": False, "last_ended_on": None, "known": None}, GRANTED),
        ({"is_used": False, "last_ended_on": None, "known": date(2026, 3, 1)}, date(2026, 3, 1)),
        # A contract under an earlier approval does not count against the new one.
        ({"is_used": False, "last_ended_on": date(2020, 5, 31), "known": None}, GRANTED),
        ({"is_used": False, "last_ended_on": date(2026, 5, 31), "known": date(2026, 2, 1)}, date(2026, 6, 1)),
        # In use until now, and no contract has ended: it has left, and the count begins.
        ({"is_used": False, "last_ended_on": None, "known": None, "was_used": True}, TODAY),
        ({"is_used": False, "last_ended_on": date(2026, 5, 31), "known": None, "was_used": True}, date(2026, 6, 1)),
    ],
)
def test_unused_since(facts, since):
    assert lapse.unused_since(**facts, granted_on=GRANTED, today=TODAY) == since


def test_an_old_approval_without_known_contracts_counts_from_today():
    assert lapse.counted_from(date(2019, 1, 1), TODAY) == TODAY
    assert lapse.counted_from(date(2024, 11, 2), TODAY) == date(2024, 11, 2)
    assert lapse.counted_from(date(2024, 11, 1), TODAY) == TODAY  # lapses today if it counted
