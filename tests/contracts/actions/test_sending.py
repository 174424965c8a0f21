"""Does sending freeze and ask, and does taking back undo it?"""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils import timezone

from companies.models import Approval
from contracts import actions
from contracts.actions.county_tasks import raise_due
from contracts.county.deadlines import Due
from contracts.emails import LINK_PAGE
from contracts.models import Contract
from contracts.paper.content import content_sha256
from contracts.signing.chain import broken_at
from contracts.states import ContractState as S
from contracts.states import RoundState
from contracts.verifying.verdict import about_code
from okportal.documents.actions import read
from okportal.errors import Refused
from okportal.people.actions import accept
from okportal.people.models import Invitation
from okportal.permissions import Role
from okportal.todo.models import Task
from tests.contracts.stages import HOW, address, hash_of, last_event, mails


def test_send_freezes_a_pdf_and_asks_the_parties(draft, advisor, here):
    contract = actions.send(contract=draft, version=draft.version, by=advisor)
    sent = contract.round
    assert (contract.state, sent.state, sent.number) == (S.CHECKING, RoundState.OPEN, 1)
    assert read(sent.unsigned_file).startswith(b"%PDF")
    assert [(party.role, party.place) for party in sent.parties.all()] == [
        ("apprentice", 1), ("company", 1), ("office", 2),
    ]  # fmt: skip
    assert sent.content_sha256 == content_sha256(contract) == sha256(sent.content.encode()).hexdigest()
    assert contract.version == draft.version + 1
    assert sent.sign_by_on == timezone.localdate() + timedelta(days=14)
    asked = mails("check_request")
    assert {mail.to_email for mail in asked} == {
        here.users[Role.APPRENTICE].email, here.users[Role.TRAINING_SUPERVISOR].email,
    }  # fmt: skip
    assert {mail.page for mail in asked} == {"contracts:check"}
    assert not any("070314" in str(mail.facts) for mail in asked)
    kept = contract.ledgers.get()
    assert (kept.why, kept.calculated_on, kept.agreed_on) == ("sent", contract.calculated_end_on, contract.end_on)


def test_send_with_a_blocker_is_refused_and_writes_nothing(draft, advisor):
    Approval.objects.all().update(state="withdrawn")
    with pytest.raises(Refused, match="was withdrawn"):
        actions.send(contract=draft, version=draft.version, by=advisor)
    draft.refresh_from_db()
    assert draft.state == S.DRAFT
    assert draft.round is None
    assert not draft.rounds.exists()


def test_send_of_a_draft_changed_since_it_was_checked_is_refused(draft, advisor, member):
    actions.save_step(contract=draft, version=draft.version, by=member(Role.ADMINISTRATOR), remarks="Nytt")
    with pytest.raises(Refused, match="since you opened it"):
        actions.send(contract=draft, version=draft.version, by=advisor)
    draft.refresh_from_db()
    assert draft.state == S.DRAFT


def test_send_to_an_apprentice_with_the_longest_name(draft, advisor, here):
    person = here.rows.apprentice
    person.first_name, person.last_name, person.user = "A" * 80, "B" * 80, None
    person.email = "lang@fjord.example"
    person.save()
    contract = actions.send(contract=draft, version=draft.version, by=advisor)
    assert contract.round.parties.get(role="apprentice").name == person.name
    assert len(person.name) == 161
    assert Invitation.objects.get(email=person.email).name.startswith("A" * 80)
    assert mails("check_request").get(to_email=person.email).to_name.startswith("A" * 80)


def test_send_to_one_without_login_invites_and_acceptance_opens_the_signature(draft, advisor, here):
    person = here.rows.planned.supervisor
    person.user, person.email, person.name = None, "ny.leder@fjord.example", "Nils Leder"
    person.save()
    contract = actions.send(contract=draft, version=draft.version, by=advisor)
    party = contract.round.parties.get(role="company")
    assert party.user is None
    mail = mails("check_request").get(to_email=party.email)
    assert mail.facts["is_invited"] is True
    assert mail.page == LINK_PAGE  # and can go on without the login
    invitation = Invitation.objects.get(email=party.email)
    user = accept(invitation=invitation, name="Nils Leder", password="et-langt-passord")
    party.refresh_from_db()
    assert party.user == user


def test_take_back_closes_the_round_and_tells_those_who_were_asked(road, advisor, member):
    contract = road.to(S.WITH_PARTIES)
    by = member(Role.APPRENTICE)
    actions.confirm_and_sign(contract=contract, sha256=hash_of(contract), how=HOW, by=by)
    actions.take_back(contract=contract, reason="Feil dato", by=advisor)
    contract, closed = road.fresh(), road.contract.round
    assert (contract.state, closed.state, closed.close_reason) == (S.DRAFT, RoundState.WITHDRAWN, "Feil dato")
    assert {mail.to_name: mail.facts["had_signed"] for mail in mails("taken_back")} == {
        "Fjord Lærling": True, "Fjord Training_Supervisor": False,
    }  # fmt: skip
    assert last_event(contract).facts["signed"] == ["apprentice"]
    actions.send(contract=contract, version=contract.version, by=advisor)
    assert mails("check_request").count() == 4
    assert road.fresh().round.number == 2
    assert closed.parties.filter(signed_at__isnull=False).count() == 1  # what was signed, was signed


def test_take_back_of_what_all_have_signed_leaves_the_round_and_lets_a_new_one_be_sent(road, advisor, browse):
    contract = road.to(S.SIGNED)
    signed, version = contract.round, contract.version
    closed_at = signed.closed_at
    raise_due(contract=contract, found=Due("send", timezone.localdate(), signed.pk))
    assert about_code(contract.office, signed.code).tone == "success"
    assert browse(Role.APPRENTICE).get(address(contract)).status_code == 200
    contract = actions.take_back(contract=contract, reason="Lærlingen trekker seg", by=advisor)
    signed.refresh_from_db()
    assert (contract.state, contract.round, contract.version) == (S.DRAFT, None, version + 1)
    assert (signed.state, signed.closed_at, signed.close_reason) == (RoundState.SIGNED, closed_at, "")
    assert signed.parties.filter(signed_at__isnull=False).count() == 3
    assert browse(Role.APPRENTICE).get(address(contract)).status_code == 404
    told = mails("taken_back")
    assert {mail.to_name for mail in told} == {"Fjord Lærling", "Fjord Training_Supervisor"}
    assert {(mail.facts["reason"], mail.facts["all_signed"]) for mail in told} == {("Lærlingen trekker seg", True)}
    assert not Task.objects.open().filter(key__startswith=f"contract:{contract.pk}:county:").exists()
    event = last_event(contract)
    assert (event.verb, event.by_id) == ("contract.taken_back", advisor.user.pk)
    assert event.facts["signed"] == ["apprentice", "company", "office"]
    assert "trekker" not in str(event.facts)
    last = signed.events.last()
    assert (last.verb, last.comment) == ("withdrawn", "Lærlingen trekker seg")
    assert broken_at(list(signed.events.all())) is None
    answer = about_code(contract.office, signed.code)
    assert (answer.is_withdrawn, answer.tone) == (True, "warning")

    actions.send(contract=contract, version=contract.version, by=advisor)
    again = road.fresh().round
    assert (again.state, again.number) == (RoundState.OPEN, signed.number + 1)
    assert about_code(contract.office, signed.code).is_withdrawn
    road.to(S.SIGNED)
    answer = about_code(contract.office, signed.code)
    assert (bool(answer.newer), answer.is_withdrawn) == (True, False)
    assert about_code(contract.office, road.contract.round.code).tone == "success"


def test_take_back_twice_is_refused(road, advisor):
    contract = road.to(S.SIGNED)
    actions.take_back(contract=contract, reason="Feil dato", by=advisor)
    with pytest.raises(Refused):
        actions.take_back(contract=contract, reason="Feil dato", by=advisor)
    assert mails("taken_back").count() == 2


def test_take_back_after_the_county_has_it_is_refused(road, advisor):
    with pytest.raises(Refused, match="not possible now"):
        actions.take_back(contract=road.to(S.AT_COUNTY), reason="Feil dato", by=advisor)


def test_take_back_of_what_was_signed_before_the_portal(road, advisor):
    contract = road.to(S.SIGNED)
    Contract.objects.filter(pk=contract.pk).update(round=None)
    assert actions.take_back(contract=contract, reason="Feil dato", by=advisor).state == S.DRAFT
    assert not mails("taken_back").exists()
