"""Which columns can the list of apprentices have, and what does each say in a file?

A file holds what its reader sees on the page, and no more: the same rows, the same columns.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apprenticeships.models import Apprenticeship
from apprenticeships.progress import Progress, progress
from apprenticeships.rules import Facts, caseload_status
from okportal.norwegian import spaced_phone
from okportal.sheets.writing import Column
from okportal.ui.columns import ListColumn

# What every row needs: the name, the link and the traffic light. The rest stays in the database, the encrypted
# number first of all.
ALWAYS = (
    "office_id", "state", "start_on", "end_on", "apprentice__first_name", "apprentice__last_name", "trade__name",
    "company__name", "supervisor_id", "supervisor__to_on", "instructor_id", "instructor__to_on", "advisor_id",
    "advisor__to_on",
)  # fmt: skip


@dataclass(frozen=True)
class RowColumn(ListColumn):
    """`reads`: fields beside those of ALWAYS; `cells(today)`: the columns of a file that stand for it."""

    reads: tuple[str, ...] = ()
    cells: Callable[[date], tuple[Column, ...]] = lambda today: ()


def plain(name, label, field, order="", is_usual=False, width=18):
    """A column that is one field, on the page and in a file."""
    in_file = (Column(name, label, attrgetter(field), width),)
    reads = () if field in ALWAYS else (field,)
    return RowColumn(name, label, order, is_usual, reads, lambda today: in_file)


def status_cells(today):
    # In a file of 50,000 rows the same facts come thirty times, and finding the words is the dearest part of a row.
    @cache
    def status_of(facts):
        return caseload_status(Facts(*facts), today)

    def status(row):
        return status_of(facts_of(row))

    return (
        Column("status", _("Status"), lambda row: status(row).label, 16),
        Column("reason", _("Reason"), lambda row: status(row).reason, 40),
    )


def period_cells(today):
    @cache
    def words_of(start_on, end_on):
        return in_words(progress(start_on, end_on, today))

    def words(row):
        return words_of(row.start_on, row.end_on)

    return (Column("period", _("Training period"), words, 20),)


def phone_cells(today):
    return (Column("phone", _("Mobile"), lambda row: spaced_phone(row.apprentice__phone), 14),)


def candidate_type_cells(today):
    names = dict(Apprenticeship.CandidateType.choices)
    return (Column("type", _("Candidate type"), lambda row: names.get(row.candidate_type, ""), 24),)


EVERYBODY = (
    RowColumn("status", gettext_lazy("Status"), cells=status_cells),
    RowColumn("period", gettext_lazy("Training period"), cells=period_cells),
    plain("start", gettext_lazy("Starts"), "start_on", order="start", width=12),
    plain("end", gettext_lazy("Ends"), "end_on", order="end", is_usual=True, width=12),
    plain("advisor", gettext_lazy("Advisor"), "advisor__user__name", is_usual=True, width=24),
    plain("supervisor", gettext_lazy("Training supervisor"), "supervisor__name", width=24),
    plain("instructor", gettext_lazy("Instructor"), "instructor__name", width=24),
    plain("place", gettext_lazy("Place of work"), "establishment__name", width=24),
)
# How the office divides its work, and how it reaches people, without a look at each file.
STAFF = (
    plain("county", gettext_lazy("County"), "county__name"),
    RowColumn(
        "type", gettext_lazy("Candidate type"), is_usual=False, reads=("candidate_type",), cells=candidate_type_cells
    ),
    plain("email", gettext_lazy("E-mail"), "apprentice__email", width=30),
    RowColumn("phone", gettext_lazy("Mobile"), is_usual=False, reads=("apprentice__phone",), cells=phone_cells),
)
NAMES = (
    Column("last_name", gettext_lazy("Last name"), attrgetter("apprentice__last_name"), 20),
    Column("first_name", gettext_lazy("First name"), attrgetter("apprentice__first_name"), 20),
    Column("trade", gettext_lazy("Trade"), attrgetter("trade__name"), 30),
    Column("company", gettext_lazy("Training company"), attrgetter("company__name"), 30),
)


def offered_to(member) -> tuple[RowColumn, ...]:
    return EVERYBODY + STAFF if member.is_staff else EVERYBODY


def fields_of(columns) -> list[str]:
    """The fields to read for these columns; those of the page and of a file are the same."""
    return list(dict.fromkeys([*ALWAYS, *(field for column in columns for field in column.reads)]))


def file_columns(columns, today) -> list[Column]:
    """Columns of a file; their rows are named tuples of `fields_of`."""
    return [*NAMES, *(cell for column in columns for cell in column.cells(today))]


def facts_of(row) -> tuple:
    """The fields of Facts, of a named tuple of fields."""
    return (
        row.state, row.start_on, row.end_on, row.supervisor_id is not None, row.supervisor__to_on,
        row.instructor_id is not None, row.instructor__to_on, row.advisor_id is not None, row.advisor__to_on,
    )  # fmt: skip


def in_words(passed: Progress | None) -> str:
    if passed is None:
        return ""
    if passed.month:
        return _("Month %(month)s of %(months)s") % {"month": passed.month, "months": passed.months}
    return ngettext("%(months)s month, not begun", "%(months)s months, not begun", passed.months) % {
        "months": passed.months
    }
