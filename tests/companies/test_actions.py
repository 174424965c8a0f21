"""Do the actions on companies keep their rules, and say no in words?"""

from datetime import date, timedelta

import pytest
from celery import current_app
from django.utils import timezone

from companies import actions
from companies.enhetsregisteret import Registered
from companies.models import Approval, Company, CompanyPerson
from companies.stale import Stale
from companies.states import ApprovalState
from okportal.audit.models import Event
from okportal.curricula.models import Trade
from okportal.errors import Refused
from okportal.offices.models import County, Membership
from okportal.people.actions import accept
from okportal.people.models import Invitation
from okportal.permissions import Role
from tests.world import COUNTY, TRADE

NUMBER = "913558693"
LookUp = Company.LookUp


@pytest.fixture
def advisor(world):
    with world.here.scope():
        yield world.here.member(Role.ADVISOR)


@pytest.fixture
def company(world, advisor):
    return world.here.rows.company


# --- registering
def test_register_writes_company_and_trail(advisor):
    company = actions.register(organisation_number=NUMBER, name="Fjord kommune", by=advisor)
    assert (company.name, company.look_up, company.is_active) == ("Fjord kommune", LookUp.NOT_CHECKED, True)
    assert Event.objects.about(company).get().verb == "company.registered"


def test_register_twice_names_the_company_that_is_there(advisor):
    actions.register(organisation_number=NUMBER, name="Fjord kommune", by=advisor)
    with pytest.raises(Refused, match="Fjord kommune") as refusal:
        actions.register(organisation_number=NUMBER, name="Noe annet", by=advisor)
    assert refusal.value.field == "organisation_number"


def test_the_same_company_may_be_a_member_of_another_office(world, advisor):
    with world.there.scope():
        theirs = world.there.member(Role.ADVISOR)
        actions.register(organisation_number=NUMBER, name="Canary kommune", by=theirs)
    assert actions.register(organisation_number=NUMBER, name="Fjord kommune", by=advisor).office_id == advisor.office.pk


def test_register_asks_the_register_after_the_commit(
    advisor, settings, django_capture_on_commit_callbacks, without_broker
):
    settings.BRREG_ENABLED = True
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        company = actions.register(organisation_number=NUMBER, by=advisor)
    assert (company.look_up, company.name, len(callbacks)) == (LookUp.WAITING, "913 558 693", 1)


@pytest.fixture
def without_broker():
    """No broker at all: registering must not notice."""
    before = current_app.conf.broker_url
    current_app.conf.broker_url = "redis+socket:///nowhere/valkey.sock"
    yield
    current_app.conf.broker_url = before


# --- the register's answer
def test_the_answer_fills_in_name_address_and_county(company):
    Company.objects.filter(pk=company.pk).update(look_up=LookUp.WAITING, county=None)
    found = Registered("Fjord Kommune", "Storgata 1", "5004", "Bergen", "46")
    actions.record_look_up(company_id=company.pk, version=company.version, outcome=LookUp.FOUND, found=found)
    company.refresh_from_db()
    assert (company.name, company.postcode, company.county_id) == ("Fjord Kommune", "5004", "46")
    assert (company.look_up, company.version) == (LookUp.FOUND, 2)
    assert company.looked_up_at is not None


def test_what_was_edited_while_the_answer_was_on_its_way_stays(company):
    Company.objects.filter(pk=company.pk).update(look_up=LookUp.WAITING, version=2, address="")
    found = Registered("Annet navn", "Storgata 1", "5004", "Bergen", "99")
    actions.record_look_up(company_id=company.pk, version=1, outcome=LookUp.FOUND, found=found)
    before = company.name
    company.refresh_from_db()
    assert (company.name, company.address, company.county_id) == (before, "Storgata 1", COUNTY)


def test_an_answer_that_nobody_waits_for_changes_nothing(company):
    found = Registered("Annet navn")
    actions.record_look_up(company_id=company.pk, version=1, outcome=LookUp.FOUND, found=found)
    assert Company.objects.get(pk=company.pk).name == company.name


def test_asking_again_while_waiting_is_one_question(company, advisor, settings):
    settings.BRREG_ENABLED = True
    for _click in range(2):
        actions.ask_look_up(company=company, by=advisor)
    assert Event.objects.about(company).filter(verb="company.look_up_asked").count() == 1


# --- editing
def answers(company, **changes):
    fields = ("name", "address", "postcode", "city", "county", "email", "phone")
    return {field: getattr(company, field) for field in fields} | changes


def test_edit_moves_the_version_and_tells_the_trail_which_fields(company, advisor):
    edited = actions.edit(company=company, version=1, by=advisor, **answers(company, name="Nytt navn"))
    assert (edited.name, edited.version) == ("Nytt navn", 2)
    assert Event.objects.about(company).first().facts == {"fields": ["name"], "version": 2}


def test_saving_without_a_change_is_no_change(company, advisor):
    assert actions.edit(company=company, version=1, by=advisor, **answers(company)).version == 1


def test_the_second_of_two_editors_is_told_what_changed(company, advisor):
    actions.edit(company=company, version=1, by=advisor, **answers(company, name="Første", city="Voss"))
    with pytest.raises(Stale) as refusal:
        actions.edit(company=company, version=1, by=advisor, **answers(company, phone="+4755555555"))
    assert refusal.value.current == {"name": "Første", "city": "Voss"}
    assert refusal.value.version == 2
    assert advisor.user.name in refusal.value.message
    assert Company.objects.get(pk=company.pk).name == "Første"


def test_membership_ends_once_and_comes_back(company, advisor):
    for _click in range(2):
        assert not actions.set_activity(company=company, is_active=False, by=advisor).is_active
    assert Event.objects.about(company).filter(verb="company.deactivated").count() == 1
    assert actions.set_activity(company=company, is_active=True, by=advisor).is_active


def test_a_place_of_work_number_stands_once(company, advisor):
    actions.add_establishment(company=company, name="Avdeling sør", organisation_number=NUMBER, by=advisor)
    with pytest.raises(Refused, match="Avdeling sør"):
        actions.add_establishment(company=company, name="Avdeling vest", organisation_number=NUMBER, by=advisor)
    for name in ("Uten nummer", "Også uten"):
        actions.add_establishment(company=company, name=name, by=advisor)


# --- people
PERSON = {"name": "Kari Nordmann", "email": "Kari@bedrift.example", "role": "instructor", "from_on": date(2026, 1, 1)}


def test_a_person_is_added_and_invited(company, advisor):
    person = actions.add_person(company=company, by=advisor, is_invited=True, **PERSON)
    assert (person.email, person.user) == ("kari@bedrift.example", None)
    invitation = Invitation.objects.get(email=person.email)
    assert invitation.role == Role.INSTRUCTOR


def test_the_login_is_linked_when_the_invitation_is_accepted(company, advisor):
    person = actions.add_person(company=company, by=advisor, is_invited=True, **PERSON)
    other_role = actions.add_person(company=company, by=advisor, **{**PERSON, "role": "company_contact"})
    user = accept(invitation=Invitation.objects.get(email=person.email), name="Kari", password="et-langt-passord")
    person.refresh_from_db()
    other_role.refresh_from_db()
    assert (person.user, other_role.user) == (user, None)


def test_one_who_has_the_role_already_is_linked_and_not_invited(world, advisor):
    second = actions.register(organisation_number=NUMBER, name="Andre bedrift", by=advisor)
    user = world.here.users[Role.INSTRUCTOR]
    person = actions.add_person(
        company=second, by=advisor, name=user.name, email=user.email, role="instructor", from_on=advisor.today,
        is_invited=True,
    )  # fmt: skip
    assert person.user == user
    assert not Invitation.objects.filter(email=user.email).exists()


def test_the_same_role_twice_in_one_company_is_refused(company, advisor):
    actions.add_person(company=company, by=advisor, **PERSON)
    with pytest.raises(Refused, match="already"):
        actions.add_person(company=company, by=advisor, **PERSON)
    actions.add_person(company=company, by=advisor, **{**PERSON, "role": "training_supervisor"})


def test_ending_the_last_role_ends_the_membership_too(world, advisor):
    person = world.here.rows.instructor
    actions.end_person(person=person, on=advisor.today, by=advisor)
    assert Membership.objects.get(user=person.user).to_on == advisor.today
    with pytest.raises(Refused, match="already"):
        actions.end_person(person=person, on=advisor.today, by=advisor)


def test_a_role_in_a_second_company_keeps_the_membership(world, advisor):
    person = world.here.rows.instructor
    second = actions.register(organisation_number=NUMBER, name="Andre bedrift", by=advisor)
    actions.add_person(
        company=second, by=advisor, name=person.name, email=person.email, role="instructor", from_on=advisor.today
    )
    actions.end_person(person=person, on=advisor.today, by=advisor)
    assert Membership.objects.get(user=person.user).to_on is None


def test_a_role_cannot_end_before_it_began(world, advisor):
    person = world.here.rows.instructor
    with pytest.raises(Refused) as refusal:
        actions.end_person(person=person, on=person.from_on - timedelta(days=1), by=advisor)
    assert refusal.value.field == "on"


def test_one_with_a_login_cannot_be_invited(world, advisor):
    with pytest.raises(Refused, match="cannot be invited"):
        actions.invite_person(person=world.here.rows.instructor, by=advisor)


def test_one_who_moves_to_another_company_keeps_access_tomorrow(world, advisor, time_machine):
    here, before = world.here, world.here.rows.instructor
    actions.end_person(person=before, on=advisor.today, by=advisor)
    second = actions.register(organisation_number=NUMBER, name="Andre bedrift", by=advisor)
    after = actions.add_person(
        company=second, by=advisor, name=before.name, email=before.email.upper(), role="instructor",
        from_on=advisor.today, is_invited=True,
    )  # fmt: skip
    assert after.user is None
    invitation = Invitation.objects.get(email=before.email)
    accept(invitation=invitation, name="", password=None, signed_in=before.user)
    after.refresh_from_db()
    assert after.user == before.user
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert here.member(Role.INSTRUCTOR).roles == {Role.INSTRUCTOR}


def test_one_whose_access_was_closed_can_be_invited_again(world, advisor):
    person = world.here.rows.instructor
    Membership.objects.filter(user=person.user).update(to_on=advisor.today)
    assert not CompanyPerson.objects.with_login().get(pk=person.pk).has_login
    assert actions.invite_person(person=person, by=advisor).email == person.email


def test_a_later_last_day_can_be_brought_forward(world, advisor):
    person, in_a_month = world.here.rows.instructor, advisor.today + timedelta(days=30)
    actions.end_person(person=person, on=in_a_month, by=advisor)
    assert Membership.objects.get(user=person.user).to_on == in_a_month
    assert actions.end_person(person=person, on=advisor.today, by=advisor).to_on == advisor.today
    assert Membership.objects.get(user=person.user).to_on == advisor.today
    with pytest.raises(Refused, match="already"):
        actions.end_person(person=person, on=advisor.today, by=advisor)


def test_access_lasts_as_long_as_the_last_company(world, advisor):
    person, in_a_month = world.here.rows.instructor, advisor.today + timedelta(days=30)
    second = actions.register(organisation_number=NUMBER, name="Andre bedrift", by=advisor)
    other = actions.add_person(
        company=second, by=advisor, name=person.name, email=person.email, role="instructor", from_on=advisor.today
    )
    actions.end_person(person=other, on=in_a_month, by=advisor)
    actions.end_person(person=person, on=advisor.today, by=advisor)
    assert Membership.objects.get(user=person.user).to_on == in_a_month


def test_link_that_another_company_waits_for_stays(company, advisor):
    first = actions.add_person(company=company, by=advisor, is_invited=True, **PERSON)
    second = actions.register(organisation_number=NUMBER, name="Andre bedrift", by=advisor)
    actions.add_person(company=second, by=advisor, **PERSON)
    actions.end_person(person=first, on=advisor.today, by=advisor)
    assert Invitation.objects.get(email=first.email).withdrawn_at is None


def test_role_in_another_office_links_nobody_here(world):
    """The policy shows the one who adds their own memberships elsewhere too."""
    user = world.here.users[Role.ADVISOR]
    with world.there.scope():
        Membership.objects.create(office=world.there.office, user=user, role=Role.INSTRUCTOR, from_on="2020-01-01")
    with world.here.scope(Role.ADVISOR):
        by = world.here.member(Role.ADVISOR)
        answers = {"name": user.name, "email": user.email, "role": "instructor", "from_on": by.today}
        assert actions.add_person(company=world.here.rows.company, by=by, **answers).user is None


# --- approvals
@pytest.fixture
def applied(company, advisor):
    return actions.apply_approval(
        company=company, trade=Trade.objects.get(pk="HSHEA3----"), county=County.objects.get(pk=COUNTY), by=advisor
    )


def decide(approval, decision, advisor, **kwargs):
    kwargs.setdefault("on", date(2026, 8, 1))
    return actions.decide_approval(approval=approval, decision=decision, by=advisor, **kwargs)


def test_apply_approve_withdraw_and_apply_again(applied, advisor):
    assert (applied.state, applied.from_on) == (ApprovalState.APPLIED, None)
    approved = decide(applied, "approve", advisor, to_on=date(2030, 8, 1))
    assert (approved.state, approved.from_on, approved.to_on) == ("approved", date(2026, 8, 1), date(2030, 8, 1))
    withdrawn = decide(approved, "withdraw", advisor, on=date(2026, 12, 31))
    assert (withdrawn.state, withdrawn.to_on) == ("withdrawn", date(2026, 12, 31))
    again = actions.apply_approval(company=applied.company, trade=applied.trade, county=applied.county, by=advisor)
    assert (again.pk, again.state, again.from_on, again.to_on) == (applied.pk, "applied", None, None)


def test_limits_are_named_and_the_first_day_is_kept(applied, advisor):
    with pytest.raises(Refused) as refusal:
        decide(applied, "limit", advisor)
    assert refusal.value.field == "limits"
    limited = decide(applied, "limit", advisor, limits="Bare lærekandidater")
    assert (limited.state, limited.limits) == ("limited", "Bare lærekandidater")
    full = decide(limited, "approve", advisor, on=date(2027, 1, 1), limits="Bare lærekandidater")
    assert (full.from_on, full.limits) == (date(2026, 8, 1), "")


def test_an_approval_is_decided_once(applied, advisor):
    decide(applied, "refuse", advisor)
    with pytest.raises(Refused):
        decide(applied, "approve", advisor)


def test_an_approval_cannot_end_before_it_began(applied, advisor):
    with pytest.raises(Refused) as refusal:
        decide(applied, "approve", advisor, to_on=date(2026, 7, 31))
    assert refusal.value.field == "to_on"
    approved = decide(applied, "approve", advisor)
    with pytest.raises(Refused) as refusal:
        decide(approved, "withdraw", advisor, on=date(2026, 7, 31))
    assert refusal.value.field == "on"


def test_one_approval_for_each_trade_and_county(world, company, advisor):
    with pytest.raises(Refused, match="already"):
        actions.apply_approval(
            company=company, trade=Trade.objects.get(pk=TRADE), county=County.objects.get(pk=COUNTY), by=advisor
        )
    oslo = actions.apply_approval(
        company=company, trade=Trade.objects.get(pk=TRADE), county=County.objects.get(pk="03"), by=advisor
    )
    assert oslo.state == ApprovalState.APPLIED


def test_another_offices_rows_are_not_ours(world, advisor):
    for model in (Company, CompanyPerson, Approval):
        assert not model.objects.visible_to(advisor).filter(office=world.there.office).exists()


def test_link_of_one_who_has_left_is_withdrawn(world):
    with world.here.scope(Role.ADVISOR):
        by = world.here.member(Role.ADVISOR)
        person = actions.add_person(
            company=world.here.rows.company, name="Siv Ny", email="siv@ny.example", phone="", role="instructor",
            language="nb", from_on=by.today, is_invited=True, by=by,
        )  # fmt: skip
        actions.end_person(person=person, on=by.today, by=by)
        assert Invitation.objects.get(email="siv@ny.example").withdrawn_at
