"""Never more than 100 percent on any day: the pure sum, and the database's own, which must agree."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.db.transaction import atomic
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apprenticeships.models import Placement
from apprenticeships.placing_rules import Stretch, gaps, overfull

DAY = timedelta(days=1)
FIRST = date(2026, 1, 1)


def day(number):
    return FIRST + number * DAY


@st.composite
def stretch(draw):
    start = draw(st.integers(0, 30))
    return Stretch(day(start), day(start + draw(st.integers(0, 15))), draw(st.integers(1, 100)))


def total_on(stretches, on):
    return sum(one.percent for one in stretches if one.from_on <= on <= one.to_on)


@given(st.lists(stretch(), max_size=6))
def test_overfull_days_are_those_that_add_up_to_more(stretches):
    told = {one.from_on + n * DAY for one in overfull(stretches) for n in range((one.to_on - one.from_on).days + 1)}
    assert told == {day(n) for n in range(60) if total_on(stretches, day(n)) > 100}


@given(st.lists(stretch(), max_size=6))
def test_each_overfull_period_names_who_is_there(stretches):
    for one in overfull(stretches):
        assert one.total == sum(there.percent for there in one.stretches) == total_on(stretches, one.from_on)
        assert total_on(stretches, one.to_on) == one.total


@given(st.lists(stretch(), max_size=6))
def test_gaps_are_the_days_without_any(stretches):
    told = [first + n * DAY for first, last in gaps(stretches, FIRST, day(40)) for n in range((last - first).days + 1)]
    assert told == [day(n) for n in range(41) if not total_on(stretches, day(n))]


def test_shared_days_are_free_where_they_make_up_a_hundred():
    assert not overfull([Stretch(day(0), day(9), 60), Stretch(day(9), day(20), 40)])
    (found,) = overfull([Stretch(day(0), day(9), 60), Stretch(day(9), day(20), 41)])
    assert (found.from_on, found.to_on, found.total) == (day(9), day(9), 101)


@pytest.fixture
def here(world):
    with world.here.scope():
        yield world.here


# The fixture stays the same: each example takes back what it wrote.
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stretches=st.lists(stretch(), min_size=1, max_size=5))
def test_database_and_sum_agree(here, stretches):
    accepted = []
    try:
        with atomic():
            for one in stretches:
                is_too_much = bool(overfull([*accepted, one]))
                try:
                    with atomic():
                        placed(here, one)
                except IntegrityError as error:
                    assert error.__cause__.diag.constraint_name == "placement_percent"
                    assert is_too_much
                else:
                    assert not is_too_much
                    accepted.append(one)
            raise TakeBack
    except TakeBack:
        pass


class TakeBack(Exception):
    pass


def placed(here, one):
    return Placement.objects.create(
        office=here.office, apprenticeship=here.rows.apprenticeship, company=here.rows.company, percent=one.percent,
        from_on=one.from_on, to_on=one.to_on,
    )  # fmt: skip


def test_the_calendar_has_an_end():
    ever = Stretch(date.min, date.max)
    assert gaps([ever], FIRST, date.max) == []
    assert overfull([ever, Stretch(FIRST, date.max)])[0].total == 200
