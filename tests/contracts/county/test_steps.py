"""Does each step at the county move the contract, keep its letter, and refuse what cannot be?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from companies.models import Approval
from contracts import actions
from contracts.models import Contract, CountyEntry, SigningRound
from contracts.signals import contract_approved
from contracts.states import ContractState as S
from okportal.documents.actions import read
from okportal.documents.models import StoredFile
from okportal.documents.uploads import Accepted
from okportal.errors import Refused
from okportal.todo.models import Task
from tests.contracts.stages import last_event

Kind = CountyEntry.Kind
LETTER = Accepted(b"%PDF-1.4 brev", "application/pdf", "brev.pdf")
TODAY = timezone.localdate


def sent(contract, by, **more):
    return actions.send_to_county(**{"contract": contract, "on": TODAY(), "by": by} | more)


def returned(contract, by, **more):
    return actions.note_return(**{"contract": contract, "on": TODAY(), "remark": "Mangler CV", "by": by} | more)


def answered(contract, by, **more):
    return actions.answer_county(**{"contract": contract, "on": TODAY(), "remark": "CV lagt ved", "by": by} | more)


def decided(action, contract, by, **more):
    given = {"decided_on": TODAY(), "case_number": "26/1", "decision_remark": "Fordi", "by": by}
    return action(contract=contract, **given | more)


STEPS = {
    "send": (sent, S.SIGNED, S.AT_COUNTY, Kind.SENT),
    "return": (returned, S.AT_COUNTY, S.RETURNED, Kind.RETURNED),
    "answer": (answered, S.RETURNED, S.AT_COUNTY, Kind.ANSWERED),
    "approve": (lambda *a, **k: decided(actions.approve, *a, **k), S.AT_COUNTY, S.APPROVED, Kind.APPROVED),
    "refuse": (lambda *a, **k: decided(actions.refuse, *a, **k), S.AT_COUNTY, S.REFUSED, Kind.REFUSED),
}


@pytest.mark.parametrize("name", STEPS)
def test_step_moves_is_noted_and_keeps_its_letter(at, advisor, name):
    take, source, target, kind = STEPS[name]
    contract = take(at(source), advisor, file=LETTER)
    assert Contract.objects.get(pk=contract.pk).state == target
    entry = contract.county_entries.get()
    assert (entry.kind, entry.on, entry.by_id) == (kind, TODAY(), advisor.user.pk)
    assert read(entry.file) == LETTER.content
    is_decision = name in ("approve", "refuse")
    assert entry.file.kind == (StoredFile.Kind.DECISION if is_decision else StoredFile.Kind.COUNTY_LETTER)
    assert last_event(contract).by_id == advisor.user.pk


@pytest.mark.parametrize(("name", "state"), [(name, state) for name in STEPS for state in S if state != STEPS[name][1]])
def test_step_from_any_other_state_is_refused(at, advisor, name, state):
    take, *_allowed = STEPS[name]
    contract = at(state, ended_on=TODAY() if state in (S.COMPLETED, S.ENDED) else None)
    with pytest.raises(Refused, match="not possible now"):
        take(contract, advisor)
    assert Contract.objects.get(pk=contract.pk).state == state
    assert not contract.county_entries.exists()


@pytest.mark.parametrize("name", STEPS)
def test_step_on_a_day_ahead_is_refused(at, advisor, name):
    take, source, _target, _kind = STEPS[name]
    day = "decided_on" if name in ("approve", "refuse") else "on"
    with pytest.raises(Refused, match="future") as refusal:
        take(at(source), advisor, **{day: TODAY() + timedelta(days=1)})
    assert refusal.value.field == day


def test_steps_run_forwards_in_time(at, advisor):
    day = TODAY()
    contract = sent(at(S.SIGNED), advisor, on=day - timedelta(days=5))
    with pytest.raises(Refused, match="Sent to the county authority") as refusal:
        returned(contract, advisor, on=day - timedelta(days=6))
    assert refusal.value.field == "on"
    contract = returned(contract, advisor, on=day - timedelta(days=5))
    with pytest.raises(Refused, match="Returned with a remark"):
        answered(contract, advisor, on=day - timedelta(days=6))
    contract = answered(contract, advisor, on=day - timedelta(days=2))
    with pytest.raises(Refused) as refusal:
        decided(actions.approve, contract, advisor, decided_on=day - timedelta(days=3))
    assert refusal.value.field == "decided_on"
    assert decided(actions.approve, contract, advisor, decided_on=day - timedelta(days=2)).state == S.APPROVED


def test_not_sent_before_all_had_signed(at, advisor, here):
    contract = at(S.SIGNED)
    at_round = SigningRound.objects.create(
        office=here.office, contract=contract, number=9, state="signed", code="TEST-CODE-0001", sent_at=timezone.now(),
        closed_at=timezone.now(),
    )  # fmt: skip
    contract = at(S.SIGNED, round=at_round)
    with pytest.raises(Refused, match="not signed by all") as refusal:
        sent(contract, advisor, on=TODAY() - timedelta(days=1))
    assert refusal.value.field == "on"
    assert sent(contract, advisor).state == S.AT_COUNTY


def test_case_number_is_kept_until_another_one_comes(at, advisor):
    contract = sent(at(S.SIGNED), advisor, case_number="26/1")
    contract = returned(contract, advisor)
    assert contract.case_number == "26/1"
    contract = answered(contract, advisor, case_number="26/2")
    contract = decided(actions.approve, contract, advisor, case_number="")
    assert contract.case_number == "26/2"
    numbers = contract.county_entries.order_by("pk").values_list("case_number", flat=True)
    assert list(numbers) == ["26/1", "26/1", "26/2", "26/2"]


def test_days_due_follow_the_county(at, advisor, rule):
    day = TODAY()
    contract = sent(at(S.SIGNED), advisor)
    assert (contract.sent_to_county_on, contract.county_entries.get().due_on) == (day, day + timedelta(weeks=4))
    returned(contract, advisor)
    assert contract.county_entries.first().due_on == day + timedelta(days=10)
    answered(contract, advisor)
    assert contract.county_entries.first().due_on == day + timedelta(weeks=4)


@pytest.mark.parametrize(("name", "field"), [("return", "remark"), ("answer", "remark"), ("refuse", "decision_remark")])
def test_what_needs_words_is_refused_without(at, advisor, name, field):
    take, source, _target, _kind = STEPS[name]
    with pytest.raises(Refused) as refusal:
        take(at(source), advisor, **{field: ""})
    assert refusal.value.field == field
    assert Contract.objects.get(pk=refusal and at(source).pk).state == source


def test_return_gives_the_advisor_a_task_that_the_answer_takes_away(at, advisor, here, rule):
    contract = returned(at(S.AT_COUNTY), advisor)
    task = Task.objects.get(kind="contracts/county_answer")
    assert (task.assigned, task.due_on) == (contract.apprenticeship.advisor, TODAY() + timedelta(days=10))
    assert task.page_url.endswith(f"/kontrakter/{contract.pk}/fylket/")
    assert "Mangler CV" not in str(task.facts)
    answered(contract, advisor)
    task.refresh_from_db()
    assert task.done_at
    assert task.done_by == advisor.user


def test_reopening_takes_the_task_away_too(at, advisor):
    contract = returned(at(S.AT_COUNTY), advisor)
    actions.reopen(contract=contract, by=advisor)
    assert Contract.objects.get(pk=contract.pk).state == S.DRAFT
    assert not Task.objects.open().filter(kind__startswith="contracts/county").exists()
    assert contract.county_entries.count() == 1  # what came from the county is kept


def test_approval_recounts_the_company_s_approvals(at, advisor, here):
    Approval.objects.filter(pk=here.rows.approval.pk).update(unused_since=TODAY() - timedelta(days=90))
    Contract.objects.filter(pk=here.rows.contract.pk).update(state=S.REFUSED)
    told = []

    def hear(contract, by, **kwargs):
        told.append((contract.state, by))

    contract_approved.connect(hear)
    decided(actions.approve, at(S.AT_COUNTY), advisor)
    contract_approved.disconnect(hear)
    assert told == [(S.APPROVED, advisor)]
    here.rows.approval.refresh_from_db()
    assert here.rows.approval.unused_since is None


def test_letter_beside_the_steps_leaves_the_status(at, advisor):
    contract = at(S.ACTIVE)
    letter = {"contract": contract, "kind": Kind.DOCUMENT_IN, "on": TODAY(), "remark": "Kvittering", "by": advisor}
    first = actions.add_letter(file=LETTER, **letter)
    assert actions.add_letter(file=LETTER, **letter).pk == first.pk  # the second click
    assert Contract.objects.get(pk=contract.pk).state == S.ACTIVE
    with pytest.raises(Refused, match="future"):
        actions.add_letter(file=LETTER, **letter | {"on": TODAY() + timedelta(days=1)})
    with pytest.raises(Refused) as refusal:
        actions.add_letter(file=LETTER, **letter | {"kind": Kind.APPROVED})
    assert refusal.value.field == "kind"
    assert contract.county_entries.count() == 1


def test_case_number_alone_is_not_written_over_a_colleague_s(at, advisor):
    contract = at(S.AT_COUNTY, case_number="26/5")
    with pytest.raises(Refused, match="26/5"):
        actions.set_case_number(contract=contract, case_number="26/9", seen="26/1", by=advisor)
    changed = actions.set_case_number(contract=contract, case_number="26/9", seen="26/5", by=advisor)
    assert Contract.objects.get(pk=changed.pk).case_number == "26/9"
    assert last_event(contract).facts == {"before": "26/5", "case_number": "26/9"}
