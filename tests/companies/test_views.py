"""Do the pages show and do the right things, for the right people?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies import actions
from companies.models import Company
from okportal.permissions import COMPANY_ROLES, Role

pytestmark = pytest.mark.django_db

NUMBER = "913558693"
EDITORS = {Role.ADMINISTRATOR, Role.ADVISOR}
READERS = EDITORS | {Role.READER, *COMPANY_ROLES}


@pytest.fixture
def client(here):
    return here.client(Role.ADVISOR)


def page(here, *parts):
    return here.url("/".join(("bedrifter", *map(str, parts), "")))


def own_company(here):
    return page(here, here.rows.company.pk)


@pytest.mark.parametrize("role", Role)
def test_who_may_see_and_who_may_edit(here, role):
    person = here.client(role)
    seen = person.get(own_company(here))
    assert seen.status_code == (200 if role in READERS else 404)
    assert person.get(page(here)).status_code == seen.status_code
    edited = person.get(page(here, here.rows.company.pk, "rediger"))
    assert edited.status_code == (200 if role in EDITORS else 404)
    if role in READERS:
        assert (b"/rediger/" in seen.content) == (role in EDITORS)


def test_company_people_see_their_own_company_only(here):
    with here.scope():
        other = actions.register(organisation_number=NUMBER, name="Annen bedrift", by=here.member(Role.ADVISOR))
    supervisor = here.client(Role.TRAINING_SUPERVISOR)
    assert supervisor.get(page(here, other.pk)).status_code == 404
    assert "Annen bedrift" not in supervisor.get(page(here)).content.decode()


def test_another_offices_company_is_not_there(world, client):
    theirs = world.there.rows.company.pk
    for path in (
        "",
        "rediger",
        "medlemskap",
        "oppslag/status",
        "personer/ny",
        "godkjenninger/ny",
        "arbeidssteder/nytt",
    ):
        assert client.get(page(world.here, theirs, *filter(None, [path]))).status_code == 404
    assert "Canary" not in client.get(page(world.here) + "?status=all").content.decode()


def test_register_and_land_on_the_company(here, client):
    answer = client.post(page(here, "ny"), {"organisation_number": "913 558 693", "name": "Fjord kommune"}, follow=True)
    assert answer.redirect_chain[-1][0].startswith(page(here))
    assert "Fjord kommune" in answer.content.decode()
    assert "913 558 693" in answer.content.decode()


def test_registering_the_same_number_names_the_company(here, client):
    typed = {"organisation_number": here.rows.company.organisation_number, "name": "Noe annet"}
    answer = client.post(page(here, "ny"), typed)
    assert answer.status_code == 422
    assert here.rows.company.name in answer.content.decode()
    assert "Noe annet" in answer.content.decode()


def test_edit_keeps_what_the_second_editor_typed(here, client):
    address = page(here, here.rows.company.pk, "rediger")
    typed = {"name": "Første", "version": "1"}
    assert client.post(address, typed).status_code == 302
    answer = client.post(address, typed | {"name": "Andre"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'value="Andre"' in text and "Første" in text
    assert 'name="version" value="2"' in text


def test_get_never_changes_and_the_button_says_what_it_asked_for(here, client):
    address = page(here, here.rows.company.pk, "medlemskap")
    client.get(address)
    for _click in range(2):
        assert client.post(address, {"is_active": "0", "is_confirmed": "on"}).status_code == 302
    with here.scope():
        assert not Company.objects.get(pk=here.rows.company.pk).is_active
    assert client.get(page(here, here.rows.company.pk, "oppslag")).status_code == 405


def test_facts_are_asked_for_only_while_the_register_is_silent(here, client):
    with here.scope():
        Company.objects.filter(pk=here.rows.company.pk).update(look_up="waiting")
    assert "every 2s" in client.get(own_company(here)).content.decode()
    asked = page(here, here.rows.company.pk, "oppslag", "status")
    assert client.get(asked).status_code == 302  # without htmx: the page itself
    assert client.get(asked, headers={"HX-Request": "true"}).status_code == 204
    with here.scope():
        Company.objects.filter(pk=here.rows.company.pk).update(look_up="found", name="Fra registeret")
    text = client.get(asked, headers={"HX-Request": "true"}).content.decode()
    assert "every 2s" not in text
    assert 'hx-swap-oob="true">Fra registeret' in text


def test_look_up_again_says_when_it_is_switched_off(here, client):
    answer = client.post(page(here, here.rows.company.pk, "oppslag"), follow=True)
    assert len(answer.context["messages"]) == 1


def test_another_offices_person_and_approval_are_not_there(world, client):
    rows = world.there.rows
    assert client.get(page(world.here, "personer", rows.instructor.pk, "avslutt")).status_code == 404
    assert client.post(page(world.here, "personer", rows.instructor.pk, "inviter")).status_code == 404
    assert client.get(page(world.here, "godkjenninger", rows.approval.pk, "avgjor")).status_code == 404


def test_an_approval_is_applied_for_and_answered(here, client):
    typed = {"trade": "HSHEA3----", "county": "46", "applied_on": "2026-05-01", "legal_basis": "2023"}
    assert client.post(page(here, here.rows.company.pk, "godkjenninger", "ny"), typed).status_code == 302
    with here.scope():
        approval = here.rows.company.approvals.get(trade="HSHEA3----")
    decide = page(here, "godkjenninger", approval.pk, "avgjor")
    assert client.post(decide, {"decision": "limit", "on": "2026-08-01"}).status_code == 422
    assert client.post(decide, {"decision": "approve", "on": "2026-08-01"}).status_code == 302
    assert client.post(decide, {"decision": "refuse", "on": "2026-08-01"}).status_code == 422


def test_a_place_of_work_is_added(here, client):
    assert (
        client.post(page(here, here.rows.company.pk, "arbeidssteder", "nytt"), {"name": "Avdeling sør"}).status_code
        == 302
    )
    assert "Avdeling sør" in client.get(own_company(here)).content.decode()


def test_list_takes_the_same_number_of_queries_for_many(here, client):
    with CaptureQueriesContext(connection) as one:
        client.get(page(here))
    with here.scope():
        for serial in range(30):
            Company.objects.create(office=here.office, organisation_number=f"8{serial:08}", name=f"Bedrift {serial}")
    with CaptureQueriesContext(connection) as many:
        answer = client.get(page(here))
    assert "Bedrift 29" in answer.content.decode()
    assert len(many) == len(one)


def test_htmx_gets_the_rows_alone(here, client):
    answer = client.get(page(here), headers={"HX-Request": "true"})
    assert b"<html" not in answer.content
    assert here.rows.company.name in answer.content.decode()
