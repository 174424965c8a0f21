"""What table stands in this file, whatever program wrote it?"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from okportal.sheets.delimited import read_delimited
from okportal.sheets.grid import (
    ABOVE_THE_ROWS,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Grid,
    Unreadable,
    refuse_columns,
    refuse_rows,
)
from okportal.sheets.workbooks import read_workbook, refuse_locked

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
MARKUP = re.compile(rb"^(\xef\xbb\xbf)?\s*<(!doctype|html|head|body|table|meta|\?xml|style)", re.IGNORECASE)
OTHER_KINDS = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
LIKE_VALUE = re.compile(r"[-+\d.,:/ %()]+|true|false|\S+@\S+\.\S+", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]|_x00(?:[01][0-9A-F]|7F)_", re.IGNORECASE)
ENOUGH = 0.8  # of the fullest row: the heads may lack one or two


@dataclass(frozen=True)
class Table:
    """Heads and rows, all text without spaces around it, all rows as long as the heads.

    Dates are ISO, numbers as typed; `lines` are the rows' numbers as a spreadsheet shows them. Blank rows are left
    out. A head that is missing is called by its letter, a doubled one by its place: "E-post (2)".
    """

    header: list[str]
    rows: list[list[str]]
    lines: list[int]
    sheet: str = ""  # the name of the sheet in a workbook


def read_table(content: bytes, name: str = "") -> Table:
    """`name` is the file's, for the sentence about an empty one. Raises Unreadable."""
    if not content.strip():
        raise Unreadable(
            _("The file %(name)s is empty.") % {"name": name}, way_out=_("Check that you chose the right file.")
        )
    if len(content) > MOST_BYTES:
        raise Unreadable(
            _("The file is larger than 20 MB."), way_out=_("Keep the list alone, without pictures, or divide it.")
        )
    check_known(content)
    grid = read_workbook(content) if content.startswith(ZIP) else read_delimited(content)
    return table_of(grid)


def check_known(content: bytes):
    """Refuse, by its first bytes, what only looks like a spreadsheet."""
    as_workbook = _("Open it in Excel and save it as an Excel workbook (.xlsx).")
    if content.startswith(OLD_OFFICE):
        if LOCKED in content:
            refuse_locked()
        raise Unreadable(_("This is the old Excel format (.xls)."), way_out=as_workbook)
    if MARKUP.match(content[:200]):
        raise Unreadable(_("This is a web page, although it is called a spreadsheet."), way_out=as_workbook)
    if content.startswith(OTHER_KINDS):
        raise Unreadable(_("This is not a spreadsheet."), way_out=_("Choose an Excel workbook (.xlsx) or a CSV file."))


def table_of(grid: Grid) -> Table:
    """Finds the heads and what stands below them."""
    rows = [[tidied(cell) for cell in row] for row in grid.rows]
    fill_down(rows, grid.merged)
    start = header_row(rows, grid.merged)
    below = [(line, row) for line, row in enumerate(rows[start + 1 :], start=start + 2) if any(row)]
    if len(below) > MOST_ROWS:
        refuse_rows()
    width = max(last_filled(row) for row in [rows[start], *(row for _line, row in below)])
    if width > MOST_COLUMNS:
        refuse_columns()
    return Table(
        header=named(as_wide(rows[start], width)),
        rows=[as_wide(row, width) for _line, row in below],
        lines=[line for line, _row in below],
        sheet=grid.sheet,
    )


def fill_down(rows, merged):
    """A cell joined over several rows holds for each: a head beside group heads, a company beside its apprentices."""
    if sum(bottom - top for top, _left, bottom, _right in merged) > MOST_ROWS * MOST_COLUMNS:
        return  # no program writes that: the joined cells would lie on each other
    for top, left, bottom, _right in merged:
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row) and left < len(rows[top]):
                row[left] = rows[top][left]


def header_row(rows, merged) -> int:
    """Among the first rows, the first that is nearly as full as any, holds words, and has no cells joined sidewise.

    Such cells are a title, or group heads ("Contact" over e-mail and telephone): a row below them is meant.
    """
    first = rows[:ABOVE_THE_ROWS]
    fullest = max((count(row) for row in first), default=0)
    if not fullest:
        raise Unreadable(_("The file has no rows with content."), way_out=_("Check that you chose the right file."))
    joined = {top for top, left, _bottom, right in merged if right > left}
    enough = min(ENOUGH * fullest, fullest - 1) if fullest > 3 else fullest
    full = [number for number, row in enumerate(first) if count(row) >= enough]
    return next((number for number in full if number not in joined and is_words(first[number])), full[0])


def count(row) -> int:
    return sum(1 for cell in row if cell)


def is_words(row) -> bool:
    """Heads are words, but for one or two ("2026"); most rows have a number, a date or an address."""
    filled = [cell for cell in row if cell]
    return sum(1 for cell in filled if LIKE_VALUE.fullmatch(cell)) <= (1 - ENOUGH) * len(filled)


def named(header) -> list[str]:
    """Each head once and none empty."""
    seen, names = {}, []
    for number, typed in enumerate(header):
        head = typed or _("Column %(letter)s") % {"letter": letters(number)}
        key = head.casefold()
        seen[key] = seen.get(key, 0) + 1
        names.append(head if seen[key] == 1 else f"{head} ({seen[key]})")
    return names


def letters(number: int) -> str:
    """'A' for 0, 'AA' for 26."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def tidied(cell: str) -> str:
    """Without spaces around it or several in a row; hard spaces and line breaks in a cell count as spaces.

    Control characters are gone, also as workbooks write them ("_x0000_"): no database takes a NUL.
    """
    if not cell.isprintable() or "_x00" in cell:
        cell = CONTROL.sub(" ", cell)
    return " ".join(cell.split())


def as_wide(row, width) -> list[str]:
    return row[:width] + [""] * (width - len(row))


def last_filled(row) -> int:
    return next((number for number in range(len(row), 0, -1) if row[number - 1]), 0)
