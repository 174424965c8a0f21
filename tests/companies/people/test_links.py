"""Does an invitation let in the one it was sent to, link the right roles, and nobody else's?"""

import pytest

from companies import actions
from companies.models import CompanyPerson
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.people.actions import accept
from okportal.people.models import Invitation
from okportal.permissions import COMPANY_ROLES, Role
from tests.companies.people.added import NUMBER, PERSON, add


def test_a_withdrawn_link_lets_nobody_in(company, advisor):
    person = add(company, advisor, is_invited=True)
    for _click in range(2):
        actions.withdraw_invitation(person=person, by=advisor)
    invitation = Invitation.objects.get(email=person.email)
    with pytest.raises(Refused):
        accept(invitation=invitation, name="Kari", password="et-langt-passord")
    assert Event.objects.about(invitation).filter(verb="invitation.withdrawn").count() == 1


def test_a_link_sent_again_closes_the_first(company, advisor):
    person = add(company, advisor, is_invited=True)
    first = Invitation.objects.get(email=person.email)
    second = actions.invite_person(person=person, by=advisor)
    first.refresh_from_db()
    assert (first.withdrawn_at is None, second.withdrawn_at) == (False, None)


def test_one_without_an_address_is_not_invited(company, advisor):
    person = add(company, advisor)
    CompanyPerson.objects.filter(pk=person.pk).update(email="")
    person.refresh_from_db()
    with pytest.raises(Refused, match="no e-mail"):
        actions.invite_person(person=person, by=advisor)


@pytest.mark.parametrize("role", COMPANY_ROLES)
def test_each_role_is_invited_accepted_and_linked(company, advisor, role):
    person = add(company, advisor, role=role, is_invited=True)
    user = accept(invitation=Invitation.objects.get(email=person.email), name="Kari", password="et-langt-passord")
    person.refresh_from_db()
    assert person.user == user
    assert list(Membership.objects.filter(user=user).values_list("role", "to_on")) == [(role, None)]


def unlinked(company, advisor, user):
    """As an import leaves one whose login came by another way."""
    return CompanyPerson.objects.create(
        office=advisor.office, company=company, name=user.name, email=user.email, role="instructor",
        from_on=advisor.today,
    )  # fmt: skip


def test_one_who_has_the_role_by_now_is_linked_instead_of_invited(world, advisor):
    second = actions.register(organisation_number=NUMBER, name="Andre bedrift", by=advisor)
    user = world.here.users[Role.INSTRUCTOR]
    person = unlinked(second, advisor, user)
    assert actions.invite_person(person=person, by=advisor) is None
    person.refresh_from_db()
    assert person.user == user
    assert Event.objects.about(second).get(verb="company.person_linked").by == advisor.user


def test_a_row_of_the_same_address_keeps_the_membership(world, advisor):
    second = actions.register(organisation_number=NUMBER, name="Andre bedrift", by=advisor)
    unlinked(second, advisor, world.here.users[Role.INSTRUCTOR])
    actions.end_person(person=world.here.rows.instructor, on=advisor.today, by=advisor)
    assert Membership.objects.get(user=world.here.users[Role.INSTRUCTOR]).to_on is None


def test_a_login_is_linked_in_its_own_office_alone(world, company, advisor):
    person = actions.add_person(company=company, by=advisor, **PERSON)
    user = world.here.users[Role.ADVISOR]
    actions.link_login(office_id=world.there.office.pk, email=person.email, role=person.role, user=user)
    person.refresh_from_db()
    assert person.user is None
