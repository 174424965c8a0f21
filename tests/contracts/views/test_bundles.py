"""Pages of bundles: ordered, watched, fetched, by those who may."""

import pytest

from contracts.actions.bundles import make_part
from contracts.models import Bundle
from okportal.audit.models import Event
from okportal.permissions import Role


@pytest.fixture
def ready(browse, here, draft):
    answer = browse(Role.ADVISOR).post(
        here.url("kontrakter/samlet/ny/"), {"year": draft.start_on.year, "which": "all", "trade": "", "company": ""}
    )
    assert answer.status_code == 302
    bundle = Bundle.objects.get()
    make_part(bundle=bundle, part=0)
    bundle.refresh_from_db()
    return bundle


def test_ordered_and_fetched(browse, here, ready):
    page = browse(Role.ADVISOR).get(here.url(f"kontrakter/samlet/{ready.pk}/"))
    assert "Fetch the ZIP" in page.content.decode()
    answer = browse(Role.ADVISOR).get(here.url(f"kontrakter/samlet/{ready.pk}/kontrakter.zip"))
    assert b"".join(answer).startswith(b"PK")
    assert Event.objects.about(ready).first().verb == "bundle.fetched"


def test_how_far_it_is(browse, here, ready):
    Bundle.objects.filter(pk=ready.pk).update(state="running", file=None, ready_at=None)
    answer = browse(Role.ADVISOR).get(here.url(f"kontrakter/samlet/{ready.pk}/"), headers={"HX-Request": "true"})
    assert "contracts packed" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_year_without_contracts_is_said_at_the_form(browse, here, draft):
    answers = {"year": draft.start_on.year, "which": "signed", "trade": "TEST", "company": ""}
    answer = browse(Role.ADVISOR).post(here.url("kontrakter/samlet/ny/"), answers)
    assert answer.status_code == 422


@pytest.mark.parametrize("role", [Role.READER, Role.COMPANY_CONTACT, Role.APPRENTICE], ids=str)
def test_not_for_others(browse, here, ready, role):
    for path in ("", "ny/", f"{ready.pk}/", f"{ready.pk}/kontrakter.zip"):
        assert browse(role).get(here.url(f"kontrakter/samlet/{path}")).status_code == 404


def test_not_in_another_office(ready, world):
    path = f"kontrakter/samlet/{ready.pk}/kontrakter.zip"
    assert world.there.client(Role.ADVISOR).get(world.there.url(path)).status_code == 404
