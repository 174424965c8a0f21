"""What stands in an xlsx file?

Formulas are what they last came to; nothing is ever calculated here. What is unpacked is measured first: a file of a
few kilobytes can unpack to gigabytes, and one cell in the last corner makes the reader set aside 17 billion cells.
"""

import re
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from io import BytesIO
from xml.parsers import expat

from django.utils.translation import gettext as _
from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from okportal.sheets.grid import (
    ABOVE_THE_ROWS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_UNPACKED,
    Grid,
    Unreadable,
    refuse_columns,
    refuse_damaged,
    refuse_rows,
)

CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
NOT_SHEETS = re.compile(r"xl/(sharedStrings|styles|workbook|theme/.*)\.xml")
EXACT = 10**15  # whole numbers up to here are exact in a spreadsheet
MIDNIGHT = time()


def read_workbook(content: bytes) -> Grid:
    """The first visible sheet that holds anything. Raises Unreadable."""
    check_package(content)
    try:
        with load_workbook(BytesIO(content)) as book:
            return first_with_content(book)
    except PasswordError:
        refuse_locked()
    except CalamineError:
        refuse_damaged()


def first_with_content(book: CalamineWorkbook) -> Grid:
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_name(about.name)
        rows = [[as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        if any(any(row) for row in rows):
            merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
            return Grid(rows, about.name, merged)
    raise Unreadable(_("No sheet in the file has anything in it."), way_out=_("Check that you chose the right file."))


def as_text(cell) -> str:
    """Dates as ISO, whole numbers without decimals, others as a spreadsheet shows them; true and false as such."""
    return _AS_TEXT.get(type(cell), str)(cell)


def number_as_text(number: float) -> str:
    return str(int(number)) if number.is_integer() and abs(number) < EXACT else f"{number:.15g}"


def moment_as_text(at: datetime) -> str:
    return at.date().isoformat() if at.time() == MIDNIGHT else at.isoformat(" ", "minutes")


def duration_as_text(length: timedelta) -> str:
    """Hours and minutes: '37:30'."""
    minutes = round(length.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02}"


_AS_TEXT = {
    float: number_as_text,
    bool: lambda answer: "true" if answer else "false",
    datetime: moment_as_text,
    date: date.isoformat,
    time: lambda clock: clock.isoformat("minutes"),
    timedelta: duration_as_text,
}


def check_package(content: bytes):
    """Whole, an xlsx, and not larger unpacked than we take. Read through, since what a zip says of itself may lie."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            files = package.infolist()
            check_kind({file.filename for file in files})
            if sum(file.file_size for file in files) > MOST_UNPACKED:
                refuse_unpacked()
            if package.testzip() is not None:
                refuse_damaged()
            for file in files:
                if file.filename.endswith(".xml") and file.filename.startswith("xl/"):
                    check_extent(package, file)
    except RuntimeError:  # a packed file with a password
        refuse_locked()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        refuse_damaged()


def check_kind(names: set[str]):
    if "xl/workbook.xml" in names:
        return
    if not names & {"xl/workbook.bin", "content.xml", "[Content_Types].xml"}:
        raise Unreadable(
            _("This is a packed folder, not a spreadsheet."), way_out=_("Unpack it, and choose the spreadsheet in it.")
        )
    raise Unreadable(
        _("This kind of file cannot be read."), way_out=_("Open it and save it as an Excel workbook (.xlsx).")
    )


def check_extent(package, file):
    """Refuse a sheet that reaches further down or to the right than we read."""
    if NOT_SHEETS.fullmatch(file.filename):
        return
    extent = Extent()
    try:
        with package.open(file) as part:
            extent.parser.ParseFile(part)
    except expat.ExpatError:
        refuse_damaged()
    if extent.columns > MOST_COLUMNS:
        refuse_columns()
    if extent.rows > MOST_ROWS + ABOVE_THE_ROWS:
        refuse_rows()


class Extent:
    """How far down and to the right the cells with a value reach, counted the way the reader counts them."""

    def __init__(self):
        self.rows = self.columns = self.row = self.column = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.begin
        self.parser.StartDoctypeDeclHandler = self.refuse_document_type

    def begin(self, name, attributes):
        name = name.rpartition(" ")[2]
        if name in ("v", "is", "f"):
            self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)
        elif name == "c":
            place = CELL.fullmatch(attributes.get("r", ""))
            self.column = column_number(place[1]) if place else self.column + 1
            if place:
                self.row = int(place[2])
        elif name == "row":
            number = attributes.get("r", "")
            self.row = int(number) if number.isdecimal() else self.row + 1
            self.column = 0

    def refuse_document_type(self, *_declared):
        refuse_damaged()


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def refuse_unpacked():
    raise Unreadable(
        _("The file is far too large when it is unpacked."),
        way_out=_("Copy the list into a new workbook without pictures and formatting, and choose that one."),
    )


def refuse_locked():
    raise Unreadable(
        _("The file is protected by a password."), way_out=_("Open it, take the password away, and save it again.")
    )
