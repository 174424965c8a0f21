"""Which columns of a list does this person want to see?

The choice stands in the address (`?kolonner=trade,end`), so that a saved view, a page link and an export keep it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

PARAMETER = "kolonner"


@dataclass(frozen=True)
class ListColumn:
    """A column that can be shown or left out. `order` is its word in the filter set's ordering; "" cannot be sorted."""

    name: str
    label: Any  # lazy text
    order: str = ""
    is_usual: bool = True  # shown to one who has chosen nothing


@dataclass(frozen=True)
class Columns:
    """The columns in force, in the order they are offered. `"end" in columns` asks for one."""

    offered: tuple[ListColumn, ...]
    names: frozenset[str]
    kept: tuple[tuple[str, str], ...]  # what else the address says, for the form that chooses: (name, value)

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def __iter__(self) -> Iterator[ListColumn]:
        return (column for column in self.offered if column.name in self.names)

    @property
    def asked(self) -> str:
        """Value of the parameter that shows the same columns again."""
        return ",".join(column.name for column in self)

    @property
    def choices(self) -> list[tuple[ListColumn, bool]]:
        """(column, is it shown) for each that is offered."""
        return [(column, column.name in self.names) for column in self.offered]


def columns_of(request, offered: Sequence[ListColumn]) -> Columns:
    """What the address asks for: `?kolonner=a,b` or, from checkboxes, `?kolonner=a&kolonner=b`.

    Unknown names are passed over; where none is left, the usual ones are shown.
    """
    asked = {name for value in request.GET.getlist(PARAMETER) for name in value.split(",")}
    names = frozenset(column.name for column in offered if column.name in asked)
    usual = frozenset(column.name for column in offered if column.is_usual)
    kept = tuple(
        (name, value)
        for name, values in request.GET.lists()
        if name not in (PARAMETER, "page")
        for value in values
        if value
    )
    return Columns(tuple(offered), names or usual, kept)
