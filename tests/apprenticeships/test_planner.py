"""Where the bars stand, and that months of any number fit."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from apprenticeships.placing_rules import Stretch
from apprenticeships.planner import COMING, MOST_LABELS, NOW, PAST, planner

TODAY = date(2026, 11, 22)


def drawn(*stretches, start=None, end=None):
    return planner(stretches, TODAY, start, end)


def test_nothing_to_draw_without_dates():
    assert drawn() is None


def test_bars_stand_in_order_and_know_their_time():
    found = drawn(
        Stretch(date(2027, 1, 1), date(2027, 3, 31), row="c"), Stretch(date(2026, 8, 1), date(2026, 10, 31), row="a"),
        Stretch(date(2026, 11, 1), date(2026, 12, 31), 50, row="b"),
    )  # fmt: skip
    assert [(bar.row, bar.when) for bar in found.bars] == [("a", PAST), ("b", NOW), ("c", COMING)]
    assert [(bar.x, bar.width) for bar in found.bars] == [(0, 300), (300, 200), (500, 300)]
    assert found.bars[1].height == found.bars[0].height / 2
    assert 300 < found.today < 400
    assert not found.has_gaps


def test_days_without_a_place_are_shown_within_the_training():
    found = drawn(
        Stretch(date(2026, 9, 1), date(2026, 9, 30), row="a"), start=date(2026, 8, 15), end=date(2026, 10, 10)
    )
    assert [(bar.row, bar.from_on, bar.to_on) for bar in found.bars] == [
        (None, date(2026, 8, 15), date(2026, 8, 31)), ("a", date(2026, 9, 1), date(2026, 9, 30)),
        (None, date(2026, 10, 1), date(2026, 10, 10)),
    ]  # fmt: skip
    assert found.has_gaps


def test_today_outside_the_grid_is_not_drawn():
    assert drawn(Stretch(date(2020, 1, 1), date(2020, 5, 5), row="a")).today is None


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 6000))
def test_every_bar_lies_on_the_grid_and_the_labels_fit(first, days):
    last = date.fromordinal(first.toordinal() + days)
    found = drawn(Stretch(first, last, row="a"))
    (bar,) = found.bars
    assert 0 <= bar.x < bar.x + bar.width <= found.width + 0.1
    assert len(found.labels) == len(found.lines) <= MOST_LABELS


def test_a_mistyped_year_is_drawn_at_the_edge():
    found = drawn(Stretch(date.min, date(2026, 12, 31), row="a"), start=date(2026, 1, 1), end=date.max)
    assert [bar.row for bar in found.bars] == ["a", None]
    assert found.bars[0].from_on.year == 1900
