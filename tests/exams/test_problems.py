"""What stands in the way of a registration, and what is only worth knowing?"""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from exams.problems import before_registering, of_test_day
from exams.rules import earliest_test

pytestmark = pytest.mark.django_db


def test_an_open_window_has_only_the_reminder_of_school_subjects(here):
    (problem,) = before_registering(here.rows.registration, timezone.localdate())
    assert not problem.is_blocker and "9-57" in problem.text


def test_before_the_window_the_day_is_named(here):
    registration = here.rows.registration
    registration.opens_on = timezone.localdate() + timedelta(days=1)
    problem = before_registering(registration, timezone.localdate())[0]
    assert problem.is_blocker
    assert str(registration.opens_on.year) in problem.text


def test_on_the_last_day_it_is_not_late(here):
    registration = here.rows.registration
    assert len(before_registering(registration, registration.due_on)) == 1
    late = before_registering(registration, registration.due_on + timedelta(days=1))
    assert [problem.is_blocker for problem in late] == [False, False]


def test_a_test_too_early_is_worth_a_word(here):
    registration = here.rows.registration
    earliest = earliest_test(registration.contract.end_on)
    assert of_test_day(registration, earliest) == []
    assert of_test_day(registration, earliest - relativedelta(days=1))
