"""What do we take from the register's answer?"""

from datetime import date

import pytest

from companies import enhetsregisteret
from companies.enhetsregisteret import Deleted, NotFound, Place, Registered, Unreachable, Unreadable, look_up, readable
from tests.companies.register import STREET

NUMBER, PLACE = "913558693", "974544482"
SECTOR = {"kode": "2100", "beskrivelse": "Private aksjeselskaper mv."}


def test_name_address_and_county(register):
    register.unit(forretningsadresse=STREET)
    found = look_up(NUMBER)
    assert found == Registered("Fjord og Fjell AS", "Storgata 1, Bygg B", "5003", "Bergen", "46")


def test_size_industry_website_and_sector(register):
    industry = {"kode": "88.911", "beskrivelse": "Barnehager"}
    register.unit(
        antallAnsatte=45, naeringskode1=industry, hjemmeside="fjord.example", institusjonellSektorkode=SECTOR
    )  # fmt: skip
    found = look_up(NUMBER)
    assert (found.employees, found.industry_code, found.industry) == (45, "88.911", "Barnehager")
    assert (found.website, found.sector) == ("fjord.example", "private")


@pytest.mark.parametrize(
    ("form", "code", "sector"),
    [
        ("KOMM", "6500", "municipal"), ("FYLK", "6500", "county"), ("STAT", "6100", "state"), ("AS", "1120", "state"),
        ("ORGL", "6100", "state"), ("ORGL", "6500", ""), ("AS", "1520", ""), ("STI", "7000", "other"),
        ("ENK", "8200", "private"), ("AS", "3200", "private"), ("AS", None, ""),
    ],
)  # fmt: skip
def test_sector_is_told_by_the_form_or_by_the_sector_code(register, form, code, sector):
    told = {"institusjonellSektorkode": {"kode": code, "beskrivelse": ""}} if code else {}
    register.unit(organisasjonsform={"kode": form, "beskrivelse": ""}, **told)
    assert look_up(NUMBER).sector == sector


@pytest.mark.parametrize(
    ("field", "flags"),
    [("konkurs", (True, False)), ("underAvvikling", (False, True)),
     ("underTvangsavviklingEllerTvangsopplosning", (False, True)), ("registrertIMvaregisteret", (False, False))],
)  # fmt: skip
def test_bankruptcy_and_winding_up(register, field, flags):
    register.unit(**{field: True})
    found = look_up(NUMBER)
    assert (found.is_bankrupt, found.is_winding_up) == flags


def test_postal_address_where_there_is_no_other(register):
    register.unit(postadresse=STREET)
    assert look_up(NUMBER).postcode == "5003"


def test_no_address_at_all(register):
    register.unit()
    assert look_up(NUMBER) == Registered("Fjord og Fjell AS")


def test_all_pages_of_places_come_along(register):
    register.unit()
    numbers = [f"97454448{digit}" for digit in range(5)]
    for number in numbers:
        register.place(number, beliggenhetsadresse=STREET, antallAnsatte=7)
    register.place("974544499", main_unit="810059672")
    places = look_up(NUMBER).places
    assert [place.number for place in places] == numbers
    assert places[0] == Place(numbers[0], "Avdeling 0", "Storgata 1, Bygg B", "5003", "Bergen", "46", 7)


@pytest.mark.parametrize("field", ["nedleggelsesdato", "slettedato"])
def test_a_known_place_that_was_closed_comes_back_with_its_day(register, field):
    register.unit()
    register.place(PLACE, **{field: "2026-03-31"})
    (place,) = look_up(NUMBER, frozenset({PLACE})).places
    assert (place.number, place.closed_on) == (PLACE, date(2026, 3, 31))


@pytest.mark.parametrize("status", [404, 410])
def test_a_known_place_that_was_removed_is_closed_today(register, status, time_machine):
    time_machine.move_to("2026-11-22T12:00:00Z")
    register.unit()
    register.places[PLACE] = status
    (place,) = look_up(NUMBER, frozenset({PLACE})).places
    assert place.closed_on == date(2026, 11, 22)


def test_a_known_place_that_others_have_taken_over_is_closed(register):
    register.unit()
    register.place(PLACE, main_unit="810059672")
    (place,) = look_up(NUMBER, frozenset({PLACE})).places
    assert place.closed_on is not None


def test_a_list_that_was_cut_off_closes_nothing(register, monkeypatch):
    monkeypatch.setattr(enhetsregisteret, "MOST_PLACES", 2)
    register.unit()
    for digit in range(5):
        register.place(f"97454448{digit}")
    places = look_up(NUMBER, frozenset({"974544484"})).places
    assert [place.closed_on for place in places] == [None, None]


def test_the_number_of_a_place_names_its_main_unit(register):
    register.place(PLACE, beliggenhetsadresse=STREET)
    found = look_up(PLACE)
    assert (found.name, found.city, found.main_unit, found.places) == ("Avdeling 2", "Bergen", NUMBER, ())


def test_a_unit_below_another_is_no_place_of_work(register):
    """A department of a municipality is a main unit of its own, though another stands above it."""
    register.unit(overordnetEnhet="810059672")
    assert look_up(NUMBER).main_unit == ""


@pytest.mark.parametrize("status", [404, 410])
def test_an_unknown_number_is_not_found(register, status):
    register.units[NUMBER] = register.places[NUMBER] = status
    with pytest.raises(NotFound) as refusal:
        look_up(NUMBER)
    assert refusal.type is NotFound


def test_a_deleted_one_says_so(register):
    register.unit(slettedato="2020-01-01")
    register.place(PLACE, nedleggelsesdato="2020-01-01")
    for number in (NUMBER, PLACE):
        with pytest.raises(Deleted):
            look_up(number)


@pytest.mark.parametrize("status", [400, 429, 500, 503])
def test_an_error_is_silence(register, status):
    register.units[NUMBER] = status
    with pytest.raises(Unreachable) as refusal:
        look_up(NUMBER)
    assert refusal.type is Unreachable


def test_nobody_there_is_silence(register):
    register.url = "http://127.0.0.1:9"  # discard: closed
    with pytest.raises(Unreachable) as refusal:
        look_up(NUMBER)
    assert refusal.type is Unreachable


@pytest.mark.parametrize("body", ["", "<html>", "{}", '{"organisasjonsnummer": 1}'])
def test_nonsense_is_told_from_silence(register, body):
    register.units[NUMBER] = body
    with pytest.raises(Unreadable):
        look_up(NUMBER)


@pytest.mark.parametrize(
    ("registered", "shown"),
    [
        ("FJORD OG FJELL AS", "Fjord og Fjell AS"),
        ("SKULE- OG BARNEHAGE IKS", "Skule- og Barnehage IKS"),
        ("NORD-ØSTERDAL KOMMUNE", "Nord-Østerdal Kommune"),
        ("DEN GODE BARNEHAGEN SA", "Den Gode Barnehagen SA"),
        ("DigDir", "DigDir"),
        ("", ""),
    ],
)
def test_capitals_are_made_readable(registered, shown):
    assert readable(registered) == shown
