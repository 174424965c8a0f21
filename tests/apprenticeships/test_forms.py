"""What the forms accept, and what they keep when a colleague was faster."""

import pytest

from apprenticeships import actions
from apprenticeships.forms import EditApprenticeForm, EditTrainingForm, RegisterForm
from apprenticeships.models import Apprenticeship
from apprenticeships.stale import FIELDS
from companies.models import Company, CompanyPerson
from okportal.permissions import Role
from tests.world import TRADE


@pytest.fixture
def here(world):
    with world.here.scope():
        yield world.here


@pytest.fixture
def other_company(here):
    company = Company.objects.create(office=here.office, organisation_number="810000000", name="Annen bedrift")
    company.person = CompanyPerson.objects.create(
        office=here.office, company=company, name="Annen Leder", email="annen@example.test", from_on="2020-01-01",
        role=CompanyPerson.Role.TRAINING_SUPERVISOR,
    )  # fmt: skip
    return company


def typed(here, **changes):
    return {
        "first_name": "Åse", "last_name": "Ødegård", "email": "ase@example.test", "language": "nb",
        "candidate_type": "apprentice", "trade": TRADE, "company": here.rows.company.pk,
        "supervisor": here.rows.training_supervisor.pk, "county": "46",
    } | changes  # fmt: skip


def errors(here, **changes):
    form = RegisterForm(typed(here, **changes), member=here.member(Role.ADVISOR))
    form.is_valid()
    return form.errors


def test_plain_answers_are_valid(here):
    assert not errors(here)
    assert not errors(here, phone="900 00 000", postcode="5003", national_id="")


@pytest.mark.parametrize(
    "field, value",
    [
        ("national_id", "12345678901"), ("national_id", "123"), ("phone", "12"), ("postcode", "50"), ("email", "x"),
        ("trade", "finnes ikke"), ("candidate_type", "x"), ("supervisor", "2" * 30), ("company", "-1"),
        ("county", "99"),
    ],
)  # fmt: skip
def test_wrong_answer_is_told_at_its_field(here, field, value):
    assert field in errors(here, **{field: value})


def test_supervisor_must_be_of_the_chosen_company(here, other_company):
    assert "supervisor" in errors(here, supervisor=other_company.person.pk)
    assert "supervisor" not in errors(here, company=other_company.pk, supervisor=other_company.person.pk)


def test_person_whose_role_has_ended_cannot_be_named_anew(here):
    CompanyPerson.objects.filter(pk=here.rows.training_supervisor.pk).update(to_on="2024-01-01", from_on="2020-01-01")
    assert "supervisor" in errors(here)


@pytest.mark.parametrize("field", ["company", "supervisor", "instructor", "establishment", "advisor"])
def test_choice_of_another_office_is_refused(world, here, field):
    rows = world.there.rows
    foreign = {
        "company": rows.company, "supervisor": rows.training_supervisor, "instructor": rows.instructor,
        "establishment": rows.establishment, "advisor": rows.apprenticeship.advisor,
    }[field]  # fmt: skip
    assert field in errors(here, **{field: foreign.pk})


def test_stored_number_is_never_in_the_form(here):
    apprentice = here.rows.apprentice
    form = EditApprenticeForm(initial=EditApprenticeForm.facts_of(apprentice), apprentice=apprentice)
    page = str(form)
    assert apprentice.national_id not in page
    assert apprentice.masked_national_id in page


def test_chosen_company_brings_county_and_only_supervisor(here):
    form = RegisterForm(initial={"company": str(here.rows.company.pk)}, member=here.member(Role.ADVISOR))
    form.choose_company()
    assert form.initial["county"] == "46"
    assert form.initial["supervisor"] == here.rows.training_supervisor.pk


def test_own_membership_is_the_likely_advisor(here):
    form = RegisterForm(member=here.member(Role.ADVISOR))
    assert form.initial["advisor"] == here.rows.apprenticeship.advisor_id


def test_second_editor_keeps_the_own_change_and_gets_the_others(here):
    """The first took the supervisor away; the second only took the instructor away. Both shall hold."""
    row, advisor = here.rows.apprenticeship, here.member(Role.ADVISOR)
    seen = {name: value or "" for name, value in EditTrainingForm.facts_of(row, advisor.today).items()}
    now = {name: getattr(row, name) for name in FIELDS}
    actions.edit_apprenticeship(apprenticeship=row, version=1, by=advisor, **now | {"supervisor": None})

    form = EditTrainingForm(seen | {"instructor": ""}, member=advisor, now=row)
    assert not form.submit(actions.edit_apprenticeship, apprenticeship=row, by=advisor)
    assert form.status == 422
    again = {name: form[name].value() or "" for name in form.fields}
    assert (again["instructor"], again["supervisor"], again["version"]) == ("", "", 2)

    form = EditTrainingForm(again, member=advisor, now=row)
    assert form.submit(actions.edit_apprenticeship, apprenticeship=row, by=advisor)
    saved = Apprenticeship.objects.get(pk=row.pk)
    assert (saved.supervisor, saved.instructor) == (None, None)


def test_second_editor_keeps_what_was_typed_where_both_changed(here, other_company):
    row, advisor = here.rows.apprenticeship, here.member(Role.ADVISOR)
    second = CompanyPerson.objects.create(
        office=here.office, company=here.rows.company, name="Ny Leder", email="ny@example.test", from_on="2020-01-01",
        role=CompanyPerson.Role.TRAINING_SUPERVISOR,
    )  # fmt: skip
    seen = {name: value or "" for name, value in EditTrainingForm.facts_of(row, advisor.today).items()}
    now = {name: getattr(row, name) for name in FIELDS}
    actions.edit_apprenticeship(apprenticeship=row, version=1, by=advisor, **now | {"supervisor": None})
    form = EditTrainingForm(seen | {"supervisor": second.pk}, member=advisor, now=row)
    assert not form.submit(actions.edit_apprenticeship, apprenticeship=row, by=advisor)
    assert form["supervisor"].value() == second.pk
