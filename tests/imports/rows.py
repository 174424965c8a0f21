"""Which rows do the tests of imports take in?"""

from apprenticeships.models import Apprenticeship
from okportal.embedded.demo.synthetic import organisation_number
from tests.imports.files import apprentice, csv_of

COMPANY_HEADS = [
    "Org.nr",
    "Bedrift",
    "Adresse",
    "Postnr",
    "Poststed",
    "Fylke",
    "Sektor",
    "Kontaktperson",
    "Kontakt e-post",
]


def company(number, **changes):
    row = {
        "Org.nr": organisation_number(700 + 10 * number), "Bedrift": f"Østfirma {number}", "Adresse": "Veien 1",
        "Postnr": "0150", "Poststed": "Oslo", "Fylke": "Oslo", "Sektor": "Privat", "Kontaktperson": f"Kari {number}",
        "Kontakt e-post": f"kari{number}@firma.example",
    }  # fmt: skip
    return list((row | changes).values())


def companies_taken_in(road, *numbers):
    rows = [company(number) for number in numbers or (1, 2)]
    return road.all_the_way(csv_of(COMPANY_HEADS, rows), kind="companies")


def rows_of(cast, count, **changes):
    return [apprentice(cast, number, **changes) for number in range(1, count + 1)]


def taken_in(cast):
    return Apprenticeship.objects.filter(apprentice__email__endswith="@import.example").order_by("pk")
