"""Is what is too large refused before it is read?"""

import pytest
from django.test import Client

from okportal.documents.body_limit import bytes_of
from okportal.permissions import Role


class Unread:
    """A body that nobody may touch."""

    def read(self, *_size):
        raise AssertionError("somebody has read it")

    readline = read


def post(client, address, length):
    return client.generic("POST", address, b"", **{"CONTENT_LENGTH": str(length), "wsgi.input": Unread()})


@pytest.mark.parametrize("path", ["kontroller/", "signer/abc/", "kontrakter/", "ingenting/"])
def test_a_stranger_sends_ten_megabytes_at_most(world, path):
    client = Client(HTTP_ACCEPT_LANGUAGE="nb", enforce_csrf_checks=True)
    answer = post(client, world.here.url(path), bytes_of(10) + 1)
    assert answer.status_code == 413
    assert "10 " in answer.text
    assert 'lang="nb"' in answer.text


def test_whoever_is_logged_in_sends_twenty(world):
    client = world.here.client(Role.ADVISOR)
    address = world.here.url("ingenting/")
    assert post(client, address, bytes_of(20) + 1).status_code == 413
    assert client.post(address, {"text": "x" * 100}).status_code == 404


def test_just_below_the_limit_goes_on_to_the_guard_of_forms(world):
    client = Client(enforce_csrf_checks=True)
    assert post(client, world.here.url("kontroller/"), bytes_of(10)).status_code == 403


@pytest.mark.parametrize("length", ["", "abc", "-1"])
def test_a_length_that_is_none_counts_as_nothing(world, length):
    assert Client().generic("GET", world.here.url("kontroller/"), b"", CONTENT_LENGTH=length).status_code == 200
