"""Who can sign and decide by which page, and what must be filled in?"""

import pytest
from django.utils import timezone

from contracts.states import ContractState as S
from okportal.permissions import Role
from tests.contracts.stages import address, hash_of
from tests.world import PASSWORD


def signature(contract, **answers):
    return {"sha256": hash_of(contract), "has_read": "on", "password": PASSWORD} | answers


def test_sign_by_the_apprentice(road, browse):
    contract, client = road.to(S.WITH_PARTIES), browse(Role.APPRENTICE)
    assert client.get(address(contract, "signer/")).status_code == 200
    assert client.post(address(contract, "signer/"), signature(contract)).url == address(contract)
    party = contract.round.parties.get(role="apprentice")
    assert party.signed_at
    assert "passord" in party.signed_how.lower() or "password" in party.signed_how.lower()
    again = client.post(address(contract, "signer/"), signature(contract))
    assert again.url == address(contract)


@pytest.mark.parametrize(
    "answers", [{"has_read": ""}, {"password": ""}, {"password": "feil-passord-her"}, {"sha256": "0" * 64}]
)
def test_sign_without_all_that_is_needed(road, browse, answers):
    contract = road.to(S.WITH_PARTIES)
    response = browse(Role.APPRENTICE).post(address(contract, "signer/"), signature(contract, **answers))
    assert response.status_code == 422
    assert not contract.round.parties.filter(signed_at__isnull=False).exists()


def test_sign_right_after_login_asks_for_no_password(road, here, client):
    contract = road.to(S.WITH_PARTIES)
    user = here.users[Role.TRAINING_SUPERVISOR]
    client.post("/konto/login/", {"login": user.email, "password": PASSWORD})
    page = client.get(address(contract, "signer/")).content.decode()
    assert 'name="password"' not in page
    assert client.post(address(contract, "signer/"), signature(contract, password="")).url == address(contract)


def test_sign_of_one_without_password_asks_to_log_in_anew(road, here, browse):
    contract, user = road.to(S.WITH_PARTIES), here.users[Role.APPRENTICE]
    user.set_unusable_password()
    user.save()
    client = browse(Role.APPRENTICE)
    assert "/konto/logout/" in client.get(address(contract, "signer/")).content.decode()
    client.post(address(contract, "signer/"), signature(contract, password=""))
    assert not contract.round.parties.filter(signed_at__isnull=False).exists()


@pytest.mark.parametrize("role", [Role.COMPANY_CONTACT, Role.ADVISOR, Role.INSTRUCTOR])
def test_sign_for_another_does_not_exist(road, browse, role):
    contract = road.to(S.WITH_PARTIES)
    assert browse(role).get(address(contract, "signer/")).status_code == 404
    assert browse(role).post(address(contract, "signer/"), signature(contract)).status_code == 404


def test_sign_for_the_office(road, browse):
    contract = road.to(S.WITH_OFFICE)
    assert browse(Role.READER).get(address(contract, "signer-for-kontoret/")).status_code == 404
    client = browse(Role.ADVISOR)
    assert client.get(address(contract, "signer-for-kontoret/")).status_code == 200
    client.post(address(contract, "signer-for-kontoret/"), signature(contract))
    assert road.fresh().state == S.SIGNED


def test_decision_by_its_page(road, browse):
    contract, client = road.to(S.AT_COUNTY), browse(Role.ADVISOR)
    day = timezone.localdate().isoformat()
    assert client.get(address(contract, "vedtak/")).status_code == 200
    no_reason = client.post(address(contract, "vedtak/"), {"decision": "refused", "decided_on": day})
    assert no_reason.status_code == 422
    client.post(address(contract, "vedtak/"), {"decision": "approved", "decided_on": day, "case_number": "26/1"})
    assert road.fresh().state == S.APPROVED


def test_refused_contract_is_opened_again(road, browse):
    contract, client = road.to(S.REFUSED), browse(Role.ADVISOR)
    assert "Mangler vedlegg" in client.get(address(contract)).content.decode()
    assert client.get(address(contract, "rett/")).status_code == 405
    assert client.post(address(contract, "rett/")).url == address(contract)
    assert client.post(address(contract, "rett/")).status_code == 422


def test_take_back_by_its_page(road, browse):
    contract, client = road.to(S.WITH_PARTIES), browse(Role.ADVISOR)
    assert client.post(address(contract, "trekk-tilbake/"), {"reason": ""}).status_code == 422
    assert client.post(address(contract, "trekk-tilbake/"), {"reason": "Feil dato"}).url == address(contract)
    assert browse(Role.APPRENTICE).get(address(contract)).status_code == 404
