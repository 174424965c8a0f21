"""Who may send in a file, what is remembered, and what happens when things go wrong on the way?"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from apprenticeships.models import Apprentice
from companies.actions import add_person, edit_person, invite_person, set_scope
from companies.actions.registered_places import write_places
from companies.actions.writing import write
from companies.enhetsregisteret import Place
from companies.models import Company, CompanyPerson, Establishment
from okportal.audit.actions import record
from okportal.audit.models import Event
from okportal.embedded.demo.synthetic import organisation_number
from okportal.errors import Refused
from okportal.imports import actions
from okportal.imports.actions import MOST_ROWS
from okportal.imports.models import ImportRun, RememberedColumns
from okportal.imports.tasks import check_import, resume_imports, write_import
from okportal.outbox.models import Message
from okportal.people.models import Invitation
from okportal.permissions import Role
from okportal.todo.actions import raise_task
from okportal.todo.models import Task
from tests.imports.files import HEADS, apprentice, csv_of, uploaded, xlsx_of

OUTSIDERS = [role for role in Role if role not in (Role.ADMINISTRATOR, Role.ADVISOR)]
COMPANY_HEADS = [
    "Org.nr",
    "Bedrift",
    "Adresse",
    "Postnr",
    "Poststed",
    "Fylke",
    "Sektor",
    "Kontaktperson",
    "Kontakt e-post",
]


def company(number, **changes):
    row = {
        "Org.nr": organisation_number(700 + 10 * number), "Bedrift": f"Østfirma {number}", "Adresse": "Veien 1",
        "Postnr": "0150", "Poststed": "Oslo", "Fylke": "Oslo", "Sektor": "Privat", "Kontaktperson": f"Kari {number}",
        "Kontakt e-post": f"kari{number}@firma.example",
    }  # fmt: skip
    return list((row | changes).values())


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


def test_a_lost_task_is_taken_up(road):
    run = road.upload(csv_of(COMPANY_HEADS, [company(1)]), kind="companies")
    with road.cast.scope(road.role):
        actions.choose_columns(run=run, columns=run.columns, known="skip", by=road.member())
    resume_imports()
    assert road.again(run).state == "checking"  # too early: the worker may be at it
    with road.cast.scope():
        ImportRun.objects.update(changed_at=timezone.now() - timedelta(minutes=10))
    resume_imports()
    assert road.again(run).state == "checked"


def test_a_file_that_was_changed_on_disk_stops_with_a_sentence(road):
    run = road.upload(csv_of(COMPANY_HEADS, [company(1)]), kind="companies")
    with road.cast.scope():
        key = run.file.key
    Path(storages["private"].path(key)).write_bytes(b"something else")
    run = road.check(run)
    assert run.state == "failed"
    assert "changed since" in run.stopped_by


def test_people_need_a_company_that_is_there(road):
    heads = ["Navn", "E-post", "Bedrift", "Rolle", "Telefon"]
    rows = [
        ["Ola Ås", "ola@firma.example", road.cast.rows.company.name, "Faglig leder", "90000000"],
        ["Per Å", "per@firma.example", "Finnes ikke AS", "Instruktør", ""],
        ["Kari Ø", "kari@firma.example", road.cast.rows.company.organisation_number, "Sjef", ""],
        ["Tor", road.cast.rows.instructor.email, road.cast.rows.company.organisation_number, "instruktør", "90000001"],
    ]
    run = road.check(road.upload(csv_of(heads, rows), kind="people"), known="fill")
    assert (run.rows_good, run.rows_faulty, run.rows_known) == (1, 2, 1)
    run = road.take_in(run)
    with road.cast.scope():
        person = CompanyPerson.objects.get(email="ola@firma.example")
        assert (person.role, person.sees, person.user_id) == ("training_supervisor", "related", None)
        road.cast.rows.instructor.refresh_from_db()
        assert road.cast.rows.instructor.phone == "+4790000001"
    road.undo(run)
    with road.cast.scope():
        assert not CompanyPerson.objects.filter(email="ola@firma.example").exists()
        road.cast.rows.instructor.refresh_from_db()
        assert road.cast.rows.instructor.phone == ""


def test_companies_in_use_are_not_undone(road):
    run = road.all_the_way(csv_of(COMPANY_HEADS, [company(1), company(2)]), kind="companies")
    with road.cast.scope():
        used = Company.objects.get(name="Østfirma 2")
        row = road.cast.rows.apprenticeship
        row.pk, row.company, row.establishment = None, used, None
        row.save()
    run = road.undo(run)
    assert run.state == "done"
    assert run.stopped_by
    with road.cast.scope():
        assert Company.objects.filter(name__startswith="Østfirma").count() == 2


def test_nobody_is_written_to_by_an_import(road):
    with road.cast.scope():
        before = Message.objects.count()
    road.all_the_way(csv_of(HEADS, [apprentice(road.cast, 1)]))
    with road.cast.scope():
        assert Message.objects.count() == before
        assert Apprentice.objects.filter(email="ny1@import.example").exists()


def companies_taken_in(road, *numbers):
    rows = [company(number) for number in numbers or (1, 2)]
    return road.all_the_way(csv_of(COMPANY_HEADS, rows), kind="companies")


def change_by_hand(how, row, by):
    if how == "edit":
        write(row, {"city": "Voss"}, by)
    elif how == "person":
        add_person(company=row, name="Ny", email="ny@firma.example", role="hr", from_on=by.today, by=by)
    elif how == "contact":
        person = row.people.get()
        edit_person(person=person, name="Kari Endret", email=person.email, phone="", language="nb", by=by)
    elif how == "login":
        row.people.update(user=by.user)
    elif how == "place":
        Establishment.objects.create(office=by.office, company=row, name="Avdeling")


@pytest.mark.parametrize("how", ["edit", "person", "contact", "login", "place"])
def test_companies_that_somebody_has_worked_with_are_not_undone(road, how):
    run = companies_taken_in(road)
    with road.cast.scope(Role.ADVISOR):
        change_by_hand(how, Company.objects.get(name="Østfirma 2"), road.member())
    run = road.undo(run)
    assert run.state == "done"
    assert "worked with since" in run.stopped_by
    with road.cast.scope():
        assert Company.objects.filter(name__startswith="Østfirma").count() == 2


def test_what_the_look_up_has_found_goes_with_the_companies(road):
    run = companies_taken_in(road)
    with road.cast.scope():
        row = Company.objects.get(name="Østfirma 2")
        place = Place(number="973152351", name="Avdeling", address="", postcode="", city="", county_code="",
                      employees=None, closed_on=None)  # fmt: skip
        write_places(row, [place])
        raise_task(
            office_id=road.cast.office.pk, key=f"company:{row.pk}:bankrupt", kind="companies/bankrupt",
            facts={"company": row.name}, page="companies:detail", about_id=row.pk,
        )  # fmt: skip
        record(None, "company.bankrupt", row, is_true=True)
    assert road.undo(run).state == "undone"
    with road.cast.scope():
        assert not Company.objects.filter(name__startswith="Østfirma").exists()
        assert not Establishment.objects.filter(organisation_number="973152351").exists()
        assert not Task.objects.open().filter(key=f"company:{row.pk}:bankrupt").exists()


def test_a_place_that_somebody_uses_keeps_the_company(road):
    run = companies_taken_in(road)
    with road.cast.scope():
        row = Company.objects.get(name="Østfirma 2")
        place = Establishment.objects.create(
            office=road.cast.office, company=row, name="Avdeling", is_from_register=True
        )
        CompanyPerson.objects.filter(pk=road.cast.rows.instructor.pk).update(establishment=place)
    assert road.undo(run).state == "done"


def test_an_open_invitation_of_a_contact_is_withdrawn_with_the_import(road):
    run = companies_taken_in(road)
    with road.cast.scope(Role.ADVISOR):
        for number in (1, 2):
            invite_person(person=CompanyPerson.objects.get(email=f"kari{number}@firma.example"), by=road.member())
        CompanyPerson.objects.create(
            office=road.cast.office, company=road.cast.rows.company, name="Kari 2", email="kari2@firma.example",
            role="company_contact", from_on="2026-01-01",
        )  # fmt: skip
    assert road.undo(run).state == "undone"
    with road.cast.scope():
        found = {row.email: row.withdrawn_at is None for row in Invitation.objects.filter(email__startswith="kari")}
        assert found == {"kari1@firma.example": False, "kari2@firma.example": True}  # another company waits for it


def test_filling_in_makes_an_open_form_stale_and_so_does_undoing(road):
    cast = road.cast
    with cast.scope():
        Company.objects.filter(pk=cast.rows.company.pk).update(website="")
        before = Company.objects.get(pk=cast.rows.company.pk)
    heads = ["Org.nr", "Bedrift", "Nettside"]
    rows = [[before.organisation_number, before.name, "firma.example"]]
    run = road.take_in(road.check(road.upload(csv_of(heads, rows), kind="companies"), known="fill"))
    with cast.scope():
        now = Company.objects.get(pk=before.pk)
        assert (now.website, now.version) == ("firma.example", before.version + 1)
    road.undo(run)
    with cast.scope():
        now.refresh_from_db()
        assert (now.website, now.version) == ("", before.version + 2)


def test_who_has_the_role_already_is_linked_and_can_be_undone(road):
    cast = road.cast
    user, heads = cast.users[Role.INSTRUCTOR], ["Navn", "E-post", "Bedrift", "Rolle"]
    companies_taken_in(road, 1)
    rows = [["Ola Ås", user.email.upper(), "Østfirma 1", "Instruktør"], ["Per", user.email, "Østfirma 1", "HR"]]
    run = road.all_the_way(csv_of(heads, rows), kind="people")
    with cast.scope():
        found = CompanyPerson.objects.filter(company__name="Østfirma 1", email=user.email)
        assert {row.role: row.user_id for row in found} == {"instructor": user.pk, "hr": None}
    assert road.undo(run).state == "undone"


def test_people_that_somebody_has_changed_are_not_undone(road):
    heads = ["Navn", "E-post", "Bedrift", "Rolle"]
    rows = [["Ola Ås", "ola@firma.example", road.cast.rows.company.name, "HR"]]
    run = road.all_the_way(csv_of(heads, rows), kind="people")
    with road.cast.scope(Role.ADVISOR):
        person = CompanyPerson.objects.get(email="ola@firma.example")
        set_scope(person=person, sees="related", establishment=None, by=road.member())
    run = road.undo(run)
    assert (run.state, "Ola Ås" in run.stopped_by) == ("done", True)


def test_long_addresses_and_letters_that_no_database_takes(road):
    long_name = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.example"
    too_long = f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 30}.example"
    rows = [
        company(1, **{"Kontaktperson": "", "Kontakt e-post": long_name}), company(2, **{"Kontakt e-post": too_long}),
        company(3, Bedrift="Øst\x0bfirma_x0000_ 3"),
    ]  # fmt: skip
    run = road.all_the_way(csv_of(COMPANY_HEADS, rows), kind="companies")
    assert (run.rows_written, run.rows_faulty, run.stopped_by) == (2, 1, "")
    with road.cast.scope():
        assert CompanyPerson.objects.get(email=long_name).name == long_name[:120]
        assert Company.objects.filter(name="Øst firma 3").exists()


def asked_to_check(road, number):
    run = road.upload(csv_of(COMPANY_HEADS, [company(number)]), kind="companies")
    with road.cast.scope(road.role):
        actions.choose_columns(run=run, columns=run.columns, known="skip", by=road.member())
    return run


def make_impossible(road, run):
    """What nobody expects: a column that the file has not."""
    with road.cast.scope():
        ImportRun.objects.filter(pk=run.pk).update(columns={"name": "Finnes ikke"})


def test_whatever_goes_wrong_ends_with_a_sentence(road):
    run = asked_to_check(road, 1)
    make_impossible(road, run)
    check_import(road.cast.office.pk, run.pk)
    run = road.again(run)
    assert (run.state, "Something went wrong" in run.stopped_by) == ("failed", True)


def test_one_that_cannot_go_on_stops_no_other(road):
    first, second = asked_to_check(road, 1), asked_to_check(road, 2)
    make_impossible(road, first)
    with road.cast.scope():
        ImportRun.objects.update(changed_at=timezone.now() - timedelta(minutes=10))
    resume_imports()
    assert (road.again(first).state, road.again(second).state) == ("failed", "checked")


def test_a_file_that_kills_the_worker_each_time_is_given_up(road):
    """A killed worker leaves nothing but the count."""
    run = asked_to_check(road, 1)
    with road.cast.scope():
        ImportRun.objects.update(tries=3, changed_at=timezone.now() - timedelta(minutes=10))
    resume_imports()
    run = road.again(run)
    assert (run.state, "cut off" in run.stopped_by) == ("failed", True)
    assert road.check(run).state == "checked"  # asked anew, it is counted anew


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
