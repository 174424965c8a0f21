"""Placing somebody: the rule, the refusal, who may, and the page."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from apprenticeships import actions
from apprenticeships.models import Apprenticeship, Placement
from companies.models import Company, CompanyPerson, Establishment
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.permissions import COMPANY_ROLES, Role

TODAY = timezone.localdate()


@pytest.fixture
def here(world):
    with world.here.scope():
        yield world.here


@pytest.fixture
def advisor(here):
    return here.member(Role.ADVISOR)


def days(first, last):
    return {"from_on": TODAY + timedelta(days=first), "to_on": TODAY + timedelta(days=last)}


def facts(here, **changes):
    rows = here.rows
    return {
        "company": rows.company, "establishment": rows.establishment, "instructor": rows.instructor, "percent": 100,
        **days(0, 30),
    } | changes  # fmt: skip


def add(here, by, **changes):
    return actions.add_placement(apprenticeship=here.rows.apprenticeship, by=by, **facts(here, **changes))


def test_add_and_the_trail(here, advisor):
    row = add(here, advisor, aims="Frisyrer")
    assert (row.percent, row.aims, row.establishment) == (100, "Frisyrer", here.rows.establishment)
    assert Event.objects.about(row).get().facts["percent"] == 100


def test_too_much_is_refused_with_days_and_place(here, advisor):
    add(here, advisor, percent=60)
    with pytest.raises(Refused) as refusal:
        add(here, advisor, percent=50, **days(10, 60))
    words = refusal.value.message
    assert refusal.value.field == "percent"
    assert "110 %" in words
    assert "Fjord avdeling nord 60 %" in words
    assert str((TODAY + timedelta(days=10)).year) in words
    assert Placement.objects.count() == 1


def test_a_hundred_together_is_fine(here, advisor):
    add(here, advisor, percent=60)
    assert add(here, advisor, percent=40, establishment=None, instructor=None)


def test_moving_counts_the_others_and_not_itself(here, advisor):
    row = add(here, advisor, percent=100)
    moved = actions.edit_placement(placement=row, version=1, by=advisor, **facts(here, **days(5, 40)))
    assert (moved.version, moved.to_on) == (2, TODAY + timedelta(days=40))
    other = add(here, advisor, percent=100, **days(41, 50))
    with pytest.raises(Refused):
        actions.edit_placement(placement=other, version=1, by=advisor, **facts(here, **days(40, 50)))


def test_repeated_click_places_once(here, advisor):
    assert add(here, advisor) == add(here, advisor)
    assert Placement.objects.count() == 1


def test_old_version_is_refused(here, advisor):
    row = add(here, advisor)
    actions.edit_placement(placement=row, version=1, by=advisor, **facts(here, percent=80))
    with pytest.raises(Refused, match="Somebody else"):
        actions.edit_placement(placement=row, version=1, by=advisor, **facts(here, percent=70))


def test_remove_twice_is_once_and_leaves_a_line(here, advisor):
    row = add(here, advisor)
    for _click in range(2):
        actions.remove_placement(placement=row, by=advisor)
    assert not Placement.objects.exists()
    assert Event.objects.filter(verb="placement.removed").count() == 1


@pytest.mark.parametrize("state", ["completed", "ended"])
def test_placements_of_a_training_that_is_over_stay(here, advisor, state):
    row = add(here, advisor)
    Apprenticeship.objects.filter(pk=here.rows.apprenticeship.pk).update(state=state)
    row.refresh_from_db()
    for refused in (
        lambda: add(here, advisor, **days(100, 110)),
        lambda: actions.edit_placement(placement=row, version=1, by=advisor, **facts(here)),
        lambda: actions.remove_placement(placement=row, by=advisor),
    ):
        with pytest.raises(Refused, match="over"):
            refused()


def test_place_and_instructor_are_the_companys(here, advisor):
    other = Company.objects.create(office=here.office, organisation_number="810000000", name="Annen bedrift")
    place = Establishment.objects.create(office=here.office, company=other, name="Annet sted")
    with pytest.raises(Refused) as refusal:
        add(here, advisor, establishment=place)
    assert refusal.value.field == "establishment"
    with pytest.raises(Refused) as refusal:
        add(here, advisor, company=other, establishment=place)
    assert refusal.value.field == "instructor"


def test_a_placement_opens_the_file_to_nobody(here, advisor):
    """Neither to the instructor it names nor to the company it is at."""
    user = here.users[Role.INSTRUCTOR]
    Apprenticeship.objects.update(instructor=None)
    add(here, advisor)
    other = Company.objects.create(office=here.office, organisation_number="810000000", name="Vertsbedrift")
    CompanyPerson.objects.create(
        office=here.office, company=other, user=user, name=user.name, email=user.email, role="instructor", sees="all",
        from_on=TODAY - timedelta(days=10),
    )  # fmt: skip
    add(here, advisor, company=other, establishment=None, instructor=None, **days(31, 60))
    assert not Apprenticeship.objects.visible_to(here.member(Role.INSTRUCTOR)).exists()


# --- the pages


def path(here, tail="", pk=None):
    return here.url(f"laerlinger/{pk or here.rows.apprenticeship.pk}/plasseringer/{tail}")


def test_page_shows_bars_and_the_same_in_words(here, advisor):
    row = add(here, advisor, percent=60)
    for role in (Role.READER, Role.APPRENTICE, Role.TRAINING_SUPERVISOR):
        text = here.client(role).get(path(here)).content.decode()
        assert "Fjord avdeling nord" in text
        assert "planner__is-now" in text
        assert "planner__is-gap" in text
        assert "60 %" in text
        assert f"plassering/{row.pk}/" not in text
    assert f"plassering/{row.pk}/" in here.client(Role.ADVISOR).get(path(here)).content.decode()


@pytest.mark.parametrize("role", [*COMPANY_ROLES, Role.APPRENTICE, Role.READER])
def test_only_the_office_plans(here, advisor, role):
    row = add(here, advisor)
    client = here.client(role)
    for address in (path(here, "ny/"), here.url(f"laerlinger/plassering/{row.pk}/")):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert client.post(here.url(f"laerlinger/plassering/{row.pk}/fjern/")).status_code == 404
    assert Placement.objects.count() == 1


def typed(here, **changes):
    return {name: getattr(value, "pk", value) for name, value in facts(here, **changes).items()}


def test_form_adds_and_tells_what_is_wrong_at_its_field(here):
    client = here.client(Role.ADVISOR)
    response = client.post(path(here, "ny/"), typed(here))
    assert response["Location"] == path(here)
    again = client.post(path(here, "ny/"), typed(here, percent=20))
    assert again.status_code == 422
    assert "120 %" in str(again.context["form"].errors["percent"])
    backwards = client.post(path(here, "ny/"), typed(here, **days(50, 40)))
    assert "to_on" in backwards.context["form"].errors


def test_form_changes_and_removes(here, advisor):
    row = add(here, advisor)
    client = here.client(Role.ADVISOR)
    address = here.url(f"laerlinger/plassering/{row.pk}/")
    assert client.post(address, typed(here, percent=30) | {"version": 1}).status_code == 302
    assert Placement.objects.get().percent == 30
    assert client.get(f"{address}fjern/").status_code == 200
    assert Placement.objects.exists()
    assert client.post(f"{address}fjern/").status_code == 302
    assert not Placement.objects.exists()


def test_proposal_in_the_address_fills_the_form(here):
    response = here.client(Role.ADVISOR).get(
        path(here, "ny/"),
        {"company": here.rows.company.pk, "establishment": here.rows.establishment.pk, "aims": "Mål 1"},
    )
    text = response.content.decode()
    assert 'value="Mål 1"' in text
    assert f'<option value="{here.rows.establishment.pk}" selected>' in text


def test_choosing_another_company_saves_nothing(here):
    response = here.client(Role.ADVISOR).post(path(here, "ny/"), typed(here, aims="Kjøkken") | {"choose": "company"})
    assert response.status_code == 200
    assert 'value="Kjøkken"' in response.content.decode()
    assert not Placement.objects.exists()


@pytest.mark.parametrize(("first", "last", "field"), [
    (TODAY, date.max, "to_on"), (date.min, TODAY, "from_on"), (TODAY, TODAY + timedelta(days=3700), "to_on"),
    (TODAY, TODAY - timedelta(days=1), "to_on"),
])  # fmt: skip
def test_day_out_of_all_reason_is_refused(here, advisor, first, last, field):
    with pytest.raises(Refused) as refusal:
        add(here, advisor, from_on=first, to_on=last)
    assert refusal.value.field == field
    assert not Placement.objects.exists()
