"""What does Enhetsregisteret know about an organisation number?"""

from dataclasses import dataclass

from brreg import BrregError
from brreg.enhetsregisteret import Client

# Written in capitals in the register; these stay so when a name is made readable.
FORMS = frozenset({"AS", "ASA", "SA", "ANS", "DA", "BA", "NUF", "KF", "FKF", "IKS", "SF", "HF", "RHF", "STI"})
SMALL_WORDS = frozenset({"og", "i", "på", "av", "for", "til", "ved", "med", "den", "det", "de"})


class NotFound(Exception):
    """The register has no such organisation, or not any more."""


class Unreachable(Exception):
    """The register gave no answer that can be used."""


@dataclass(frozen=True)
class Registered:
    """An organisation as registered. `county_code` has two digits; every field but the name may be ""."""

    name: str
    address: str = ""
    postcode: str = ""
    city: str = ""
    county_code: str = ""


def look_up(organisation_number: str, client=None) -> Registered:
    """Ask for the main unit, then for the sub-unit (workplaces have numbers of their own).

    `client`: a `brreg.enhetsregisteret.Client`, or anything with its two methods. Each question has a time limit of
    five seconds (the client's own). Raises NotFound or Unreachable. Never call it inside a transaction.
    """
    if client is None:
        with Client() as own_client:
            return look_up(organisation_number, own_client)
    try:
        unit = client.get_enhet(organisation_number) or client.get_underenhet(organisation_number)
    except BrregError as error:
        raise Unreachable(str(error)) from error
    if unit is None or unit.slettedato:
        raise NotFound(organisation_number)
    return _registered(unit)


def _registered(unit) -> Registered:
    places = ("forretningsadresse", "beliggenhetsadresse", "postadresse")
    place = next(filter(None, (getattr(unit, name, None) for name in places)), None)
    name = readable(unit.navn)
    if place is None:
        return Registered(name)
    return Registered(
        name=name,
        address=", ".join(line for line in place.adresse if line),
        postcode=place.postnummer or "",
        city=readable(place.poststed or ""),
        county_code=(place.kommunenummer or "")[:2],
    )


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
