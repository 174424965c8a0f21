"""Does one sign for oneself, once, and exactly what lies in the office's keeping?"""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from contracts import actions
from contracts.models import Party
from contracts.states import ContractState as S
from contracts.states import RoundState
from okportal.audit.models import Event
from okportal.documents.actions import read
from okportal.errors import Refused
from okportal.permissions import Role
from tests.contracts.stages import HOW, hash_of, mails


def test_sign_by_all_parties_hands_over_to_the_office(road):
    contract = road.to(S.WITH_OFFICE)
    signed = contract.round.parties.exclude(role=Party.Role.OFFICE)
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
    storage, key = storages["private"], contract.round.unsigned_file.key
    storage.delete(key)
    storage.save(key, ContentFile(b"%PDF-1.7 something else"))
    with pytest.raises(Refused, match="changed"):
        actions.confirm_and_sign(contract=contract, sha256=hash_of(contract), how=HOW, by=member(Role.APPRENTICE))
    assert not contract.round.parties.filter(signed_at__isnull=False).exists()


def test_sign_for_office_makes_the_signed_pdf(road, advisor):
    round = road.to(S.SIGNED).round
    assert round.state == RoundState.SIGNED
    assert read(round.signed_file).startswith(b"%PDF")
    assert round.signed_file.sha256 != round.unsigned_file.sha256
    assert round.parties.get(role="office").user == advisor.user
    assert mails("signed_copy").count() == 2


def change_apprentice(contract):
    apprentice = contract.apprenticeship.apprentice
    apprentice.address = "En annen vei 9"
    apprentice.save()


def test_sign_by_a_party_is_refused_when_the_content_has_changed(road, member):
    contract = road.to(S.WITH_PARTIES)
    change_apprentice(contract)
    with pytest.raises(Refused, match="changed since it was sent") as refusal:
        actions.confirm_and_sign(contract=contract, sha256=hash_of(contract), how=HOW, by=member(Role.APPRENTICE))
    assert "Tell the office" in refusal.value.way_out
    assert not contract.round.parties.filter(signed_at__isnull=False).exists()


def test_sign_for_office_is_refused_when_the_content_has_changed_until_it_is_sent_anew(road, advisor):
    contract = road.to(S.WITH_OFFICE)
    change_apprentice(contract)
    with pytest.raises(Refused, match="changed since it was sent"):
        actions.sign_for_office(contract=contract, sha256=hash_of(contract), how=HOW, by=advisor)
    contract = road.fresh()
    assert (contract.state, contract.round.signed_file) == (S.WITH_OFFICE, None)
    actions.take_back(contract=contract, reason="Ny adresse", by=advisor)
    assert road.to(S.SIGNED).round.signed_file
