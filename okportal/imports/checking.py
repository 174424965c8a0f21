"""Which rows of a file can be taken in, what is wrong with the others, and who is in the register already?"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from okportal.imports.fields import Field
from okportal.imports.known import Known
from okportal.sheets.reading import Table


@dataclass(frozen=True)
class Kind:
    """One kind of register that a file can fill.

    `complete(row, known)`: what one cell alone cannot tell; adds to `row.faults`, changes `row.values`.
    `same(row, known)`: id of the row's subject in the register, or None. `name(row)`: how it is shown.
    `identity(row)`: what two rows of one file may not share. `write(rows, by, fills)`: good rows into the register, as
    [(line, row written, {field filled in: text} or None)]. `undo(made, by)`: {table: rows} out of it again.
    """

    key: str
    model: str  # label of the register's own table
    fields: list[Field]
    complete: Callable
    same: Callable
    name: Callable
    identity: Callable
    write: Callable
    undo: Callable
    # Keys of which one at least must have a column, in groups: (("name",), ("first_name", "last_name")).
    needs_one_of: tuple = ()


@dataclass
class Row:
    """One line of the file. `faults` are (key of the field or "", sentence)."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    known_id: int | None = None

    @property
    def is_good(self):
        return not self.faults


def checked(kind: Kind, table: Table, columns: dict[str, str], known: Known, progress=None) -> list[Row]:
    """Every row with its values, its faults and whom it is about. Nothing is written.

    `columns`: {key of a field: head}. `progress(number of rows done)` is called now and then.
    """
    places = [(field, table.header.index(columns[field.key])) for field in kind.fields if field.key in columns]
    missing = [field for field in kind.fields if field.is_required and field.key not in columns]
    rows, seen = [], {}
    for number, (line, cells) in enumerate(zip(table.lines, table.rows, strict=True)):
        row = Row(line)
        for field_, place in places:
            _parse(row, field_, cells[place], known)
        for field_ in missing:
            row.faults.append((field_.key, _("There is no column for this.")))
        kind.complete(row, known)
        _compare(kind, row, known, seen)
        rows.append(row)
        if progress and number % 500 == 0:
            progress(number)
    return rows


def _parse(row, field_, cell, known):
    if not cell:
        if field_.is_required:
            row.faults.append((field_.key, _("This is missing.")))
        return
    try:
        row.values[field_.key] = field_.parse(cell, known)
    except ValidationError as error:
        row.faults.append((field_.key, error.messages[0]))


def _compare(kind, row, known, seen):
    """The first of two equal rows counts; the second one is a fault that names the first."""
    for identity in kind.identity(row):
        if identity in seen:
            row.faults.append(("", _("The same as line %(line)s.") % {"line": seen[identity]}))
            return
        seen[identity] = row.line
    if row.is_good:
        row.known_id = kind.same(row, known)
