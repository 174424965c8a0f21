"""Can a role be ended, by the right person, from the right day?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.people import actions
from okportal.permissions import Role


def membership(cast, role):
    with cast.scope():
        return Membership.objects.get(user=cast.users[role], role=role)


def path(cast, row):
    return cast.url(f"ansatte/{row.pk}/avslutt/")


def test_ended_role_opens_nothing_from_the_next_day(here, time_machine):
    row = membership(here, Role.READER)
    answer = here.client(Role.ADMINISTRATOR).post(path(here, row), {"on": timezone.localdate().isoformat()})
    assert answer.status_code == 302
    reader = here.client(Role.READER)
    assert reader.get(here.url("min-dag/")).status_code == 200  # the last day counts
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert here.client(Role.READER).get(here.url("min-dag/")).status_code == 404


def test_row_stays_with_its_last_day(here):
    with here.scope(Role.ADMINISTRATOR):
        row = membership(here, Role.READER)
        on = timezone.localdate()
        actions.end_membership(membership=row, on=on, by=here.member(Role.ADMINISTRATOR))
        row.refresh_from_db()
        assert row.to_on == on


def test_own_role_is_not_ended(here):
    row = membership(here, Role.ADMINISTRATOR)
    answer = here.client(Role.ADMINISTRATOR).post(path(here, row), {"on": timezone.localdate().isoformat()})
    assert answer.status_code == 422
    assert membership(here, Role.ADMINISTRATOR).to_on is None


def test_role_does_not_end_before_it_began(here):
    with here.scope(Role.ADMINISTRATOR):
        row = membership(here, Role.READER)
        with pytest.raises(Refused) as refusal:
            actions.end_membership(
                membership=row, on=row.from_on - timedelta(days=1), by=here.member(Role.ADMINISTRATOR)
            )
        assert refusal.value.field == "on"


def test_only_the_administrator_ends_roles(here):
    row = membership(here, Role.READER)
    for role in set(Role) - {Role.ADMINISTRATOR}:
        assert here.client(role).get(path(here, row)).status_code == 404, role


def test_role_in_another_office_is_not_there(world):
    row = membership(world.there, Role.READER)
    client = world.here.client(Role.ADMINISTRATOR)
    assert client.post(path(world.here, row), {"on": timezone.localdate().isoformat()}).status_code == 404
    assert membership(world.there, Role.READER).to_on is None


def test_role_of_a_company_person_is_ended_elsewhere(here):
    """It follows the person's role in the company."""
    row = membership(here, Role.INSTRUCTOR)
    assert here.client(Role.ADMINISTRATOR).get(path(here, row)).status_code == 404


def test_staff_page_lists_the_offices_own_people(here):
    text = here.client(Role.ADMINISTRATOR).get(here.url("ansatte/")).content.decode()
    assert "Fjord Reader" in text
    assert "Fjord Apprentice" not in text
