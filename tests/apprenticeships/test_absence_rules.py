"""How many days, and which absence is long?"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apprenticeships.absence import Half, Sum, days_within, half_called, half_of, halves, spells, sums, total
from apprenticeships.days_off import is_day_off

TODAY = date(2026, 9, 15)
KINDS = ("illness", "leave", "parental", "military", "unexcused")


@dataclass(frozen=True)
class Away:
    from_on: date
    to_on: date | None
    kind: str = "illness"
    percent: int = 100


def away(first, last, **changes):
    return Away(date.fromisoformat(first), last and date.fromisoformat(last), **changes)


DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))


@st.composite
def rows(draw):
    """Absences that do not overlap, as the database keeps them; the last one may be open."""
    day, found = draw(st.dates(date(2023, 1, 1), date(2024, 12, 31))), []
    for length, gap in draw(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 3)), max_size=8)):
        last = day + timedelta(days=length)
        found.append(Away(day, last, draw(st.sampled_from(KINDS)), draw(st.integers(1, 100))))
        day = last + timedelta(days=1 + gap)
    if found and draw(st.booleans()):
        found[-1] = replace(found[-1], to_on=None)
    return found


# --- half-years


@pytest.mark.parametrize(
    ("day", "half"),
    [("2026-01-01", "2026-1"), ("2026-06-30", "2026-1"), ("2026-07-01", "2026-2"), ("2026-12-31", "2026-2")],
)
def test_half_year_closes_on_30_june_and_31_december(day, half):
    found = half_of(date.fromisoformat(day))
    assert str(found) == half
    assert half_called(half) == found


@pytest.mark.parametrize("text", ["", "2026", "2026-3", "2026-0", "-1", "abcd-1", "1026-1", "2026-1 ", "٢٠٢٦-1"])
def test_nonsense_is_no_half_year(text):
    assert half_called(text) is None


@given(DAYS, DAYS)
def test_halves_cover_each_day_once(first, last):
    found = halves(min(first, last), max(first, last))
    assert found == sorted(set(found), reverse=True)
    assert found[0].first_on <= max(first, last) <= found[0].last_on
    assert found[-1].first_on <= min(first, last) <= found[-1].last_on
    for later, earlier in pairwise(found):
        assert earlier.last_on + timedelta(days=1) == later.first_on


# --- sums


def test_both_ends_count_and_the_line_between_halves_parts():
    row = away("2026-06-29", "2026-07-02")
    assert days_within(row, date(2026, 1, 1), date(2026, 6, 30), TODAY) == 2
    assert days_within(row, date(2026, 7, 1), date(2026, 12, 31), TODAY) == 2
    assert days_within(row, date(2025, 1, 1), date(2025, 12, 31), TODAY) == 0


def test_open_end_counts_up_to_today():
    row = away("2026-09-11", None)
    assert days_within(row, date(2026, 7, 1), date(2026, 12, 31), TODAY) == 5
    assert days_within(row, date(2026, 7, 1), date(2026, 12, 31), date(2026, 9, 1)) == 0


def test_percent_weighs():
    found = sums([away("2026-03-01", "2026-03-10", percent=40)], date(2026, 1, 1), date(2026, 6, 30), TODAY)
    assert found == {"illness": Sum(10, 400)}
    assert found["illness"].full_days == Decimal("4.00")


def test_kinds_stand_apart():
    found = sums([away("2026-03-01", "2026-03-02"), away("2026-04-01", "2026-04-01", kind="leave")],
                 date(2026, 1, 1), date(2026, 6, 30), TODAY)  # fmt: skip
    assert {kind: part.days for kind, part in found.items()} == {"illness": 2, "leave": 1}
    assert total(found) == Sum(3, 300)


@given(rows(), DAYS)
def test_sum_of_the_halves_is_the_whole(found, today):
    first, last = date(2022, 1, 1), date(2031, 12, 31)
    parts = [total(sums(found, half.first_on, half.last_on, today)) for half in halves(first, last)]
    whole = total(sums(found, first, last, today))
    assert (sum(part.days for part in parts), sum(part.percent_days for part in parts)) == whole


@given(st.data(), rows(), DAYS)
def test_order_does_not_matter(data, found, today):
    shuffled = data.draw(st.permutations(found))
    span = date(2022, 1, 1), date(2031, 12, 31), today
    assert sums(shuffled, *span) == sums(found, *span)
    assert spells(shuffled, today) == spells(found, today)


@given(rows(), DAYS)
def test_whole_days_are_never_more_than_days(found, today):
    for part in sums(found, date(2022, 1, 1), date(2031, 12, 31), today).values():
        assert 0 < part.full_days <= part.days


# --- long absence


def test_days_that_follow_one_another_are_one_absence():
    first = away("2026-02-01", "2026-02-14")
    (found,) = spells([away("2026-02-15", "2026-03-02", kind="leave"), first], TODAY)
    assert (found.first, found.from_on, found.to_on) == (first, date(2026, 2, 1), date(2026, 3, 2))
    assert (found.length, found.days, found.extension_days) == (30, 30, 30)


def test_a_day_between_parts_them():
    assert len(spells([away("2026-02-01", "2026-02-15"), away("2026-02-17", "2026-03-02")], TODAY)) == 2


@pytest.mark.parametrize(
    ("last", "first", "is_one"),
    [
        ("2026-02-13", "2026-02-16", True),  # a weekend
        ("2026-02-13", "2026-02-17", False),  # and Monday
        ("2026-04-01", "2026-04-07", True),  # Easter, Thursday to Monday
        ("2026-03-31", "2026-04-07", False),  # the Wednesday before is a working day
        ("2026-05-13", "2026-05-15", True),  # Ascension
        ("2026-05-22", "2026-05-26", True),  # Whit Monday
        ("2024-04-30", "2024-05-02", True), ("2024-05-16", "2024-05-18", True),
        ("2025-12-24", "2025-12-29", True), ("2025-12-31", "2026-01-02", True),
        ("2025-12-23", "2025-12-29", False),  # Christmas Eve is a working day by law
    ],
)  # fmt: skip
def test_weekends_and_public_holidays_part_nothing_of_the_same_kind(last, first, is_one):
    one, other = away("2023-01-10", last), away(first, "2026-06-01")
    assert (len(spells([one, other], TODAY)) == 1) == is_one
    assert len(spells([one, replace(other, kind="leave")], TODAY)) == 2


def test_illness_written_week_by_week_is_long_and_loses_the_days_written():
    monday = date(2026, 2, 2)
    weeks = [Away(monday + timedelta(weeks=week), monday + timedelta(weeks=week, days=4)) for week in range(7)]
    (found,) = spells(weeks, TODAY)
    assert (found.length, found.days, found.extension_days) == (47, 35, 35)


def test_unexcused_absence_is_no_interruption():
    assert spells([away("2026-02-01", "2026-04-14", kind="unexcused")], TODAY) == []


def test_part_of_the_day_extends_by_what_was_lost():
    (found,) = spells([away("2026-03-01", "2026-05-10", percent=25)], TODAY)
    assert (found.days, found.extension_days) == (71, 18)  # 17.75, rounded up


def test_open_end_is_long_when_its_days_are():
    (found,) = spells([away("2026-08-01", None)], TODAY)
    assert (found.to_on, found.length, found.days) == (None, 46, 46)


@given(rows(), DAYS)
def test_spells_hold_all_days_that_interrupt(found, today):
    interrupting = [row for row in found if row.kind != "unexcused"]
    whole = total(sums(interrupting, date(2022, 1, 1), date(2031, 12, 31), today))
    assert sum(spell.days for spell in spells(found, today)) == whole.days


def test_half_year_is_ordered():
    assert Half(2025, 2) < Half(2026, 1) < Half(2026, 2)


@given(rows(), DAYS)
def test_what_belongs_together_lasts_at_least_its_days_and_parts_where_a_working_day_lies(found, today):
    long = spells(found, today)
    assert all(spell.length >= spell.days >= 0 for spell in long)
    for one, other in pairwise(long):
        between = [one.to_on + timedelta(days=day) for day in range(1, (other.from_on - one.to_on).days)]
        kinds = {row.kind for row in found if row.to_on == one.to_on or row.from_on == other.from_on}
        assert len(kinds) == 2 or not all(map(is_day_off, between))
