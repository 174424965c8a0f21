"""What does an export from Vigo look like?"""

import csv
import io

HEADS = [
    "Fødselsnummer", "Navn", "Kontraktsnr", "Saksnr", "Programområdekode", "Lærebedrift", "Lærebedrift orgnr",
    "Faglig leder", "E-post faglig leder", "E-post", "Startdato", "Sluttdato", "Status",
]  # fmt: skip


def row(contract, **changes) -> list[str]:
    """The contract as Vigo would have it; `changes` by head."""
    training = contract.apprenticeship
    cells = {
        "Fødselsnummer": training.apprentice.national_id, "Navn": training.apprentice.name,
        "Kontraktsnr": contract.number, "Saksnr": contract.case_number, "Programområdekode": training.trade_id,
        "Lærebedrift": training.company.name, "Lærebedrift orgnr": training.company.organisation_number,
        "Faglig leder": training.supervisor.name, "E-post faglig leder": training.supervisor.email,
        "E-post": training.apprentice.email, "Startdato": f"{contract.start_on:%d.%m.%Y}",
        "Sluttdato": f"{contract.end_on:%d.%m.%Y}", "Status": "Godkjent",
    }  # fmt: skip
    return list((cells | changes).values())


def csv_of(heads, rows, encoding="utf-8-sig") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([heads, *rows])
    return text.getvalue().encode(encoding)
