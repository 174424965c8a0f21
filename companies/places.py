"""How many places does a company have for a year's intake, in what, and how many of them are taken?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import Count

from companies.models import Approval, Company, Establishment, Places
from okportal.curricula.models import Trade

YEARS = range(2000, 2101)
MOST = 999  # places in one line
AUTUMN = 8  # the month in which an intake begins
# Training that began, or is agreed on. One that ended early has given its place back.
TAKEN = ("planned", "running", "completed")


@dataclass
class Line:
    """One trade at one place of work, or in the whole company. `count` None: nobody has said how many."""

    trade: Trade
    establishment: Establishment | None
    count: int | None = None
    before: int | None = None  # the year before
    taken: int = 0
    is_from_answer: bool = False

    @property
    def key(self) -> tuple[str, int | None]:
        return self.trade.pk, self.establishment.pk if self.establishment else None

    @property
    def free(self) -> int | None:
        return None if self.count is None else max(self.count - self.taken, 0)

    def __str__(self):
        return f"{self.trade.name} · {self.establishment.name}" if self.establishment else self.trade.name


def coming_intake(today: date) -> int:
    """Apprentices begin in August: from then on the year after is what is planned for."""
    return today.year + (today.month >= AUTUMN)


def year_from(text: str | None, today: date) -> int:
    """The year an address asks for; the coming intake where it is nonsense."""
    if text and text.isascii() and text.isdigit() and len(text) == 4 and int(text) in YEARS:
        return int(text)
    return coming_intake(today)


def lines_of(company: Company, year: int, today: date) -> list[Line]:
    """What the company is approved for, and what else there are figures or apprentices for. Three queries."""
    lines = {}
    approvals = Approval.objects.filter(company=company).granted_on(today).select_related("trade", "establishment")
    for approval in approvals:
        if approval.establishment is None or approval.establishment.closed_on is None:
            line = Line(approval.trade, approval.establishment)
            lines.setdefault(line.key, line)
    for row in rows_of(company, year, year - 1):
        line = lines.setdefault((row.trade_id, row.establishment_id), Line(row.trade, row.establishment))
        if row.year == year:
            line.count, line.is_from_answer = row.count, row.is_from_answer
        else:
            line.before = row.count
    add_taken(lines, taken_in(Company.objects.filter(pk=company.pk), year).get(company.pk, {}))
    return sorted(lines.values(), key=lambda line: (line.trade.name, line.establishment is not None, str(line)))


def rows_of(company: Company, *years: int):
    return Places.objects.filter(company=company, year__in=years).select_related("trade", "establishment")


def begun_in(companies, year: int):
    """Rows of `companies` joined with the apprenticeships that begin in the year, for counting."""
    return companies.filter(
        apprenticeships__start_on__gte=date(year, 1, 1), apprenticeships__start_on__lte=date(year, 12, 31),
        apprenticeships__state__in=TAKEN,
    ).order_by()  # fmt: skip


def taken_in(companies, year: int) -> dict[int, Counter]:
    """{company: Counter of (trade, place of work)} of those whose training begins in the year. One query."""
    rows = begun_in(companies, year).values_list(
        "pk", "apprenticeships__trade_id", "apprenticeships__establishment_id"
    )  # fmt: skip
    found: dict[int, Counter] = {}
    for company_id, trade_id, establishment_id, number in rows.annotate(number=Count("apprenticeships")):
        found.setdefault(company_id, Counter())[trade_id, establishment_id] += number
    return found


def add_taken(lines: dict, taken: dict):
    """Each apprentice counts once: at the place of work where there is a line for it, else in the whole company's."""
    for (trade_id, establishment_id), number in taken.items():
        line = lines.get((trade_id, establishment_id)) or lines.get((trade_id, None))
        if line:
            line.taken += number


def mark(rows: Iterable[Places]) -> str:
    """Short sign of a year's figures; a form brings back the one it was filled from, and a change is noticed."""
    known = sorted((row.trade_id, row.establishment_id or 0, row.count) for row in rows)
    return sha256(repr(known).encode()).hexdigest()[:16]
