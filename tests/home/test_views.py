"""What does each kind of person see first?"""

import pytest

from apprenticeships.models import Apprenticeship
from okportal.offices.models import Membership
from okportal.permissions import Role

FIRST = {
    Role.ADMINISTRATOR: "min-dag/",
    Role.ADVISOR: "min-dag/",
    Role.READER: "min-dag/",
    Role.COMPANY_CONTACT: "mine-laerlinger/",
    Role.TRAINING_SUPERVISOR: "mine-laerlinger/",
    Role.INSTRUCTOR: "mine-laerlinger/",
    Role.APPRENTICE: "min-opplaering/",
    Role.GUARDIAN: "min-opplaering/",
}
OTHERS = {"min-dag/", "mine-laerlinger/", "min-opplaering/", "oversikt/"}


@pytest.mark.parametrize("role", FIRST, ids=str)
def test_first_page_is_that_of_the_role(role, world):
    here = world.here
    client = here.client(role)
    response = client.get(here.url())
    assert (response.status_code, response["Location"]) == (302, here.url(FIRST[role]))
    assert client.get(here.url(FIRST[role])).status_code == 200


@pytest.mark.parametrize("role", FIRST, ids=str)
def test_front_pages_of_other_roles_are_not_there(role, world):
    client = world.here.client(role)
    own = {FIRST[role]} | ({"oversikt/"} if role == Role.ADMINISTRATOR else set())
    for page in OTHERS - own:
        assert client.get(world.here.url(page)).status_code == 404


def test_person_with_one_office_goes_straight_in(world):
    response = world.here.client(Role.ADVISOR).get("/")
    assert response["Location"] == world.here.url()


def test_person_with_two_offices_chooses(world):
    here, there = world.here, world.there
    user = here.users[Role.ADVISOR]
    with there.scope():
        membership = Membership.objects.get(user=there.users[Role.READER])
        Membership.objects.create(office=there.office, user=user, role=Role.READER, from_on=membership.from_on)
    client = here.client(Role.ADVISOR)
    text = client.get("/").content.decode()
    assert here.office.name in text
    assert there.office.name in text
    assert client.get(there.url("min-dag/")).status_code == 200


def test_person_whose_role_has_ended_finds_nothing(world):
    here = world.here
    with here.scope():
        Membership.objects.filter(user=here.users[Role.READER]).update(to_on="2020-01-01", from_on="2019-01-01")
    client = here.client(Role.READER)
    assert client.get(here.url("min-dag/")).status_code == 404
    assert client.get("/").status_code == 200


def test_advisor_sees_the_own_caseload_and_all_on_demand(world):
    here = world.here
    with here.scope():
        Apprenticeship.objects.update(advisor=None)
    client = here.client(Role.ADVISOR)
    assert "Fjord Lærling" not in client.get(here.url("min-dag/"), {"status": "warning"}).content.decode()
    text = client.get(here.url("min-dag/"), {"vis": "alle", "status": "warning"}).content.decode()
    assert "Fjord Lærling" in text


def test_htmx_gets_the_rows_alone(world):
    response = world.here.client(Role.ADVISOR).get(world.here.url("min-dag/"), headers={"HX-Request": "true"})
    text = response.content.decode()
    assert "<html" not in text
    assert "Fjord Lærling" in text
    assert "HX-Request" in response["Vary"]


def test_nonsense_in_the_address_never_breaks_the_caseload(world):
    client = world.here.client(Role.ADVISOR)
    for name, value in (
        ("page", "-1"),
        ("page", "x"),
        ("status", "purple"),
        ("q", "\0"),
        ("q", "🙂" * 500),
        ("vis", "\0"),
    ):
        assert client.get(world.here.url("min-dag/"), {name: value}).status_code == 200, (name, value)


def test_apprentice_sees_the_own_training(world):
    text = world.here.client(Role.APPRENTICE).get(world.here.url("min-opplaering/")).content.decode()
    assert "Barne- og ungdomsarbeiderfaget" in text


def test_person_in_training_without_an_apprenticeship_is_told_so(world):
    assert world.here.client(Role.GUARDIAN).get(world.here.url("min-opplaering/")).status_code == 200


def test_supervisor_without_apprentices_is_told_so(world):
    with world.here.scope():
        Apprenticeship.objects.update(supervisor=None, instructor=None)
    response = world.here.client(Role.TRAINING_SUPERVISOR).get(world.here.url("mine-laerlinger/"))
    assert response.status_code == 200
    assert "Fjord Lærling" not in response.content.decode()


def test_administrator_sees_the_office_by_advisor(world):
    text = world.here.client(Role.ADMINISTRATOR).get(world.here.url("oversikt/")).content.decode()
    assert world.here.users[Role.ADVISOR].name in text
