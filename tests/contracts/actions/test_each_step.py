"""Does each step move from the states that allow it, leave a line in the trail, and refuse all other states?"""

import pytest
from django.db import connection
from django.utils import timezone

from contracts import actions
from contracts.models import Contract
from contracts.states import UNDER_SIGNING
from contracts.states import ContractState as S
from okportal.errors import Refused
from okportal.permissions import Role
from tests.contracts.stages import HOW, decision, hash_of, last_event

TODAY = timezone.localdate()
STEPS = {
    "send": (lambda c, by: actions.send(contract=c, version=c.version, by=by), {S.DRAFT}),
    "sign": (lambda c, by: actions.confirm_and_sign(contract=c, sha256=shown(c), how=HOW, by=by), {S.WITH_PARTIES}),
    "take_back": (lambda c, by: actions.take_back(contract=c, reason="Feil dato", by=by), UNDER_SIGNING | {S.SIGNED}),
    "sign_for_office": (
        lambda c, by: actions.sign_for_office(contract=c, sha256=hash_of(c), how=HOW, by=by), {S.WITH_OFFICE},
    ),
    "send_to_county": (lambda c, by: actions.send_to_county(contract=c, on=TODAY, by=by), {S.SIGNED}),
    "note_return": (lambda c, by: actions.note_return(contract=c, on=TODAY, remark="Mangler", by=by), {S.AT_COUNTY}),
    "answer_county": (lambda c, by: actions.answer_county(contract=c, on=TODAY, remark="Her", by=by), {S.RETURNED}),
    "approve": (lambda c, by: actions.approve(contract=c, **decision(), by=by), {S.AT_COUNTY}),
    "refuse": (lambda c, by: actions.refuse(contract=c, **decision("Mangler"), by=by), {S.AT_COUNTY}),
    "reopen": (lambda c, by: actions.reopen(contract=c, by=by), {S.REFUSED, S.RETURNED}),
    "start": (lambda c, by: actions.start(contract=c, by=by), {S.APPROVED}),
    "complete": (lambda c, by: actions.complete(contract=c, ended_on=TODAY, by=by), {S.ACTIVE}),
    "end": (
        lambda c, by: actions.end(contract=c, ended_on=TODAY, end_reason="Flyttet", by=by), {S.APPROVED, S.ACTIVE},
    ),
    "save_step": (lambda c, by: actions.save_step(contract=c, version=c.version, by=by, workplace="Ny"), {S.DRAFT}),
}  # fmt: skip
TARGETS = {
    "send": S.CHECKING, "sign": S.WITH_PARTIES, "take_back": S.DRAFT, "sign_for_office": S.SIGNED,
    "send_to_county": S.AT_COUNTY, "note_return": S.RETURNED, "answer_county": S.AT_COUNTY, "approve": S.APPROVED,
    "refuse": S.REFUSED, "reopen": S.DRAFT, "start": S.ACTIVE, "complete": S.COMPLETED, "end": S.ENDED,
    "save_step": S.DRAFT,
}  # fmt: skip


def shown(contract):
    """The hash the parties sign while it is their turn; else something made up, for signing twice is no step."""
    return hash_of(contract) if contract.state == S.WITH_PARTIES else "f" * 64


@pytest.mark.parametrize("state", list(S))
def test_steps_from_each_state(road, advisor, member, state):
    """All steps of one state in a row: those not allowed change nothing, each allowed one moves and is noted."""
    contract = road.to(state)
    if state == S.APPROVED:
        Contract.objects.filter(pk=contract.pk).update(start_on=timezone.localdate())
    for name, (take, sources) in STEPS.items():
        by = member(Role.APPRENTICE) if name == "sign" else advisor
        point = connection.savepoint()
        if state in sources:
            take(contract, by)
            assert road.fresh().state == TARGETS[name], name
            assert last_event(contract).verb.startswith("contract."), name
            assert last_event(contract).by_id == by.user.pk
            connection.savepoint_rollback(point)
        else:
            with pytest.raises(Refused) as refusal:
                take(contract, by)
            assert refusal.value.message
            assert road.fresh().state == state, name
