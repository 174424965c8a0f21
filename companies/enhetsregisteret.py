"""What does Enhetsregisteret know about an organisation number?"""

from dataclasses import dataclass, field
from datetime import date

from brreg import BrregError, BrregRestError
from brreg.enhetsregisteret import Client, UnderenhetQuery
from django.utils import timezone

from companies.models import Company

Sector = Company.Sector
# Written in capitals in the register; these stay so when a name is made readable.
FORMS = frozenset({"AS", "ASA", "SA", "ANS", "DA", "BA", "NUF", "KF", "FKF", "IKS", "SF", "HF", "RHF", "STI"})
SMALL_WORDS = frozenset({"og", "i", "på", "av", "for", "til", "ved", "med", "den", "det", "de"})

# What the legal form says by itself; where it does not, the institutional sector code of Statistics Norway does.
SECTOR_OF_FORM = {
    "KOMM": Sector.MUNICIPAL, "KF": Sector.MUNICIPAL, "FYLK": Sector.COUNTY, "FKF": Sector.COUNTY,
    "STAT": Sector.STATE, "SF": Sector.STATE, "STI": Sector.OTHER, "FLI": Sector.OTHER,
}  # fmt: skip
# 6500 and 15xx are municipal or of a county: not told. 2xxx to 5xxx and 8200 are enterprises.
SECTOR_OF_CODE = {
    "1110": Sector.STATE, "1120": Sector.STATE, "6100": Sector.STATE, "7000": Sector.OTHER, "8200": Sector.PRIVATE,
}  # fmt: skip

PAGE = 100
MOST_PLACES = 1000
MOST_ASKED = 20  # places that are gone from the list, and asked for one by one


class NotFound(Exception):
    """The register has no such organisation."""


class Deleted(NotFound):
    """It had, and says since when not any more."""


class Unreachable(Exception):
    """The register gave no answer that can be used."""


class Unreadable(Unreachable):
    """It answered, and the answer could not be read: that says nothing of the next question."""


@dataclass(frozen=True)
class Place:
    """A sub-unit. `closed_on` is set for one that is no longer the company's place of work."""

    number: str
    name: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    county_code: str = ""
    employees: int | None = None
    closed_on: date | None = None


@dataclass(frozen=True)
class Registered:
    """An organisation as registered. `county_code` has two digits; every field but the name may be empty.

    `main_unit`: the number is a sub-unit's, and this is the company's own. `places`: its sub-units.
    """

    name: str
    address: str = ""
    postcode: str = ""
    city: str = ""
    county_code: str = ""
    sector: str = ""
    employees: int | None = None
    industry_code: str = ""
    industry: str = ""
    website: str = ""
    is_bankrupt: bool = False
    is_winding_up: bool = False
    main_unit: str = ""
    places: tuple[Place, ...] = field(default=())


def look_up(organisation_number: str, known_places=frozenset(), client=None) -> Registered:
    """Ask for the main unit and its sub-units; for a number that is none, for the sub-unit itself.

    `known_places`: numbers of the sub-units that we have; those that the register no longer lists come back closed.
    `client`: a `brreg.enhetsregisteret.Client`. Each question has a time limit of five seconds (the client's own).
    Raises NotFound, Deleted, Unreachable or Unreadable. Never call it inside a transaction.
    """
    if client is None:
        with Client() as own_client:
            return look_up(organisation_number, known_places, own_client)
    try:
        unit = client.get_enhet(organisation_number)
        if unit is None:
            return _sub_unit(organisation_number, client)
        if unit.slettedato:
            raise Deleted(organisation_number)
        return _registered(unit, _places(organisation_number, known_places, client))
    except BrregRestError as error:
        raise Unreachable(str(error)) from error
    except BrregError as error:
        raise Unreadable(str(error)) from error


def _sub_unit(number, client) -> Registered:
    unit = client.get_underenhet(number)
    if unit is None:
        raise NotFound(number)
    if unit.slettedato or unit.nedleggelsesdato:
        raise Deleted(number)
    return _registered(unit, ())


def _places(number, known, client) -> tuple[Place, ...]:
    cursor = client.search_underenhet(UnderenhetQuery(overordnet_enhet=number, size=PAGE))
    units, is_whole = [], True
    for page in cursor.pages:
        if len(units) + len(page.items) > MOST_PLACES:
            is_whole = False  # what is missing may stand on a later page
            break
        units += page.items
    places = [_place(unit) for unit in units]
    gone = sorted(known - {place.number for place in places}) if is_whole else []
    return (*places, *filter(None, (_gone(lost, number, client) for lost in gone[:MOST_ASKED])))


def _gone(number, main_unit, client) -> Place | None:
    """Why a place is missing from the list: closed, taken over by others, or removed from the register."""
    unit = client.get_underenhet(number)
    if unit is None:
        return Place(number, closed_on=timezone.localdate())
    closed_on = unit.slettedato or unit.nedleggelsesdato
    if closed_on is None and unit.overordnet_enhet == main_unit:
        return None
    return Place(number, name=readable(unit.navn), closed_on=closed_on or timezone.localdate())


def _place(unit) -> Place:
    return Place(
        number=unit.organisasjonsnummer, name=readable(unit.navn), employees=unit.antall_ansatte,
        closed_on=unit.slettedato or unit.nedleggelsesdato, **_address(unit),
    )  # fmt: skip


def _registered(unit, places) -> Registered:
    industry = unit.naeringskode1
    return Registered(
        name=readable(unit.navn),
        **_address(unit),
        sector=_sector(unit),
        employees=unit.antall_ansatte,
        industry_code=(industry and industry.kode) or "",
        industry=(industry and industry.beskrivelse) or "",
        website=unit.hjemmeside or "",
        is_bankrupt=bool(getattr(unit, "konkurs", False)),
        is_winding_up=bool(
            getattr(unit, "under_avvikling", False)
            or getattr(unit, "under_tvangsavvikling_eller_tvangsopplosning", False)
        ),
        main_unit=unit.overordnet_enhet or "" if hasattr(unit, "beliggenhetsadresse") else "",
        places=places,
    )


def _sector(unit) -> str:
    form = unit.organisasjonsform.kode
    if form in SECTOR_OF_FORM:
        return SECTOR_OF_FORM[form]
    code = getattr(unit, "institusjonell_sektorkode", None)
    code = (code and code.kode) or ""
    return SECTOR_OF_CODE.get(code, Sector.PRIVATE if "2000" <= code < "6000" else "")


def _address(unit) -> dict:
    kinds = ("forretningsadresse", "beliggenhetsadresse", "postadresse")
    place = next(filter(None, (getattr(unit, name, None) for name in kinds)), None)
    if place is None:
        return {}
    return {
        "address": ", ".join(line for line in place.adresse if line),
        "postcode": place.postnummer or "",
        "city": readable(place.poststed or ""),
        "county_code": (place.kommunenummer or "")[:2],
    }


def readable(name: str) -> str:
    """'FJORD OG FJELL BARNEHAGE AS' as 'Fjord og Fjell Barnehage AS'; a name not all in capitals stays as it is."""
    if not name.isupper():
        return name
    words = [_readable_word(word) for word in name.split()]
    return " ".join(words[:1] and [words[0][0].upper() + words[0][1:], *words[1:]])


def _readable_word(word: str) -> str:
    if word in FORMS:
        return word
    if word.lower() in SMALL_WORDS:
        return word.lower()
    return "-".join(part.capitalize() for part in word.split("-"))
