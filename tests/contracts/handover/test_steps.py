"""Which step of a change of company is possible in which state, and is it refused with a sentence elsewhere?"""

import pytest

from contracts.actions.handover import cancel_handover, save_handover
from contracts.actions.handover_planning import plan_handover, reopen_handover
from contracts.actions.handover_switch import switch
from contracts.states import HandoverState as H
from okportal.audit.models import Event
from okportal.errors import Refused

pytestmark = pytest.mark.django_db
STEPS = {
    "plan": (lambda row, by: plan_handover(handover=row, version=row.version, by=by), {H.DRAFT}, "handover.planned"),
    "reopen": (lambda row, by: reopen_handover(handover=row, by=by), {H.PLANNED}, "handover.reopened"),
    "do": (lambda row, by: switch(handover=row, by=by), {H.PLANNED}, "handover.done"),
    "cancel": (lambda row, by: cancel_handover(handover=row, by=by), {H.DRAFT, H.PLANNED}, "handover.cancelled"),
    "save": (
        lambda row, by: save_handover(handover=row, version=row.version, by=by, note="Nytt"), {H.DRAFT},
        "handover.saved",
    ),
}  # fmt: skip


def taken_to(way, state, today):
    """`do` is possible from PLANNED only with a contract that is approved, so that it is where it can be."""
    if state == H.DRAFT:
        return way.filled(today)
    if state == H.PLANNED:
        return way.planned(today)
    if state == H.DONE:
        return way.done(today)
    cancel_handover(handover=way.filled(today), by=way.by)
    return way.fresh()


@pytest.mark.parametrize("state", H.values)
@pytest.mark.parametrize("name", STEPS)
def test_each_step_in_each_state(way, advisor, name, state):
    row = taken_to(way, state, advisor.today)
    take, allowed, verb = STEPS[name]
    if name == "do" and state == H.PLANNED:
        way.approve()
    before = Event.objects.about(row).filter(verb=verb).count()
    if state in allowed:
        take(row, advisor)
        assert Event.objects.about(row).filter(verb=verb).count() == before + 1
    elif (name, state) == ("do", H.DONE):
        assert switch(handover=row, by=advisor).state == H.DONE  # twice is once
        assert Event.objects.about(row).filter(verb=verb).count() == before
    else:
        with pytest.raises(Refused) as refused:
            take(row, advisor)
        assert str(refused.value.message)
        assert way.fresh().state == state
