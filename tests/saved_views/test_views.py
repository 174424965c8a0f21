"""Saving and deleting from a list, and what the list offers."""

import pytest

from okportal.permissions import Role
from okportal.saved_views.models import SavedView


def save(here, role=Role.ADVISOR, **changes):
    sent = {"page": "companies:list", "name": "Vestland", "query": "county=46&page=3"} | changes
    return here.client(role).post(here.url("visninger/lagre/"), sent)


def menu(here, role, path):
    """What the menu of views says, as one line."""
    text = here.client(role).get(here.url(path)).content.decode()
    return " ".join(text[text.index("menu__name") : text.index("Export")].split())


def test_saved_view_stands_in_the_list_and_is_marked_when_in_force(here):
    response = save(here)
    assert response["Location"] == here.url("bedrifter/?county=46")
    assert 'href="?county=46"' in menu(here, Role.ADVISOR, "bedrifter/")
    assert "aria-current" not in menu(here, Role.ADVISOR, "bedrifter/")
    assert 'href="?county=46" aria-current="true"' in menu(here, Role.ADVISOR, "bedrifter/?page=1&county=46")
    assert "Vestland" not in menu(here, Role.ADVISOR, "laerlinger/")
    assert "Vestland" not in menu(here, Role.READER, "bedrifter/")


def test_shared_view_is_offered_to_colleagues_who_may_not_delete_it(here):
    save(here, is_shared="on")
    with here.scope():
        view = SavedView.objects.get(name="Vestland")
    assert f"visninger/{view.pk}/slett/" in menu(here, Role.ADMINISTRATOR, "bedrifter/")
    seen = menu(here, Role.READER, "bedrifter/")
    assert "Shared by colleagues" in seen and "Vestland" in seen
    assert f"visninger/{view.pk}/slett/" not in seen
    assert "Vestland" not in menu(here, Role.COMPANY_CONTACT, "bedrifter/")


def test_save_form_carries_the_filter_without_the_page(here):
    assert 'name="query" value="county=46"' in menu(here, Role.ADVISOR, "bedrifter/?county=46&page=1")
    assert 'name="query"' not in menu(here, Role.ADVISOR, "bedrifter/?page=1")


def test_rows_asked_for_by_htmx_bring_the_menu_along(here):
    client = here.client(Role.ADVISOR)
    text = client.get(here.url("bedrifter/?county=46"), headers={"HX-Request": "true"}).content.decode()
    assert 'name="query" value="county=46"' in text


@pytest.mark.parametrize(
    "page", ["", "x", "companies:detail", "account_logout", "saved_views:save", "home:my_day", "x\0"]
)
def test_page_that_is_no_list_is_refused(here, page):
    response = save(here, page=page)
    assert response.status_code == 422
    with here.scope():
        assert not SavedView.objects.filter(name="Vestland").exists()


def test_page_that_the_person_may_not_open_is_refused(here):
    assert save(here, role=Role.APPRENTICE).status_code == 422


def test_missing_name_gives_the_form_with_what_was_sent(here):
    response = save(here, name="")
    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="county=46&amp;page=3"' in text and "This field is required" in text


def test_delete(here):
    pk = here.rows.saved_view.pk
    path = here.url(f"visninger/{pk}/slett/")
    assert here.client(Role.READER).post(path).status_code == 422
    assert here.client(Role.COMPANY_CONTACT).post(path).status_code == 404
    response = here.client(Role.ADMINISTRATOR).post(path)
    assert response["Location"] == here.url("laerlinger/")
    assert here.client(Role.ADMINISTRATOR).post(path).status_code == 404


def test_view_of_another_office_does_not_exist(world):
    path = world.here.url(f"visninger/{world.there.rows.saved_view.pk}/slett/")
    assert world.here.client(Role.ADMINISTRATOR).post(path).status_code == 404
    with world.there.scope():
        assert SavedView.objects.filter(pk=world.there.rows.saved_view.pk).exists()


@pytest.mark.parametrize("path", ["visninger/lagre/", "visninger/1/slett/"])
def test_looking_changes_nothing(here, path):
    assert here.client(Role.ADVISOR).get(here.url(path)).status_code == 405
