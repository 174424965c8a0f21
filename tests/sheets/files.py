"""Which files do tests of reading send in, and how do they read the refusal?"""

import io
import zipfile

import pytest
import xlsxwriter

from okportal.sheets.grid import Unreadable
from okportal.sheets.reading import read_table

HEADS = ["Navn", "E-post", "Postnr"]
ROWS = [["Åse Bø", "ase@example.test", "0150"], ["Ærlig Øye", "oye@example.test", "5003"]]


def csv_of(*rows, separator=";", end="\r\n"):
    return "".join(separator.join(row) + end for row in rows)


PLAIN = csv_of(HEADS, *ROWS)


def book(fill, **options) -> bytes:
    """A workbook; `fill(book, sheet)` writes into its first sheet."""
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, options)
    fill(workbook, workbook.add_worksheet("Lærlinger"))
    workbook.close()
    return content.getvalue()


def book_of(*rows, above=0) -> bytes:
    def fill(_workbook, sheet):
        for number, row in enumerate(rows, start=above):
            sheet.write_row(number, 0, row)

    return book(fill)


def repacked(content: bytes, change) -> bytes:
    """The same package with `change(name, part)` done to each part."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as package:
        for name in old.namelist():
            package.writestr(name, change(name, old.read(name)))
    return new.getvalue()


def refusal(content, name="fil.csv") -> str:
    with pytest.raises(Unreadable) as caught:
        read_table(content, name)
    assert caught.value.way_out, "what to do about it is not said"
    return str(caught.value.message)


def read_or_refused(content):
    try:
        table = read_table(content, "fil")
    except Unreadable as refusal:
        assert refusal.way_out
    else:
        assert all(len(row) == len(table.header) for row in table.rows)
        assert len(table.rows) == len(table.lines)


SMALL_BOOK = book_of(HEADS, *ROWS)


def packed(*names) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return content.getvalue()
