"""How does a registration stand today, in words, and who has the ball?"""

from datetime import date

import pytest
from django.utils.translation import override

from exams.models import Registration
from exams.situation import situation, way
from exams.states import RegistrationState as S

TODAY = date(2026, 5, 4)


def registration(**changes):
    return Registration(**{"opens_on": date(2026, 2, 1), "due_on": date(2026, 8, 1), "kind": "fagprove"} | changes)


@pytest.mark.parametrize(
    ("changes", "tone", "label"),
    [
        ({"opens_on": date(2026, 5, 5)}, "neutral", "Not open yet"),
        ({}, "neutral", "Open for registration"),
        ({"due_on": date(2026, 6, 3)}, "warning", "Due soon"),
        ({"due_on": date(2026, 5, 3)}, "danger", "Overdue"),
        ({"state": S.REGISTERED}, "info", "At the county authority"),
        ({"state": S.CONFIRMED}, "info", "Confirmed"),
        ({"state": S.SCHEDULED, "test_from_on": TODAY}, "info", "Test date set"),
        ({"state": S.SCHEDULED, "test_from_on": date(2026, 5, 3)}, "warning", "Result missing"),
        ({"state": S.PASSED_WITH_DISTINCTION}, "success", "Passed with distinction"),
        ({"state": S.PASSED}, "success", "Passed"),
        ({"state": S.FAILED}, "danger", "Failed"),
        ({"state": S.CANCELLED}, "neutral", "Cancelled"),
    ],
)
def test_situation(changes, tone, label):
    with override("en"):
        found = situation(registration(**changes), TODAY)
    assert (found.tone, found.label) == (tone, label)


@pytest.mark.parametrize(
    ("changes", "states"),
    [
        ({}, ["now", "next", "next", "next", "next"]),
        ({"state": S.REGISTERED}, ["done", "now", "next", "next", "next"]),
        ({"state": S.SCHEDULED, "test_from_on": TODAY}, ["done", "done", "done", "now", "next"]),
        ({"state": S.PASSED, "result_on": TODAY}, ["done"] * 5),
        ({"state": S.CANCELLED, "reason": "x"}, ["now"]),
    ],
)
def test_way(changes, states):
    assert [step["state"] for step in way(registration(**changes))] == states
