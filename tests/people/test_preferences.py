"""Do a person's own settings hold, on every page?"""

import pytest

from okportal.permissions import Role

ANSWERS = {"name": "Ny Namn", "phone": "90 00 00 00", "language": "nn", "scheme": "dark", "uses_shortcuts": ""}


@pytest.fixture
def person(world):
    return world.here.users[Role.ADVISOR]


@pytest.fixture
def client(world):
    return world.here.client(Role.ADVISOR)


def test_settings_are_saved_and_used_at_once(client, person, world):
    assert client.post("/min-konto/", ANSWERS)["Location"] == "/min-konto/"
    person.refresh_from_db()
    assert (person.name, person.phone, person.language) == ("Ny Namn", "+4790000000", "nn")
    assert (person.scheme, person.uses_shortcuts) == ("dark", False)
    page = client.get(world.here.url("min-dag/"))
    assert page["Content-Language"] == "nn"
    assert '<html lang="nn"' in page.content.decode()


@pytest.mark.parametrize("wrong", [{"language": "sv"}, {"phone": "12"}, {"name": ""}, {"scheme": "purple"}])
def test_impossible_setting_is_shown_at_its_field(client, person, wrong):
    assert client.post("/min-konto/", ANSWERS | wrong).status_code == 422
    person.refresh_from_db()
    assert person.language == "en"


def test_settings_are_for_those_who_are_signed_in(client):
    client.logout()
    assert client.get("/min-konto/")["Location"].startswith("/konto/login/")


def test_appearance_from_the_menu_is_kept_on_the_person(client, person):
    response = client.post("/utseende/", {"language": "en", "next": "/min-konto/"})
    assert response["Location"] == "/min-konto/"
    person.refresh_from_db()
    assert person.language == "en"


def test_appearance_before_login_is_kept_in_a_cookie(client):
    client.logout()
    client.post("/utseende/", {"language": "nn", "next": "/konto/login/"})
    assert client.get("/konto/login/")["Content-Language"] == "nn"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil.example"]
)
def test_menu_leads_to_no_other_site(client, target):
    assert client.post("/utseende/", {"language": "nb", "next": target})["Location"] == "/"


def test_looking_changes_nothing(client):
    assert client.get("/utseende/").status_code == 405
