"""Does the wizard keep what is typed, say what is wrong, and send?"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from companies.models import Qualification
from contracts import actions
from contracts.models import Contract
from contracts.states import ContractState as S
from okportal.outbox.models import Message
from okportal.permissions import Role
from tests.contracts.given import PDF, credit, paper
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


def start_after(draft):
    """A first day after the contract that the same person has in another training."""
    others = Contract.objects.in_force().filter(apprenticeship__apprentice=draft.apprenticeship.apprentice_id)
    return others.get().end_on + timedelta(days=1)


# What each type asks for beside the rest, and the papers that the county demands.
JOURNEYS = {
    "apprentice": ({}, {}, []),
    "training": ({"mal": {"aim_codes": ["T1"]}}, {}, ["own_plan"]),
    "practice": ({}, {}, []),
    "on_the_job": ({}, {"practice_before_months": 24}, ["employer", "prior_learning"]),
}


@pytest.mark.parametrize("kind", list(JOURNEYS))
def test_wizard_goes_from_step_to_step_and_out_to_the_parties(here, browse, kind):
    client, draft = browse(Role.ADVISOR), here.rows.draft
    own_steps, period, papers = JOURNEYS[kind]
    start_on = start_after(draft).isoformat()
    answers = {"type": {"kind": kind}, "periode": {"start_on": start_on, "months": 24, **period}, **own_steps}
    answers["arbeid"] = {"workplace": "Fjord nord", "position_percent": 80, "language": "nn", "remarks": "Turnus"}
    page, walked = address(draft, "steg/type/"), []
    while not page.endswith("/papirer/"):
        slug = page.rstrip("/").rsplit("/", 1)[-1]
        walked.append(slug)
        assert client.get(page).status_code == 200
        draft.refresh_from_db()
        page = client.post(page, answers[slug] | {"version": draft.version}).url
    assert walked == [slug for slug in ("type", "mal", "periode", "arbeid") if slug in answers]
    for demanded in papers:
        is_blocked(client, draft)
        upload = SimpleUploadedFile("papir.pdf", PDF)
        assert client.post(address(draft, "papirer/ny/"), {"kind": demanded, "file": upload}).url == page
    draft.refresh_from_db()
    check = client.get(address(draft, "steg/kontroll/")).content.decode()
    assert "Turnus" in check
    if kind != "apprentice":  # the world's trainings are those of apprentices
        assert "does not fit the candidate type" in check
    qualify(draft)
    assert client.post(address(draft, "send/"), {"version": draft.version}).url == address(draft)
    draft.refresh_from_db()
    assert (draft.state, draft.language, draft.kind) == (S.CHECKING, "nn", kind)


def is_blocked(client, draft):
    draft.refresh_from_db()
    assert client.post(address(draft, "send/"), {"version": draft.version}).url == address(draft, "steg/kontroll/")


def qualify(draft):
    training = draft.apprenticeship
    Qualification.objects.create(
        office_id=draft.office_id, person=training.supervisor, kind="certificate", title="Fagbrev", trade=training.trade
    )


def test_wizard_leaves_when_asked_to(here, browse):
    answers = {"kind": "training", "version": here.rows.draft.version, "leave": "1"}
    response = browse(Role.ADVISOR).post(address(here.rows.draft, "steg/type/"), answers)
    assert response.url == address(here.rows.draft)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"months": 0}, "months"), ({"months": "x"}, "months"), ({"start_on": "31.31.2026"}, "start_on"),
        ({"end_on": START}, "end_on"), ({"end_on": "2099-01-01"}, "end_on"),
        ({"months": 999}, "months"), ({"start_on": "9999-06-01"}, "start_on"), ({"start_on": "0001-01-01"}, "start_on"),
    ],
)  # fmt: skip
def test_wizard_says_at_the_field_what_is_wrong(here, browse, answers, field):
    good = {"start_on": START, "months": 24, "version": 1}
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


def test_wizard_shows_only_the_steps_of_the_type(draft, browse):
    assert browse(Role.ADVISOR).get(address(draft, "steg/mal/")).status_code == 404
    Contract.objects.filter(pk=draft.pk).update(kind="training")
    assert browse(Role.ADVISOR).get(address(draft, "steg/mal/")).status_code == 200


def test_wizard_saves_the_period_on_the_way_to_the_credit(draft, browse):
    page = browse(Role.ADVISOR).get(address(draft, "steg/periode/")).text
    assert 'form="step" name="credit"' in page
    assert 'id="step"' in page
    answers = {"start_on": draft.start_on.isoformat(), "months": 30, "version": draft.version, "credit": "1"}
    assert browse(Role.ADVISOR).post(address(draft, "steg/periode/"), answers).url == address(draft, "godskriving/ny/")
    draft.refresh_from_db()
    assert draft.months == 30


def test_wizard_says_who_can_supply_what_is_missing(draft, browse):
    shown = browse(Role.ADVISOR).get(address(draft, "steg/papirer/")).content.decode()
    supervisor = draft.apprenticeship.supervisor
    assert f"mailto:{supervisor.email}" in shown
    assert "Employment agreement" in shown
    answers = {"who": "company", "step": "papirer"}
    asked = browse(Role.ADVISOR).post(address(draft, "be-om/"), answers, follow=True)
    assert asked.redirect_chain[-1][0] == address(draft, "steg/papirer/")
    assert "Asked today" in asked.content.decode()
    assert Message.objects.filter(template="contracts/missing").count() == 1
    again = browse(Role.ADVISOR).post(address(draft, "be-om/"), answers, follow=True)
    assert "asked today already" in again.content.decode()


@pytest.mark.parametrize("slug", ["type", "periode", "arbeid", "papirer", "kontroll"])
def test_wizard_takes_as_many_queries_with_much_as_with_little(draft, browse, advisor, slug):
    client = browse(Role.ADVISOR)
    client.get(address(draft, f"steg/{slug}/"))
    few = queries(client, address(draft, f"steg/{slug}/"))
    for name in ("en", "to", "tre", "fire"):
        credit(draft, "practice", 1, paper=paper(draft, advisor, "employer", f"{name}.pdf"))
    assert queries(client, address(draft, f"steg/{slug}/")) <= few
    assert few <= 60


def queries(client, page) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


def test_explain_reckons_without_saving(draft, browse):
    client = browse(Role.ADVISOR)
    credit(draft, "practice", 12)
    shown = client.get(address(draft, "sluttdato/?start_on=2027-01-31&months=13")).content.decode()
    assert "28.02.2027" in shown
    assert client.get(address(draft, "sluttdato/?start_on=x&months=-3")).status_code == 200
    other = client.get(address(draft, "sluttdato/?start_on=2027-01-31&months=13&end_on=2027-06-30")).content.decode()
    assert "another day is agreed" in other
    assert Contract.objects.get(pk=draft.pk).start_on == draft.start_on


@pytest.mark.parametrize("day", ["9999-06-01", "0001-01-01"])
def test_explain_of_an_impossible_day_reckons_nothing(draft, browse, day):
    shown = browse(Role.ADVISOR).get(address(draft, f"sluttdato/?start_on={day}&months=24"))
    assert shown.status_code == 200
    assert shown.context["ledger"] is None


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
