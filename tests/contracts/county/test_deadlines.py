"""On which day does a deadline begin to press, and when is it passed?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.county.deadlines import Counties, Due, Figures, answer_by, change_due, decide_by, due, send_by
from contracts.models import Amendment, Contract, CountyEntry
from contracts.states import AmendmentState as A
from contracts.states import ContractState as S
from okportal.offices.models import CountyRule

START = date(2026, 8, 17)
DAY = timedelta(days=1)
COUNTY = Figures(send_days=14, answer_days=10, decision_weeks=4)


def contract(state, start_on=START):
    return Contract(pk=1, state=state, start_on=start_on, round_id=5)


def entry(due_on):
    return CountyEntry(pk=7, due_on=due_on)


def test_days_are_the_county_s():
    assert send_by(START, COUNTY) == date(2026, 8, 31)
    assert send_by(START, Figures()) == START  # no day of the county's: before the training starts (§ 7-2)
    assert send_by(None, COUNTY) is None
    assert send_by(START, Figures(send_days=-14)) == date(2026, 8, 3)  # before the start, where the county wants it so
    assert decide_by(date(2026, 8, 31), COUNTY) == date(2026, 9, 28)
    assert answer_by(date(2026, 8, 31), COUNTY) == date(2026, 9, 10)


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        (date(2026, 8, 23), None), (date(2026, 8, 24), "send"), (date(2026, 8, 31), "send"),
        (date(2026, 9, 1), "send_late"),
    ],
)  # fmt: skip
def test_to_be_sent(today, stage):
    found = due(contract(S.SIGNED), None, today, COUNTY, today)
    assert found == (Due(stage, date(2026, 8, 31), 5) if stage else None)


@pytest.mark.parametrize(("days", "stage"), [(0, None), (2, None), (3, "send"), (30, "send")])
def test_signed_and_forgotten(days, stage):
    today = START - 60 * DAY
    found = due(contract(S.SIGNED), None, today - days * DAY, COUNTY, today)
    assert (found and found.stage) == stage


def test_signed_before_the_portal_presses_by_its_deadline_alone():
    assert due(contract(S.SIGNED), None, None, COUNTY, START) is None
    assert due(contract(S.SIGNED), None, None, COUNTY, START + 8 * DAY).stage == "send"


@pytest.mark.parametrize(("days", "stage"), [(-1, None), (0, None), (1, "no_answer")])
def test_decision_that_does_not_come(days, stage):
    found = due(contract(S.AT_COUNTY), entry(START), None, COUNTY, START + days * DAY)
    assert (found and found.stage) == stage


@pytest.mark.parametrize(("days", "stage"), [(-10, "answer"), (-4, "answer"), (-3, "answer_near"), (5, "answer_near")])
def test_remark_to_be_answered(days, stage):
    assert due(contract(S.RETURNED), entry(START), None, COUNTY, START + days * DAY) == Due(stage, START, 7)


CHANGE_ON = date(2027, 3, 1)


def change(state, **facts):
    return Amendment(pk=9, number=2, state=state, from_on=CHANGE_ON, **facts)


@pytest.mark.parametrize(
    ("agreed_before", "days", "stage"),
    [
        (0, -30, None), (2, -30, None), (3, -30, "change_send"),  # forgotten
        (0, -8, None), (0, -7, "change_send"), (0, 12, "change_send"),  # its day is near, or has passed
    ],
)  # fmt: skip
def test_change_to_be_sent(agreed_before, days, stage):
    today = CHANGE_ON + days * DAY
    found = change_due(change(A.SIGNED), today - agreed_before * DAY, COUNTY, today)
    assert found == (Due(stage, CHANGE_ON, 9, change=2) if stage else None)


@pytest.mark.parametrize(("days", "stage"), [(0, None), (28, None), (29, "change_no_answer")])
def test_consent_that_does_not_come(days, stage):
    sent = change(A.AT_COUNTY, sent_to_county_on=START)
    found = change_due(sent, START, COUNTY, START + days * DAY)
    assert found == (Due(stage, START + 28 * DAY, 9, change=2) if stage else None)


@pytest.mark.parametrize("state", sorted(set(A) - {A.SIGNED, A.AT_COUNTY}))
def test_other_changes_wait_for_nobody_here(state):
    assert change_due(change(state), START, COUNTY, CHANGE_ON + 99 * DAY) is None


@pytest.mark.parametrize(
    ("day", "weeks"), [(date(2019, 12, 31), 6), (date(2020, 1, 1), 4), (date(2026, 8, 16), 4), (START, 8), (None, 8)]
)  # fmt: skip
def test_the_version_of_the_day_counts_for_that_county_alone(day, weeks):
    rules = [
        CountyRule(county_id="46", valid_from=START, decision_weeks=8),
        CountyRule(county_id="46", valid_from=date(2020, 1, 1), decision_weeks=4),
        CountyRule(county_id="03", valid_from=date(2010, 1, 1), decision_weeks=2),
    ]
    assert Counties(rules).on("46", day).decision_weeks == weeks


def test_sent_before_its_steps_were_written_down():
    one = contract(S.AT_COUNTY)
    one.sent_to_county_on = START
    assert due(one, None, None, COUNTY, START + 28 * DAY) is None
    assert due(one, None, None, COUNTY, START + 29 * DAY) == Due("no_answer", START + 28 * DAY, 0)


@pytest.mark.parametrize("state", [S.AT_COUNTY, S.RETURNED])
def test_without_an_entry_nothing_is_known(state):
    assert due(contract(state), None, None, COUNTY, START) is None


@pytest.mark.parametrize("state", sorted(set(S) - {S.SIGNED, S.AT_COUNTY, S.RETURNED}))
def test_other_contracts_wait_for_nobody_here(state):
    assert due(contract(state), entry(START - DAY), START, COUNTY, START + 99 * DAY) is None


@given(st.integers(-40, 40), st.integers(0, 60) | st.none())
def test_once_late_it_stays_late(days, send_days):
    figures, today = Figures(send_days=send_days), START + days * DAY
    order = [None, "send", "send_late"]
    now = due(contract(S.SIGNED), None, START - 50 * DAY, figures, today)
    next_day = due(contract(S.SIGNED), None, START - 50 * DAY, figures, today + DAY)
    assert order.index(next_day and next_day.stage) >= order.index(now and now.stage)
