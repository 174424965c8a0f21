"""Who sees which contract and which paper, and what does the list show?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apprenticeships.models import Apprenticeship
from contracts.models import Contract
from contracts.states import ContractState as S
from okportal.permissions import Role
from tests.contracts.stages import address, open_round

PAGES = [
    "", "signering/", "sjekk/", "vedtak/", "trekk-tilbake/", "avslutning/", "signer/", "signer-for-kontoret/",
    "steg/type/", "sluttdato/", "kontrakt.pdf", "til-signering.pdf",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_contract_of_the_other_office_does_not_exist(world, here, browse, page):
    theirs = world.there.rows.contract
    assert browse(Role.ADVISOR).get(address(theirs, page)).status_code == 404
    assert browse(Role.ADVISOR).get(f"/canary/kontrakter/{theirs.pk}/{page}").status_code == 404


@pytest.mark.parametrize("role", [Role.APPRENTICE, Role.TRAINING_SUPERVISOR, Role.COMPANY_CONTACT])
def test_parties_do_not_see_a_draft_but_the_contract_in_force(here, browse, role):
    assert browse(role).get(address(here.rows.draft)).status_code == 404
    page = browse(role).get(address(here.rows.contract))
    assert page.status_code == 200
    assert "Fjord merknad" in page.content.decode()


@pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.GUARDIAN])
def test_others_see_no_contract(here, browse, role):
    assert browse(role).get(address(here.rows.contract)).status_code == 404
    assert browse(role).get("/fjord/kontrakter/").status_code == 404


@pytest.mark.parametrize("page", ["vedtak/", "trekk-tilbake/", "avslutning/", "rett/", "send/", "steg/type/"])
@pytest.mark.parametrize("role", [Role.READER, Role.APPRENTICE, Role.COMPANY_CONTACT])
def test_only_advisors_take_steps(here, browse, role, page):
    response = browse(role).post(address(here.rows.contract, page))
    assert response.status_code == 404


def test_pdf_of_an_outsider_does_not_exist(here, browse):
    for page in ("kontrakt.pdf", "til-signering.pdf"):
        assert browse(Role.INSTRUCTOR).get(address(here.rows.contract, page)).status_code == 404
        ours = browse(Role.APPRENTICE).get(address(here.rows.contract, page))
        assert ours.status_code == 200
        assert ours["Content-Type"] == "application/pdf"
    assert browse(Role.ADVISOR).get(address(here.rows.draft, "til-signering.pdf")).status_code == 404


def test_list_is_narrowed_by_what_stands_in_the_address(here, browse):
    client = browse(Role.ADVISOR)
    number = here.rows.contract.number
    everything = client.get("/fjord/kontrakter/").content.decode()
    assert number in everything
    assert here.rows.draft.number in everything
    assert "Canary" not in everything
    for query, is_there in [
        ("state=active", True), ("state=refused", False), ("q=lærling+fjord", True), (f"q={number}", True),
        ("q=nobody", False), ("whose=mine", True), (f"apprenticeship={here.rows.apprenticeship.pk}", True),
        (f"apprenticeship={here.rows.planned.pk}", False), (f"company={here.rows.company.pk}", True),
        ("trade=nonsense&company=x&q=%00&page=99", True),
    ]:  # fmt: skip
        shown = client.get(f"/fjord/kontrakter/?{query}").content.decode()
        assert (f">{number}<" in shown) is is_there, query


def test_list_for_htmx_is_the_rows_alone(here, browse):
    shown = browse(Role.ADVISOR).get("/fjord/kontrakter/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in shown
    assert here.rows.contract.number in shown


def test_list_takes_as_many_queries_for_thirty_rows_as_for_two(here, browse):
    client = browse(Role.ADVISOR)
    client.get("/fjord/kontrakter/")
    with CaptureQueriesContext(connection) as few:
        client.get("/fjord/kontrakter/")
    for number in range(30):
        copy = Contract.objects.get(pk=here.rows.contract.pk)
        copy.pk, copy.number = None, f"2020-{number:05d}"
        copy.save()
    with CaptureQueriesContext(connection) as many:
        assert "2020-00029" in client.get("/fjord/kontrakter/").content.decode()
    assert len(many) == len(few)


@pytest.mark.parametrize("state", list(S))
def test_detail_in_each_state(road, browse, state):
    contract = road.to(state)
    page = browse(Role.ADVISOR).get(address(contract))
    assert page.status_code == 200
    assert len([way for way in page.context["ways"] if way.is_primary]) <= 1


def test_detail_shows_office_matters_to_the_office_only(road, browse):
    contract = road.to(S.ENDED)
    assert "Flyttet" in browse(Role.ADVISOR).get(address(contract)).content.decode()
    assert "Flyttet" not in browse(Role.APPRENTICE).get(address(contract)).content.decode()


def test_a_party_sees_the_contract_after_another_supervisor_was_named(road, browse, member):
    contract = road.to(S.WITH_PARTIES)
    Apprenticeship.objects.filter(pk=contract.apprenticeship_id).update(supervisor=None)
    client, supervisor = browse(Role.TRAINING_SUPERVISOR), member(Role.TRAINING_SUPERVISOR)
    assert client.get(address(contract)).status_code == 200
    assert client.get(address(contract, "til-signering.pdf")).status_code == 200
    assert f">{contract.number}<" in client.get("/fjord/kontrakter/").content.decode()
    seen = list(Contract.objects.visible_to(supervisor).values_list("pk", flat=True))
    assert seen.count(contract.pk) == 1
    assert browse(Role.INSTRUCTOR).get(address(contract)).status_code == 404


def test_a_party_does_not_see_a_draft(here, browse, member):
    supervisor = member(Role.TRAINING_SUPERVISOR)
    open_round(here.rows.draft, here.rows.file, company=(supervisor.user, "Leder", "l@x.no"))
    assert browse(Role.TRAINING_SUPERVISOR).get(address(here.rows.draft)).status_code == 404
