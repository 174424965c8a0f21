"""How do rows leave as a spreadsheet?

A cell that begins with `= + - @`, a tab or a line break would be run as a formula by the program that opens the file.
In xlsx each text is written as a text cell, which no program runs. CSV knows no kinds of cells: there an apostrophe
is put in front, which `reading` takes away again. National identity numbers leave no office in a file: they are masked,
but for rows that go back to those who sent them in.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import StringIO
from itertools import islice
from tempfile import TemporaryFile
from typing import Any

import xlsxwriter
from django.http import FileResponse
from django.utils import timezone
from django.utils.encoding import force_str
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from okportal.norwegian import masked

BOM = "\ufeff"  # or Excel takes UTF-8 for cp1252
RUN_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
NATIONAL_ID, NATIONAL_ID_LENGTHS = re.compile(r"[0-9]{6} ?[0-9]{5}"), (11, 12)
ROWS_AT_A_TIME = 500
TYPES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}


@dataclass(frozen=True)
class Column:
    """One column of a file. `value(row)` gives text, number, date, time, bool or None; `width` is in letters."""

    name: str
    label: Any  # lazy text
    value: Callable[[Any], Any]
    width: int = 18


def csv_rows(columns: Iterable[Column], rows: Iterable, *, is_masked: bool = True) -> Iterator[str]:
    """The file as pieces of text, many lines each: `;`, byte order mark, CRLF, ISO dates.

    `is_masked=False` only for rows as somebody sent them in, who is to mend them and send them again.
    """
    columns = tuple(columns)
    values = [column.value for column in columns]
    written = for_csv if is_masked else unmasked_for_csv
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write(BOM)
    writer.writerow([force_str(column.label) for column in columns])
    rows = iter(rows)
    while some := list(islice(rows, ROWS_AT_A_TIME)):
        writer.writerows([[written(value(row)) for value in values] for row in some])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()  # the heads alone, when there was no row


def xlsx_file(columns: Iterable[Column], rows: Iterable, sheet_name: str = ""):
    """An open temporary file: heads bold and fixed, with filters; dates are dates."""
    columns = tuple(columns)
    values = [column.value for column in columns]
    file = TemporaryFile()  # noqa: SIM115 — the answer closes it
    # One row at a time is kept in memory.
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", sheet_name)[:31])
    write = _writers(book, sheet)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for number, column in enumerate(columns):
        sheet.write_string(0, number, force_str(column.label), bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for number, value in enumerate(values):
            cell = value(row)
            if cell is not None and cell != "":
                write.get(type(cell), write[None])(last, number, cell)
    if columns:
        sheet.autofilter(0, 0, last, len(columns) - 1)
    book.close()
    file.seek(0)
    return file


def response(columns: Iterable[Column], rows: Iterable, name: str, kind: str = "xlsx") -> FileResponse:
    """A download named `name`. `kind`: "xlsx" or "csv"; raises KeyError for another.

    The whole file is written before this returns: an answer that streams would ask the database after the office's
    transaction has ended.
    """
    content_type = TYPES[kind]
    if kind == "xlsx":
        file = xlsx_file(columns, rows, name)
    else:
        file = TemporaryFile()  # noqa: SIM115 — the answer closes it
        for piece in csv_rows(columns, rows):
            file.write(piece.encode())
        file.seek(0)
    filename = f"{get_valid_filename(name)}.{kind}"
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    return FileResponse(file, as_attachment=True, filename=filename, content_type=content_type, headers=headers)


def for_csv(cell):
    """A cell as the csv module shall write it; anything unknown (lazy text) as its text."""
    write = _AS_CSV.get(type(cell))
    return write(cell) if write else text_for_csv(force_str(cell))


def text_for_csv(text: str) -> str:
    """Text that would be run as a formula gets an apostrophe in front; a national identity number is masked."""
    return not_run(without_national_id(text) if len(text) in NATIONAL_ID_LENGTHS else text)


def unmasked_for_csv(cell):
    """As `for_csv`, with numbers of people as they stand."""
    return not_run(cell) if isinstance(cell, str) else for_csv(cell)


def not_run(text: str) -> str:
    return f"'{text}" if text.startswith(RUN_AS_FORMULA) else text


def without_national_id(text: str) -> str:
    """A cell that is nothing but a national identity number shows what a screen would."""
    return masked(text) if NATIONAL_ID.fullmatch(text) else text


def yes_or_no(value: bool) -> str:
    return _("Yes") if value else _("No")


def in_oslo(at: datetime) -> datetime:
    """Without a zone, which no spreadsheet knows."""
    return timezone.localtime(at).replace(tzinfo=None) if timezone.is_aware(at) else at


def _as_it_is(cell):
    return cell


_AS_CSV = {
    str: text_for_csv,
    type(None): lambda _cell: "",
    bool: yes_or_no,
    int: _as_it_is,
    float: _as_it_is,
    Decimal: _as_it_is,
    date: date.isoformat,
    datetime: lambda at: f"{in_oslo(at):%Y-%m-%d %H:%M}",
    time: lambda clock: clock.isoformat("minutes"),
}


def _writers(book, sheet) -> dict:
    """{type of the cell: how it is written}; None for any other type, as text."""
    day = book.add_format({"num_format": "dd.mm.yyyy", "align": "left"})
    moment = book.add_format({"num_format": "dd.mm.yyyy hh:mm", "align": "left"})
    clock = book.add_format({"num_format": "hh:mm", "align": "left"})

    def text(row, number, cell):
        cell = force_str(cell)
        sheet.write_string(row, number, without_national_id(cell) if len(cell) in NATIONAL_ID_LENGTHS else cell)

    return {
        None: text,
        int: sheet.write_number,
        float: sheet.write_number,
        Decimal: sheet.write_number,
        bool: lambda row, number, cell: sheet.write_string(row, number, yes_or_no(cell)),
        date: lambda row, number, cell: sheet.write_datetime(row, number, cell, day),
        datetime: lambda row, number, cell: sheet.write_datetime(row, number, in_oslo(cell), moment),
        time: lambda row, number, cell: sheet.write_datetime(row, number, cell, clock),
    }
