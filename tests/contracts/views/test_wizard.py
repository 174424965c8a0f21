"""Does the wizard keep what is typed, say what is wrong, and send?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from contracts import actions
from contracts.models import Contract
from contracts.states import ContractState as S
from okportal.outbox.models import Message
from okportal.permissions import Role
from tests.contracts.stages import address

START = (timezone.localdate() + timedelta(days=20)).isoformat()


def test_new_asks_first_and_makes_one_draft(here, browse):
    Contract.objects.filter(pk=here.rows.draft.pk).delete()
    client, page = browse(Role.ADVISOR), f"/fjord/kontrakter/ny/{here.rows.planned.pk}/"
    assert client.get(page).status_code == 200
    assert not here.rows.planned.contracts.exists()
    first, second = client.post(page), client.post(page)
    assert first.url == second.url == address(here.rows.planned.contracts.get(), "steg/type/")
    assert client.get(page).url == first.url


def test_wizard_goes_from_step_to_step_and_out_to_the_parties(here, browse):
    client, draft = browse(Role.ADVISOR), here.rows.draft
    steps = [
        ("type", {"kind": "apprentice"}),
        ("periode", {"start_on": START, "months": 24, "credit_months": 6, "credit_basis": "school"}),
        ("arbeid", {"workplace": "Fjord nord", "position_percent": 80, "language": "nn", "remarks": "Turnus"}),
    ]
    page = address(draft, "steg/type/")
    for slug, answers in steps:
        assert page == address(draft, f"steg/{slug}/")
        assert client.get(page).status_code == 200
        draft.refresh_from_db()
        page = client.post(page, answers | {"version": draft.version}).url
    check = client.get(page).content.decode()
    assert "Turnus" in check
    assert "disabled" not in check
    draft.refresh_from_db()
    assert f'name="version" value="{draft.version}"' in check
    seen = {"version": draft.version}
    sent = client.post(address(draft, "send/"), seen)
    assert sent.url == address(draft)
    draft.refresh_from_db()
    assert (draft.state, draft.credit_months, draft.language) == (S.WITH_PARTIES, 6, "nn")
    again = client.post(address(draft, "send/"), seen)
    assert again.status_code == 302
    assert Message.objects.filter(template="contracts/sign_request").count() == 2


def test_wizard_leaves_when_asked_to(here, browse):
    answers = {"kind": "training", "version": here.rows.draft.version, "leave": "1"}
    response = browse(Role.ADVISOR).post(address(here.rows.draft, "steg/type/"), answers)
    assert response.url == address(here.rows.draft)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"months": 0}, "months"), ({"months": "x"}, "months"), ({"credit_months": 24}, "credit_months"),
        ({"start_on": "31.31.2026"}, "start_on"), ({"credit_basis": "luck"}, "credit_basis"),
        ({"months": 999}, "months"), ({"start_on": "9999-06-01"}, "start_on"), ({"start_on": "0001-01-01"}, "start_on"),
    ],
)  # fmt: skip
def test_wizard_says_at_the_field_what_is_wrong(here, browse, answers, field):
    good = {"start_on": START, "months": 24, "credit_months": 0, "credit_basis": "none", "version": 1}
    response = browse(Role.ADVISOR).post(address(here.rows.draft, "steg/periode/"), good | answers)
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.content.decode()


def test_wizard_of_the_second_editor_loses_nothing(here, browse, member):
    draft = here.rows.draft
    actions.save_step(contract=draft, version=draft.version, by=member(Role.ADMINISTRATOR), remarks="Først")
    answers = {"workplace": "Etterpå", "position_percent": 100, "language": "nb", "remarks": "", "version": 1}
    client, page = browse(Role.ADVISOR), address(draft, "steg/arbeid/")
    told = client.post(page, answers)
    assert told.status_code == 422
    assert "Fjord Administrator" in told.content.decode()
    assert "Etterpå" in told.content.decode()
    answers["version"] = told.context["form"]["version"].value()
    assert client.post(page, answers).status_code == 302


def test_wizard_saves_in_place_for_htmx(here, browse):
    answers = {"kind": "training", "version": here.rows.draft.version}
    shown = (
        browse(Role.ADVISOR)
        .post(address(here.rows.draft, "steg/type/"), answers, headers={"HX-Request": "true"})
        .content.decode()
    )
    here.rows.draft.refresh_from_db()
    assert here.rows.draft.kind == "training"
    assert f'value="{here.rows.draft.version}"' in shown


def test_wizard_of_a_sent_contract_leads_to_the_contract(road, browse):
    contract = road.to(S.WITH_PARTIES)
    assert browse(Role.ADVISOR).get(address(contract, "steg/type/")).url == address(contract)
    assert browse(Role.ADVISOR).get(address(contract, "steg/ukjent/")).url == address(contract)


def test_wizard_has_no_other_steps(draft, browse):
    assert browse(Role.ADVISOR).get(address(draft, "steg/ukjent/")).status_code == 404


def test_explain_reckons_without_saving(draft, browse):
    client = browse(Role.ADVISOR)
    query = "start_on=2027-01-31&months=13&credit_months=12&credit_basis=school"
    shown = client.get(address(draft, f"sluttdato/?{query}")).content.decode()
    assert "28.02.2027" in shown
    assert client.get(address(draft, "sluttdato/?start_on=x&months=-3")).status_code == 200
    assert Contract.objects.get(pk=draft.pk).start_on == draft.start_on


@pytest.mark.parametrize("day", ["9999-06-01", "0001-01-01"])
def test_explain_of_an_impossible_day_reckons_nothing(draft, browse, day):
    query = f"start_on={day}&months=24&credit_months=0&credit_basis=none"
    shown = browse(Role.ADVISOR).get(address(draft, f"sluttdato/?{query}"))
    assert shown.status_code == 200
    assert shown.context["end"] is None


@pytest.mark.parametrize("version", ["1", "", "x"])
def test_send_of_what_was_not_seen_leads_back_to_the_check(draft, browse, version):
    assert draft.version != 1
    response = browse(Role.ADVISOR).post(address(draft, "send/"), {"version": version}, follow=True)
    assert response.redirect_chain[-1][0] == address(draft, "steg/kontroll/")
    assert len(response.context["messages"]) == 1
    draft.refresh_from_db()
    assert draft.state == S.DRAFT


def test_send_with_a_blocker_leads_back_to_the_check(draft, browse, here):
    here.rows.approval.state = "withdrawn"
    here.rows.approval.save()
    response = browse(Role.ADVISOR).post(address(draft, "send/"), {"version": draft.version}, follow=True)
    assert response.redirect_chain[-1][0] == address(draft, "steg/kontroll/")
    assert "disabled" in response.content.decode()
