"""Does the guardian of somebody under 18 check and sign at a phone, without a login and without help?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from apprenticeships.models import Apprentice, CloseContact
from contracts.actions import rounds
from contracts.models import Party, SigningRule
from contracts.states import ContractState as S
from okportal.permissions import Role
from tests.contracts.stages import HOW, hash_of
from tests.journeys import papers
from tests.journeys.papers import PHONE
from tests.journeys.people import link_in_mail, nb

MOTHER = "mor@heim.example"


@pytest.fixture
def road(world):
    """A contract with its parties for checking; the apprentice is 17, and the office wants the guardian first."""
    here = world.here
    with here.scope():
        SigningRule.objects.create(office=here.office, guardian_place=1, apprentice_place=2, supervisor_place=2)
        born = timezone.localdate() - timedelta(days=17 * 365)
        Apprentice.objects.filter(pk=here.rows.apprentice.pk).update(birth_date=born)
        CloseContact.objects.create(
            office=here.office, apprentice=here.rows.apprentice, kind=CloseContact.Kind.GUARDIAN, name="Mor Nes",
            email=MOTHER,
        )  # fmt: skip
        road = papers.road_of(here)
        road.to(S.CHECKING)
    return road


@pytest.mark.slow
def test_guardian_checks_and_signs_before_the_child(world, road, somebody):
    here, guardian = world.here, somebody()
    guardian.page.set_viewport_size(PHONE)
    papers.enter_by_code(guardian, link_in_mail(MOTHER, papers.LINK), MOTHER)
    assert guardian.sees("Fjord Lærling", nb("To confirm is not to sign: you are asked to sign later."))
    guardian.send()
    assert guardian.sees(nb("Thank you. You have confirmed what it says."))

    with here.scope():
        for role, party in ((Role.APPRENTICE, "apprentice"), (Role.TRAINING_SUPERVISOR, "company")):
            rounds.confirm(party=road.party(party), by=here.member(role))
        assert road.party("apprentice").asked_at is None, "the guardian comes first"
    papers.enter_by_code(guardian, link_in_mail(MOTHER, papers.LINK), MOTHER)
    assert guardian.sees("foresatt: Mor Nes")
    guardian.answer(has_read=True)
    assert guardian.sees(nb("Thank you. Your signature is in place."))

    with here.scope():
        signed = Party.objects.get(round=road.fresh().round_id, role="guardian")
        assert signed.signed_sha256 == hash_of(road.contract)
        for role, party in ((Role.APPRENTICE, "apprentice"), (Role.TRAINING_SUPERVISOR, "company")):
            rounds.sign(party=road.party(party), sha256=hash_of(road.contract), how=HOW, by=here.member(role))
        road.to(S.SIGNED)
    papers.enter_by_code(guardian, link_in_mail(MOTHER, papers.LINK), MOTHER)
    assert guardian.page.request.get(f"{guardian.path}kontrakt.pdf").body().startswith(b"%PDF-")
