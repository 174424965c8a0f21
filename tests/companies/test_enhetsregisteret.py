"""What do we take from the register's answer?"""

import pytest
from brreg import BrregError, BrregRestError
from brreg.enhetsregisteret import Enhet, Underenhet

from companies.enhetsregisteret import NotFound, Registered, Unreachable, look_up, readable

FORM = {"kode": "AS", "beskrivelse": "Aksjeselskap"}
PLACE = {"adresse": ["Storgata 1", "Bygg B"], "postnummer": "5003", "poststed": "BERGEN", "kommunenummer": "4601"}


class Register:
    """Stands where the network would: answers as the brreg client does."""

    def __init__(self, unit=None, sub_unit=None, error=None):
        self.unit, self.sub_unit, self.error = unit, sub_unit, error

    def get_enhet(self, number):
        if self.error:
            raise self.error
        return self.unit

    def get_underenhet(self, number):
        return self.sub_unit


def unit(**fields):
    return Enhet.model_validate(
        {"organisasjonsnummer": "913558693", "navn": "FJORD OG FJELL AS", "organisasjonsform": FORM, **fields}
    )


def test_name_address_and_county():
    found = look_up("913558693", Register(unit(forretningsadresse=PLACE)))
    assert found == Registered("Fjord og Fjell AS", "Storgata 1, Bygg B", "5003", "Bergen", "46")


def test_postal_address_where_there_is_no_other():
    assert look_up("913558693", Register(unit(postadresse=PLACE))).postcode == "5003"


def test_no_address_at_all():
    assert look_up("913558693", Register(unit())) == Registered("Fjord og Fjell AS")


def test_a_workplace_is_found_among_the_sub_units():
    workplace = Underenhet.model_validate(
        {"organisasjonsnummer": "974544482", "navn": "Fjord barnehage", "organisasjonsform": FORM,
         "beliggenhetsadresse": PLACE}
    )  # fmt: skip
    assert look_up("974544482", Register(sub_unit=workplace)).city == "Bergen"


def test_unknown_and_deleted_are_not_found():
    for register in (Register(), Register(unit(slettedato="2020-01-01"))):
        with pytest.raises(NotFound):
            look_up("913558693", register)


@pytest.mark.parametrize("error", [BrregError("nonsense"), BrregRestError("x", method=None, url=None, status_code=503)])
def test_no_usable_answer_is_unreachable(error):
    with pytest.raises(Unreachable):
        look_up("913558693", Register(error=error))


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
