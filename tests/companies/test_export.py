"""Does a file of companies hold exactly what its reader sees in the list?"""

import csv
import io

import pytest

from companies.columns import EVERYBODY, STAFF
from companies.models import Company
from okportal.audit.models import Event
from okportal.permissions import Role

PATH = "bedrifter/eksport/"


def exported(cast, role=Role.ADVISOR, query=""):
    response = cast.client(role).get(cast.url(f"{PATH}?fil=csv&{query}"))
    assert response.status_code == 200
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_file_says_what_the_list_says(here):
    (row,) = exported(here)
    assert row == {
        "Company": "Fjord barnehager", "Organisation number": here.rows.company.organisation_number, "Member": "Yes",
        "City": "Bergen", "County": "Vestland", "Approved for": "Barne- og ungdomsarbeiderfaget", "In training": "1",
    }  # fmt: skip


def test_filter_and_columns_are_those_of_the_list(here):
    with here.scope():
        Company.objects.create(office=here.office, organisation_number="810059672", name="=Ute", is_active=False)
    assert list(exported(here, query="kolonner=email,phone")[0]) == [
        "Company", "Organisation number", "Member", "E-mail", "Phone",
    ]  # fmt: skip
    assert [(row["Company"], row["Member"]) for row in exported(here, query="status=former")] == [("'=Ute", "No")]


@pytest.mark.parametrize("role", [Role.COMPANY_CONTACT, Role.INSTRUCTOR])
def test_company_people_export_their_own(here, role):
    with here.scope():
        Company.objects.create(office=here.office, organisation_number="810059672", name="En annen")
    rows = exported(here, role, "kolonner=in_training,place,sector")
    assert [row["Company"] for row in rows] == ["Fjord barnehager"]
    assert "In training" not in rows[0]


def test_other_office_and_other_roles(world):
    assert "Canary" not in str(exported(world.here, query="status=all"))
    assert world.here.client(Role.APPRENTICE).get(world.here.url(PATH)).status_code == 404


def test_each_export_leaves_one_line_with_the_count(here):
    exported(here)
    with here.scope():
        assert Event.objects.get(verb="companies.exported").facts == {"rows": 1, "kind": "csv"}


def test_every_column_can_be_shown_in_the_list(here):
    every = ",".join(column.name for column in EVERYBODY + STAFF)
    text = here.client(Role.ADVISOR).get(here.url(f"bedrifter/?kolonner={every}")).content.decode()
    for value in exported(here, query=f"kolonner={every}")[0].values():
        if value and not value.isdigit() and value != "Yes":
            assert value in text
