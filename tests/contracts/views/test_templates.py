"""Pages of contract templates: the administrator writes, advisors read, for all others they do not exist."""

import pytest

from contracts.models import PaperTemplate
from okportal.permissions import Role

ANSWERS = {
    "name": "Vanlig", "kind": "", "language": "", "remarks": "", "terms": "Møteplikt.", "copies": 2, "is_active": "on",
}  # fmt: skip


@pytest.fixture
def template(here):
    return PaperTemplate.objects.create(office=here.office, name="Vanlig", terms="Møteplikt.")


def test_the_administrator_writes_one_and_changes_it(browse, here):
    client = browse(Role.ADMINISTRATOR)
    answer = client.post(here.url("kontrakter/maler/ny/"), ANSWERS)
    template = PaperTemplate.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, here.url(f"kontrakter/maler/{template.pk}/"))
    client.post(here.url(f"kontrakter/maler/{template.pk}/"), ANSWERS | {"terms": "To timer", "version": 1})
    template.refresh_from_db()
    assert template.terms == "To timer"


@pytest.mark.parametrize("path", ["maler/ny/", "maler/{}/"])
def test_an_advisor_writes_none(browse, here, template, path):
    assert browse(Role.ADVISOR).get(here.url("kontrakter/" + path.format(template.pk))).status_code == 404


def test_an_advisor_reads_the_list_and_a_company_does_not(browse, here, template):
    assert "Møteplikt." in browse(Role.ADVISOR).get(here.url("kontrakter/maler/")).content.decode()
    assert browse(Role.COMPANY_CONTACT).get(here.url("kontrakter/maler/")).status_code == 404


def test_the_other_offices_template_is_not_there(browse, here, template, world):
    path = f"kontrakter/maler/{template.pk}/"
    assert world.there.client(Role.ADMINISTRATOR).get(world.there.url(path)).status_code == 404


def test_two_editors_the_second_is_told_and_keeps_what_was_typed(browse, here, template):
    client, path = browse(Role.ADMINISTRATOR), here.url(f"kontrakter/maler/{template.pk}/")
    client.post(path, ANSWERS | {"copies": 3, "version": 1})
    answer = client.post(path, ANSWERS | {"terms": "Mine ord", "version": 1})
    assert answer.status_code == 422
    assert "Mine ord" in answer.content.decode()
    template.refresh_from_db()
    assert template.copies == 3


def test_preview_on_one_of_the_offices_own(browse, here, template, draft):
    answer = browse(Role.ADMINISTRATOR).get(here.url(f"kontrakter/maler/{template.pk}/forhandsvisning.pdf"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
