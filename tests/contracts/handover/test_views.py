"""Can the whole change be made from the pages, and does nobody else get at them?"""

from datetime import timedelta

import pytest

from companies.models import Approval
from contracts.actions.handover import save_handover
from contracts.models import Contract, Handover
from contracts.states import ContractState
from okportal.permissions import OFFICE_ROLES, Role
from tests.contracts.handover.other import WORDS
from tests.contracts.stages import address

pytestmark = pytest.mark.django_db


def here(row, page=""):
    return address(row.contract, f"bedriftsbytte/{row.pk}/{page}")


def test_from_the_contract_to_the_new_company(browse, contract, other, advisor, way):
    office, today = browse(Role.ADVISOR), advisor.today
    assert address(contract, "bedriftsbytte/") in office.get(address(contract)).content.decode()
    assert office.get(address(contract, "bedriftsbytte/")).status_code == 200
    answer = office.post(address(contract, "bedriftsbytte/"), {"reason": "moved", "note": ""})
    way.row = row = Handover.objects.get(contract=contract)
    assert answer.url == here(row, "steg/ny-bedrift/")
    sent = {
        "company": other.company.pk, "establishment": other.place.pk, "supervisor": other.supervisor.pk,
        "instructor": other.instructor.pk, "on": str(today), "version": row.version,
    }  # fmt: skip
    answer = office.post(here(row, "steg/ny-bedrift/"), sent)
    assert answer.url == here(row, "steg/vurdering/")
    row = way.fresh()
    answer = office.post(here(row, "steg/vurdering/"), {**WORDS, "version": row.version})
    assert answer.url == here(row, "steg/maal/")
    assert "mål nummer 2" in office.get(here(row, "steg/maal/")).content.decode()
    checked = office.get(here(row, "steg/kontroll/")).content.decode()
    assert "§ 7-4" in checked and "§ 6-15" in checked and "disabled" not in checked.split("form-actions")[1][:200]
    row = way.fresh()
    assert office.post(here(row, "planlegg/"), {"version": row.version}).url == here(row)
    row = way.fresh()
    assert office.get(here(row, "overlevering.pdf"))["Content-Type"] == "application/pdf"
    shown = office.get(here(row)).content.decode()
    assert row.new_contract.number in shown
    draft = office.get(address(row.new_contract, "steg/type/")).content.decode()
    assert str(other.company) in draft
    assert office.get(here(row, "gjennomfor/")).status_code == 200
    refused = office.post(here(row, "gjennomfor/"), {})
    assert refused.status_code == 422 and "not approved yet" in refused.content.decode()
    Contract.objects.filter(pk=Handover.objects.get().new_contract_id).update(state="at_county")
    assert office.post(here(row, "gjennomfor/"), {"is_county_told": "on"}).url == here(row)
    assert way.fresh().state == "done"
    assert Contract.objects.get(pk=contract.pk).state == ContractState.ENDED


def test_a_step_that_cannot_be_planned_says_why(browse, way, other, soon):
    Approval.objects.filter(pk=other.approval.pk).delete()
    row = way.filled(soon)
    office = browse(Role.ADVISOR)
    for page in ("steg/ny-bedrift/", "steg/kontroll/"):
        assert "is not approved for" in office.get(here(row, page)).content.decode()
    answer = office.post(here(row, "planlegg/"), {"version": row.version}, follow=True)
    assert "is not approved for" in answer.content.decode() and way.fresh().state == "draft"


def test_choosing_a_company_shows_its_people_and_saves_nothing(browse, way, other):
    row = way.drafted()
    answer = browse(Role.ADVISOR).post(
        here(row, "steg/ny-bedrift/"), {"choose": "company", "company": other.company.pk, "version": row.version}
    )
    shown = answer.content.decode()
    assert other.supervisor.name in shown and "approved for the trade" in shown
    assert way.fresh().new_company is None


def test_saved_in_place_while_one_fills_in(browse, way):
    row = way.drafted()
    answer = browse(Role.ADVISOR).post(
        here(row, "steg/vurdering/"), {**WORDS, "version": row.version}, headers={"HX-Request": "true"}
    )
    assert "Saved" in answer.content.decode() and way.fresh().assessment == WORDS["assessment"]


def test_a_colleagues_change_comes_back_with_what_was_typed(browse, way, advisor, member):
    row = way.drafted()
    save_handover(handover=row, version=row.version, by=member(Role.ADMINISTRATOR), assessment="Fra kollega")
    answer = browse(Role.ADVISOR).post(here(row, "steg/vurdering/"), {**WORDS, "version": row.version})
    shown = answer.content.decode()
    assert answer.status_code == 422 and WORDS["assessment"] in shown and "Changed" in shown
    again = browse(Role.ADVISOR).post(here(row, "steg/vurdering/"), {**WORDS, "version": way.fresh().version})
    assert again.status_code == 302


def test_a_second_change_is_the_open_one(browse, way, contract):
    row = way.drafted()
    office = browse(Role.ADVISOR)
    assert office.get(address(contract, "bedriftsbytte/")).url == here(row)
    assert office.post(address(contract, "bedriftsbytte/"), {"reason": "other"}).url == here(row)


def test_a_contract_not_in_force_says_so(browse, contract):
    Contract.objects.filter(pk=contract.pk).update(state=ContractState.APPROVED)
    shown = browse(Role.ADVISOR).get(address(contract, "bedriftsbytte/")).content.decode()
    assert "is not in force" in shown and "<textarea" not in shown


def test_called_off_and_corrected(browse, way, soon):
    row, office = way.planned(soon), browse(Role.ADVISOR)
    assert office.post(here(row, "rett/")).url == here(row, "steg/ny-bedrift/")
    assert office.get(here(row, "avlys/")).status_code == 200
    office.post(here(row, "avlys/"))
    assert way.fresh().state == "cancelled"


PAGES = ["", "overlevering.pdf", "steg/kontroll/", "gjennomfor/", "avlys/"]
WRITES = ["steg/vurdering/", "planlegg/", "rett/", "gjennomfor/", "avlys/", "be-om-vurdering/"]


def read_by(browser, row, pages=PAGES) -> set:
    return {page for page in pages if browser.get(here(row, page)).status_code == 200}


def test_a_draft_is_the_offices_alone(browse, way, soon, other, client):
    row = way.filled(soon)
    for role in Role:
        if role not in OFFICE_ROLES:
            assert not read_by(browse(role), row), role
    client.force_login(other.supervisor.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert not read_by(client, row)


def test_a_plan_is_read_by_the_apprentice_and_both_companies(browse, way, soon, other, client):
    row = way.planned(soon)
    seen = {"", "overlevering.pdf"}
    for role in (Role.APPRENTICE, Role.TRAINING_SUPERVISOR, Role.COMPANY_CONTACT):
        assert read_by(browse(role), row) == seen, role
        shown = browse(role).get(here(row)).content.decode()
        assert "Flytter" not in shown and "Moves" not in shown
    assert not read_by(browse(Role.INSTRUCTOR), row)
    client.force_login(other.supervisor.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert read_by(client, row) == seen
    assert client.get(address(row.contract)).status_code == 404  # the plan opens neither file nor contract
    assert client.get(f"/fjord/laerlinger/{row.contract.apprenticeship_id}/").status_code == 404


@pytest.mark.parametrize("role", [Role.READER, Role.TRAINING_SUPERVISOR, Role.COMPANY_CONTACT, Role.APPRENTICE])
def test_who_may_not_write_gets_no_page_to_write_on(browse, way, soon, role):
    row = way.planned(soon)
    assert {browse(role).post(here(row, page), {"version": row.version}).status_code for page in WRITES} == {404}
    assert way.fresh().state == "planned"


def test_the_other_office_sees_nothing(way, soon, world):
    row = way.planned(soon)
    browser = world.there.client(Role.ADMINISTRATOR)
    assert not read_by(browser, row)
    elsewhere = f"/canary/kontrakter/{row.contract_id}/bedriftsbytte/{row.pk}/"
    assert {browser.get(f"{elsewhere}{page}").status_code for page in PAGES} == {404}
    assert {browser.post(f"{elsewhere}{page}").status_code for page in WRITES} == {404}


def test_after_the_day_the_old_company_writes_nothing(browse, way, advisor, contract):
    """Talk, absence, aims, notes: each page to write on is gone with the file."""
    row = way.done(advisor.today)
    training, talk = contract.apprenticeship, contract.apprenticeship.talks.first()
    aim = training.plans.get().aims.first()
    for role in (Role.TRAINING_SUPERVISOR, Role.COMPANY_CONTACT):
        browser = browse(role)
        for url in (
            f"/fjord/laerlinger/{training.pk}/", f"/fjord/laerlinger/{training.pk}/fravaer/",
            f"/fjord/laerlinger/{training.pk}/fravaer/ny/", f"/fjord/laerlinger/{training.pk}/notater/",
            f"/fjord/opplaering/{training.pk}/", talk.get_absolute_url(), f"{talk.get_absolute_url()}avtal/",
        ):  # fmt: skip
            assert browser.get(url).status_code == 404, url
        assert browser.post(f"/fjord/opplaering/maal/{aim.pk}/naadd/").status_code == 404
        assert {browser.post(here(row, page)).status_code for page in WRITES} == {404}


def test_the_day_after_next_is_shown_to_the_office(browse, way, advisor):
    row = way.planned(advisor.today + timedelta(days=2))
    shown = browse(Role.ADVISOR).get(here(row)).content.decode()
    assert "Correct the plan" in shown and "Make the change" not in shown
