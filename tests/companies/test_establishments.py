"""Is a place of work added, corrected, closed and opened again, by the office alone?"""

import pytest

from companies import actions
from companies.models import Approval, Company, CompanyPerson, Establishment
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.permissions import Role

NUMBER, PLACE = "913558693", "974544482"


@pytest.fixture
def advisor(here):
    with here.scope():
        yield here.member(Role.ADVISOR)


@pytest.fixture
def place(here, advisor):
    """Nobody belongs to it."""
    return actions.add_establishment(
        company=here.rows.company, name="Vesten", organisation_number=PLACE, city="Bergen", by=advisor
    )


def address(here, *parts):
    return here.url("/".join(("bedrifter", *map(str, parts), "")))


def test_a_number_stands_once_in_the_office(here, place, advisor):
    with pytest.raises(Refused, match="Vesten"):
        actions.add_establishment(company=here.rows.company, name="Ny", organisation_number=PLACE, by=advisor)
    other = actions.add_establishment(company=here.rows.company, name="Uten", by=advisor)
    with pytest.raises(Refused, match="Vesten") as refusal:
        actions.edit_establishment(establishment=other, organisation_number=PLACE, by=advisor)
    assert refusal.value.field == "organisation_number"


def test_an_edit_tells_the_trail_which_fields_and_no_change_is_none(place, advisor):
    edited = actions.edit_establishment(establishment=place, name="Vesten skole", city="Bergen", by=advisor)
    assert edited.name == "Vesten skole"
    actions.edit_establishment(establishment=edited, name="Vesten skole", city="Bergen", by=advisor)
    assert [event.facts["fields"] for event in Event.objects.about(place)] == [["name"]]


def test_an_empty_place_closes_at_once_and_opens_again(place, advisor):
    for _click in range(2):
        closed = actions.close_establishment(establishment=place, on=advisor.today, by=advisor)
    assert closed.closed_on == advisor.today
    assert not Establishment.objects.open_on(advisor.today).filter(pk=place.pk).exists()
    for _click in range(2):
        assert actions.reopen_establishment(establishment=place, by=advisor).closed_on is None
    assert Event.objects.about(place).count() == 2


def test_a_place_with_people_approvals_and_apprentices_asks_first(here, advisor):
    place = here.rows.establishment
    CompanyPerson.objects.filter(pk=here.rows.instructor.pk).update(establishment=place)
    Approval.objects.filter(pk=here.rows.approval.pk).update(establishment=place)
    with pytest.raises(Refused) as refusal:
        actions.close_establishment(establishment=place, on=advisor.today, by=advisor)
    for told in ("1 apprentice is in training here.", "1 approval is open.", "1 person belongs to it."):
        assert told in refusal.value.message
    assert refusal.value.field == "is_confirmed"
    assert actions.close_establishment(establishment=place, on=advisor.today, is_confirmed=True, by=advisor).closed_on


# --- the pages
def test_the_list_shows_open_places_unless_closed_ones_are_asked_for(here, place, advisor):
    actions.close_establishment(establishment=place, on=advisor.today, by=advisor)
    reader = here.client(Role.READER)
    places = address(here, here.rows.company.pk, "arbeidssteder")
    assert "Vesten" not in reader.get(places).content.decode()
    for query in ("?status=closed", "?status=all", "?status=all&name=vest", "?status=all&name=974+544"):
        text = reader.get(places + query).content.decode()
        assert "Vesten" in text
        assert "/rediger/" not in text, "a reader changes nothing"
    assert reader.get(places + "?status=all&name=%00x").status_code == 200


def test_an_advisor_adds_edits_closes_and_opens(here):
    client = here.client(Role.ADVISOR)
    company = here.rows.company.pk
    typed = {"name": "Sør", "employees": "4", "county": "46"}
    assert client.post(address(here, company, "arbeidssteder", "nytt"), typed).status_code == 302
    with here.scope():
        place = Establishment.objects.get(name="Sør")
    assert (place.employees, place.county_id) == (4, "46")
    edit = address(here, "arbeidssteder", place.pk, "rediger")
    assert 'value="Sør"' in client.get(edit).content.decode()
    assert client.post(edit, {"name": "Sørlandet"}).status_code == 302
    close = address(here, "arbeidssteder", place.pk, "legg-ned")
    assert 'name="is_confirmed"' not in client.get(close).content.decode()
    assert client.post(close, {"on": ""}).status_code == 422
    assert client.post(close, {"on": "2026-11-01"}).status_code == 302
    reopen = address(here, "arbeidssteder", place.pk, "gjenapne")
    assert client.get(reopen).status_code == 405
    assert client.post(reopen).status_code == 302


def test_the_page_warns_before_it_closes(here):
    client = here.client(Role.ADVISOR)
    close = address(here, "arbeidssteder", here.rows.establishment.pk, "legg-ned")
    assert "1 apprentice is in training here." in client.get(close).content.decode()
    assert client.post(close, {"on": "2026-11-01"}).status_code == 422
    assert client.post(close, {"on": "2026-11-01", "is_confirmed": "on"}).status_code == 302


@pytest.mark.parametrize("role", [Role.READER, Role.COMPANY_CONTACT, Role.INSTRUCTOR, Role.APPRENTICE])
def test_nobody_else_changes_a_place(here, role):
    client, place = here.client(role), here.rows.establishment.pk
    for step in ("rediger", "legg-ned", "gjenapne"):
        assert client.post(address(here, "arbeidssteder", place, step), {"name": "x"}).status_code == 404


def test_another_offices_places_are_not_there(world):
    client, theirs = world.here.client(Role.ADVISOR), world.there.rows.establishment.pk
    for step in ("rediger", "legg-ned"):
        assert client.get(address(world.here, "arbeidssteder", theirs, step)).status_code == 404
    assert client.post(address(world.here, "arbeidssteder", theirs, "gjenapne")).status_code == 404


def test_the_overview_shows_some_and_leads_to_all(here, advisor):
    for number in range(9):
        actions.add_establishment(company=here.rows.company, name=f"Avdeling {number}", by=advisor)
    text = here.client(Role.ADVISOR).get(address(here, here.rows.company.pk)).content.decode()
    assert "Avdeling 4" in text and "Avdeling 8" not in text
    assert "All places of work" in text


# --- the number of a place, registered as a company
def test_the_page_proposes_the_main_unit_to_those_who_edit(here):
    company = here.rows.company
    with here.scope():
        Company.objects.filter(pk=company.pk).update(main_unit=NUMBER)
    take = address(here, company.pk, "hovedenhet")
    assert take in here.client(Role.ADVISOR).get(address(here, company.pk)).content.decode()
    assert take not in here.client(Role.READER).get(address(here, company.pk)).content.decode()
    assert here.client(Role.READER).post(take).status_code == 404
    assert here.client(Role.ADVISOR).get(take).status_code == 405
    assert here.client(Role.ADVISOR).post(take).status_code == 302
    with here.scope():
        assert Company.objects.get(pk=company.pk).organisation_number == NUMBER
