"""Does sending freeze and ask, and does taking back undo it?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from companies.models import Approval
from contracts import actions
from contracts.pdf import content_sha256
from contracts.states import ContractState as S
from okportal.documents.actions import read
from okportal.errors import Refused
from okportal.people.actions import accept
from okportal.people.models import Invitation
from okportal.permissions import Role
from tests.contracts.stages import HOW, hash_of, last_event, mails


def test_send_freezes_a_pdf_and_asks_the_parties(draft, advisor, here):
    contract = actions.send(contract=draft, version=draft.version, by=advisor)
    assert read(contract.unsigned_file).startswith(b"%PDF")
    assert [party.role for party in contract.parties.all()] == ["apprentice", "company", "office"]
    assert contract.content_sha256 == content_sha256(contract)
    assert contract.version == draft.version + 1
    assert contract.sign_by_on == timezone.localdate() + timedelta(days=14)
    asked = mails("sign_request")
    assert {mail.to_email for mail in asked} == {
        here.users[Role.APPRENTICE].email, here.users[Role.TRAINING_SUPERVISOR].email,
    }  # fmt: skip
    assert {mail.page for mail in asked} == {"contracts:sign"}
    assert not any("070314" in str(mail.facts) for mail in asked)


def test_send_with_a_blocker_is_refused_and_writes_nothing(draft, advisor):
    Approval.objects.all().update(state="withdrawn")
    with pytest.raises(Refused, match="was withdrawn"):
        actions.send(contract=draft, version=draft.version, by=advisor)
    draft.refresh_from_db()
    assert draft.state == S.DRAFT
    assert not draft.parties.exists()


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
    assert contract.parties.get(role="apprentice").name == person.name
    assert len(person.name) == 161
    assert Invitation.objects.get(email=person.email).name.startswith("A" * 80)
    assert mails("sign_request").get(to_email=person.email).to_name.startswith("A" * 80)


def test_send_to_one_without_login_invites_and_acceptance_opens_the_signature(draft, advisor, here):
    person = here.rows.planned.supervisor
    person.user, person.email, person.name = None, "ny.leder@fjord.example", "Nils Leder"
    person.save()
    contract = actions.send(contract=draft, version=draft.version, by=advisor)
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
    assert contract.content_sha256 == ""
    assert {mail.to_name: mail.facts["had_signed"] for mail in mails("taken_back")} == {
        "Fjord Lærling": True, "Fjord Training_Supervisor": False,
    }  # fmt: skip
    assert last_event(contract).facts == {"signed": ["apprentice"]}
    actions.send(contract=contract, version=contract.version, by=advisor)
    assert mails("sign_request").count() == 4
