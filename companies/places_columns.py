"""What does each line of places say in a file?"""

from dataclasses import dataclass
from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from companies.models import Company
from companies.places import Line
from okportal.sheets.writing import Column


@dataclass(frozen=True)
class FileRow:
    """One line of one company; a company without any has a row all the same, so that silence is seen."""

    company: Company
    line: Line | None
    year: int

    @property
    def question(self):
        return self.company.question

    @property
    def place(self):
        return self.line.establishment.name if self.line and self.line.establishment else ""


def of_line(name):
    return lambda row: getattr(row.line, name) if row.line else None


def of_question(name):
    return lambda row: getattr(row.question, name) if row.question else None


COLUMNS = (
    Column("name", _("Company"), attrgetter("company.name"), 36),
    Column("number", _("Organisation number"), attrgetter("company.organisation_number"), 14),
    Column("trade", _("Trade"), lambda row: row.line.trade.name if row.line else "", 30),
    Column("place", _("Place of work"), attrgetter("place"), 30),
    Column("year", _("Intake year"), attrgetter("year"), 10),
    Column("places", _("Places"), of_line("count"), 10),
    Column("taken", _("Taken"), of_line("taken"), 10),
    Column("before", _("The year before"), of_line("before"), 12),
    Column("answer", _("Answer"), lambda row: row.company.answer.label, 14),
    Column("answered_by", _("Answered by"), of_question("answered_by_name"), 24),
    Column("answered_at", _("Answered"), of_question("answered_at"), 16),
    Column("comment", _("Comment"), of_question("comment"), 40),
)


def file_rows(companies: list[Company], year: int) -> list[FileRow]:
    return [FileRow(company, line, year) for company in companies for line in company.lines or [None]]
