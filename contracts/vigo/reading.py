"""Which columns does an export from Vigo have, and what does each row say?"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts.vigo.rows import Theirs
from okportal import norwegian
from okportal.crypto import blind_index
from okportal.errors import Refused
from okportal.sheets.cells import HIDDEN, LONG_NUMBER, day_in, shown
from okportal.sheets.reading import Table

LONGEST = 200  # letters of a cell that is kept
YEARS = (1990, 2100)


@dataclass(frozen=True)
class Field:
    """One thing a row may say; `heads` as in okportal.sheets.heads."""

    key: str
    label: Any
    heads: tuple[str, ...]


FIELDS = (
    Field("national_id", gettext_lazy("National identity number"), (
        "fødselsnummer", "fødselsnr", "fnr", "personnummer", "personnr", "fodselsnummer", "dnummer",
    )),
    Field("name", gettext_lazy("Name"), (
        "navn", "namn", "lærling", "kandidat", "lærlingnavn", "fulltnavn", "navnlærling", "elev", "name",
    )),
    Field("first_name", gettext_lazy("First name"), ("fornavn", "førenamn", "fornamn")),
    Field("last_name", gettext_lazy("Last name"), ("etternavn", "etternamn")),
    Field("number", gettext_lazy("Contract number"), (
        "kontraktsnummer", "kontraktsnr", "kontraktnr", "kontraktnummer", "lærekontraktnr", "løpenummer",
    )),
    Field("case_number", gettext_lazy("Case number"), (
        "saksnummer", "saksnr", "arkivsaksnr", "arkivsak", "saknr", "saksnummerfylke", "vigosaksnr",
    )),
    Field("trade", gettext_lazy("Trade"), (
        "programområdekode", "programområde", "lærefagkode", "lærefag", "fagkode", "fag", "kurskode",
    )),
    Field("organisation_number", gettext_lazy("Organisation number"), (
        "lærebedriftorgnr", "orgnrlærebedrift", "bedriftorgnr", "orgnr", "organisasjonsnummer", "orgnummer",
        "lærebedriftensorgnr", "bedriftensorgnr",
    )),
    Field("company", gettext_lazy("Training company"), (
        "lærebedrift", "bedrift", "bedriftsnavn", "lærebedriftnavn", "bedriftsnamn",
    )),
    Field("supervisor_email", gettext_lazy("Training supervisor's e-mail"), (
        "epostfagligleder", "fagliglederepost", "epostfagleg", "fagliglederepostadresse", "fagligleiarepost",
        "fagleglederepost", "faglegleiarepost", "epostfaglegleiar",
    )),
    Field("supervisor", gettext_lazy("Training supervisor"), (
        "fagligleder", "faglegleiar", "fagleiar", "navnfagligleder", "fagligansvarlig",
    )),
    Field("email", gettext_lazy("Apprentice's e-mail"), (
        "epostlærling", "lærlingepost", "epost", "epostadresse", "email", "mail",
    )),
    Field("start_on", gettext_lazy("First day"), (
        "startdato", "start", "kontraktstart", "fradato", "læretidstart", "oppstartsdato", "startlæretid", "gyldigfra",
    )),
    Field("end_on", gettext_lazy("Last day"), (
        "sluttdato", "slutt", "kontraktslutt", "tildato", "læretidslutt", "sluttlæretid", "gyldigtil",
    )),
    Field("status", gettext_lazy("Status"), ("status", "kontraktstatus", "kontraktsstatus", "tilstand")),
)  # fmt: skip
# One of these tells which contract a row is about; one of those is something to compare.
FINDING = ("national_id", "case_number", "number")
COMPARED = ("start_on", "end_on", "supervisor", "supervisor_email", "email", "status", "case_number", "company")
COMPARED_TOO = ("organisation_number",)
NUMBERED = frozenset({"number", "case_number", "email", "supervisor_email"})
BY_KEY = {field.key: field for field in FIELDS}


class _Fault(Exception):
    """A cell that cannot be read; the sentence says which and why."""


def refuse_heads(header: list[str]):
    """A file without heads has its first person there, and heads are kept and shown."""
    if any(LONG_NUMBER.search(head) for head in header):
        raise Refused(
            _("The file has no row of heads: its first row holds somebody's number."), field="file",
            way_out=_("Export it once more with the names of the columns in the first row."),
        )  # fmt: skip


def refuse_columns(columns: dict[str, str]):
    """Refused where nothing would tell whose a row is, nothing would be compared, or a column is meant twice."""
    if not any(key in columns for key in FINDING):
        raise Refused(
            _("Choose the column with the national identity number, the case number or the contract number."),
            field="national_id", way_out=_("Without one of them nobody knows which contract a row is about."),
        )  # fmt: skip
    if not any(key in columns for key in COMPARED + COMPARED_TOO):
        raise Refused(_("Choose at least one column to compare: dates, supervisor, e-mail, status or company."))
    heads = list(columns.values())
    if doubled := sorted({head for head in heads if heads.count(head) > 1}):
        raise Refused(_("The column “%(head)s” is chosen twice.") % {"head": doubled[0]})


def rows_of(table: Table, columns: dict[str, str], office_id: int) -> list[Theirs]:
    """Every row of the table; the national identity number becomes the office's blind index and goes no further."""
    places = {key: table.header.index(head) for key, head in columns.items()}
    return [
        _row(line, {key: cells[place] for key, place in places.items()}, office_id)
        for line, cells in zip(table.lines, table.rows, strict=True)
    ]


def _row(line, cells, office_id) -> Theirs:
    name = cells.get("name") or " ".join(filter(None, (cells.get("first_name"), cells.get("last_name"))))
    name = shown(name, LONGEST)
    try:
        return Theirs(
            line, _index(cells.get("national_id", ""), office_id), name,
            number=_safe(cells, "number"), case_number=_safe(cells, "case_number"), trade=_safe(cells, "trade"),
            organisation_number=_organisation_number(cells.get("organisation_number", "")),
            company=_safe(cells, "company"), supervisor=_safe(cells, "supervisor"),
            supervisor_email=_email(cells, "supervisor_email"), email=_email(cells, "email"),
            start_on=_day(cells, "start_on"), end_on=_day(cells, "end_on"), status=_safe(cells, "status"),
        )  # fmt: skip
    except _Fault as fault:
        return Theirs(line, name=name, fault=str(fault))


def _index(cell, office_id) -> str:
    if not cell:
        return ""
    try:
        number = norwegian.national_id(cell.zfill(11) if cell.isdecimal() and len(cell) == 10 else cell)
    except ValidationError as error:
        raise _Fault(_said("national_id", error.messages[0])) from None
    return blind_index(office_id, "national_id", number)


def _safe(cells, key) -> str:
    """The cell, without anybody's number: in numbers and addresses only what is one, elsewhere what may be one."""
    cell = cells.get(key, "")[:LONGEST]
    return LONG_NUMBER.sub(_unless_other if key in NUMBERED else HIDDEN, cell)


def _unless_other(found: re.Match) -> str:
    try:
        norwegian.national_id(found[0])
    except ValidationError:
        return found[0]
    return HIDDEN


def _email(cells, key) -> str:
    return _safe(cells, key).lower()


def _organisation_number(cell) -> str:
    digits = "".join(letter for letter in cell if letter.isdigit())
    return digits if len(digits) == 9 else LONG_NUMBER.sub(HIDDEN, cell)[:40]


def _day(cells, key) -> date | None:
    cell = cells.get(key, "")
    if not cell:
        return None
    try:
        found = day_in(cell)
    except ValueError:
        raise _Fault(_said(key, _("“%(text)s” is not a date.") % {"text": shown(cell, 30)})) from None
    if not YEARS[0] <= found.year <= YEARS[1]:
        raise _Fault(_said(key, _("The year %(year)s cannot be right.") % {"year": found.year}))
    return found


def _said(key, sentence) -> str:
    return f"{BY_KEY[key].label}: {sentence}"[:LONGEST]
