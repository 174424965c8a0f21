"""Does the guardian of one under 18 read, check and sign by a link of their own, and nobody instead of them?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from apprenticeships.models import CloseContact
from contracts import actions
from contracts.actions import rounds
from contracts.models import Party, SigningRound
from contracts.states import ContractState as S
from okportal.documents.actions import read
from okportal.errors import Refused
from okportal.people.models import User
from okportal.permissions import Role
from tests.contracts.links.conftest import last_code, token_in
from tests.contracts.signing.test_final import attached, text_of
from tests.contracts.stages import HOW, SIGNERS, hash_of, mails

pytestmark = pytest.mark.django_db
MOTHER = "mor@heim.example"


@pytest.fixture
def child(here, rule):
    """17 years old, in an office where a guardian signs together with the others."""
    apprentice = here.rows.apprentice
    apprentice.birth_date = timezone.localdate() - timedelta(days=17 * 365)
    apprentice.save()
    rule.guardian_place = 1
    rule.save()
    CloseContact.objects.create(
        office=here.office, apprentice=apprentice, kind=CloseContact.Kind.GUARDIAN, name="Mor Nes", email=MOTHER
    )
    return apprentice


@pytest.fixture
def checking(child, draft, advisor):
    return actions.send(contract=draft, version=draft.version, by=advisor)


@pytest.fixture
def mother(visitor):
    """`mother("check_request")`: in a browser of her own, by the link of her newest mail of that kind."""
    return lambda name: visitor(token_in(mails(name).filter(to_email=MOTHER).last()))


def guardian_of(contract) -> Party:
    return Party.objects.select_related("round__unsigned_file").get(round=contract.round_id, role="guardian")


def others_confirm(road):
    for role, party in SIGNERS.items():
        rounds.confirm(party=road.party(party), by=road.member(role))


def others_sign(road):
    for role in SIGNERS:
        actions.confirm_and_sign(
            contract=road.contract, sha256=hash_of(road.fresh()), how=HOW, by=road.member(role)
        )  # fmt: skip


def test_from_the_first_mail_to_the_log_of_the_signed_contract(road, checking, mother, advisor):
    at_check = mother("check_request")
    at_check.come_in()
    page = at_check.get().text
    assert "Fjord Lærling" in page
    assert checking.apprenticeship.apprentice.national_id not in page
    at_check.post(step="confirm")
    others_confirm(road)

    others_sign(road)
    assert road.fresh().state == S.WITH_PARTIES, "without her the office is not asked"
    at_sign = mother("sign_request")
    at_sign.come_in()
    assert "foresatt: Mor Nes" in at_sign.get().text
    at_sign.post(step="sign", sha256=hash_of(road.fresh()), has_read="on")
    assert guardian_of(checking).signed_at
    assert road.fresh().state == S.WITH_OFFICE
    assert not at_sign.get("kontrakt.pdf").content.startswith(b"%PDF"), "a link works once"
    assert mother("sign_request").get().status_code == 410

    actions.sign_for_office(contract=road.contract, sha256=hash_of(road.fresh()), how=HOW, by=advisor)
    signed = read(SigningRound.objects.select_related("signed_file").get(pk=checking.round_id).signed_file)
    assert text_of(signed).count("Mor Nes") >= 2  # her signature, and the log
    assert b"Mor Nes" in attached(signed)["signeringslogg.json"]
    copy = mother("signed_copy")
    copy.come_in()
    assert copy.get("kontrakt.pdf").content == signed


@pytest.mark.parametrize("role", [Role.APPRENTICE, Role.TRAINING_SUPERVISOR, Role.ADVISOR, Role.ADMINISTRATOR])
def test_nobody_signs_or_confirms_for_her(road, checking, mother, member, role):
    party = guardian_of(checking)
    with pytest.raises(Refused, match="not this party"):
        rounds.confirm(party=party, by=member(role))
    mother("check_request")
    others_confirm(road)
    rounds.confirm(party=party, by=None)
    sign = {"party": guardian_of(checking), "sha256": hash_of(road.fresh()), "how": HOW}
    with pytest.raises(Refused, match="not this party"):
        rounds.sign(by=member(role), **sign)
    assert guardian_of(checking).signed_at is None


def test_a_login_in_the_office_with_her_address_changes_nothing(here, checking, mother):
    """A guardian signs by the link; a role of the same person opens neither list nor contract."""
    User.objects.filter(pk=here.users[Role.GUARDIAN].pk).update(email=MOTHER)
    client = here.client(Role.GUARDIAN)
    assert client.get(checking.get_absolute_url()).status_code == 404
    assert client.get(f"{checking.get_absolute_url()}signer/").status_code == 404
    assert guardian_of(checking).user_id is None
    at_check = mother("check_request")
    at_check.come_in()
    assert "Fjord Lærling" in at_check.get().text


def test_her_code_goes_to_her_and_not_to_the_child(checking, mother, child):
    at_check = mother("check_request")
    page = at_check.get().text
    assert "Fjord Lærling" not in page and MOTHER not in page
    at_check.post(step="send")
    assert mails("signing_code").last().to_email == MOTHER != child.email
    assert last_code()


def test_coming_of_age_while_it_is_signed_takes_nobody_out(road, checking, child):
    """Those who were asked sign what was sent; the next contract asks the guardian no more."""
    child.birth_date = timezone.localdate() - timedelta(days=18 * 366)
    child.save()
    others_confirm(road)
    assert road.fresh().state == S.CHECKING
    rounds.confirm(party=guardian_of(checking), by=None)
    others_sign(road)
    assert road.fresh().state == S.WITH_PARTIES


def test_one_address_for_child_and_guardian_holds_up_the_contract(child, draft, advisor):
    CloseContact.objects.filter(email=MOTHER).update(email=child.email.upper())
    with pytest.raises(Refused, match="the same e-mail address"):
        actions.send(contract=draft, version=draft.version, by=advisor)
