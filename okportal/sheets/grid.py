"""What is a sheet before anybody knows which of its rows holds the heads, and what is too much?"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from okportal.errors import Refused

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 300 * 1024 * 1024  # 50,000 rows of 100 columns unpack to less
MOST_ROWS = 50_000
MOST_COLUMNS = 100
ABOVE_THE_ROWS = 30  # the heads, and titles and blank rows above them


class Unreadable(Refused):
    """A file that cannot be taken in: what is the matter, and what to do about it."""


@dataclass(frozen=True)
class Grid:
    """Every row of one sheet as text, the first one of the file first.

    `merged` holds cells that are joined, as (first row, first column, last row, last column), counted from 0.
    """

    rows: list[list[str]]
    sheet: str = ""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def refuse_rows():
    raise Unreadable(
        _("The file has more than %(count)s rows.") % {"count": f"{MOST_ROWS:_}".replace("_", " ")},
        way_out=_("Divide it into several files, or delete what stands far below the list."),
    )


def refuse_columns():
    raise Unreadable(
        _("The file has more than %(count)s columns.") % {"count": MOST_COLUMNS},
        way_out=_("Delete the columns that are not needed, also what stands far to the right of the list."),
    )


def refuse_damaged():
    raise Unreadable(
        _("The file is damaged or cut off: its end is missing."),
        way_out=_("Save or export it once more, and wait until it has been copied before you choose it."),
    )
