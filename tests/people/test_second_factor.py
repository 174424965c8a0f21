"""Does office staff come no further without a second factor, where one is demanded?"""

import pytest
from allauth.mfa.base.internal.flows import delete_and_cleanup
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import RequestFactory

from okportal.people.middleware import HAS_SECOND_FACTOR
from okportal.people.models import User
from okportal.permissions import OFFICE_ROLES, Role

STOP = "/andre-faktor/"


@pytest.fixture(autouse=True)
def demanded(settings):
    settings.REQUIRE_MFA = True


@pytest.mark.parametrize("role", sorted(OFFICE_ROLES), ids=str)
def test_staff_is_stopped_on_every_page(role, world):
    client = world.here.client(role)
    for page in (world.here.url("min-dag/"), world.here.url("bedrifter/"), "/"):
        assert client.get(page)["Location"] == STOP


def test_stopped_request_writes_nothing(world):
    here = world.here
    answers = {"name": "Ola", "email": "ola@example.test", "role": Role.ADVISOR}
    response = here.client(Role.ADMINISTRATOR).post(here.url("ansatte/inviter/"), answers)
    assert response["Location"] == STOP
    with here.scope(Role.ADMINISTRATOR):
        assert type(here.rows.invitation).objects.filter(email="ola@example.test").count() == 0


@pytest.mark.parametrize("role", sorted(set(Role) - set(OFFICE_ROLES)), ids=str)
def test_companies_and_apprentices_are_not_stopped(role, world):
    assert world.here.client(role).get(world.here.url())["Location"] != STOP


def test_staff_with_a_second_factor_goes_on(world):
    TOTP.activate(world.here.users[Role.ADVISOR], generate_totp_secret())
    assert world.here.client(Role.ADVISOR).get(world.here.url("min-dag/")).status_code == 200


def test_pages_that_set_one_up_are_open(world):
    client = world.here.client(Role.ADVISOR)
    for page in (STOP, "/konto/2fa/", "/konto/email/"):
        assert client.get(page).status_code == 200
    assert client.get(STOP).content.decode().count("/konto/2fa/") >= 1


def test_platform_staff_is_stopped_before_the_admin(db, client):
    user = User.objects.create_user("p@okportal.example", None, name="P", is_staff=True, is_superuser=True)
    client.force_login(user)
    assert client.get("/plattform/")["Location"] == STOP


def test_person_who_becomes_staff_is_stopped_at_the_next_page(world):
    """A role may be given while somebody is signed in."""
    client = world.here.client(Role.APPRENTICE)
    client.get(world.here.url("min-opplaering/"))
    with world.here.scope():
        membership = type(world.here.rows.apprenticeship.advisor)
        membership.objects.create(
            office=world.here.office, user=world.here.users[Role.APPRENTICE], role=Role.ADVISOR, from_on="2020-01-01"
        )
    assert client.get(world.here.url("min-dag/"))["Location"] == STOP


def test_one_who_removes_the_second_factor_is_stopped_again(world):
    """By the library's own page, with the password given a moment ago."""
    here = world.here
    user = here.users[Role.ADVISOR]
    device = TOTP.activate(user, generate_totp_secret())
    client = here.client(Role.ADVISOR)
    assert client.get(here.url("min-dag/")).status_code == 200
    assert client.session[HAS_SECOND_FACTOR]
    request = RequestFactory().get("/")
    request.user, request.session = user, client.session
    delete_and_cleanup(request, device.instance)
    request.session.save()
    assert client.get(here.url("min-dag/"))["Location"] == STOP


def test_accepted_invitation_asks_anew(world, client):
    """Staff of one office with a second factor, by a session that remembers it."""
    here = world.here
    user = User.objects.create_user("ny@fjord.example", None, name="Har Konto")
    client.force_login(user)
    session = client.session
    session[HAS_SECOND_FACTOR] = True
    session.save()
    path = here.url(f"invitasjon/{here.token}/")
    assert client.post(path, {"csrfmiddlewaretoken": "the only field"}).status_code == 302
    assert client.get(here.url("min-dag/"))["Location"] == STOP


def test_without_the_demand_nobody_is_stopped(world, settings):
    settings.REQUIRE_MFA = False
    assert world.here.client(Role.ADVISOR).get(world.here.url("min-dag/")).status_code == 200
