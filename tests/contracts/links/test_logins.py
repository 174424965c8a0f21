"""Who signs for whom, once a login was linked to the wrong person or comes late?"""

import pytest
from django.utils import timezone

from apprenticeships.actions import cut_login, link_login
from companies.actions import add_person
from companies.actions import link_login as link_company_person
from companies.models import CompanyPerson
from contracts.actions import rounds
from contracts.models import Amendment, Party, SigningRound
from contracts.states import AmendmentState, RoundState
from okportal.errors import Refused
from okportal.permissions import Role

pytestmark = pytest.mark.django_db


def user_of(party):
    return Party.objects.get(pk=party.pk).user


def test_the_wrong_person_signs_no_more_and_the_right_one_does(party, here, advisor):
    wrong, right = user_of(party), here.users[Role.INSTRUCTOR]
    apprentice = party.contract.apprenticeship.apprentice
    cut_login(apprentice=apprentice, by=advisor)
    assert user_of(party) is None
    sign = {"party": party, "sha256": party.round.unsigned_file.sha256, "how": "x"}
    with pytest.raises(Refused):
        rounds.sign(by=here.member(Role.APPRENTICE), **sign)
    apprentice.refresh_from_db()
    link_login(office_id=here.office.pk, email=apprentice.email, user=right)
    assert user_of(party) == right != wrong
    assert rounds.sign(by=here.member(Role.INSTRUCTOR), **sign).signed_at


def test_what_was_signed_keeps_its_signer(party, here, advisor):
    rounds.sign(party=party, sha256=party.round.unsigned_file.sha256, how="x", by=None)
    signer = user_of(party)
    cut_login(apprentice=party.contract.apprenticeship.apprentice, by=advisor)
    assert user_of(party) == signer


def test_a_closed_round_keeps_its_signer(party, advisor):
    rounds.withdraw_round(round=party.round, reason="Feil", by=advisor)
    cut_login(apprentice=party.contract.apprenticeship.apprentice, by=advisor)
    assert user_of(party)


def test_a_login_that_comes_without_invitation_signs(party, here):
    company = party.round.parties.get(role="company")
    user = company.user
    Party.objects.filter(pk=company.pk).update(user=None)
    linked = {"email": company.email.upper(), "user": user}
    link_company_person(office_id=here.office.pk, role=Role.INSTRUCTOR, **linked)
    assert user_of(company) is None
    link_company_person(office_id=here.office.pk, role=Role.TRAINING_SUPERVISOR, **linked)
    assert user_of(company) == user


@pytest.mark.parametrize(("role", "signs"), [(Role.TRAINING_SUPERVISOR, True), (Role.INSTRUCTOR, False)])
def test_who_gets_a_role_and_has_a_login_for_it_signs(party, here, advisor, role, signs):
    """The office writes a person down anew whose login has the role already: no invitation, and no other signal."""
    company = party.round.parties.get(role="company")
    user = here.users[role]
    Party.objects.filter(pk=company.pk).update(user=None, email=user.email)
    CompanyPerson.objects.filter(email=user.email).update(email="et-annet@sted.example")
    add_person(
        company=here.rows.company, name=user.name, email=user.email, role=role, from_on=advisor.today, by=advisor
    )
    assert user_of(company) == (user if signs else None)


def test_not_in_another_office(party, world):
    company = party.round.parties.get(role="company")
    Party.objects.filter(pk=company.pk).update(user=None)
    link_company_person(
        office_id=world.there.office.pk, email=company.email, role=Role.TRAINING_SUPERVISOR,
        user=world.there.users[Role.TRAINING_SUPERVISOR],
    )  # fmt: skip
    assert user_of(company) is None


@pytest.mark.parametrize(
    ("round_state", "amendment_state", "is_seen"),
    [
        (RoundState.OPEN, AmendmentState.SIGNING, True), (RoundState.SIGNED, AmendmentState.AT_COUNTY, True),
        (RoundState.SIGNED, AmendmentState.IN_FORCE, True), (RoundState.SIGNED, AmendmentState.WITHDRAWN, False),
        (RoundState.SIGNED, AmendmentState.REFUSED, False), (RoundState.DECLINED, AmendmentState.DRAFT, False),
        (RoundState.WITHDRAWN, AmendmentState.DRAFT, False), (RoundState.OPEN, AmendmentState.WITHDRAWN, False),
    ],
)  # fmt: skip
def test_an_amendment_opens_the_contract_to_its_signers_while_it_holds(
    party, here, round_state, amendment_state, is_seen
):
    """To one who has nothing else to do with the contract."""
    stranger, contract = here.member(Role.RESPONSIBLE_LEADER), party.contract
    change = Amendment.objects.create(
        office=here.office, contract=contract, number=1, kind=Amendment.Kind.EXTENSION, from_on=contract.start_on,
        days=30, state=amendment_state,
        applied_at=timezone.now() if amendment_state == AmendmentState.IN_FORCE else None,
    )  # fmt: skip
    round = SigningRound.objects.create(
        office=here.office, contract=contract, amendment=change, number=9, code="AAAA-BBBB-CCCC",
        sent_at=timezone.now(), unsigned_file=party.round.unsigned_file, state=round_state,
        closed_at=None if round_state == RoundState.OPEN else timezone.now(),
    )  # fmt: skip
    assert not Party.objects.asked().filter(user=stranger.user, contract=contract).exists()
    signer = Party.objects.create(
        office=here.office, contract=contract, round=round, role=Party.Role.LEADER, user=stranger.user, name="Ny Leder",
        email=stranger.user.email,
    )  # fmt: skip
    assert Party.objects.asked().filter(pk=signer.pk).exists() == is_seen


@pytest.mark.parametrize(
    ("amendment_state", "is_seen"),
    [
        (AmendmentState.SIGNING, True), (AmendmentState.AT_COUNTY, True), (AmendmentState.REFUSED, True),
        (AmendmentState.DRAFT, False), (AmendmentState.WITHDRAWN, False),
    ],
)  # fmt: skip
def test_what_was_taken_back_is_hidden_from_its_signers(party, here, amendment_state, is_seen):
    """As with the contract itself, which nobody outside the office sees while it is a draft again."""
    contract, apprentice = party.contract, here.member(Role.APPRENTICE)
    change = Amendment.objects.create(
        office=here.office, contract=contract, number=1, kind=Amendment.Kind.EXTENSION, from_on=contract.start_on,
        days=30, state=amendment_state,
    )  # fmt: skip
    closed = SigningRound.objects.create(
        office=here.office, contract=contract, amendment=change, number=9, code="AAAA-BBBB-CCCC",
        sent_at=timezone.now(), unsigned_file=party.round.unsigned_file, state=RoundState.WITHDRAWN,
        closed_at=timezone.now(),
    )  # fmt: skip
    Party.objects.create(
        office=here.office, contract=contract, round=closed, role=Party.Role.APPRENTICE, user=apprentice.user,
        name="Lærling", email=apprentice.user.email,
    )  # fmt: skip
    assert SigningRound.objects.visible_to(apprentice).filter(pk=closed.pk).exists() == is_seen
    paper = here.client(Role.APPRENTICE).get(here.url(f"kontrakter/runder/{closed.pk}/dokument.pdf"))
    assert paper.status_code == (200 if is_seen else 404)
    assert SigningRound.objects.visible_to(here.member(Role.ADVISOR)).filter(pk=closed.pk).exists()


def test_a_contract_that_is_a_draft_again_hides_its_rounds(party, here, advisor):
    apprentice = here.member(Role.APPRENTICE)
    assert SigningRound.objects.visible_to(apprentice).filter(pk=party.round_id).exists()
    rounds.withdraw_round(round=party.round, reason="Feil", by=advisor)
    assert not SigningRound.objects.visible_to(apprentice).filter(pk=party.round_id).exists()
