"""Does a role in a company open exactly the files that it should: all, one place's, or one's own, with all in them?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from apprenticeships.models import Absence, Apprentice, Apprenticeship, Note, Placement
from companies.models import Company, CompanyPerson, Establishment
from contracts.models import Contract
from exams.models import Registration
from followup.models import Participant, Talk
from okportal.permissions import COMPANY_ROLES, Role
from tests.contracts.stages import open_round
from tests.world import COUNTY, TRADE
from training.models import Plan, PlanAim

# Files beside the world's own: name → (company, place of work, who is named as instructor).
FILES = {
    "north": ("own", "north", None), "south": ("own", "south", None), "nowhere": ("own", None, None),
    "mine_in_south": ("own", "south", "instructor"), "other": ("other", None, None),
    "mine_in_other": ("other", None, "instructor"),
}  # fmt: skip
SEEN = {
    "all": {"north", "south", "nowhere", "mine_in_south", "mine_in_other"},
    "establishment": {"north", "mine_in_south", "mine_in_other"},
    "related": {"mine_in_south", "mine_in_other"},
}
OF_A_FILE = {
    Absence: "apprenticeship", Contract: "apprenticeship", Note: "apprenticeship", Placement: "apprenticeship",
    Plan: "apprenticeship", PlanAim: "plan__apprenticeship", Registration: "apprenticeship", Talk: "apprenticeship",
    Participant: "talk__apprenticeship",
}  # fmt: skip


@pytest.fixture
def files(here):
    """{name: apprenticeship}, each with a contract, talk, plan, registration, absence, placement and a shared note."""
    with here.scope():
        rows, office = here.rows, here.office
        companies = {
            "own": rows.company,
            "other": Company.objects.create(office=office, organisation_number="913558693", name="Annen"),
        }
        places = {
            "north": rows.establishment, None: None,
            "south": Establishment.objects.create(office=office, company=rows.company, name="Sør"),
        }  # fmt: skip
        # In another company the same login has a role of its own: instructor of one apprentice there.
        abroad = CompanyPerson.objects.create(
            office=office, company=companies["other"], user=rows.instructor.user, name=rows.instructor.name,
            email=rows.instructor.email, role="instructor", sees="related", from_on=timezone.localdate(),
        )  # fmt: skip
        Apprenticeship.objects.update(instructor=None)
        named = {"own": rows.instructor, "other": abroad}
        yield {
            name: with_everything(here, name, companies[company], places[place], part and named[company])
            for name, (company, place, part) in FILES.items()
        }


def with_everything(here, name, company, place, instructor):
    office, today, author = here.office, timezone.localdate(), here.users[Role.ADVISOR]
    person = Apprentice.objects.create(office=office, first_name=name, last_name="Fil", email=f"{name}@a.example")
    dates = {"start_on": today - timedelta(days=300), "end_on": today + timedelta(days=300)}
    file = Apprenticeship.objects.create(
        office=office, apprentice=person, trade_id=TRADE, county_id=COUNTY, company=company, establishment=place,
        instructor=instructor, state="running", **dates,
    )  # fmt: skip
    contract = Contract.objects.create(
        office=office, apprenticeship=file, number=f"F-{name}"[:20], state="active", **dates
    )  # fmt: skip
    talk = Talk.objects.create(office=office, apprenticeship=file, contract=contract, number=1, due_on=today)
    Participant.objects.create(office=office, talk=talk, role="apprentice", name=name, email=person.email)
    plan = Plan.objects.create(office=office, apprenticeship=file, curriculum_id="TEST-BUA")
    aim = here.rows.plan_aim.aim
    PlanAim.objects.create(office=office, plan=plan, aim=aim, position=1)
    Registration.objects.create(
        office=office, apprenticeship=file, contract=contract, kind="fagprove", opens_on=today,
        due_on=today + timedelta(days=30),
    )  # fmt: skip
    Absence.objects.create(office=office, apprenticeship=file, kind="leave", from_on=today, reported_by=author)
    Placement.objects.create(
        office=office, apprenticeship=file, company=company, from_on=today, to_on=today + timedelta(days=9)
    )  # fmt: skip
    Note.objects.create(
        office=office, apprenticeship=file, audience="shared", text=name, written_by=author, written_by_name="x"
    )  # fmt: skip
    return file


def set_sees(here, role, sees):
    place = here.rows.establishment if sees == "establishment" else None
    CompanyPerson.objects.filter(pk=getattr(here.rows, role).pk).update(sees=sees, establishment=place)


def names_seen(member, model, path):
    """Names of the files whose rows of `model` the member sees, without the world's own."""
    rows = model.objects.visible_to(member).values_list(f"{path}__apprentice__first_name", flat=True)
    return set(rows) & FILES.keys()


@pytest.mark.parametrize("sees", SEEN)
def test_the_scope_opens_exactly_these_files_and_all_that_is_in_them(here, files, sees):
    set_sees(here, "instructor", sees)
    member = here.member(Role.INSTRUCTOR)
    mine = Apprenticeship.objects.visible_to(member).values_list("apprentice__first_name", flat=True)
    assert set(mine) & FILES.keys() == SEEN[sees]
    people = Apprentice.objects.visible_to(member).values_list("first_name", flat=True)
    assert set(people) & FILES.keys() == SEEN[sees]
    for model, path in OF_A_FILE.items():
        assert names_seen(member, model, path) == SEEN[sees], model


@pytest.mark.parametrize("sees", SEEN)
@pytest.mark.parametrize("role", COMPANY_ROLES)
def test_the_scope_is_the_rows_whatever_the_role_is_called(here, files, role, sees):
    """One who is named for nobody sees all, the place's, or nothing."""
    set_sees(here, role, sees)
    Apprenticeship.objects.update(instructor=None, supervisor=None)
    mine = Apprenticeship.objects.visible_to(here.member(role)).values_list("apprentice__first_name", flat=True)
    expected = {"all": {"north", "south", "nowhere", "mine_in_south"}, "establishment": {"north"}, "related": set()}
    assert set(mine) & FILES.keys() == expected[sees]


@pytest.mark.parametrize("change", [{"to_on": -1}, {"from_on": 1}], ids=["has ended", "has not begun"])
def test_a_role_opens_nothing_before_it_begins_and_after_it_ends(here, files, change):
    day = {name: timezone.localdate() + timedelta(days=days) for name, days in change.items()}
    mine = CompanyPerson.objects.filter(user=here.users[Role.INSTRUCTOR])
    if "to_on" in day:
        day["from_on"] = day["to_on"] - timedelta(days=400)
    mine.update(sees="all", **day)
    assert not Apprenticeship.objects.visible_to(here.member(Role.INSTRUCTOR)).exists()


def test_a_second_role_adds_to_the_first(here, files):
    """Instructor with the own ones only, and HR for the place in the north."""
    rows = here.rows
    CompanyPerson.objects.create(
        office=here.office, company=rows.company, user=rows.instructor.user, name="x", email=rows.instructor.email,
        role="hr", sees="establishment", establishment=rows.establishment, from_on=timezone.localdate(),
    )  # fmt: skip
    member = here.member(Role.INSTRUCTOR)
    assert names_seen(member, Plan, "apprenticeship") == {"north", "mine_in_south", "mine_in_other"}


def test_a_signer_keeps_the_contract_when_another_is_named(here, files):
    """A party reads what was signed, and nothing else of the file."""
    set_sees(here, "training_supervisor", "related")
    user = here.users[Role.TRAINING_SUPERVISOR]
    open_round(files["south"].contracts.get(), here.rows.file, company=(user, "x", user.email))
    member = here.member(Role.TRAINING_SUPERVISOR)
    assert names_seen(member, Contract, "apprenticeship") == {"south"}
    assert names_seen(member, Talk, "apprenticeship") == set()


@pytest.mark.parametrize("sees", SEEN)
def test_the_pages_follow(here, files, sees):
    set_sees(here, "instructor", sees)
    client = here.client(Role.INSTRUCTOR)
    for name, file in files.items():
        is_open = name in SEEN[sees]
        assert client.get(here.url(f"laerlinger/{file.pk}/")).status_code == (200 if is_open else 404), name
    listed = client.get(here.url("laerlinger/")).content.decode()
    assert {name for name, file in files.items() if here.url(f"laerlinger/{file.pk}/") in listed} == SEEN[sees]


def test_everything_of_the_other_office_stays_there(world, files):
    set_sees(world.here, "instructor", "all")
    member = world.here.member(Role.INSTRUCTOR)
    for model, path in [*OF_A_FILE.items(), (Apprenticeship, "")]:
        assert not model.objects.visible_to(member).filter(office=world.there.office).exists(), path
