"""Does each step of an ending move from the states that allow it, and is it refused with a sentence from all others?"""

from datetime import timedelta

import pytest
from django.db import connection

from apprenticeships.models import Apprenticeship
from contracts import actions
from contracts.actions.guided_ending import begin_ending, drop_ending, finish_ending, save_ending, tell_county
from contracts.models import Contract, Ending
from contracts.states import ContractState as S
from contracts.states import EndingState as E
from followup.models import Talk
from okportal.audit.models import Event
from okportal.audit.stale import Stale
from okportal.errors import Refused

DAY = timedelta(days=1)
ALLOWED = {"save": {E.BEGUN, E.TOLD}, "tell": {E.BEGUN}, "finish": {E.BEGUN, E.TOLD}, "drop": {E.BEGUN, E.TOLD}}
TARGETS = {"tell": E.TOLD, "finish": E.DONE, "drop": E.DROPPED}
VERBS = {"save": "saved", "tell": "told", "finish": "done", "drop": "dropped"}


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def steps(advisor, today):
    return {
        "save": lambda e: save_ending(ending=e, version=fresh(e).version, note="Ny", by=advisor),
        "tell": lambda e: tell_county(ending=e, told_on=today - DAY, by=advisor),
        "finish": lambda e: finish_ending(ending=e, by=advisor),
        "drop": lambda e: drop_ending(ending=e, by=advisor),
    }


@pytest.fixture
def in_state(begun, fill, advisor, today, steps):
    """An ending that lacks nothing, in any state: by the county's own decision, or lapse where it must be told."""

    def take(state):
        ending = fill(begun("mutual"), agreed_on=today - 2 * DAY, last_on=today)
        if state in {E.TOLD, E.DONE}:
            tell_county(ending=ending, told_on=today, by=advisor)
        if state == E.DONE:
            steps["finish"](ending)
        if state == E.DROPPED:
            steps["drop"](ending)
        return fresh(ending)

    return take


@pytest.mark.parametrize("state", list(E))
def test_steps_from_each_state(in_state, steps, state, advisor):
    ending = in_state(state)
    for name, take in steps.items():
        point = connection.savepoint()
        is_repeated = TARGETS.get(name) == state and name != "tell"
        if name == "finish" and state == E.BEGUN:  # allowed by its state, refused by the law
            with pytest.raises(Refused, match="not been told"):
                take(ending)
        elif state in ALLOWED[name]:
            before = set(Event.objects.about(ending).values_list("pk", flat=True))
            take(ending)
            assert fresh(ending).state == TARGETS.get(name, state), name
            noted = Event.objects.about(ending).exclude(pk__in=before).values_list("verb", "by_id")
            assert list(noted) == [(f"ending.{VERBS[name]}", advisor.user.pk)], name
        elif is_repeated:
            count = Event.objects.count()
            take(ending)
            assert Event.objects.count() == count
        else:
            with pytest.raises(Refused) as refusal:
                take(ending)
            assert refusal.value.message
            assert fresh(ending).state == state, name
        connection.savepoint_rollback(point)


@pytest.mark.parametrize("state", [S.DRAFT, S.WITH_PARTIES, S.AT_COUNTY, S.REFUSED, S.COMPLETED, S.ENDED])
def test_begin_of_a_contract_that_does_not_run_is_refused(draft, advisor, today, state):
    days = {"start_on": today, "end_on": today + 90 * DAY, "ended_on": today}
    Contract.objects.filter(pk=draft.pk).update(state=state, **days)
    with pytest.raises(Refused, match="Only a contract"):
        begin_ending(contract=draft, kind="mutual", by=advisor)


def test_one_open_ending_and_the_same_click_again(begun, advisor):
    first = begun("rescission", "company")
    assert begun("rescission", "company") == first
    for kind, side in (("mutual", ""), ("rescission", "candidate")):
        with pytest.raises(Refused, match="being ended already"):
            begun(kind, side)
    drop_ending(ending=first, by=advisor)
    assert begun("mutual") != first
    assert Ending.objects.count() == 2


def test_two_editors(begun, fill, advisor, today):
    ending = fill(begun("mutual"), note="Først")
    with pytest.raises(Stale):
        save_ending(ending=ending, version=1, note="Også", by=advisor)
    assert fresh(ending).note == "Først"
    assert fill(ending, note="Først").version == ending.version  # nothing changed, nothing counted


def test_at_once_leaves_an_ending_for_history_and_is_refused_while_one_is_open(running, begun, advisor, today):
    """What the change of company does."""
    open_one = begun("mutual")
    with pytest.raises(Refused, match="being ended already"):
        actions.end(contract=running, ended_on=today, end_reason="Ny bedrift", by=advisor)
    assert fresh(running).state == S.ACTIVE
    drop_ending(ending=open_one, by=advisor)
    actions.end(contract=running, ended_on=today, end_reason="Ny bedrift", by=advisor)
    done = Ending.objects.get(state=E.DONE)
    assert (done.kind, done.last_on, done.note) == ("company_change", today, "Ny bedrift")
    with pytest.raises(Refused):
        actions.end(contract=running, ended_on=today, end_reason="Ny bedrift", by=advisor)
    assert Ending.objects.filter(state=E.DONE).count() == 1


def test_end_sets_off_once_what_follows(in_state, here, running, steps):
    ending = in_state(E.DONE)
    for _again in range(2):
        steps["finish"](ending)
    assert fresh(here.rows.talk).state == "cancelled"
    assert fresh(here.rows.registration).state == "cancelled"
    assert Talk.objects.count() == 1
    assert Event.objects.filter(verb="contract.ended").count() == 1
    assert Apprenticeship.objects.get(pk=running.apprenticeship_id).state == "ended"
    approval = fresh(here.rows.approval)
    assert approval.unused_since == fresh(running).ended_on + DAY


def test_dropped_leaves_the_contract_as_it_was(begun, running, steps, here):
    steps["drop"](begun("mutual"))
    assert fresh(running).state == S.ACTIVE
    assert fresh(here.rows.talk).state == "planned"
