"""Does a file hold exactly what its reader sees in the list?"""

import csv
import io
import zipfile
from datetime import datetime, time

import pytest
from python_calamine import load_workbook

from apprenticeships.columns import EVERYBODY, NAMES, STAFF, file_columns
from apprenticeships.models import Apprentice, Apprenticeship
from okportal.audit.models import Event
from okportal.permissions import Role
from tests.world import COUNTY, TRADE

PATH = "laerlinger/eksport/"


def exported(cast, role=Role.ADVISOR, query=""):
    response = cast.client(role).get(cast.url(f"{PATH}?fil=csv&{query}"))
    assert response.status_code == 200
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_file_says_what_the_list_says(here):
    running = here.rows.apprenticeship
    row = next(row for row in exported(here) if row["Ends"])
    assert (row["Last name"], row["First name"], row["Trade"]) == ("Lærling", "Fjord", "Barne- og ungdomsarbeiderfaget")
    assert (row["Status"], row["Reason"]) == ("In training", "")
    assert (row["Training period"], row["Ends"]) == ("Month 11 of 24", running.end_on.isoformat())
    assert (row["Training company"], row["Advisor"]) == ("Fjord barnehager", "Fjord Advisor")


def test_xlsx_has_real_dates(here):
    response = here.client(Role.ADVISOR).get(here.url(f"{PATH}?fil=xlsx&state=running"))
    assert response["Content-Disposition"].startswith('attachment; filename="Apprentices_')
    book = load_workbook(io.BytesIO(response.getvalue()))
    heads, row = book.get_sheet_by_index(0).to_python()
    end = dict(zip(heads, row, strict=True))["Ends"]
    assert end in {here.rows.apprenticeship.end_on, datetime.combine(here.rows.apprenticeship.end_on, time())}


def test_filter_and_columns_are_those_of_the_list(here):
    rows = exported(here, query="state=running&kolonner=email,phone,type")
    assert [list(row) for row in rows] == [
        ["Last name", "First name", "Trade", "Training company", "Candidate type", "E-mail", "Mobile"]
    ]
    assert (rows[0]["Mobile"], rows[0]["Candidate type"]) == ("900 00 000", "Apprentice")
    assert exported(here, query="name=nobody") == []


def test_all_pages_are_in_the_file(here):
    with here.scope():
        for number in range(60):
            apprentice = Apprentice.objects.create(
                office=here.office, first_name="Nr", last_name=f"{number}", email=f"nr{number}@example.test"
            )
            Apprenticeship.objects.create(
                office=here.office, apprentice=apprentice, trade_id=TRADE, company=here.rows.company, county_id=COUNTY
            )
    assert len(exported(here, query="page=2")) == 62


def test_only_the_ticked_are_in_the_file(here):
    assert len(exported(here, query=f"valgt={here.rows.planned.pk}")) == 1
    assert len(exported(here, query="alle=1&filter=state%3Drunning")) == 1
    assert exported(here, query="valgt=") == []


def test_rows_of_another_office_are_not(world):
    foreign = world.there.rows.apprenticeship.pk
    assert exported(world.here, query=f"valgt={foreign}") == []
    assert "Canary" not in str(exported(world.here, query="state=all"))


def test_company_person_exports_what_the_company_sees(here):
    with here.scope():
        Apprenticeship.objects.filter(pk=here.rows.planned.pk).update(supervisor=None)
    rows = exported(here, Role.TRAINING_SUPERVISOR, "kolonner=email,phone,county,start")
    assert len(rows) == len(seen_in_list(here, Role.TRAINING_SUPERVISOR))
    assert list(rows[0]) == ["Last name", "First name", "Trade", "Training company", "Starts"]


def seen_in_list(here, role):
    return here.client(role).get(here.url("laerlinger/")).context["listing"].rows


@pytest.mark.parametrize("role", [Role.APPRENTICE, Role.GUARDIAN])
def test_export_is_not_there_for_the_apprentice(here, role):
    assert here.client(role).get(here.url(PATH)).status_code == 404


def test_each_export_leaves_one_line_with_the_count(here):
    exported(here, query="state=running")
    with here.scope():
        event = Event.objects.get(verb="apprenticeships.exported")
    assert (event.facts, event.by, event.subject) == (
        {"rows": 1, "kind": "csv"}, here.users[Role.ADVISOR], "offices.office",
    )  # fmt: skip


def test_name_that_begins_like_a_formula_is_text(here):
    with here.scope():
        Apprentice.objects.filter(pk=here.rows.apprentice.pk).update(first_name="=1+1")
    assert {row["First name"] for row in exported(here)} == {"'=1+1"}
    content = here.client(Role.ADVISOR).get(here.url(PATH)).getvalue()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_no_column_reads_the_national_identity_number(here):
    today = here.rows.apprenticeship.start_on
    read = {field for column in EVERYBODY + STAFF for field in column.reads}
    assert not any("national_id" in field or "birth" in field for field in read)
    assert len(file_columns(EVERYBODY + STAFF, today)) == len(NAMES) + len(EVERYBODY + STAFF) + 1  # status and reason
    number = here.rows.apprentice.national_id
    every = ",".join(column.name for column in EVERYBODY + STAFF)
    assert number not in str(exported(here, query=f"kolonner={every}&state=all"))


def test_every_column_is_the_same_in_list_and_file(here, django_assert_max_num_queries):
    every = ",".join(column.name for column in EVERYBODY + STAFF)
    client = here.client(Role.ADVISOR)
    with django_assert_max_num_queries(16):
        text = client.get(here.url(f"laerlinger/?kolonner={every}")).content.decode()
    for value in exported(here, query=f"kolonner={every}&state=running")[0].values():
        if value and not value[:4].isdigit():
            assert value in text, value


def test_nonsense_is_answered_with_the_usual_file(here):
    assert len(exported(here, query="state=nonsense&kolonner=%00&order=evil&end_from=x")) == 2
    assert here.client(Role.ADVISOR).post(here.url(PATH)).status_code == 405
