"""Is a login fresh enough to sign, and what is written about it?"""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from allauth.account.internal.flows.login import record_authentication
from django.utils import timezone

from contracts.signing import proof
from okportal.people.models import User
from tests.world import PASSWORD


def request_of(*logins, password=PASSWORD):
    """A request in whose session the login library has noted `logins`: dicts of method, ago (minutes) and facts."""
    user = User(pk=7, email="a@fjord.example", name="A")
    user.set_password(password)
    request = SimpleNamespace(user=user, session={})
    for login in logins:
        facts = {"method": "password", "ago": 0} | login
        with time_machine.travel(timezone.now() - timedelta(minutes=facts.pop("ago"))):
            record_authentication(request, user, **facts)
    return request


@pytest.mark.parametrize(("ago", "needed"), [(0, ""), (14, ""), (16, "password")])
def test_login_counts_for_a_quarter_of_an_hour(ago, needed):
    assert proof.still_needed(request_of({"ago": ago})) == needed


def test_no_record_of_a_login_is_not_fresh():
    assert proof.still_needed(request_of()) == "password"


@pytest.mark.django_db
def test_one_without_password_logs_in_anew():
    assert proof.still_needed(request_of({"method": "code", "ago": 60}, password=None)) == "login"


@pytest.mark.parametrize(
    ("records", "with_password", "expected"),
    [
        ([{}], False, "Logged in with password"),
        ([{}, {"method": "mfa", "type": "totp"}], False, "Logged in with password and one-time code"),
        ([{"method": "code"}], False, "Logged in with code by e-mail"),
        ([{"method": "mfa", "type": "webauthn"}], True, "Logged in with password and passkey"),
        ([], False, "Logged in"),
    ],
)
def test_proof_names_what_was_used(records, with_password, expected):
    assert proof.proof(request_of(*records), "en", with_password=with_password) == expected
