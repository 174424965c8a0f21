"""Which columns can the list of companies have, and what does each say in a file?

A file holds what its reader sees on the page, and no more: the same rows, the same columns.
"""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from okportal.sheets.writing import Column
from okportal.ui.columns import ListColumn


@dataclass(frozen=True)
class RowColumn(ListColumn):
    """`cells`: the columns of a file that stand for it."""

    cells: tuple[Column, ...] = ()


def plain(name, label, value, width=18, is_usual=False, order=""):
    """A column that is one word or number; `value`: what gives it."""
    return RowColumn(name, label, order, is_usual, (Column(name, label, value, width),))


def name_of(attribute: str) -> Any:
    """The name behind a key that may be empty."""
    return lambda company: str(getattr(company, attribute) or "")


def approved_for(company) -> str:
    return ", ".join(approval.trade.name for approval in company.granted)


EVERYBODY = (
    RowColumn(
        "place", _("Place"), order="place",
        cells=(Column("city", _("City"), attrgetter("city")), Column("county", _("County"), name_of("county"))),
    ),
    plain("approved", _("Approved for"), approved_for, 50, is_usual=True),
    plain("address", _("Address"), attrgetter("written_address"), 36),
    plain("email", _("E-mail"), attrgetter("email"), 30),
    plain("phone", _("Phone"), attrgetter("written_phone"), 14),
    plain("sector", _("Sector"), lambda company: company.get_sector_display(), 16),
    plain("employees", _("Employees"), attrgetter("employees"), 10),
    plain("industry", _("Industry"), attrgetter("industry"), 36),
)  # fmt: skip
STAFF = (plain("in_training", _("In training"), attrgetter("in_training"), 10, is_usual=True),)
NAMES = (
    Column("name", _("Company"), attrgetter("name"), 36),
    Column("number", _("Organisation number"), attrgetter("organisation_number"), 14),
    Column("is_active", _("Member"), attrgetter("is_active"), 10),
)


def offered_to(member) -> tuple[RowColumn, ...]:
    return EVERYBODY + STAFF if member.is_staff else EVERYBODY


def file_columns(columns) -> list[Column]:
    """Columns of a file; their rows are companies with `granted` approvals and `in_training` counted."""
    return [*NAMES, *(cell for column in columns for cell in column.cells)]
