"""Do people get roles in companies, keep them right, and leave without taking access along?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from companies import actions
from companies.models import CompanyPerson, Establishment
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.people.actions import accept
from okportal.people.models import Invitation, User
from okportal.permissions import Role
from tests.companies.people.added import NUMBER, PERSON, add


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


def test_link_of_one_who_has_left_is_withdrawn(world):
    with world.here.scope(Role.ADVISOR):
        by = world.here.member(Role.ADVISOR)
        person = actions.add_person(
            company=world.here.rows.company, name="Siv Ny", email="siv@ny.example", phone="", role="instructor",
            language="nb", from_on=by.today, is_invited=True, by=by,
        )  # fmt: skip
        actions.end_person(person=person, on=by.today, by=by)
        assert Invitation.objects.get(email="siv@ny.example").withdrawn_at


# --- scope
@pytest.mark.parametrize(
    ("role", "sees"),
    [("company_contact", "all"), ("responsible_leader", "all"), ("hr", "all"), ("municipal_coordinator", "all"),
     ("training_supervisor", "related"), ("instructor", "related")],
)  # fmt: skip
def test_a_role_sees_what_it_usually_sees_unless_something_else_is_said(company, advisor, role, sees):
    assert add(company, advisor, role=role).sees == sees
    assert add(company, advisor, role=role, email="annen@bedrift.example", sees="related").sees == "related"


def test_one_place_of_work_must_be_named_and_be_the_companys(world, company, advisor):
    with pytest.raises(Refused) as refusal:
        add(company, advisor, sees="establishment")
    assert refusal.value.field == "establishment"
    second = actions.register(organisation_number=NUMBER, name="Andre bedrift", by=advisor)
    with pytest.raises(Refused) as refusal:
        add(second, advisor, sees="establishment", establishment=world.here.rows.establishment)
    assert refusal.value.field == "establishment"
    place = Establishment.objects.create(office_id=company.office_id, company=second, name="Sør")
    assert add(second, advisor, sees="establishment", establishment=place).establishment == place


def test_scope_is_changed_once_and_stands_in_the_trail(world, company, advisor):
    person, place = world.here.rows.instructor, world.here.rows.establishment
    for _click in range(2):
        assert actions.set_scope(person=person, sees="establishment", establishment=place, by=advisor).sees
    events = Event.objects.about(company).filter(verb="company.person_scope_changed")
    assert [event.facts["before"] for event in events] == ["related"]
    with pytest.raises(Refused):
        actions.set_scope(person=person, sees="establishment", establishment=None, by=advisor)


def test_scope_of_a_role_that_has_ended_is_not_changed(world, company, advisor):
    person = world.here.rows.instructor
    CompanyPerson.objects.filter(pk=person.pk).update(to_on=advisor.today - timedelta(days=1))
    with pytest.raises(Refused, match="ended"):
        actions.set_scope(person=person, sees="all", establishment=None, by=advisor)


# --- one more role
def test_one_more_role_types_nothing_twice(company, advisor):
    known = add(company, advisor, phone="+4790000001", language="nn")
    second = actions.register(organisation_number=NUMBER, name="Andre bedrift", by=advisor)
    more = actions.add_role(known=known, company=second, role="hr", from_on=advisor.today, by=advisor)
    assert (more.name, more.email, more.phone, more.language) == (
        known.name, known.email, "+4790000001", "nn",
    )  # fmt: skip
    assert (more.company, more.sees) == (second, "all")
    with pytest.raises(Refused) as refusal:
        actions.add_role(known=known, company=second, role="hr", from_on=advisor.today, by=advisor)
    assert refusal.value.field == "role"


# --- editing
EDITED = {"name": "Kari Hansen", "email": "kari.hansen@bedrift.example", "phone": "+4790000002", "language": "nn"}


def test_a_person_is_corrected_in_all_roles_of_the_office(world, company, advisor):
    first, second = add(company, advisor), add(company, advisor, role="hr")
    third = actions.register(organisation_number=NUMBER, name="Andre bedrift", by=advisor)
    third = actions.add_role(known=first, company=third, role="instructor", from_on=advisor.today, by=advisor)
    actions.edit_person(person=first, by=advisor, **EDITED)
    for row in (first, second, third):
        row.refresh_from_db()
        assert {name: getattr(row, name) for name in EDITED} == EDITED
    world.here.rows.instructor.refresh_from_db()
    assert world.here.rows.instructor.name != EDITED["name"]


@pytest.mark.parametrize("is_invited", [True, False])
def test_a_new_address_closes_the_old_link_and_sends_one_when_asked(company, advisor, is_invited):
    person = add(company, advisor, is_invited=True)
    actions.edit_person(person=person, by=advisor, is_invited=is_invited, **EDITED)
    assert Invitation.objects.get(email=PERSON["email"].lower()).withdrawn_at
    new = Invitation.objects.filter(email=EDITED["email"], withdrawn_at__isnull=True)
    assert new.count() == (1 if is_invited else 0)


def test_a_new_name_alone_leaves_the_link(company, advisor):
    person = add(company, advisor, is_invited=True)
    actions.edit_person(person=person, by=advisor, is_invited=True, **EDITED | {"email": PERSON["email"]})
    assert Invitation.objects.get(email=person.email).withdrawn_at is None


def test_two_roles_get_a_link_each_and_a_second_company_none(company, advisor):
    person = add(company, advisor)
    add(company, advisor, role="hr")
    second = actions.register(organisation_number=NUMBER, name="Andre bedrift", by=advisor)
    actions.add_role(known=person, company=second, role="instructor", from_on=advisor.today, by=advisor)
    actions.edit_person(person=person, by=advisor, is_invited=True, **EDITED)
    assert sorted(Invitation.objects.filter(email=EDITED["email"]).values_list("role", flat=True)) == [
        "hr", "instructor",
    ]  # fmt: skip


def test_one_with_a_login_keeps_it_and_gets_no_link(world, advisor):
    person = world.here.rows.instructor
    edited = actions.edit_person(person=person, by=advisor, is_invited=True, **EDITED)
    assert (edited.user_id, edited.email) == (person.user_id, EDITED["email"])
    assert not Invitation.objects.filter(email=EDITED["email"]).exists()
    assert User.objects.get(pk=person.user_id).email == person.email


def test_an_address_of_somebody_else_is_refused(world, company, advisor):
    person = add(company, advisor)
    with pytest.raises(Refused, match="has this address") as refusal:
        actions.edit_person(person=person, by=advisor, **EDITED | {"email": world.here.rows.hr.email.upper()})
    assert refusal.value.field == "email"
    assert CompanyPerson.objects.get(pk=person.pk).email == person.email
