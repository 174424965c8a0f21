"""What is written of the register's answer, what stays, and whom does it call?"""

from datetime import date

import pytest

from companies import actions
from companies.enhetsregisteret import Place, Registered
from companies.models import Company, Establishment
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.permissions import Role
from okportal.todo.actions import finish_task
from okportal.todo.models import Task

NUMBER, PLACE = "913558693", "974544482"
LookUp = Company.LookUp
FOUND = Registered(
    "Fjord Kommune", "Storgata 1", "5004", "Bergen", "46", sector="municipal", employees=900, industry_code="84.110",
    industry="Generell offentlig administrasjon", website="fjord.example",
)  # fmt: skip


@pytest.fixture
def advisor(world):
    with world.here.scope():
        yield world.here.member(Role.ADVISOR)


@pytest.fixture
def company(world, advisor):
    return world.here.rows.company


def answer(company, found=FOUND, outcome=LookUp.FOUND, **kwargs):
    """As the weekly refresh: the company does not wait, and nobody has written meanwhile."""
    company = Company.objects.get(pk=company.pk)
    if company.look_up == LookUp.WAITING:
        Company.objects.filter(pk=company.pk).update(look_up=LookUp.FOUND)
    actions.record_look_up(
        company_id=company.pk, number=company.organisation_number, version=company.version, outcome=outcome,
        found=found, is_refresh=True, **kwargs,
    )  # fmt: skip
    return Company.objects.get(pk=company.pk)


def edit(company, by, **answers):
    company = Company.objects.get(pk=company.pk)
    return actions.edit(company=company, version=company.version, by=by, **answers)


def tasks(name, **filters):
    return Task.objects.filter(kind=f"companies/{name}", **filters)


# --- what the register knows
def test_everything_known_is_written_and_the_trail_tells_which(company):
    changed = answer(company)
    assert (changed.name, changed.sector, changed.employees) == ("Fjord Kommune", "municipal", 900)
    assert (changed.industry_code, changed.website, changed.county_id) == ("84.110", "fjord.example", "46")
    edited = Event.objects.about(company).get(verb="company.edited")
    assert {"name", "address", "employees"} <= set(edited.facts["fields"])
    assert (edited.by_id, edited.facts["version"]) == (None, changed.version)


def test_the_same_answer_again_writes_nothing(company):
    before = answer(company)
    assert answer(company).version == before.version


def test_what_the_register_does_not_know_stays(company):
    answer(company)
    after = answer(company, Registered("Fjord Kommune"))
    assert (after.employees, after.industry_code, after.postcode) == (900, "84.110", "5004")


def test_no_employees_is_an_answer(company):
    assert answer(company, Registered("Fjord", employees=0)).employees == 0


def test_a_company_that_waits_is_not_refreshed(company):
    Company.objects.filter(pk=company.pk).update(look_up=LookUp.WAITING)
    number = company.organisation_number
    actions.record_look_up(
        company_id=company.pk, number=number, version=1, outcome=LookUp.FOUND, found=FOUND, is_refresh=True
    )
    assert Company.objects.get(pk=company.pk).name == company.name


# --- what was corrected by hand
def test_what_an_advisor_corrected_stays_and_the_difference_is_a_task(company, advisor):
    edit(company, advisor, name="Vårt navn")
    after = answer(company)
    assert (after.name, after.city) == ("Vårt navn", "Bergen")
    assert after.sector == "municipal", "what nobody corrected is taken over"
    assert tasks("name_differs").get().facts == {"company": "Vårt navn", "registered": "Fjord Kommune"}
    answer(company)
    assert tasks("name_differs").count() == 1


def test_one_line_of_an_address_is_the_whole_address(company, advisor):
    edit(company, advisor, address="Bakgården 3")
    after = answer(company)
    assert (after.address, after.postcode) == ("Bakgården 3", "5003")
    assert "Storgata 1, 5004" in tasks("address_differs").get().facts["registered"]


def test_capitals_are_no_difference(company, advisor):
    edit(company, advisor, name="FJORD kommune")
    answer(company)
    assert not tasks("name_differs").exists()


def test_a_difference_that_was_dealt_with_is_not_told_again_but_a_new_one_is(company, advisor):
    edit(company, advisor, name="Vårt navn")
    answer(company)
    finish_task(task=tasks("name_differs").get(), by=advisor)
    answer(company)
    assert not tasks("name_differs", done_at=None).exists()
    answer(company, Registered("Nok et navn"))
    assert tasks("name_differs", done_at=None).get().facts["registered"] == "Nok et navn"


def test_a_difference_that_is_gone_takes_its_task_along(company, advisor):
    edit(company, advisor, name="Vårt navn")
    answer(company)
    answer(company, Registered("Vårt navn"))
    assert tasks("name_differs").get().done_by is None
    assert not tasks("name_differs", done_at=None).exists()


def test_how_many_work_there_is_nobodys_task(company, advisor):
    edit(company, advisor, employees=12)
    assert answer(company).employees == 12
    assert not Task.objects.filter(kind__endswith="_differs").exists()


def test_another_companys_tasks_are_left_alone(world, company, advisor):
    other = actions.register(organisation_number=NUMBER, name="Annen", by=advisor)
    edit(other, advisor, name="Andres navn")
    answer(other)
    answer(company)
    assert tasks("name_differs", done_at=None).count() == 1


# --- alarms
@pytest.mark.parametrize(
    ("flag", "name"), [("is_bankrupt", "bankrupt"), ("is_winding_up", "winding_up")]
)  # fmt: skip
def test_an_alarm_is_a_task_and_gone_when_it_is_over(company, flag, name):
    rung = Registered("Fjord Kommune", **{flag: True})
    for _week in range(2):
        assert getattr(answer(company, rung), flag)
    task = tasks(name).get()
    assert (task.done_at, task.assigned, task.about_id) == (None, None, company.pk)
    assert company.name in task.title or "Fjord" in task.title
    assert not getattr(answer(company), flag)
    assert tasks(name).get().done_at is not None
    answer(company, rung)
    assert tasks(name).get().done_at is None, "it has happened again"


def test_a_deleted_company_is_a_task(company):
    after = answer(company, None, LookUp.UNKNOWN, is_deleted=True)
    assert (after.is_deleted_in_register, after.look_up) == (True, LookUp.UNKNOWN)
    assert tasks("deleted").count() == 1
    assert not answer(company).is_deleted_in_register


def test_one_that_was_found_and_is_not_there_any_more_is_deleted(company):
    answer(company)
    assert answer(company, None, LookUp.UNKNOWN).is_deleted_in_register


def test_one_that_never_was_there_is_only_unknown(company):
    assert not answer(company, None, LookUp.UNKNOWN).is_deleted_in_register
    assert not Task.objects.filter(kind="companies/deleted").exists()


@pytest.mark.parametrize("is_refresh", [True, False])
def test_an_answer_about_an_earlier_number_is_dropped(company, is_refresh):
    """The number was changed while the register was asked about the old one."""
    before = company.organisation_number
    state = LookUp.FOUND if is_refresh else LookUp.WAITING
    Company.objects.filter(pk=company.pk).update(organisation_number=NUMBER, look_up=state, looked_up_at=None)
    told = {"company_id": company.pk, "version": 1, "outcome": LookUp.FOUND, "found": FOUND, "is_refresh": is_refresh}
    actions.record_look_up(**told, number=before)
    after = Company.objects.get(pk=company.pk)
    assert (after.name, after.look_up, after.looked_up_at) == (company.name, state, None)
    actions.record_look_up(**told, number=NUMBER)
    assert Company.objects.get(pk=company.pk).name == "Fjord Kommune"


def test_what_was_found_under_an_earlier_number_is_no_sign_of_deletion(company):
    answer(company)
    Company.objects.filter(pk=company.pk).update(organisation_number=NUMBER)
    assert not answer(company, None, LookUp.UNKNOWN).is_deleted_in_register
    answer(company)
    assert answer(company, None, LookUp.UNKNOWN).is_deleted_in_register, "found under the new one, and gone"


def test_no_answer_calls_nobody_and_takes_nothing_back(company):
    answer(company, Registered("Fjord", is_bankrupt=True))
    after = answer(company, None, LookUp.NOT_CHECKED)
    assert (after.is_bankrupt, after.look_up) == (True, LookUp.NOT_CHECKED)
    assert tasks("bankrupt").get().done_at is None


# --- places of work
def places(company):
    return company.establishments.filter(organisation_number__gt="").order_by("organisation_number")


def with_places(*found):
    return Registered("Fjord Kommune", places=found)


def test_sub_units_become_places_of_work_once(company):
    for _week in range(2):
        answer(company, with_places(Place(PLACE, "Avdeling vest", "Vestgata 2", "5005", "Bergen", "46", 12)))
    place = places(company).get()
    assert (place.name, place.employees, place.county_id, place.is_from_register) == ("Avdeling vest", 12, "46", True)
    assert Event.objects.about(company).filter(verb="company.establishments_found").count() == 1


def test_a_county_that_is_none_of_ours_is_left_empty(company):
    answer(company, with_places(Place(PLACE, "Svalbard", county_code="21")))
    assert places(company).get().county is None


def test_a_new_name_is_taken_over_but_not_where_it_was_corrected(company, advisor):
    answer(company, with_places(Place(PLACE, "Avdeling vest", city="Bergen")))
    actions.edit_establishment(establishment=places(company).get(), name="Vesten", by=advisor)
    answer(company, with_places(Place(PLACE, "Noe annet", city="Voss")))
    place = places(company).get()
    assert (place.name, place.city) == ("Vesten", "Voss")


def test_a_place_that_was_typed_keeps_its_words_and_gets_the_rest(company, advisor):
    actions.add_establishment(company=company, name="Vesten", organisation_number=PLACE, by=advisor)
    answer(company, with_places(Place(PLACE, "AVDELING 2", city="Bergen")))
    place = places(company).get()
    assert (place.name, place.city, place.is_from_register) == ("Vesten", "Bergen", False)


def test_a_number_of_another_companys_place_stays_there(company, advisor):
    other = actions.register(organisation_number=NUMBER, name="Annen", by=advisor)
    actions.add_establishment(company=other, name="Vesten", organisation_number=PLACE, by=advisor)
    answer(company, with_places(Place(PLACE, "Vesten"), Place("974544490", "Østen")))
    assert [place.name for place in places(company)] == ["Østen"]


def test_a_closed_place_with_apprentices_is_one_task(world, company):
    row = world.here.rows.establishment
    Establishment.objects.filter(pk=row.pk).update(organisation_number=PLACE, is_from_register=True)
    for _week in range(2):
        answer(company, with_places(Place(PLACE, closed_on=date(2026, 3, 31))))
    assert places(company).get().closed_on == date(2026, 3, 31)
    task = tasks("place_closed").get()
    assert (task.facts["number"], task.facts["closed_on"]) == (1, "2026-03-31")


def test_a_closed_place_without_apprentices_is_nobodys_task(company):
    answer(company, with_places(Place(PLACE, "Vesten")))
    answer(company, with_places(Place(PLACE, closed_on=date(2026, 3, 31))))
    assert places(company).get().closed_on
    assert not tasks("place_closed").exists()


def test_a_closed_place_that_we_never_had_does_not_come(company):
    answer(company, with_places(Place(PLACE, "Vesten", closed_on=date(2026, 3, 31))))
    assert not places(company).exists()


def test_a_place_that_an_advisor_opened_again_stays_open(company, advisor):
    closed = with_places(Place(PLACE, closed_on=date(2026, 3, 31)))
    answer(company, with_places(Place(PLACE, "Vesten")))
    answer(company, closed)
    actions.reopen_establishment(establishment=places(company).get(), by=advisor)
    answer(company, closed)
    assert places(company).get().closed_on is None


# --- the number of a place, registered as a company
@pytest.fixture
def by_mistake(advisor):
    mistake = actions.register(organisation_number=PLACE, name="Vesten", city="Bergen", by=advisor)
    return answer(mistake, Registered("Vesten", city="Bergen", main_unit=NUMBER))


def test_the_main_unit_is_proposed_and_taken(by_mistake, advisor):
    assert by_mistake.main_unit == NUMBER
    for _click in range(2):
        actions.take_main_unit(company=by_mistake, by=advisor)
    by_mistake.refresh_from_db()
    assert (by_mistake.organisation_number, by_mistake.main_unit) == (NUMBER, "")
    place = by_mistake.establishments.get()
    assert (place.organisation_number, place.name, place.city) == (PLACE, "Vesten", "Bergen")


def test_a_main_unit_that_is_a_member_already_is_named(by_mistake, advisor):
    actions.register(organisation_number=NUMBER, name="Fjord kommune", by=advisor)
    with pytest.raises(Refused, match="Fjord kommune"):
        actions.take_main_unit(company=by_mistake, by=advisor)
    by_mistake.refresh_from_db()
    assert by_mistake.organisation_number == PLACE


def test_a_main_unit_that_is_a_place_of_work_is_named(company, by_mistake, advisor):
    actions.add_establishment(company=company, name="Austen", organisation_number=NUMBER, by=advisor)
    with pytest.raises(Refused, match="Austen"):
        actions.take_main_unit(company=by_mistake, by=advisor)
    by_mistake.refresh_from_db()
    assert by_mistake.organisation_number == PLACE


def test_a_sub_unit_that_is_another_companys_place_is_named(company, by_mistake, advisor):
    actions.add_establishment(company=company, name="Vesten", organisation_number=PLACE, by=advisor)
    with pytest.raises(Refused, match="Vesten"):
        actions.take_main_unit(company=by_mistake, by=advisor)
    assert not by_mistake.establishments.exists()


def test_a_sub_unit_that_is_its_own_place_already_stays_one(by_mistake, advisor):
    actions.add_establishment(company=by_mistake, name="Vesten", organisation_number=PLACE, by=advisor)
    actions.take_main_unit(company=by_mistake, by=advisor)
    assert by_mistake.establishments.get().organisation_number == PLACE
    assert Company.objects.get(pk=by_mistake.pk).organisation_number == NUMBER


def test_a_known_place_of_work_is_not_registered_as_a_company(company, advisor):
    actions.add_establishment(company=company, name="Vesten", organisation_number=PLACE, by=advisor)
    with pytest.raises(Refused, match="Vesten") as refusal:
        actions.register(organisation_number=PLACE, by=advisor)
    assert refusal.value.field == "organisation_number"
