"""The traffic light and its reasons."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from apprenticeships.rules import Facts, Finding, caseload_status, findings, worst

TODAY = date(2026, 3, 2)
GOOD = Facts(
    state="running", start_on=date(2025, 8, 15), end_on=date(2027, 8, 14), has_supervisor=True, has_instructor=True,
    has_advisor=True,
)  # fmt: skip


def test_nothing_missing_is_on_track():
    assert caseload_status(GOOD, TODAY) == ("neutral", "In training", "")


@pytest.mark.parametrize(
    "change, tone, reason",
    [
        ({"end_on": date(2026, 3, 1)}, "danger", "The training period ended 1. March 2026 and is not closed."),
        ({"end_on": TODAY}, "warning", "The training period ends today."),
        ({"end_on": TODAY + timedelta(days=60)}, "warning", "The training period ends in 60 days."),
        ({"has_supervisor": False}, "danger", "No training supervisor."),
        ({"supervisor_until": date(2026, 3, 1)}, "danger", "The training supervisor has left."),
        ({"has_instructor": False}, "warning", "No instructor."),
        ({"instructor_until": date(2026, 3, 1)}, "warning", "The instructor has left."),
        ({"has_advisor": False}, "warning", "No advisor at the office."),
        ({"advisor_until": date(2026, 3, 1)}, "warning", "The advisor has left."),
    ],
)
def test_reason(change, tone, reason):
    found = caseload_status(replace(GOOD, **change), TODAY)
    assert (found.tone, found.reason) == (tone, reason)


@pytest.mark.parametrize(
    "change", [{"end_on": TODAY + timedelta(days=61)}, {"supervisor_until": TODAY}, {"advisor_until": TODAY}]
)
def test_just_within_is_still_good(change):
    assert caseload_status(replace(GOOD, **change), TODAY).tone == "neutral"


def test_worst_reason_wins_and_the_others_are_kept():
    facts = replace(GOOD, has_supervisor=False, has_instructor=False)
    assert [found.tone for found in findings(facts, TODAY)] == ["danger", "warning"]
    assert caseload_status(facts, TODAY).label == "Needs you now"


def test_missing_supervisor_before_the_start_is_no_alarm_yet():
    facts = Facts(state="planned", has_instructor=True, has_advisor=True)
    assert caseload_status(facts, TODAY) == ("warning", "Keep an eye on", "No training supervisor.")
    ready = replace(facts, has_supervisor=True)
    assert caseload_status(ready, TODAY) == ("info", "Before the start", "The contract is not in force yet.")


def test_start_in_the_future_says_when():
    facts = replace(GOOD, start_on=date(2026, 3, 9))
    assert caseload_status(facts, TODAY).reason == "Starts 9. March."


@pytest.mark.parametrize("state, label", [("completed", "Completed"), ("ended", "Ended early")])
def test_finished_needs_nobody(state, label):
    facts = Facts(state=state, start_on=date(2023, 8, 1), end_on=date(2025, 7, 31))
    assert caseload_status(facts, TODAY) == ("neutral", label, "")


def test_findings_of_other_apps_count_by_their_tone():
    late_talk = Finding("danger", "The talk is overdue.", "/talk")
    assert caseload_status(GOOD, TODAY, [late_talk]) == ("danger", "Needs you now", "The talk is overdue.")
    assert worst([*findings(GOOD, TODAY), Finding("info", "x")]).tone == "info"
