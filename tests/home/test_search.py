"""Does the search find what one may see, and nothing else?"""

import pytest

from okportal.home.search import HITS, search_everything
from okportal.permissions import Role
from tests.laws.crowd import crowd


def found(world, role, text):
    with world.here.scope(role):
        hits = search_everything(world.here.member(role), text)
        return {kind: [row.pk for row in rows] for kind, rows in hits.items()}


@pytest.mark.parametrize("text", ["Lærl", "lærling", "Fjord", "fjo"])
def test_apprentice_is_found_by_the_beginning_of_a_name(world, text):
    rows = world.here.rows
    assert set(found(world, Role.ADVISOR, text)["apprenticeships"]) == {rows.apprenticeship.pk, rows.planned.pk}


def test_company_is_found_by_name_and_by_number_with_spaces(world):
    company = world.here.rows.company
    number = company.organisation_number
    spaced = f"{number[:3]} {number[3:6]} {number[6:]}"
    for text in ("fjord b", number, spaced):
        assert found(world, Role.ADVISOR, text)["companies"] == [company.pk], text


def test_contract_is_found_by_number(world):
    contract = world.here.rows.contract
    assert found(world, Role.ADVISOR, contract.number)["contracts"] == [contract.pk]


@pytest.mark.parametrize("text", ["", "f", "%", "_", "æ"])
def test_less_than_two_characters_find_nothing(world, text):
    assert not any(found(world, Role.ADVISOR, text).values())


@pytest.mark.parametrize("text", ["%%", "__", "' OR 1=1", "Canary", "canar"])
def test_signs_of_the_query_language_and_other_offices_find_nothing(world, text):
    assert not any(found(world, Role.ADVISOR, text).values())


def test_search_shows_company_people_no_more_than_their_own(world):
    instructor = found(world, Role.INSTRUCTOR, "Fjord")
    assert instructor["apprenticeships"] == [world.here.rows.apprenticeship.pk]
    crowd(world.here)
    assert found(world, Role.APPRENTICE, "Bedrift")["companies"] == []
    assert found(world, Role.COMPANY_CONTACT, "Bedrift")["companies"] == []


def test_apprentice_finds_no_draft_of_a_contract(world):
    draft = world.here.rows.draft
    assert found(world, Role.APPRENTICE, draft.number)["contracts"] == []
    assert found(world, Role.ADVISOR, draft.number)["contracts"] == [draft.pk]


def test_contracts_are_found_by_those_who_may_read_them(world):
    number = world.here.rows.contract.number
    assert found(world, Role.INSTRUCTOR, number)["contracts"] == []
    assert found(world, Role.TRAINING_SUPERVISOR, number)["contracts"] == [world.here.rows.contract.pk]


def test_hits_are_few(world):
    crowd(world.here)
    hits = found(world, Role.ADVISOR, "Bedrift")
    assert len(hits["companies"]) == HITS


def test_page_takes_any_text(world):
    client = world.here.client(Role.ADVISOR)
    for text in ("\0", "æøå" * 500, "<svg onload=alert(1)>", "🙂🙂"):
        response = client.get(world.here.url("sok/"), {"q": text})
        assert response.status_code == 200
        assert "<svg onload" not in response.content.decode()
