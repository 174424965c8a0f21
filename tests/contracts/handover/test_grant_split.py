"""Do the months of two companies sum to the whole?"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.handover.grant_split import months_between, split

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_ten_of_twenty_four_months():
    old, new = split(date(2025, 8, 1), date(2026, 6, 1), date(2027, 7, 31))
    assert (old.from_on, old.to_on, old.months) == (date(2025, 8, 1), date(2026, 5, 31), Decimal("10.0"))
    assert (new.from_on, new.to_on, new.months) == (date(2026, 6, 1), date(2027, 7, 31), Decimal("14.0"))


def test_a_part_of_a_month_is_a_tenth():
    assert months_between(date(2026, 1, 1), date(2026, 2, 15)) == Decimal("1.5")


@given(DAYS, st.integers(1, 1500), st.integers(0, 1500))
def test_the_shares_meet_and_sum_to_the_whole(start_on, before, after):
    on = start_on + timedelta(days=before)
    end_on = on + timedelta(days=after)
    old, new = split(start_on, on, end_on)
    assert old.months + new.months == months_between(start_on, end_on)
    assert old.months >= 0 and new.months >= 0
    assert old.to_on + timedelta(days=1) == new.from_on


@pytest.mark.parametrize("on", [date(2025, 8, 1), date(2025, 7, 31), date(2027, 8, 1)])
def test_a_day_outside_is_no_split(on):
    with pytest.raises(ValueError):
        split(date(2025, 8, 1), on, date(2027, 7, 31))
