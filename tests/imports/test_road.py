"""Who may send in a file, what is remembered, and what happens when things go wrong on the way?"""

import pytest

from apprenticeships.models import Apprentice
from companies.models import Company, CompanyPerson
from okportal.audit.models import Event
from okportal.embedded.demo.synthetic import organisation_number
from okportal.errors import Refused
from okportal.imports import actions
from okportal.imports.actions import MOST_ROWS
from okportal.imports.models import ImportRun, RememberedColumns
from okportal.imports.tasks import check_import, write_import
from okportal.outbox.models import Message
from okportal.permissions import Role
from tests.imports.files import HEADS, apprentice, csv_of, uploaded, xlsx_of
from tests.imports.rows import COMPANY_HEADS, company

OUTSIDERS = [role for role in Role if role not in (Role.ADMINISTRATOR, Role.ADVISOR)]


@pytest.mark.parametrize("role", OUTSIDERS)
def test_others_know_of_no_import(world, road, role):
    run = road.upload(csv_of(HEADS, [apprentice(world.here, 1)]))
    client = world.here.client(role)
    for page in ("", "ny/", f"{run.pk}/", f"{run.pk}/kolonner/", f"{run.pk}/angre/", f"{run.pk}/feil/"):
        assert client.get(world.here.url(f"import/{page}")).status_code == 404
    assert client.post(world.here.url(f"import/{run.pk}/ta-inn/")).status_code == 404


def test_another_office_s_import_is_none(world, road):
    run = road.upload(csv_of(HEADS, [apprentice(world.here, 1)]))
    client = world.there.client(Role.ADMINISTRATOR)
    for page in (f"{run.pk}/", f"{run.pk}/kolonner/", f"{run.pk}/status/", f"{run.pk}/angre/", f"{run.pk}/feil/"):
        assert client.get(world.there.url(f"import/{page}")).status_code == 404


def test_through_the_pages(world):
    cast = world.here
    client = cast.client(Role.ADVISOR)
    answer = client.post(
        cast.url("import/ny/"), {"kind": "companies", "file": uploaded(csv_of(COMPANY_HEADS, [company(1), company(2)]))}
    )
    page = answer["Location"]
    form = client.get(page)
    text = form.content.decode()
    assert "Østfirma 1" in text  # what stands under the heads
    columns = {name: field.initial for name, field in form.context["form"].fields.items()}
    assert columns["name"] == "Bedrift"
    assert client.post(f"{page}kolonner/", columns).status_code == 302
    with cast.scope():
        run = ImportRun.objects.get()
    assert "Being checked" in client.get(page).content.decode()
    check_import(cast.office.pk, run.pk)
    assert "Take in 2 rows" in client.get(page).content.decode()
    assert client.post(f"{page}ta-inn/").status_code == 302
    assert client.post(f"{page}ta-inn/").status_code == 422  # the second click
    write_import(cast.office.pk, run.pk)
    write_import(cast.office.pk, run.pk)  # a task that was delivered twice
    assert "2 rows were taken in." in client.get(page).content.decode()
    with cast.scope():
        found = Company.objects.get(name="Østfirma 1")
        assert (found.county_id, found.sector, found.postcode) == ("03", "private", "0150")
        person = CompanyPerson.objects.get(company=found)
        assert (person.role, person.sees, person.email) == ("company_contact", "all", "kari1@firma.example")
    assert "htmx" not in client.get(f"{page}status/", headers={"HX-Request": "true"}).content.decode()


def test_a_layout_is_remembered_for_the_next_file(road):
    heads = ["Tall", "Hvem", "Hvor"]
    rows = [[organisation_number(801), "Firma", "Oslo"]]
    run = road.upload(csv_of(heads, rows), kind="companies")
    assert "organisation_number" not in run.columns
    road.check(run, organisation_number="Tall", name="Hvem", city="Hvor")
    again = road.upload(csv_of(heads, rows), kind="companies")
    assert again.columns == {"organisation_number": "Tall", "name": "Hvem", "city": "Hvor"}
    assert "name" not in road.upload(csv_of([*heads, "Mer"], [[*rows[0], "x"]]), kind="companies").columns


def test_the_layout_of_another_office_is_not_known(road, world):
    road.check(road.upload(csv_of(HEADS, [apprentice(road.cast, 1)])))
    with world.there.scope():
        assert not RememberedColumns.objects.exists()


def test_a_missing_column_is_asked_for_at_its_field(world, road):
    run = road.upload(csv_of(["Bedrift"], [["Firma"]]), kind="companies")
    answer = world.here.client(Role.ADVISOR).post(
        world.here.url(f"import/{run.pk}/kolonner/"), {"name": "Bedrift", "known": "skip"}
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["organisation_number"]


def test_names_need_one_column_or_two(road):
    run = road.upload(csv_of(HEADS, [apprentice(road.cast, 1)]))
    columns = {key: head for key, head in run.columns.items() if key not in ("first_name", "name")}
    with road.cast.scope(road.role), pytest.raises(Refused) as refused:
        actions.choose_columns(run=run, columns=columns, known="skip", by=road.member())
    assert refused.value.field == "name"


def test_one_column_cannot_hold_two_things(road):
    run = road.upload(csv_of(HEADS, [apprentice(road.cast, 1)]))
    with road.cast.scope(road.role), pytest.raises(Refused):
        actions.choose_columns(run=run, columns=run.columns | {"city": "Adresse"}, known="skip", by=road.member())


@pytest.mark.parametrize(("content", "words"), [
    (b"", "empty"), (b"\x00\x01\x02\x03" * 50, ""), (b"%PDF-1.4 tull", ""), (b"<html><table></table></html>", ""),
    (xlsx_of(["Navn"], [["x"]] * 40)[:900], ""), (b"PK\x03\x04tull", ""),
])  # fmt: skip
def test_what_is_no_table_gets_a_sentence_and_leaves_nothing(world, content, words):
    answer = world.here.client(Role.ADVISOR).post(
        world.here.url("import/ny/"), {"kind": "apprentices", "file": uploaded(content, "liste.xlsx")}
    )
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert words in str(answer.context["form"].errors)
    with world.here.scope():
        assert not ImportRun.objects.exists()


def test_too_many_rows_are_refused_with_the_way_out(world):
    rows = [["810059672", "x"]] * (MOST_ROWS + 1)
    answer = world.here.client(Role.ADVISOR).post(
        world.here.url("import/ny/"),
        {"kind": "companies", "file": uploaded(csv_of(["Org.nr", "Bedrift"], rows))},
    )
    assert answer.status_code == 422
    assert f"{MOST_ROWS}" in str(answer.context["form"].errors)


def test_formulas_are_text(road):
    rows = [company(1, Bedrift='=HYPERLINK("http://x")'), company(2, Bedrift="@sum")]
    run = road.all_the_way(csv_of(COMPANY_HEADS, rows), kind="companies")
    assert run.rows_written == 2
    with road.cast.scope():
        assert Company.objects.filter(name__startswith="=HYPERLINK").exists()


def test_the_file_of_faults_can_be_mended_and_sent_again(road):
    rows = [company(1), company(2, **{"Org.nr": "123"})]
    run = road.check(road.upload(csv_of(COMPANY_HEADS, rows), kind="companies"))
    answer = road.cast.client(Role.ADVISOR).get(road.cast.url(f"import/{run.pk}/feil/"))
    text = answer.content.decode("utf-8-sig")
    assert "9 digits" in text
    assert "Østfirma 2" in text
    assert "Østfirma 1" not in text
    mended = text.replace(";123;", f";{organisation_number(802)};").encode("utf-8-sig")
    again = road.all_the_way(mended, kind="companies")
    assert (again.rows_written, again.rows_faulty) == (1, 0)


def test_the_register_moved_on_between_check_and_yes(road):
    run = road.check(road.upload(csv_of(COMPANY_HEADS, [company(1), company(2)]), kind="companies"))
    with road.cast.scope():
        Company.objects.create(
            office=road.cast.office,
            name="Kom først",
            organisation_number=organisation_number(710),
            look_up="not_checked",
        )
    run = road.take_in(run)
    assert (run.state, run.rows_written, run.rows_changed) == ("done", 1, 1)
    page = road.cast.client(Role.ADVISOR).get(road.cast.url(f"import/{run.pk}/")).content.decode()
    assert "1 row that could be taken in" in page


def test_nobody_is_written_to_by_an_import(road):
    with road.cast.scope():
        before = Message.objects.count()
    road.all_the_way(csv_of(HEADS, [apprentice(road.cast, 1)]))
    with road.cast.scope():
        assert Message.objects.count() == before
        assert Apprentice.objects.filter(email="ny1@import.example").exists()


def test_who_clicked_is_in_the_trail(road):
    cast = road.cast
    run = road.check(road.upload(csv_of(COMPANY_HEADS, [company(1)]), kind="companies"))
    road.role = Role.ADMINISTRATOR
    run = road.take_in(run)
    with cast.scope():
        row = Company.objects.get(name="Østfirma 1")
        assert Event.objects.about(row).get(verb="company.taken_over").by == cast.users[Role.ADMINISTRATOR]
    road.role = Role.ADVISOR
    run = road.undo(run)
    with cast.scope():
        assert Event.objects.about(run).get(verb="import.undone").by == cast.users[Role.ADVISOR]
    people = (run.started_by, run.confirmed_by, run.undone_by)
    assert people == tuple(cast.users[role] for role in (Role.ADVISOR, Role.ADMINISTRATOR, Role.ADVISOR))
