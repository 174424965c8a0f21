"""Does everybody see who has the ball, and only what they can do?"""

import pytest

from contracts import journey
from contracts.actions import rounds
from contracts.states import ContractState as S
from okportal.permissions import Role


def ways(contract, member):
    return [way.url.rsplit("/", 2)[1] for way in journey.ways_on(contract, member, journey.parties_of(contract))]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (S.DRAFT, ["type", "forkast"]), (S.CHECKING, ["trekk-tilbake"]), (S.WITH_PARTIES, ["trekk-tilbake"]),
        (S.WITH_OFFICE, ["signer-for-kontoret", "trekk-tilbake"]),
        (S.SIGNED, ["sendt-fylket", "trekk-tilbake"]), (S.AT_COUNTY, ["vedtak"]), (S.APPROVED, ["avslutning"]),
        (S.ACTIVE, ["bedriftsbytte", "avslutning"]), (S.REFUSED, ["rett"]), (S.COMPLETED, []), (S.ENDED, []),
    ],
)  # fmt: skip
def test_ways_of_the_advisor_in_each_state(road, advisor, member, state, expected):
    contract = road.to(state)
    assert ways(contract, advisor) == expected
    assert ways(contract, member(Role.READER)) == []
    assert bool(journey.ball(contract, journey.parties_of(contract))) is (state not in {S.ACTIVE, S.COMPLETED, S.ENDED})


def test_taking_back_what_all_have_signed_is_grave(road, advisor):
    def way(contract):
        return next(way for way in journey.ways_on(contract, advisor, []) if way.url.endswith("/trekk-tilbake/"))

    assert not way(road.to(S.WITH_OFFICE)).is_grave
    assert way(road.to(S.SIGNED)).is_grave
    assert not way(road.contract).is_primary


def test_ways_of_a_party_lead_to_the_signature_and_nowhere_else(road, member):
    contract = road.to(S.WITH_PARTIES)
    assert ways(contract, member(Role.APPRENTICE)) == ["signer"]
    assert ways(contract, member(Role.COMPANY_CONTACT)) == []


def test_ways_of_a_party_lead_to_the_check_until_they_have_confirmed(road, member):
    contract, by = road.to(S.CHECKING), member(Role.APPRENTICE)
    assert ways(contract, by) == ["sjekk"]
    rounds.confirm(party=road.party("apprentice"), by=by)
    assert ways(contract, by) == []
    assert "Training_Supervisor" in journey.ball(contract, journey.parties_of(contract))


def test_ways_of_a_party_end_with_the_signature(road, member):
    assert ways(road.to(S.WITH_OFFICE), member(Role.APPRENTICE)) == []


@pytest.mark.parametrize(
    ("state", "now"),
    [
        (S.DRAFT, 0),
        (S.CHECKING, 1),
        (S.WITH_PARTIES, 1),
        (S.WITH_OFFICE, 2),
        (S.SIGNED, 3),
        (S.AT_COUNTY, 3),
        (S.RETURNED, 3),
        (S.ACTIVE, 4),
    ],
)
def test_road_marks_one_place(road, state, now):
    contract = road.to(state)
    states = [item["state"] for item in journey.road(contract, journey.parties_of(contract))]
    assert states == ["done"] * now + ["now"] + ["next"] * (4 - now)


def test_road_lies_behind_a_completed_contract(road):
    contract = road.to(S.COMPLETED)
    assert {item["state"] for item in journey.road(contract, [])} == {"done"}


def test_road_of_a_draft_without_a_first_day(here):
    assert journey.road(here.rows.draft, [])
    assert journey.ball(here.rows.draft, [])
