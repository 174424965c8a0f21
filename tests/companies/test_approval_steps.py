"""Does an approval go only the ways that its states allow, also once its last day has passed?"""

from datetime import timedelta

import pytest

from companies import actions
from companies.actions import warn_office
from companies.models import Approval
from companies.states import APPLY_AGAIN, DECISIONS, GRANTED, LAPSE, PREPARE_AGAIN, SEND, TO_BOARD, ApprovalState
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.outbox.models import Message
from okportal.permissions import Role
from okportal.todo.models import Task
from tests.companies.approving import LETTER, combination
from tests.world import TRADE

S = ApprovalState


@pytest.fixture
def advisor(world):
    with world.here.scope():
        yield world.here.member(Role.ADVISOR)


def take(step, approval, by):
    """Take one step by the action that takes it."""
    what = combination(approval.company, approval.county_id, approval.establishment, approval.trade_id)
    if step is SEND:
        return actions.send_approval(approval=approval, language="nb", remarks="Avtalt med nabobedriften", by=by)
    if step is TO_BOARD:
        return actions.hand_to_board(approval=approval, on=by.today, by=by)
    if step is PREPARE_AGAIN:
        return actions.prepare_approval(**what, by=by)
    if step is APPLY_AGAIN:
        return actions.apply_approval(**what, by=by)
    if step is LAPSE:
        return actions.lapse_approval(approval=approval, today=by.today)
    return actions.decide_approval(approval=approval, decision=step.name, on=by.today, limits="Bare TAF", by=by)


STEPS = [SEND, TO_BOARD, *DECISIONS.values(), PREPARE_AGAIN, APPLY_AGAIN]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
@pytest.mark.parametrize("state", ApprovalState)
def test_every_step_from_every_state(world, advisor, state, step):
    approval = Approval.objects.create(
        office=world.here.office, company=world.here.rows.company, trade_id=TRADE, county_id="03", state=state,
        from_on=advisor.today if state in GRANTED else None,
    )  # fmt: skip
    is_over = state not in GRANTED or step not in (PREPARE_AGAIN, APPLY_AGAIN)  # a granted one holds still
    if step.allowed_from(state) and is_over:
        assert take(step, approval, advisor).state == step.target
    else:
        with pytest.raises(Refused):
            take(step, approval, advisor)
        approval.refresh_from_db()
        assert approval.state == state


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
@pytest.mark.parametrize("state", sorted(GRANTED))
def test_every_step_once_the_last_day_has_passed(world, advisor, state, step):
    yesterday = advisor.today - timedelta(days=1)
    approval = Approval.objects.create(
        office=world.here.office, company=world.here.rows.company, trade_id=TRADE, county_id="03", state=state,
        from_on=yesterday, to_on=yesterday,
    )  # fmt: skip
    if step.allowed_from(state):
        assert take(step, approval, advisor).state == step.target
    else:
        with pytest.raises(Refused):
            take(step, approval, advisor)


def granted(world, advisor, to_on, state=S.APPROVED, **facts):
    return Approval.objects.create(
        office=world.here.office, company=world.here.rows.company, trade_id=TRADE, county_id="03", state=state,
        from_on=advisor.today - timedelta(days=600), to_on=to_on, **facts,
    )  # fmt: skip


@pytest.mark.parametrize(("state", "decision"), [(S.APPROVED, "approve"), (S.LIMITED, "limit")])
def test_an_expired_approval_is_prolonged_and_a_second_click_writes_to_nobody(world, advisor, state, decision):
    approval = granted(world, advisor, advisor.today - timedelta(days=1), state)
    to_on = advisor.today + timedelta(days=365)
    for _click in range(2):
        prolonged = actions.decide_approval(
            approval=approval, decision=decision, on=advisor.today, to_on=to_on, limits="Bare TAF", file=LETTER,
            by=advisor,
        )  # fmt: skip
    assert (prolonged.state, prolonged.to_on, prolonged.from_on) == (state, to_on, approval.from_on)
    assert Event.objects.about(approval).filter(verb=f"approval.{state}").count() == 1
    told = Message.objects.filter(template__startswith="companies/approval_").values_list("to_email", flat=True)
    assert len(told) == len(set(told)) > 0


def test_on_its_last_day_an_approval_holds_still(world, advisor):
    approval = granted(world, advisor, advisor.today)
    with pytest.raises(Refused):
        take(APPLY_AGAIN, approval, advisor)
    approval.refresh_from_db()
    assert (approval.state, approval.to_on) == (S.APPROVED, advisor.today)


def test_applying_again_takes_the_warnings_along(world, advisor):
    approval = granted(
        world, advisor, advisor.today - timedelta(days=1), unused_since=advisor.today - timedelta(days=590)
    )
    warn_office(approval=approval, today=advisor.today)
    assert Task.objects.filter(kind="companies/approval_unused", done_at=None).count() == 1
    take(APPLY_AGAIN, approval, advisor)
    assert not Task.objects.filter(kind="companies/approval_unused", done_at=None).exists()


@pytest.mark.parametrize("state", ApprovalState)
def test_lapse_is_for_granted_ones_whose_time_is_out(world, advisor, state):
    long_ago = advisor.today - timedelta(days=800)
    approval = Approval.objects.create(
        office=world.here.office, company=world.here.rows.company, trade_id=TRADE, county_id="03", state=state,
        from_on=long_ago, unused_since=long_ago,
    )  # fmt: skip
    lapsed = actions.lapse_approval(approval=approval, today=advisor.today)
    assert (lapsed.state if lapsed else None) == (S.LAPSED if state in GRANTED else None)
    assert actions.lapse_approval(approval=approval, today=advisor.today) is None
