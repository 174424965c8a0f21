"""Registering, editing, starting and finishing."""

from datetime import date

import pytest

from apprenticeships import actions
from apprenticeships.models import Apprentice, Apprenticeship
from apprenticeships.signals import apprenticeship_finished, apprenticeship_started
from apprenticeships.stale import FIELDS
from companies.models import Company
from okportal.audit.models import Event
from okportal.audit.stale import Stale
from okportal.curricula.models import Trade
from okportal.embedded.demo.synthetic import national_id
from okportal.errors import Refused
from okportal.offices.models import County, Membership
from okportal.outbox.models import Message
from okportal.people import actions as people
from okportal.people.models import Invitation
from okportal.permissions import Role
from tests.world import TRADE

NUMBER = national_id(date(2008, 5, 6), 7)


@pytest.fixture
def here(world):
    with world.here.scope():
        yield world.here


@pytest.fixture
def advisor(here):
    return here.member(Role.ADVISOR)


def answers(here, **changes):
    person = {"first_name": "Åse", "last_name": "Ødegård", "email": "ase@example.test"}
    return person | {"trade": Trade.objects.get(pk=TRADE), "company": here.rows.company} | changes


def placement(row, **changes):
    return {"apprenticeship": row, "version": row.version} | {name: getattr(row, name) for name in FIELDS} | changes


# --- register


def test_register_makes_person_and_first_apprenticeship(here, advisor):
    row = actions.register_apprentice(by=advisor, national_id=NUMBER, **answers(here))
    assert row.state == "planned"
    assert row.county_id == here.rows.company.county_id
    assert row.apprentice.birth_date == date(2008, 5, 6)
    assert Apprentice.objects.get(pk=row.apprentice_id).national_id == NUMBER
    assert Event.objects.about(row).get().verb == "apprenticeship.registered"
    assert not Invitation.objects.filter(email="ase@example.test").exists()


def test_number_is_unreadable_in_the_database(here, advisor, django_db_blocker):
    row = actions.register_apprentice(by=advisor, national_id=NUMBER, **answers(here))
    stored = Apprentice.objects.raw(
        "SELECT id, national_id::text AS raw FROM apprenticeships_apprentice WHERE id = %s", [row.apprentice_id]
    )
    assert NUMBER not in stored[0].raw


def test_register_invites_when_asked(here, advisor):
    actions.register_apprentice(by=advisor, is_invited=True, **answers(here))
    assert Invitation.objects.get(email="ase@example.test").role == Role.APPRENTICE
    assert Message.objects.filter(to_email="ase@example.test", template="people/invitation").count() == 1


def test_known_number_is_refused_with_the_name(here, advisor):
    with pytest.raises(Refused) as refusal:
        actions.register_apprentice(by=advisor, national_id=here.rows.apprentice.national_id, **answers(here))
    assert refusal.value.field == "national_id"
    assert "Fjord Lærling" in refusal.value.message
    assert not Apprentice.objects.filter(email="ase@example.test").exists()


def test_number_known_in_another_office_is_no_matter_here(world, here, advisor):
    """Both casts carry the same number: the wall hides it, and the index is the office's own."""
    here.rows.apprentice.national_id = ""
    here.rows.apprentice.save()
    number = world.there.rows.apprentice.national_id
    row = actions.register_apprentice(by=advisor, national_id=number, **answers(here))
    assert row.pk


def test_repeated_click_registers_once(here, advisor):
    actions.register_apprentice(by=advisor, **answers(here))
    with pytest.raises(Refused, match="Åse Ødegård"):
        actions.register_apprentice(by=advisor, **answers(here, email="ASE@example.test"))
    assert Apprentice.objects.filter(email__iexact="ase@example.test").count() == 1


def test_company_without_county_needs_one_chosen(here, advisor):
    here.rows.company.county = None
    here.rows.company.save()
    with pytest.raises(Refused) as refusal:
        actions.register_apprentice(by=advisor, **answers(here))
    assert refusal.value.field == "county"


# --- edit the person


def person(apprentice, **changes):
    names = ("first_name", "last_name", "email", "phone", "address", "postcode", "city", "language")
    return {name: getattr(apprentice, name) for name in names} | {"home_county": apprentice.county} | changes


def test_empty_number_keeps_the_stored_one(here, advisor):
    apprentice = here.rows.apprentice
    actions.edit_apprentice(apprentice=apprentice, by=advisor, **person(apprentice, last_name="Ny"))
    stored = Apprentice.objects.get(pk=apprentice.pk)
    assert (stored.last_name, stored.national_id) == ("Ny", apprentice.national_id)
    assert Event.objects.about(apprentice).filter(verb="apprentice.changed").get().facts == {
        "is_number_replaced": False
    }


def test_new_number_replaces_number_and_birth_date(here, advisor):
    apprentice = here.rows.apprentice
    actions.edit_apprentice(apprentice=apprentice, by=advisor, national_id=NUMBER, **person(apprentice))
    stored = Apprentice.objects.get(pk=apprentice.pk)
    assert (stored.national_id, stored.birth_date) == (NUMBER, date(2008, 5, 6))


# --- edit the apprenticeship


def test_edit_changes_people_and_counts_the_version(here, advisor):
    row = here.rows.apprenticeship
    changed = actions.edit_apprenticeship(by=advisor, **placement(row, instructor=None))
    assert (changed.instructor, changed.version) == (None, 2)
    facts = Event.objects.about(row).get(verb="apprenticeship.changed").facts
    assert facts == {"version": 2, "before": {"instructor": here.rows.instructor.pk}}


def test_edit_without_a_change_leaves_no_line(here, advisor):
    row = here.rows.apprenticeship
    assert actions.edit_apprenticeship(by=advisor, **placement(row)).version == 1
    assert not Event.objects.about(row).exists()


def test_second_editor_is_told_what_changed(here, advisor):
    row = here.rows.apprenticeship
    actions.edit_apprenticeship(by=here.member(Role.ADMINISTRATOR), **placement(row, supervisor=None))
    with pytest.raises(Stale) as stale:
        actions.edit_apprenticeship(by=advisor, **placement(row, instructor=None))
    assert "Fjord ADMINISTRATOR".lower() in stale.value.message.lower()
    assert "training supervisor" in stale.value.message
    assert stale.value.version == 2
    assert stale.value.current == {"supervisor": None}
    assert Apprenticeship.objects.get(pk=row.pk).instructor == here.rows.instructor


def test_change_and_back_is_no_difference(here, advisor):
    row = here.rows.apprenticeship
    first = actions.edit_apprenticeship(by=advisor, **placement(row, supervisor=None))
    actions.edit_apprenticeship(by=advisor, **placement(first, supervisor=here.rows.training_supervisor))
    with pytest.raises(Stale) as stale:
        actions.edit_apprenticeship(by=advisor, **placement(row, instructor=None))
    assert stale.value.before == {}


@pytest.mark.parametrize("state", ["running", "completed", "ended"])
@pytest.mark.parametrize("field", ["company", "county"])
def test_employer_of_a_contract_in_force_stays(here, advisor, state, field):
    row = here.rows.apprenticeship
    row.state = state
    row.save()
    other = {"company": other_company(here), "county": County.objects.get(pk="03")}[field]
    with pytest.raises(Refused, match="is part of the contract") as refusal:
        actions.edit_apprenticeship(by=advisor, **placement(row, **{field: other}))
    way_out = {"company": "change of company", "county": "new apprenticeship"}[field]
    assert (refusal.value.field, way_out in refusal.value.way_out) == (field, True)
    assert not Event.objects.about(row).exists()


def test_people_around_a_contract_in_force_may_change(here, advisor):
    row = here.rows.apprenticeship
    others = dict.fromkeys(("establishment", "supervisor", "instructor", "advisor"))
    assert actions.edit_apprenticeship(by=advisor, **placement(row, **others)).version == 2


def test_company_and_county_of_a_planned_training_may_change(here, advisor):
    company, county = other_company(here), County.objects.get(pk="03")
    people = {"establishment": None, "supervisor": None, "instructor": None}
    changes = {"company": company, "county": county, **people}
    changed = actions.edit_apprenticeship(by=advisor, **placement(here.rows.planned, **changes))
    assert (changed.company, changed.county) == (company, county)


def other_company(here):
    return Company.objects.create(office=here.office, organisation_number="810000000", name="Annen bedrift")


def test_file_of_an_advisor_who_has_left_says_so(here, advisor):
    row = here.rows.apprenticeship
    Membership.objects.filter(pk=row.advisor_id).update(to_on=advisor.today)
    facts = Apprenticeship.objects.with_people().get(pk=row.pk).facts
    assert facts.advisor_until == advisor.today


# --- start and finish


def test_start_takes_over_the_dates_and_tells(here, advisor):
    told = []
    listener = lambda sender, **facts: told.append((facts["apprenticeship"].pk, facts["by"]))  # noqa: E731
    apprenticeship_started.connect(listener)
    try:
        row = actions.start(
            apprenticeship=here.rows.planned, start_on=date(2026, 8, 1), end_on=date(2028, 7, 31), by=advisor
        )
    finally:
        apprenticeship_started.disconnect(listener)
    assert (row.state, row.start_on, row.end_on) == ("running", date(2026, 8, 1), date(2028, 7, 31))
    assert told == [(row.pk, advisor)]


def test_start_again_takes_the_new_contracts_dates(here, advisor):
    row = here.rows.apprenticeship
    again = actions.start(apprenticeship=row, start_on=row.start_on, end_on=date(2099, 1, 1), by=None)
    assert again.end_on == date(2099, 1, 1)


@pytest.mark.parametrize("is_completed, state", [(True, "completed"), (False, "ended")])
def test_finish(here, advisor, is_completed, state):
    told = []
    listener = lambda sender, apprenticeship, by, **rest: told.append(apprenticeship.state)  # noqa: E731
    apprenticeship_finished.connect(listener)
    try:
        row = actions.finish(apprenticeship=here.rows.apprenticeship, is_completed=is_completed, by=advisor)
    finally:
        apprenticeship_finished.disconnect(listener)
    assert row.state == state
    assert told == [state]
    with pytest.raises(Refused):
        actions.finish(apprenticeship=row, is_completed=is_completed, by=advisor)


def test_training_that_never_started_ends_but_is_not_completed(here, advisor):
    with pytest.raises(Refused):
        actions.finish(apprenticeship=here.rows.planned, is_completed=True, by=advisor)
    assert actions.finish(apprenticeship=here.rows.planned, is_completed=False, by=advisor).state == "ended"


# --- invite


def test_invite_refuses_one_who_can_log_in(here, advisor):
    with pytest.raises(Refused):
        actions.invite(apprentice=here.rows.apprentice, by=advisor)


def test_invite_links_one_who_has_the_role(here, advisor):
    Apprentice.objects.filter(pk=here.rows.apprentice.pk).update(user=None)
    apprentice = Apprentice.objects.get(pk=here.rows.apprentice.pk)
    assert actions.invite(apprentice=apprentice, by=advisor) is None
    assert Apprentice.objects.get(pk=apprentice.pk).user == here.users[Role.APPRENTICE]
    assert not Invitation.objects.filter(email=apprentice.email).exists()


def test_role_in_another_office_links_nobody_here(world, here):
    user = here.users[Role.ADVISOR]
    with world.there.scope():
        Membership.objects.create(office=world.there.office, user=user, role=Role.APPRENTICE, from_on="2020-01-01")
    with here.scope(Role.ADVISOR):
        by = here.member(Role.ADVISOR)
        row = actions.register_apprentice(by=by, **answers(here, email=user.email))
        assert actions.invite(apprentice=row.apprentice, by=by).email == user.email


# --- take the login back


def held(here):
    return Membership.objects.get(user=here.users[Role.APPRENTICE], role=Role.APPRENTICE).to_on


def test_cut_login_closes_file_and_role_and_is_in_the_trail(here, advisor):
    for _click in range(2):
        actions.cut_login(apprentice=here.rows.apprentice, by=advisor)
    assert Apprentice.objects.get(pk=here.rows.apprentice.pk).user is None
    assert held(here) == advisor.today
    assert Event.objects.about(here.rows.apprentice).filter(verb="apprentice.login_cut").count() == 1


def test_cut_login_leaves_the_role_that_another_file_needs(here, advisor):
    Apprentice.objects.create(
        office=here.office, user=here.users[Role.APPRENTICE], first_name="To", last_name="Filer", email="to@x.example"
    )
    actions.cut_login(apprentice=here.rows.apprentice, by=advisor)
    assert held(here) is None


def test_cut_login_withdraws_the_open_link(here, advisor):
    row = actions.register_apprentice(by=advisor, is_invited=True, **answers(here))
    actions.cut_login(apprentice=row.apprentice, by=advisor)
    assert Invitation.objects.get(email="ase@example.test").withdrawn_at


def test_one_whose_login_was_cut_can_be_invited_the_same_day(here, advisor):
    actions.cut_login(apprentice=here.rows.apprentice, by=advisor)
    apprentice = Apprentice.objects.get(pk=here.rows.apprentice.pk)
    assert actions.invite(apprentice=apprentice, by=advisor).email == apprentice.email


def test_link_to_the_old_address_is_withdrawn(here, advisor):
    apprentice = actions.register_apprentice(by=advisor, is_invited=True, **answers(here)).apprentice
    actions.edit_apprentice(apprentice=apprentice, by=advisor, **person(apprentice, last_name="Ny"))
    assert Invitation.objects.get(email="ase@example.test").withdrawn_at is None
    actions.edit_apprentice(apprentice=apprentice, by=advisor, **person(apprentice, email="rett@example.test"))
    assert Invitation.objects.get(email="ase@example.test").withdrawn_at


def test_accepted_invitation_opens_the_own_file(here, advisor):
    row = actions.register_apprentice(by=advisor, is_invited=True, **answers(here))
    invitation = Invitation.objects.get(email="ase@example.test")
    user = people.accept(invitation=invitation, name="Åse Ødegård", password="et-langt-passord")
    assert Apprentice.objects.get(pk=row.apprentice_id).user == user
