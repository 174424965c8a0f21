"""Does the sweep raise each task once, let it grow, and take it away when the step is taken?"""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from contracts import actions, tasks
from contracts.actions import county_tasks
from contracts.models import Contract
from contracts.states import ContractState as S
from okportal.audit.models import Event
from okportal.todo.actions import finish_task
from okportal.todo.models import Task

TODAY = timezone.localdate


def open_tasks():
    found = Task.objects.open().filter(kind__startswith="contracts/county").values_list("kind", flat=True)
    return [kind.removeprefix("contracts/county_") for kind in found]


def on(day):
    return time_machine.travel(f"{day}T08:00:00+01:00", tick=False)


def test_twice_a_day_is_once(at, advisor, rule):
    at(S.SIGNED, start_on=TODAY() - timedelta(days=10))
    tasks.watch_county()
    events = Event.objects.count()
    tasks.watch_county()
    assert open_tasks() == ["send"]
    assert Event.objects.count() == events


def test_task_grows_late_and_sending_takes_it_away(at, advisor, rule):
    contract = at(S.SIGNED, start_on=TODAY() - timedelta(days=14))
    tasks.watch_county()
    task = Task.objects.get(kind="contracts/county_send")
    assert (task.due_on, task.assigned) == (TODAY(), contract.apprenticeship.advisor)
    with on(TODAY() + timedelta(days=1)):
        tasks.watch_county()
        assert open_tasks() == ["send_late"]
    actions.send_to_county(contract=contract, on=TODAY(), by=advisor)
    assert open_tasks() == []


def test_midnight_in_oslo_is_the_boundary(at, advisor, rule):
    at(S.SIGNED, start_on=TODAY() - timedelta(days=14))
    with time_machine.travel(f"{TODAY()}T23:30:00+01:00", tick=False):
        tasks.watch_county()
        assert open_tasks() == ["send"]
    with time_machine.travel(f"{TODAY() + timedelta(days=1)}T00:30:00+01:00", tick=False):
        tasks.watch_county()
        assert open_tasks() == ["send_late"]


def test_no_decision_after_the_county_s_weeks(at, advisor, rule):
    contract = actions.send_to_county(contract=at(S.SIGNED), on=TODAY(), by=advisor)
    with on(TODAY() + timedelta(weeks=4)):
        tasks.watch_county()
        assert open_tasks() == []
    with on(TODAY() + timedelta(weeks=4, days=1)):
        tasks.watch_county()
        assert open_tasks() == ["no_answer"]
        actions.refuse(contract=contract, decided_on=TODAY(), case_number="", decision_remark="Mangler", by=advisor)
        assert open_tasks() == []


def test_remark_near_its_day_comes_again_although_ticked_off(at, advisor, rule):
    contract = actions.send_to_county(contract=at(S.SIGNED), on=TODAY(), by=advisor)
    actions.note_return(contract=contract, on=TODAY(), remark="Mangler CV", by=advisor)
    finish_task(task=Task.objects.get(kind="contracts/county_answer"), by=advisor)
    tasks.watch_county()
    assert open_tasks() == []
    with on(TODAY() + timedelta(days=7)):
        tasks.watch_county()
        assert open_tasks() == ["answer_near"]
        finish_task(task=Task.objects.open().get(kind="contracts/county_answer_near"), by=advisor)
        tasks.watch_county()
        assert open_tasks() == []


def test_task_goes_when_the_contract_went_another_way(at, advisor, rule):
    contract = at(S.SIGNED, start_on=TODAY() - timedelta(days=30))
    tasks.watch_county()
    assert open_tasks() == ["send_late"]
    Contract.objects.filter(pk=contract.pk).update(state=S.APPROVED)
    tasks.watch_county()
    assert open_tasks() == []


def test_one_that_fails_holds_up_no_other(at, advisor, rule, here, monkeypatch):
    at(S.SIGNED, start_on=TODAY() - timedelta(days=30))
    Contract.objects.filter(pk=here.rows.contract.pk).update(state=S.SIGNED, start_on=TODAY() - timedelta(days=30))
    Contract.objects.filter(pk=here.rows.contract.pk).update(number="x" * 20)
    raise_due = county_tasks.raise_due

    def failing(*, contract, **kwargs):
        if contract.number.startswith("x"):
            raise RuntimeError
        return raise_due(contract=contract, **kwargs)

    monkeypatch.setattr(county_tasks, "raise_due", failing)
    tasks.watch_county()
    assert open_tasks() == ["send_late"]


@pytest.mark.parametrize("state", [S.SIGNED, S.RETURNED])
def test_other_office_has_its_own(world, here, at, rule, state):
    tasks.watch_county()
    assert open_tasks() == []
    with world.there.scope():
        Contract.objects.filter(pk=world.there.rows.draft.pk).update(
            state=S.SIGNED, start_on=TODAY() - timedelta(days=30), end_on=TODAY()
        )
    tasks.watch_county()
    with here.scope():
        assert open_tasks() == []
    with world.there.scope():
        assert open_tasks() == ["send_late"]
