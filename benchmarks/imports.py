"""What does it cost to take in a register of 5,000 apprentices, from the file to the rows and back?"""

import csv
import io
import time
from datetime import date, timedelta
from statistics import median

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from benchmarks.report import Figure, Result
from benchmarks.seed import TRADES
from companies.models import Company
from okportal.documents.uploads import SHEETS, accept
from okportal.embedded.demo.synthetic import national_id
from okportal.imports import actions
from okportal.imports.models import ImportRun
from okportal.imports.tasks import check_import, undo_import, write_import
from okportal.offices.member import member_of, roles_of
from okportal.offices.scope import office_scope

ROWS, FAULTY, ROUNDS = 5_000, 50, 3
SECONDS = 3  # of our own processes
DAYS = 250  # of birth; on each there are synthetic numbers for twenty people and more
UNKNOWN = "810000023"  # a number that is a company's, but no member's
HEADS = (
    "Fornavn", "Etternavn", "Fødselsnr", "E-post", "Mobil", "Adresse", "Postnr", "Poststed", "Fagkode",
    "Bedriftens orgnr", "Kontraktstart", "Kontraktslutt", "Kontraktsnummer",
)  # fmt: skip


def import_rows(bench) -> Result:
    """5,000 apprentices with contracts from a file, 50 rows of it faulty: uploaded, checked and written"""
    bench.country  # noqa: B018  (it comes when it is asked for)
    road = Road(bench)
    rounds = [road.there_and_back() for _round in range(1 + ROUNDS)][1:]  # the first one warms up
    own, database = (median(times) for times in zip(*rounds, strict=True))
    figures = [
        Figure("our own processor time", own, SECONDS, " s"),
        Figure("of the database besides", database, None, " s"),
        Figure("rows not written", ROWS - FAULTY - road.written, 0),
        Figure("rows left after undoing", road.left, 0),
    ]
    return Result("import", import_rows.__doc__, "", figures)


class Road:
    """One file on its way; the worker's tasks are called where the worker would."""

    def __init__(self, bench):
        self.bench, self.office, self.written, self.left = bench, bench.offices.main, 0, 0
        with office_scope(self.office.pk):
            self.file = sheet(list(Company.objects.values_list("organisation_number", flat=True)))

    def there_and_back(self) -> tuple[float, float]:
        """(processor seconds of this process, of its database connection) for the way there."""
        own = time.process_time()
        run, both = self.bench.cost(self.there)
        own = time.process_time() - own
        self.written = run.rows_written
        with self.scope():
            actions.ask_undo(run=run, by=self.member())
        undo_import(self.office.pk, run.pk)
        with self.scope():
            self.left = run.rows.count()
        self.bench.tidy()
        return own, both - own

    def there(self) -> ImportRun:
        with self.scope():
            file = accept(SimpleUploadedFile("laerlinger.csv", self.file), SHEETS)
            run = actions.upload(kind=ImportRun.Kind.APPRENTICES, file=file, by=self.member())
            actions.choose_columns(run=run, columns=run.columns, known=ImportRun.Known.SKIP, by=self.member())
        check_import(self.office.pk, run.pk)
        with self.scope():
            actions.take_in(run=self.again(run), by=self.member())
        write_import(self.office.pk, run.pk)
        return self.again(run)

    def again(self, run) -> ImportRun:
        with self.scope():
            return ImportRun.objects.get(pk=run.pk)

    def scope(self):
        return office_scope(self.office.pk, self.bench.advisor.pk)

    def member(self):
        today = timezone.localdate()
        return member_of(self.office.slug, self.bench.advisor, roles_of(self.bench.advisor, today), today)


def sheet(companies) -> bytes:
    """The file as a system that is used today writes it; every hundredth row has no company that is known."""
    text, today = io.StringIO(), timezone.localdate()
    lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
    lines.writerow(HEADS)
    for number in range(ROWS):
        start = today - timedelta(days=30 + number % 500)
        # Every other serial: the next number is taken where one has no check digits.
        number_of_person = national_id(date(2005, 1, 1) + timedelta(days=number % DAYS), 2 + 2 * (number // DAYS))
        company = UNKNOWN if number % (ROWS // FAULTY) == 0 else companies[number % len(companies)]
        lines.writerow((
            f"Fornavn{number}", f"Ætternavn{number}", number_of_person, f"ny{number}@import.example", f"4{number:07}",
            f"Veien {number}", "5003", "Bergen", TRADES[number % len(TRADES)], company, f"{start:%d.%m.%Y}",
            f"{start + timedelta(days=730):%d.%m.%Y}", f"V-{number}",
        ))  # fmt: skip
    return text.getvalue().encode("utf-8-sig")
