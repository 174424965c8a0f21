"""Does each step move from the states that allow it, leave a line in the trail, and refuse all other states?"""

import pytest
from django.db import connection
from django.utils import timezone

from contracts import actions, states
from contracts.models import Contract, SigningRule
from contracts.states import UNDER_SIGNING
from contracts.states import ContractState as S
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.permissions import Role
from okportal.states import Step
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
# What the trail says afterwards, by the person who took the step.
VERBS = {
    "send": "sent", "sign": "signed", "take_back": "taken_back", "sign_for_office": "signed_by_office",
    "send_to_county": "sent_to_county", "note_return": "returned", "answer_county": "answered", "approve": "approved",
    "refuse": "refused", "reopen": "reopened", "start": "started", "complete": "completed", "end": "ended",
    "save_step": "saved",
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
        point, before = connection.savepoint(), set(Event.objects.about(contract).values_list("pk", flat=True))
        if state in sources:
            take(contract, by)
            assert road.fresh().state == TARGETS[name], name
            noted = Event.objects.about(contract).exclude(pk__in=before).values_list("verb", "by_id")
            assert (f"contract.{VERBS[name]}", by.user.pk) in noted, name
            connection.savepoint_rollback(point)
        else:
            with pytest.raises(Refused) as refusal:
                take(contract, by)
            assert str(refusal.value.message).endswith("."), name
            assert road.fresh().state == state, name
            assert Event.objects.about(contract).count() == len(before), name


def test_each_step_of_the_diagram_is_taken_here_or_by_a_party():
    """A step that is added to the states is one more line above; those of the parties stand in test_rounds."""
    of_parties = {"send_to_sign", "confirm", "all_confirmed", "flag", "decline", "parties_signed"}
    here = {"sign_for_office": "office_sign", "note_return": "return", "answer_county": "answer"}
    names = {here.get(name, name) for name in STEPS} - {"save_step"}
    contract_steps = {one.name for one in vars(states).values() if isinstance(one, Step) and isinstance(one.target, S)}
    assert names | of_parties == contract_steps
    assert set(STEPS) == set(TARGETS) == set(VERBS)


def test_without_a_check_it_goes_to_be_signed_at_once_and_only_as_a_draft(road, draft, advisor, here):
    SigningRule.objects.create(office=here.office, checks_first=False)
    actions.send(contract=draft, version=draft.version, by=advisor)
    assert road.fresh().state == S.WITH_PARTIES
    assert last_event(draft).verb == "contract.sent"
    with pytest.raises(Refused) as refusal:
        actions.send(contract=draft, version=road.contract.version, by=advisor)
    assert str(refusal.value.message).endswith(".")
    assert road.fresh().rounds.count() == 1
