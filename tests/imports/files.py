"""Which files do the tests of imports send in?"""

import csv
import io
from datetime import date, timedelta

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from okportal.embedded.demo.synthetic import national_id

# As a system that is used today writes its export.
HEADS = [
    "Fornavn", "Etternavn", "Fødselsnr", "E-post", "Mobil", "Adresse", "Postnr", "Poststed", "Lærefag",
    "Bedriftens orgnr", "Faglig leder", "Instruktør", "Rådgiver", "Kontraktstart", "Kontraktslutt", "Kontraktsnummer",
]  # fmt: skip


def apprentice(cast, number: int, **changes) -> list[str]:
    """A row of HEADS that can be taken in; `changes` by head."""
    start = timezone.localdate() - timedelta(days=200 + number)
    row = {
        "Fornavn": f"Fornavn{number}", "Etternavn": f"Ætternavn{number}",
        "Fødselsnr": national_id(date(2007, 1, 1) + timedelta(days=number), 2), "E-post": f"ny{number}@import.example",
        "Mobil": f"4{number:07}", "Adresse": f"Veien {number}", "Postnr": "5003", "Poststed": "Bergen",
        "Lærefag": "Barne- og ungdomsarbeiderfaget", "Bedriftens orgnr": cast.rows.company.organisation_number,
        "Faglig leder": cast.rows.training_supervisor.name, "Instruktør": cast.rows.instructor.email,
        "Rådgiver": f"advisor@{cast.office.slug}.example", "Kontraktstart": f"{start:%d.%m.%Y}",
        "Kontraktslutt": f"{start + timedelta(days=730):%d.%m.%Y}", "Kontraktsnummer": f"V-{number}",
    }  # fmt: skip
    return list((row | changes).values())


def csv_of(heads, rows, encoding="utf-8-sig", separator=";") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows([heads, *rows])
    return text.getvalue().encode(encoding)


def xlsx_of(heads, rows) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("Lærlinger")
    for place, row in enumerate([heads, *rows]):
        sheet.write_row(place, 0, row)
    book.close()
    return content.getvalue()


def uploaded(content: bytes, name="laerlinger.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
