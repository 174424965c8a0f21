"""What does a file with 50,000 rows cost, beside the least that writes the same rows?

The office of these rows has more apprentices than Norway has in any: the whole country in one.
"""

from functools import cache
from tempfile import TemporaryFile

import xlsxwriter
from django.db import connection, transaction
from django.utils import timezone

from apprenticeships.columns import EVERYBODY, fields_of, file_columns
from apprenticeships.models import Apprenticeship
from benchmarks.compare import compare
from benchmarks.report import Figure, Result
from okportal.embedded.norway import build, members, training
from okportal.embedded.norway.plan import OfficePlan, numbers
from okportal.offices.scope import office_scope
from okportal.sheets.writing import csv_rows, xlsx_file

ROWS, COMPANIES, SERIAL = 50_000, 2_000, 999
ROUNDS = 5
# Names, trade, company; status and its reason, period, first and last day, advisor, supervisor, instructor.
CHOSEN = [column for column in EVERYBODY if column.name != "place"]
COLUMNS = 12


def export_csv(bench) -> Result:
    """The list of apprentices as CSV: 50,000 rows of 12 columns"""

    def work():
        with TemporaryFile() as file:
            for piece in csv_rows(columns(), rows()):
                file.write(piece.encode())
        return 1

    def floor():
        with TemporaryFile() as file, connection.cursor() as cursor:
            sql, parameters = query().query.sql_with_params()
            with cursor.copy(f"COPY ({sql}) TO STDOUT WITH (FORMAT csv)", parameters) as copy:
                for piece in copy:
                    file.write(piece)
        return 1

    return _export(bench, "export_csv", export_csv.__doc__, "COPY of the same query", floor, work, 4)


def export_xlsx(bench) -> Result:
    """The list of apprentices as xlsx: 50,000 rows of 12 columns"""

    def work():
        xlsx_file(columns(), rows()).close()
        return 1

    with office_scope(office_of_50_000()):
        made = columns()
        fetched = [[column.value(row) for column in made] for row in rows()]

    def floor():
        with TemporaryFile() as file:
            raw_xlsx(file, fetched)
        return 1

    return _export(bench, "export_xlsx", export_xlsx.__doc__, "xlsxwriter alone, rows at hand", floor, work, 1.3)


def raw_xlsx(file, rows):
    """As the manual of xlsxwriter has it, one row in memory at a time, dates as dates."""
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "default_date_format": "dd.mm.yyyy"})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, row)
    book.close()


def _export(bench, name, what, floor_name, floor, work, times) -> Result:
    with office_scope(office_of_50_000()):
        comparison = compare(floor, work, bench.cost, rounds=ROUNDS, warm_up=1)
    return Result(name, what, floor_name, [Figure("of the floor", comparison.ratio, times, "×")], comparison)


def columns():
    made = file_columns(CHOSEN, timezone.localdate())
    if len(made) != COLUMNS:
        raise ValueError(f"The goal is set for {COLUMNS} columns, these are {len(made)}")
    return made


def query(**named):
    return Apprenticeship.objects.order_by("apprentice__sort_name", "pk").values_list(*fields_of(CHOSEN), **named)


def rows():
    """As the list's own export reads them."""
    return query(named=True).iterator(chunk_size=2000)


@cache
def office_of_50_000() -> int:
    """Id of the office; made the first time."""
    plan = OfficePlan(SERIAL, ROWS, numbers(0, COMPANIES))
    with transaction.atomic():
        (office,) = build.office_ids(1)
        with office_scope(office):
            build.fill(plan, office, (*members.FILLINGS, training.APPRENTICES, training.APPRENTICESHIPS))
    return office
