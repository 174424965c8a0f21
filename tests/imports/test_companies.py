"""Do companies and their people come in, and do they stay once somebody has worked with them?"""

import pytest

from companies.actions import add_person, edit_person, invite_person, set_scope
from companies.actions.registered_places import write_places
from companies.actions.writing import write
from companies.enhetsregisteret import Place
from companies.models import Company, CompanyPerson, Establishment
from okportal.audit.actions import record
from okportal.people.models import Invitation
from okportal.permissions import Role
from okportal.todo.actions import raise_task
from okportal.todo.models import Task
from tests.imports.files import csv_of
from tests.imports.rows import COMPANY_HEADS, companies_taken_in, company


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
