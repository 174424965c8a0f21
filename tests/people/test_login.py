"""Does the login let people in, tell strangers nothing, and tire out those who guess?"""

import re

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import get_hasher, identify_hasher, make_password
from django.core import mail
from django.test import Client

from okportal.config.settings import base
from okportal.people.models import User
from okportal.permissions import Role
from tests.world import PASSWORD

LOGIN = "/konto/login/"


def answers(email, password=PASSWORD):
    return {"login": email, "password": password}


@pytest.fixture
def person(world):
    return world.here.users[Role.ADVISOR]


def without_tokens(response, *typed):
    text = re.sub(r'(csrfmiddlewaretoken" value=|nonce=)"[^"]*"', "", response.content.decode())
    for words in typed:
        text = text.replace(words, "TYPED")
    return text


def test_right_password_lets_in(client, person):
    response = client.post(LOGIN, answers(person.email))
    assert (response.status_code, response["Location"]) == (302, "/")


def test_address_is_known_in_any_case_of_letters(client, person):
    assert client.post(LOGIN, answers(person.email.upper())).status_code == 302


def test_unknown_address_is_answered_as_a_wrong_password(client, person):
    wrong = client.post(LOGIN, answers(person.email, "feil passord her"))
    unknown = client.post(LOGIN, answers("ingen@fjord.example", "feil passord her"))
    assert wrong.status_code == unknown.status_code
    assert without_tokens(wrong, person.email) == without_tokens(unknown, "ingen@fjord.example")


@pytest.mark.parametrize("path", ["/konto/password/reset/", "/konto/login/code/"])
def test_forgotten_password_and_code_tell_nobody_who_has_a_login(client, person, path):
    known = client.post(path, {"email": person.email})
    unknown = client.post(path, {"email": "ingen@fjord.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    pages = [client.get(answer["Location"], follow=True).status_code for answer in (known, unknown)]
    assert pages[0] == pages[1]


def test_code_goes_to_the_known_address_only(client, person):
    client.post("/konto/login/code/", {"email": "ingen@fjord.example"})
    assert mail.outbox == []
    Client().post("/konto/login/code/", {"email": person.email})
    assert [message.to for message in mail.outbox] == [[person.email]]


def test_code_from_the_mail_lets_in_once(client, person):
    client.post("/konto/login/code/", {"email": person.email})
    code = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail.outbox[0].body, re.MULTILINE).group(1)
    response = client.post("/konto/login/code/confirm/", {"code": code})
    assert (response.status_code, response["Location"]) == (302, "/")
    client.logout()
    assert client.post("/konto/login/code/confirm/", {"code": code})["Location"] != "/"


def test_sign_up_is_closed(client, db):
    path = "/konto/signup/"
    answer = {"email": "ny@example.test", "password1": PASSWORD, "password2": PASSWORD}
    assert client.post(path, answer).status_code != 500
    client.get(path)
    assert not User.objects.filter(email="ny@example.test").exists()


def test_guessing_tires(client, person):
    statuses = [client.post(LOGIN, answers(person.email, f"gjett nummer {number}")).status_code for number in range(12)]
    right = client.post(LOGIN, answers(person.email))
    assert 429 in statuses or right.status_code != 302, "after twelve wrong tries the right one still went through"


def test_attempts_are_counted_in_the_cache_that_all_processes_share():
    assert django_settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache"


def test_closed_login_does_not_let_in(client, person):
    User.objects.filter(pk=person.pk).update(is_active=False)
    client.post(LOGIN, answers(person.email))
    assert client.get("/min-konto/").status_code == 302


def test_login_leads_to_no_other_site(client, person):
    response = client.post(f"{LOGIN}?next=https://evil.example/", answers(person.email))
    assert response["Location"] == "/"


def test_logging_out_needs_a_click(client, person):
    client.force_login(person)
    client.get("/konto/logout/")
    assert client.get("/min-konto/").status_code == 200
    client.post("/konto/logout/")
    assert client.get("/min-konto/").status_code == 302


def test_password_is_hashed_with_argon2_in_production(settings):
    assert base.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS
    assert identify_hasher(make_password("et langt passord")).algorithm == "argon2"
    assert get_hasher("default").memory_cost >= 19456  # OWASP's least, KiB


def test_admin_has_no_login_of_its_own(client, world):
    """It would ask for a password alone: no second factor, no count of wrong tries."""
    response = client.get("/plattform/login/?next=/plattform/")
    assert (response.status_code, response["Location"].split("?")[0]) == (302, LOGIN)
