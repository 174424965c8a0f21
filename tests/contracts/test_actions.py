"""Does each step do what it says, only when it may, only once, and with a line in the trail?"""

import threading
from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection
from django.utils import timezone

from apprenticeships.models import Apprenticeship
from companies.models import Approval
from contracts import actions
from contracts.models import Contract, Party
from contracts.signals import contract_ended, contract_started
from contracts.states import ContractState as S
from okportal.audit.models import Event
from okportal.documents.actions import read
from okportal.errors import Refused
from okportal.offices.scope import office_scope
from okportal.outbox.models import Message
from okportal.people.actions import accept
from okportal.people.models import Invitation
from okportal.permissions import Role
from tests.contracts.stages import HOW, decision

TODAY = timezone.localdate

STEPS = {
    "send": (lambda c, by: actions.send(contract=c, by=by), {S.DRAFT}),
    "sign": (lambda c, by: actions.confirm_and_sign(contract=c, sha256=shown(c), how=HOW, by=by), {S.WITH_PARTIES}),
    "take_back": (
        lambda c, by: actions.take_back(contract=c, reason="Feil dato", by=by), {S.WITH_PARTIES, S.WITH_OFFICE},
    ),
    "sign_for_office": (
        lambda c, by: actions.sign_for_office(contract=c, sha256=hash_of(c), how=HOW, by=by), {S.WITH_OFFICE},
    ),
    "approve": (lambda c, by: actions.approve(contract=c, **decision(), by=by), {S.AT_COUNTY}),
    "refuse": (lambda c, by: actions.refuse(contract=c, **decision("Mangler"), by=by), {S.AT_COUNTY}),
    "reopen": (lambda c, by: actions.reopen(contract=c, by=by), {S.REFUSED}),
    "start": (lambda c, by: actions.start(contract=c, by=by), {S.APPROVED}),
    "complete": (lambda c, by: actions.complete(contract=c, ended_on=TODAY(), by=by), {S.ACTIVE}),
    "end": (
        lambda c, by: actions.end(contract=c, ended_on=TODAY(), end_reason="Flyttet", by=by), {S.APPROVED, S.ACTIVE},
    ),
    "save_step": (lambda c, by: actions.save_step(contract=c, version=c.version, by=by, workplace="Ny"), {S.DRAFT}),
}  # fmt: skip
TARGETS = {
    "send": S.WITH_PARTIES, "sign": S.WITH_PARTIES, "take_back": S.DRAFT, "sign_for_office": S.AT_COUNTY,
    "approve": S.APPROVED, "refuse": S.REFUSED, "reopen": S.DRAFT, "start": S.ACTIVE, "complete": S.COMPLETED,
    "end": S.ENDED, "save_step": S.DRAFT,
}  # fmt: skip


def hash_of(contract):
    return contract.unsigned_file.sha256 if contract.unsigned_file else "f" * 64


def shown(contract):
    """The hash the parties sign while it is their turn; else something made up, for signing twice is no step."""
    return hash_of(contract) if contract.state == S.WITH_PARTIES else "f" * 64


def last_event(contract):
    return Event.objects.about(contract).first()


def mails(template):
    return Message.objects.filter(template=f"contracts/{template}").order_by("id")


@pytest.mark.parametrize("state", list(S))
def test_steps_from_each_state(road, advisor, member, state):
    """All steps of one state in a row: those not allowed change nothing, each allowed one moves and is noted."""
    contract = road.to(state)
    if state == S.APPROVED:
        Contract.objects.filter(pk=contract.pk).update(start_on=TODAY())
    for name, (take, sources) in STEPS.items():
        by = member(Role.APPRENTICE) if name == "sign" else advisor
        point = transaction_point()
        if state in sources:
            take(contract, by)
            assert road.fresh().state == TARGETS[name], name
            assert last_event(contract).verb.startswith("contract."), name
            assert last_event(contract).by_id == by.user.pk
            rollback_to(point)
        else:
            with pytest.raises(Refused) as refusal:
                take(contract, by)
            assert refusal.value.message
            assert road.fresh().state == state, name


def transaction_point():
    return connection.savepoint()


def rollback_to(point):
    connection.savepoint_rollback(point)


# --- draft


def test_draft_takes_the_next_number_and_what_is_registered(here, advisor):
    Contract.objects.filter(pk=here.rows.draft.pk).update(
        state=S.ENDED, start_on=TODAY(), end_on=TODAY() + timedelta(9), ended_on=TODAY()
    )
    contract = actions.draft(apprenticeship=here.rows.planned, by=advisor)
    assert contract.number == f"{TODAY().year}-00003"
    assert contract.months == 24
    assert contract.kind == Contract.Kind.APPRENTICE
    assert contract.end_on is None
    assert last_event(contract).verb == "contract.drafted"


def test_draft_on_second_click_is_the_same(here, advisor):
    first = actions.draft(apprenticeship=here.rows.planned, by=advisor)
    assert first.pk == here.rows.draft.pk
    assert actions.draft(apprenticeship=here.rows.planned, by=advisor).pk == first.pk


def test_draft_numbers_begin_anew_each_year(here, advisor):
    Contract.objects.filter(pk=here.rows.draft.pk).delete()
    with time_machine.travel(f"{TODAY().year + 1}-03-01T12:00:00Z", tick=False):
        assert actions.draft(apprenticeship=here.rows.planned, by=advisor).number == f"{TODAY().year}-00001"


def test_draft_of_a_completed_training_is_refused(here, advisor):
    Apprenticeship.objects.filter(pk=here.rows.planned.pk).update(state="completed")
    with pytest.raises(Refused, match="completed"):
        actions.draft(apprenticeship=here.rows.planned, by=advisor)


@pytest.mark.django_db(transaction=True)
def test_draft_of_two_at_once_gives_two_numbers():
    from tests.world import build_world

    cast = build_world().here
    with cast.scope():
        Contract.objects.filter(pk=cast.rows.draft.pk).delete()
        other = Apprenticeship.objects.get(pk=cast.rows.planned.pk)
        other.pk = None
        other.save()
        by = cast.member(Role.ADVISOR)
    numbers, barrier = [], threading.Barrier(2)

    def draft_one(apprenticeship):
        barrier.wait()
        try:
            with office_scope(cast.office.pk):
                numbers.append(actions.draft(apprenticeship=apprenticeship, by=by).number)
        finally:
            connection.close()

    threads = [threading.Thread(target=draft_one, args=[row]) for row in (cast.rows.planned, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == [f"{TODAY().year}-00002", f"{TODAY().year}-00003"]


# --- save_step


def test_save_step_reckons_the_end(draft, advisor):
    saved = actions.save_step(
        contract=draft, version=draft.version, by=advisor, start_on=date(2027, 1, 31), months=13, credit_months=12
    )
    assert saved.end_on == saved.calculated_end_on == date(2027, 2, 28)


def test_save_step_with_another_kind_takes_its_months(draft, advisor):
    saved = actions.save_step(contract=draft, version=draft.version, by=advisor, kind="on_the_job")
    assert saved.months == 12


def test_save_step_without_a_change_writes_nothing(draft, advisor):
    before = Event.objects.about(draft).count()
    saved = actions.save_step(contract=draft, version=draft.version, by=advisor, workplace=draft.workplace)
    assert saved.version == draft.version
    assert Event.objects.about(draft).count() == before


def test_save_step_of_two_editors_tells_the_second_what_changed(draft, advisor, member):
    actions.save_step(contract=draft, version=draft.version, by=member(Role.ADMINISTRATOR), remarks="Først")
    with pytest.raises(Refused) as refusal:
        actions.save_step(contract=draft, version=draft.version, by=advisor, workplace="Etterpå")
    assert "Fjord Administrator" in refusal.value.message
    assert Contract.remarks.field.verbose_name.lower() in refusal.value.message.lower()


def test_save_step_from_own_other_tab_is_no_conflict(draft, advisor):
    actions.save_step(contract=draft, version=draft.version, by=advisor, remarks="Først")
    saved = actions.save_step(contract=draft, version=draft.version, by=advisor, workplace="Etterpå")
    assert (saved.remarks, saved.workplace) == ("Først", "Etterpå")


# --- send and take back


def test_send_freezes_a_pdf_and_asks_the_parties(draft, advisor, here):
    contract = actions.send(contract=draft, by=advisor)
    assert read(contract.unsigned_file).startswith(b"%PDF")
    assert [party.role for party in contract.parties.all()] == ["apprentice", "company", "office"]
    assert contract.sign_by_on == TODAY() + timedelta(days=14)
    asked = mails("sign_request")
    assert {mail.to_email for mail in asked} == {
        here.users[Role.APPRENTICE].email, here.users[Role.TRAINING_SUPERVISOR].email,
    }  # fmt: skip
    assert {mail.page for mail in asked} == {"contracts:sign"}
    assert not any("070314" in str(mail.facts) for mail in asked)


def test_send_with_a_blocker_is_refused_and_writes_nothing(draft, advisor):
    Approval.objects.all().update(state="withdrawn")
    with pytest.raises(Refused, match="not approved"):
        actions.send(contract=draft, by=advisor)
    draft.refresh_from_db()
    assert draft.state == S.DRAFT
    assert not draft.parties.exists()


def test_send_to_one_without_login_invites_and_acceptance_opens_the_signature(draft, advisor, here):
    person = here.rows.planned.supervisor
    person.user, person.email, person.name = None, "ny.leder@fjord.example", "Nils Leder"
    person.save()
    contract = actions.send(contract=draft, by=advisor)
    party = contract.parties.get(role="company")
    assert party.user is None
    assert mails("sign_request").get(to_email=party.email).facts["is_invited"] is True
    invitation = Invitation.objects.get(email=party.email)
    user = accept(invitation=invitation, name="Nils Leder", password="et-langt-passord")
    party.refresh_from_db()
    assert party.user == user


def test_take_back_removes_signatures_and_tells_those_who_were_asked(road, advisor, member):
    contract = road.to(S.WITH_PARTIES)
    by = member(Role.APPRENTICE)
    actions.confirm_and_sign(contract=contract, sha256=hash_of(contract), how=HOW, by=by)
    actions.take_back(contract=contract, reason="Feil dato", by=advisor)
    contract = road.fresh()
    assert not contract.parties.exists()
    assert contract.unsigned_file is None
    assert {mail.to_name: mail.facts["had_signed"] for mail in mails("taken_back")} == {
        "Fjord Lærling": True, "Fjord Training_Supervisor": False,
    }  # fmt: skip
    assert last_event(contract).facts == {"signed": ["apprentice"]}
    actions.send(contract=contract, by=advisor)
    assert mails("sign_request").count() == 4


# --- sign


def test_sign_by_all_parties_hands_over_to_the_office(road):
    contract = road.to(S.WITH_OFFICE)
    signed = contract.parties.exclude(role=Party.Role.OFFICE)
    assert all(party.signed_at and party.signed_sha256 == hash_of(contract) for party in signed)
    assert mails("sign_request").last().page == "contracts:sign_for_office"


def test_sign_twice_is_one_signature(road, member):
    contract = road.to(S.WITH_PARTIES)
    by = member(Role.APPRENTICE)
    first = actions.confirm_and_sign(contract=contract, sha256=hash_of(contract), how=HOW, by=by)
    again = actions.confirm_and_sign(contract=contract, sha256=hash_of(contract), how=HOW, by=by)
    assert first.signed_at == again.signed_at
    assert Event.objects.about(contract).filter(verb="contract.signed").count() == 1


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.COMPANY_CONTACT, Role.INSTRUCTOR])
def test_sign_for_another_is_refused(road, member, role):
    contract = road.to(S.WITH_PARTIES)
    with pytest.raises(Refused, match="not a party"):
        actions.confirm_and_sign(contract=contract, sha256=hash_of(contract), how=HOW, by=member(role))


def test_sign_what_was_not_shown_is_refused(road, member):
    contract = road.to(S.WITH_PARTIES)
    with pytest.raises(Refused, match="replaced"):
        actions.confirm_and_sign(contract=contract, sha256="0" * 64, how=HOW, by=member(Role.APPRENTICE))


def test_sign_a_file_changed_on_disk_is_refused(road, member):
    contract = road.to(S.WITH_PARTIES)
    storage, key = storages["private"], contract.unsigned_file.key
    storage.delete(key)
    storage.save(key, ContentFile(b"%PDF-1.7 something else"))
    with pytest.raises(Refused, match="changed"):
        actions.confirm_and_sign(contract=contract, sha256=hash_of(contract), how=HOW, by=member(Role.APPRENTICE))
    assert not contract.parties.filter(signed_at__isnull=False).exists()


def test_sign_for_office_makes_the_signed_pdf(road, advisor):
    contract = road.to(S.AT_COUNTY)
    assert read(contract.signed_file).startswith(b"%PDF")
    assert contract.signed_file.sha256 != contract.unsigned_file.sha256
    assert contract.parties.get(role="office").user == advisor.user
    assert mails("signed_copy").count() == 2


# --- county, start, end


def test_approve_before_the_first_day_waits(road):
    contract = road.to(S.APPROVED)
    assert contract.apprenticeship.state == "planned"
    assert mails("approved").count() == 2


def test_approve_on_the_first_day_starts_at_once(road, advisor, here):
    contract = road.to(S.AT_COUNTY)
    Contract.objects.filter(pk=contract.pk).update(start_on=TODAY())
    told = []
    contract_started.connect(lambda **facts: told.append(facts["contract"].pk), weak=False, dispatch_uid="test")
    actions.approve(contract=contract, **decision(), by=advisor)
    contract_started.disconnect(dispatch_uid="test")
    contract = road.fresh()
    assert (contract.state, contract.apprenticeship.state) == (S.ACTIVE, "running")
    assert contract.apprenticeship.end_on == contract.end_on
    assert told == [contract.pk]


@pytest.mark.parametrize("days", [1, -400])
def test_approve_on_an_impossible_day_is_refused(road, advisor, days):
    contract = road.to(S.AT_COUNTY)
    with pytest.raises(Refused) as refusal:
        actions.approve(contract=contract, **decision() | {"decided_on": TODAY() + timedelta(days)}, by=advisor)
    assert refusal.value.field == "decided_on"


def test_refuse_without_reason_is_refused(road, advisor):
    contract = road.to(S.AT_COUNTY)
    with pytest.raises(Refused) as refusal:
        actions.refuse(contract=contract, **decision(), by=advisor)
    assert refusal.value.field == "decision_remark"


def test_reopen_keeps_the_remark_and_can_be_sent_again(road, advisor):
    contract = road.to(S.REFUSED)
    actions.reopen(contract=contract, by=advisor)
    assert road.fresh().decision_remark == "Mangler vedlegg"
    actions.send(contract=road.fresh(), by=advisor)
    assert road.fresh().state == S.WITH_PARTIES


def test_start_before_the_first_day_is_refused(road):
    contract = road.to(S.APPROVED)
    with pytest.raises(Refused, match="starts on"):
        actions.start(contract=contract, by=None)


def test_complete_and_end_close_the_training_and_tell(road, advisor):
    contract = road.to(S.ACTIVE)
    told = []
    contract_ended.connect(lambda **facts: told.append(facts["contract"].state), weak=False, dispatch_uid="test")
    point = transaction_point()
    actions.complete(contract=contract, ended_on=TODAY(), by=advisor)
    assert road.fresh().apprenticeship.state == "completed"
    rollback_to(point)
    actions.end(contract=contract, ended_on=TODAY(), end_reason="Enige", by=advisor)
    contract_ended.disconnect(dispatch_uid="test")
    assert road.fresh().apprenticeship.state == "ended"
    assert told == [S.COMPLETED, S.ENDED]


@pytest.mark.parametrize("days", [1, -1])
def test_end_outside_the_training_is_refused(road, advisor, days):
    contract = road.to(S.ACTIVE)
    with pytest.raises(Refused) as refusal:
        actions.end(contract=contract, ended_on=TODAY() + timedelta(days), end_reason="Enige", by=advisor)
    assert refusal.value.field == "ended_on"


def test_end_of_one_that_never_began(road, advisor):
    contract = road.to(S.APPROVED)
    actions.end(contract=contract, ended_on=TODAY(), end_reason="Møtte ikke", by=advisor)
    assert road.fresh().apprenticeship.state == "ended"
