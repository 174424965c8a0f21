"""What stands in a text file with a row on each line: CSV with `;` or `,`, or columns parted by tabs?"""

import codecs
import csv
import re
from collections import Counter
from io import StringIO
from itertools import islice

from django.utils.translation import gettext as _

from okportal.sheets.grid import (
    ABOVE_THE_ROWS,
    MOST_COLUMNS,
    MOST_ROWS,
    Grid,
    Unreadable,
    refuse_columns,
    refuse_damaged,
    refuse_rows,
)
from okportal.sheets.writing import RUN_AS_FORMULA

SEPARATORS = (";", "\t", ",")  # the usual one first
SAMPLE, SAMPLE_ROWS = 40_000, 60  # letters and rows; less than a cell may have at most
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
BLANK: list[str] = []
NAMES_SEPARATOR = re.compile(f"sep=[{''.join(SEPARATORS)}](\r|\n|$)")  # Excel's own way, in the first line


def read_delimited(content: bytes) -> Grid:
    """All rows. Raises Unreadable for what is not text, too large, or breaks off."""
    text = decoded(content)
    if NAMES_SEPARATOR.match(text):
        separator, text = text[4], text[5:].lstrip("\r\n")
    else:
        separator = separator_of(text)
    rows = parsed(text, separator)
    check_end(text, rows)
    return Grid(rows)


def decoded(content: bytes) -> str:
    encoding = next((name for mark, name in MARKS.items() if content.startswith(mark)), None)
    if encoding is None:
        encoding = unmarked_utf16(content) or "utf-8"
    try:
        return without_nul(content.decode(encoding))
    except UnicodeDecodeError as error:
        # Inside the last letter: the file breaks off. Anywhere else: it is in another encoding.
        if encoding != "utf-8":
            refuse_damaged()
        if error.reason == "unexpected end of data" and not content.isascii() and is_otherwise_utf8(content, error):
            refuse_damaged()
    try:
        return without_nul(content.decode("cp1252"))
    except UnicodeDecodeError:
        refuse_unknown()


def is_otherwise_utf8(content, error) -> bool:
    """Letters beyond ASCII before the broken one prove it; a lone last byte may be an å of cp1252."""
    return not content[: error.start].isascii()


def unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of the first ones is NUL."""
    start = content[:200]
    odd, even = start[1::2], start[::2]
    if len(start) > 3 and odd.count(0) > 0.8 * len(odd):
        return "utf-16-le"
    if len(start) > 3 and even.count(0) > 0.8 * len(even):
        return "utf-16-be"
    return None


def without_nul(text: str) -> str:
    """Refuses what is no text at all: pictures and programs are full of control characters."""
    control = sum(text.count(chr(code)) for code in (*range(9), *range(14, 27), *range(28, 32)))
    if control > len(text) / 100:
        refuse_unknown()
    return text.replace("\0", "")


def separator_of(text: str) -> str:
    """The one that parts most of the first lines into equally many columns."""
    sample = text[:SAMPLE]

    def fit(separator):
        rows = islice(csv.reader(StringIO(sample, newline=""), delimiter=separator), SAMPLE_ROWS)
        counts = Counter(len(row) for row in rows if any(row))
        columns, rows = max(counts.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        return (rows, columns) if columns > 1 else (0, 0)

    return max(SEPARATORS, key=fit)  # the first of equals


def parsed(text, separator) -> list[list[str]]:
    """Each row of the file; a blank one is empty, and does not count among the rows that we take."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, filled = [], 0
    try:
        for row in reader:
            if len(row) > MOST_COLUMNS and any(row[MOST_COLUMNS:]):
                refuse_columns()
            is_filled = any(row)
            rows.append([unescaped(cell) for cell in row[:MOST_COLUMNS]] if is_filled else BLANK)
            filled += is_filled
            if filled > MOST_ROWS + ABOVE_THE_ROWS:
                refuse_rows()
    except csv.Error as error:
        raise Unreadable(
            _("Row %(row)s cannot be read: a quotation mark is opened and not closed.") % {"row": len(rows) + 1},
            way_out=_("The file may be cut off. Export it once more, or put the row right."),
        ) from error
    return rows


def unescaped(cell: str) -> str:
    """Without the apostrophe that our own CSV files put before what would be run as a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(RUN_AS_FORMULA) else cell


def check_end(text, rows):
    """A last row that has too few cells and no line end: the file breaks off there."""
    if not rows or text.endswith(("\n", "\r")):
        return
    usual = Counter(len(row) for row in rows[:-1] if any(row)).most_common(1)
    if usual and len(rows[-1]) < usual[0][0]:
        raise Unreadable(
            _("The file is cut off in the middle of row %(row)s.") % {"row": len(rows)},
            way_out=_("Export it once more, and wait until it has been copied before you choose it."),
        )


def refuse_unknown():
    raise Unreadable(
        _("This is not a spreadsheet, or its letters cannot be recognised."),
        way_out=_("Choose an Excel workbook (.xlsx), or a text file saved as “CSV UTF-8”."),
    )
