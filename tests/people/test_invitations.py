"""Does an invitation let the right person in, once?"""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.db.models.signals import pre_save
from django.utils import timezone

from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.outbox.models import Message
from okportal.people import actions
from okportal.people.models import Invitation, User
from okportal.permissions import Role

ANSWERS = {"name": "Kari Ny", "password": "en lang setning å huske"}


def address(cast, token=None):
    return cast.url(f"invitasjon/{token or cast.token}/")


def roles_of(cast, email):
    with cast.scope():
        return [(row.role, row.to_on) for row in Membership.objects.filter(user__email=email)]


def test_new_person_gets_login_and_role(here, client):
    page = client.get(address(here))
    assert page.status_code == 200
    assert here.office.name in page.content.decode()
    response = client.post(address(here), ANSWERS)
    assert (response.status_code, response["Location"]) == (302, here.url())
    user = User.objects.get(email="ny@fjord.example")
    assert user.check_password(ANSWERS["password"])
    assert roles_of(here, user.email) == [("reader", None)]
    assert client.get(here.url("min-dag/")).status_code == 200


def test_looking_at_the_invitation_changes_nothing(here, client):
    client.get(address(here))
    assert not User.objects.filter(email="ny@fjord.example").exists()


def test_second_click_gives_no_second_role(here, client):
    client.post(address(here), ANSWERS)
    again = client.post(address(here), ANSWERS)
    assert again.status_code == 410
    assert len(roles_of(here, "ny@fjord.example")) == 1


def test_action_refuses_what_was_accepted_a_moment_ago(here):
    with here.scope():
        invitation = here.rows.invitation
        actions.accept(invitation=invitation, **ANSWERS)
        with pytest.raises(Refused):
            actions.accept(invitation=invitation, **ANSWERS)


@pytest.mark.parametrize(
    "changes",
    [
        {"expires_at": timezone.now() - timedelta(seconds=1)},
        {"withdrawn_at": timezone.now()},
    ],
    ids=["expired", "withdrawn"],
)
def test_closed_invitation_lets_nobody_in(here, client, changes):
    with here.scope():
        Invitation.objects.update(**changes)
    assert client.get(address(here)).status_code == 410
    assert client.post(address(here), ANSWERS).status_code == 410
    assert not User.objects.filter(email="ny@fjord.example").exists()


def test_unknown_token_and_that_of_another_office_are_not_there(world, client):
    here, there = world.here, world.there
    for path in (address(here, "ukjent"), address(here, there.token), address(there, here.token)):
        assert client.get(path).status_code == 404
        assert client.post(path, ANSWERS).status_code == 404
    assert not User.objects.filter(email__startswith="ny@").exists()


def test_existing_login_must_sign_in_first(here, client):
    """The link alone does not open an account, nor change its password."""
    user = User.objects.create_user("ny@fjord.example", "gammelt passord 123", name="Har Konto")
    response = client.post(address(here), ANSWERS)
    assert response.status_code == 302
    assert response["Location"].startswith("/konto/login/")
    assert roles_of(here, user.email) == []
    user.refresh_from_db()
    assert user.check_password("gammelt passord 123")


def test_action_opens_no_login_that_somebody_made_meanwhile(here):
    """The page was asked before the login was made; the action decides under the lock."""
    with here.scope():
        User.objects.create_user("Ny@fjord.example", "gammelt passord 123", name="Har Konto")
        with pytest.raises(Refused, match="has a login"):
            actions.accept(invitation=here.rows.invitation, **ANSWERS)
        with pytest.raises(Refused, match="has a login"):
            actions.accept(invitation=here.rows.invitation, signed_in=here.users[Role.ADVISOR], **ANSWERS)
    assert roles_of(here, "ny@fjord.example") == []


def test_new_login_goes_through_the_stages_of_the_library(here, client):
    """A closed login is not let in by the invitation: the answer is the library's, not the office's page."""
    pre_save.connect(closed_at_birth, sender=User)
    try:
        response = client.post(address(here), ANSWERS)
    finally:
        pre_save.disconnect(closed_at_birth, sender=User)
    assert response["Location"] == "/konto/inactive/"


def closed_at_birth(sender, instance, **kwargs):
    instance.is_active = False


def test_address_is_one_in_any_case_of_letters(here, client):
    user = User(email="Ny@Fjord.example", name="Store Bokstaver")
    user.save()
    assert User.objects.get(pk=user.pk).email == "ny@fjord.example"
    with here.scope():
        Invitation.objects.update(email="NY@fjord.example")
    client.force_login(user)
    assert client.post(address(here), {"csrfmiddlewaretoken": "the only field"}).status_code == 302
    assert roles_of(here, user.email) == [("reader", None)]


def test_longest_name_of_an_apprentice_fits(here):
    name = f"{'Å' * 80} {'Ø' * 80}"
    with here.scope(Role.ADMINISTRATOR):
        by = here.member(Role.ADMINISTRATOR)
        invitation = actions.invite(email="lang@example.test", name=name, role=Role.APPRENTICE, by=by)
        assert Message.objects.get(key=f"invitation:{invitation.pk}").to_name == name


def test_role_with_a_last_day_can_be_followed_by_an_invitation(here, time_machine):
    email = here.users[Role.READER].email
    with here.scope(Role.ADMINISTRATOR):
        by = here.member(Role.ADMINISTRATOR)
        Membership.objects.filter(user=here.users[Role.READER]).update(to_on=by.today)
        invitation = actions.invite(email=email, name="L", role=Role.READER, by=by)
        actions.accept(invitation=invitation, name="", password=None, signed_in=here.users[Role.READER])
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert here.client(Role.READER).get(here.url("min-dag/")).status_code == 200


def test_role_held_in_another_office_is_no_matter_here(world):
    """The policy shows the one who invites their own memberships elsewhere too."""
    here, user = world.here, world.here.users[Role.ADMINISTRATOR]
    with world.there.scope():
        Membership.objects.create(office=world.there.office, user=user, role=Role.READER, from_on="2020-01-01")
    with here.scope(Role.ADMINISTRATOR):
        by = here.member(Role.ADMINISTRATOR)
        assert actions.invite(email=user.email, name="A", role=Role.READER, by=by).office_id == here.office.pk


def test_existing_login_accepts_with_one_click_and_keeps_its_name(here, client):
    user = User.objects.create_user("ny@fjord.example", "gammelt passord 123", name="Har Konto")
    client.force_login(user)
    assert client.post(address(here), {"csrfmiddlewaretoken": "the only field"}).status_code == 302
    user.refresh_from_db()
    assert (user.name, user.check_password("gammelt passord 123")) == ("Har Konto", True)
    assert roles_of(here, user.email) == [("reader", None)]


def test_somebody_else_who_is_signed_in_is_stopped(here):
    client = here.client(Role.APPRENTICE)
    assert client.get(address(here)).status_code == 409
    assert client.post(address(here)).status_code == 409
    assert roles_of(here, here.users[Role.APPRENTICE].email) == [("apprentice", None)]


@pytest.mark.parametrize("password", ["kort", "elleve tegn"])
def test_weak_password_is_refused_with_the_form(here, client, password):
    response = client.post(address(here), ANSWERS | {"password": password})
    assert response.status_code == 422
    assert not User.objects.filter(email="ny@fjord.example").exists()


def test_invitation_goes_out_as_mail_with_the_link_nowhere_else(here):
    with here.scope(Role.ADMINISTRATOR):
        by = here.member(Role.ADMINISTRATOR)
        invitation = actions.invite(email="Ola@Example.test", name="Ola", role=Role.ADVISOR, by=by)
        message = Message.objects.get(key=f"invitation:{invitation.pk}")
        (token,) = message.facts["page_arguments"]
        assert invitation.email == message.to_email == "ola@example.test"
        assert invitation.token_hash == actions.token_hash(token) != token
        assert token not in str(list(Event.objects.values_list("facts", flat=True)))
    assert mail.outbox == []  # the worker delivers, not the request


def test_new_invitation_replaces_the_open_one(here):
    with here.scope(Role.ADMINISTRATOR):
        by = here.member(Role.ADMINISTRATOR)
        first = actions.invite(email="ola@example.test", name="Ola", role=Role.ADVISOR, by=by)
        second = actions.invite(email="ola@example.test", name="Ola", role=Role.ADVISOR, by=by)
        still_open = Invitation.objects.open_at(timezone.now()).filter(email="ola@example.test")
        assert [row.pk for row in still_open] == [second.pk] != [first.pk]


def test_person_who_has_the_role_is_not_invited_again(here):
    with here.scope(Role.ADMINISTRATOR):
        by = here.member(Role.ADMINISTRATOR)
        with pytest.raises(Refused, match="advisor@fjord"):
            actions.invite(email=here.users[Role.ADVISOR].email, name="A", role=Role.ADVISOR, by=by)


def test_only_the_administrator_invites(here):
    path = here.url("ansatte/inviter/")
    answers = {"name": "Ola", "email": "ola@example.test", "role": Role.ADVISOR}
    for role in set(Role) - {Role.ADMINISTRATOR}:
        assert here.client(role).post(path, answers).status_code == 404, role
    response = here.client(Role.ADMINISTRATOR).post(path, answers)
    assert (response.status_code, response["Location"]) == (302, here.url("ansatte/"))


def test_page_invites_to_roles_of_the_office_only(here):
    answers = {"name": "Ola", "email": "ola@example.test", "role": Role.APPRENTICE}
    assert here.client(Role.ADMINISTRATOR).post(here.url("ansatte/inviter/"), answers).status_code == 422


def test_two_open_invitations_are_impossible_in_the_database(here):
    with here.scope(), connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'invitation_one_open'")
        assert "UNIQUE" in cursor.fetchone()[0]


def test_only_the_own_offices_invitations_are_withdrawn(world):
    with world.here.scope(Role.ADVISOR):
        by = world.here.member(Role.ADVISOR)
    with world.there.scope():
        theirs = Invitation.objects.open_at(timezone.now()).first()
        actions.withdraw_invitations(email=theirs.email, role=theirs.role, by=by)
        theirs.refresh_from_db()
        assert theirs.withdrawn_at is None
