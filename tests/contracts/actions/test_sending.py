"""Does sending freeze and ask, and does taking back undo it?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from companies.models import Approval
from contracts import actions
from contracts.states import ContractState as S
from okportal.documents.actions import read
from okportal.errors import Refused
from okportal.people.actions import accept
from okportal.people.models import Invitation
from okportal.permissions import Role
from tests.contracts.stages import HOW, hash_of, last_event, mails


def test_send_freezes_a_pdf_and_asks_the_parties(draft, advisor, here):
    contract = actions.send(contract=draft, by=advisor)
    assert read(contract.unsigned_file).startswith(b"%PDF")
    assert [party.role for party in contract.parties.all()] == ["apprentice", "company", "office"]
    assert contract.sign_by_on == timezone.localdate() + timedelta(days=14)
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
