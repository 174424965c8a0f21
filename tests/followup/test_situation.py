"""How does a talk stand today, in words?"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from followup.models import Talk
from followup.situation import moment, situation, way
from followup.states import TalkState

TODAY = date(2026, 5, 4)


def talk(**changes):
    return Talk(**{"due_on": date(2026, 9, 1), "number": 1} | changes)


def at(day, hour=10):
    return datetime(2026, 5, day, hour, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.mark.parametrize(
    ("changes", "tone", "label"),
    [
        ({}, "neutral", "Planned"),
        ({"due_on": date(2026, 6, 3)}, "warning", "Needs a date"),
        ({"due_on": date(2026, 5, 3)}, "danger", "Overdue"),
        ({"state": TalkState.SCHEDULED, "scheduled_at": at(4)}, "info", "Date agreed"),
        ({"state": TalkState.SCHEDULED, "scheduled_at": at(3)}, "warning", "Not recorded"),
        ({"state": TalkState.HELD, "held_on": TODAY}, "success", "Held"),
        ({"state": TalkState.CANCELLED}, "neutral", "Cancelled"),
    ],
)
def test_situation(changes, tone, label):
    with override("en"):
        found = situation(talk(**changes), TODAY)
    assert (found.tone, found.label) == (tone, label)


@pytest.mark.parametrize(
    ("changes", "states"),
    [
        ({}, ["done", "now", "next"]),
        ({"state": TalkState.SCHEDULED, "scheduled_at": at(4)}, ["done", "done", "now"]),
        ({"state": TalkState.HELD, "held_on": TODAY}, ["done", "done", "done"]),
        ({"state": TalkState.CANCELLED, "cancel_reason": "x"}, ["done", "now"]),
    ],
)
def test_way(changes, states):
    assert [step["state"] for step in way(talk(**changes))] == states


def test_moment_in_oslo_time():
    with override("en"):
        assert moment(talk(scheduled_at=datetime(2026, 5, 4, 22, 30, tzinfo=ZoneInfo("UTC")))).startswith("Tuesday")
    assert moment(talk()) == ""
