"""Does whoever logged in long ago show once more who they are, before any signature is put?"""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.utils import timezone

from contracts.amending.kinds import Kind
from contracts.models import SigningRound
from contracts.states import AmendmentState
from contracts.states import ContractState as S
from okportal.permissions import Role
from tests.contracts.amending.changes import Changes
from tests.contracts.stages import address, hash_of
from tests.world import PASSWORD

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=16)


@pytest.fixture(autouse=True)
def _nobody_has_tried():
    cache.clear()


@pytest.fixture
def enter(here, client):
    """`enter(Role.APPRENTICE)`: logged in by the page for it, just now."""

    def enter(role):
        answer = client.post("/konto/login/", {"login": here.users[role].email, "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return enter


def signature(round, **answers):
    return {"sha256": round.unsigned_file.sha256, "has_read": "on"} | answers


def signed(round, role) -> bool:
    return round.parties.get(role=role).signed_at is not None


def test_an_old_login_signs_no_contract_without_the_password(road, enter):
    contract, client = road.to(S.WITH_PARTIES), enter(Role.TRAINING_SUPERVISOR)
    with time_machine.travel(timezone.now() + LATER):
        page = address(contract, "signer/")
        assert 'name="password"' in client.get(page).text
        assert client.post(page, signature(contract.round)).status_code == 422
        assert not signed(contract.round, "company")
        assert client.post(page, signature(contract.round, password=PASSWORD)).status_code == 302
    assert signed(contract.round, "company")


def test_nor_for_the_office(road, enter):
    contract, client = road.to(S.WITH_OFFICE), enter(Role.ADVISOR)
    with time_machine.travel(timezone.now() + LATER):
        page = address(contract, "signer-for-kontoret/")
        assert client.post(page, signature(contract.round)).status_code == 422
        assert road.fresh().state == S.WITH_OFFICE
        client.post(page, signature(contract.round, password=PASSWORD))
    assert road.fresh().state == S.SIGNED


def test_nor_a_change(here, enter):
    changes = Changes(here)
    row = changes.to(AmendmentState.SIGNING, changes.draft(Kind.EXTENSION))
    round = SigningRound.objects.select_related("unsigned_file").get(amendment=row)
    client, page = enter(Role.APPRENTICE), f"/fjord/kontrakter/runder/{round.pk}/signer/"
    with time_machine.travel(timezone.now() + LATER):
        assert client.get(page).status_code == 200
        assert client.post(page, signature(round)).status_code == 422
        assert not signed(round, "apprentice")
        assert client.post(page, signature(round, password=PASSWORD)).status_code == 302
    assert signed(round, "apprentice")


def test_whoever_has_a_second_factor_and_no_password_shows_it(road, here, browse):
    """One who comes by a code in the mail or by the office's own login service."""
    contract, user = road.to(S.WITH_PARTIES), here.users[Role.APPRENTICE]
    user.set_unusable_password()
    user.save()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    assert Authenticator.objects.filter(user=user).exists()
    client, page = browse(Role.APPRENTICE), address(contract, "signer/")
    for answer in (client.get(page), client.post(page, signature(contract.round))):
        assert answer.status_code == 302
        assert "reauthenticate" in answer["Location"] and f"next={page.replace('/', '%2F')}" in answer["Location"]
    assert not signed(contract.round, "apprentice")
    code = f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06}"
    assert client.post(answer["Location"], {"code": "000000" if code != "000000" else "111111"}).status_code == 200
    assert client.get(page).status_code == 302
    shown = client.post(answer["Location"], {"code": code})
    assert (shown.status_code, shown["Location"]) == (302, page)
    assert client.post(page, signature(contract.round)).status_code == 302
    party = contract.round.parties.get(role="apprentice")
    assert party.signed_sha256 == hash_of(contract)
    assert "engangskode" in party.signed_how or "one-time code" in party.signed_how
