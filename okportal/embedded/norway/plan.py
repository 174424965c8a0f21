"""How large is the country, and how is it shared out among its offices?"""

from dataclasses import dataclass
from itertools import accumulate, pairwise

from okportal.embedded.demo.names import FIRST_NAMES, GROWN_UPS, LAST_NAMES, PLACES_OF_WORK, STREETS, TOWNS
from okportal.embedded.demo.synthetic import organisation_number

OFFICES, APPRENTICES = 300, 50_000
COMPANIES_TO = 2, 5  # two companies to five apprentices make 20,000
SIZES = (1, 1, 2, 2, 4)  # offices are as unlike as these, in turn
SHARED = 10  # every tenth member is a chain that is a member everywhere

BRANCHES = (
    "bygg", "elektro", "rør", "transport", "renhold", "mat", "hage", "data", "trykk", "omsorg", "maling", "drift",
)  # fmt: skip
FIELDS = (
    "byggfag", "elektrofag", "helse og oppvekst", "kommunene", "restaurantfag", "transport", "industrien",
    "service og salg", "anleggsfag", "havbruk", "naturbruk", "mediefag", "frisørfag", "tekniske fag", "håndverk",
)  # fmt: skip
TRADES = (
    "HSHEA3----", "HSBUA3----", "ELELE3----", "BATMF3----", "BARLF3----", "SRSOA3----", "IMITD3----", "RMKOK3----",
    "TPLOG3----", "TPYRK3----", "BAROF3----", "IMMDF3----",
)  # fmt: skip
PLACES = [(county, *place) for county, places in TOWNS.items() for place in places]
# Serials of `organisation_number` that neither the demo nor the measurements use for their offices.
OFFICE_SERIAL, CHAIN_SERIAL, COMPANY_SERIAL = 10_000, 25_000, 30_000
STEP = 3  # between serials: some have no valid check digit, and the next one is taken

WORDS = {
    "first_names": FIRST_NAMES, "last_names": LAST_NAMES, "grown_ups": GROWN_UPS, "streets": STREETS,
    "branches": BRANCHES, "workplaces": PLACES_OF_WORK, "trades": TRADES, "counties": [place[0] for place in PLACES],
    "towns": [place[1] for place in PLACES], "postcodes": [place[2] for place in PLACES],
}  # fmt: skip


@dataclass(frozen=True)
class OfficePlan:
    """One office to fill: its number in the country and what it gets."""

    serial: int
    apprentices: int
    companies: tuple[str, ...]  # organisation numbers

    @property
    def slug(self) -> str:
        return slug(self.serial)

    @property
    def name(self) -> str:
        field, place = FIELDS[self.serial % len(FIELDS)], PLACES[self.serial % len(PLACES)][1]
        return f"Opplæringskontoret for {field} i {place} {self.serial}"

    @property
    def organisation_number(self) -> str:
        return organisation_number(OFFICE_SERIAL + STEP * self.serial)


def slug(serial: int) -> str:
    return f"norge-{serial:03}"


def country(offices: int, apprentices: int) -> list[OfficePlan]:
    """`offices` offices with `apprentices` apprentices in all, the same every time."""
    of, to = COMPANIES_TO
    people, companies = shares(apprentices, offices), shares(max(offices, apprentices * of // to), offices)
    begin = [0, *accumulate(companies)]
    return [
        OfficePlan(serial, people[serial - 1], numbers(begin[serial - 1], companies[serial - 1]))
        for serial in range(1, offices + 1)
    ]


def shares(total: int, parts: int) -> list[int]:
    """`total` in `parts` whole numbers in the proportions of SIZES, none of them 0 if there is enough."""
    weights = [SIZES[number % len(SIZES)] for number in range(parts)]
    rest, all_of_it = total - parts, sum(weights)
    cuts = [rest * sum_so_far // all_of_it for sum_so_far in accumulate(weights, initial=0)]
    return [1 + after - before for before, after in pairwise(cuts)]


def numbers(before: int, count: int) -> tuple[str, ...]:
    """The organisation numbers of an office's members, `before` companies being members of the offices before it."""
    return tuple(
        organisation_number(
            CHAIN_SERIAL + STEP * (place // SHARED) if place % SHARED == 0 else COMPANY_SERIAL + STEP * (before + place)
        )
        for place in range(count)
    )
