"""Who sees which page, and what do the pages do with what is typed?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from contracts import actions
from contracts.models import Contract
from contracts.states import ContractState as S
from okportal.outbox.delivery import compose
from okportal.outbox.models import Message
from okportal.permissions import Role
from tests.contracts.stages import HOW
from tests.world import PASSWORD

PAGES = ["", "vedtak/", "trekk-tilbake/", "fullfor/", "avslutt/", "signer/", "signer-for-kontoret/", "steg/type/",
         "sluttdato/", "kontrakt.pdf", "til-signering.pdf"]  # fmt: skip


@pytest.fixture
def browse(here):
    """`browse(Role.ADVISOR)`: a browser logged in as that role."""
    return here.client


def address(contract, page=""):
    return f"/fjord/kontrakter/{contract.pk}/{page}"


def start_day(days=20):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


# --- who


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


@pytest.mark.parametrize("page", ["vedtak/", "trekk-tilbake/", "fullfor/", "avslutt/", "rett/", "send/", "steg/type/"])
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


# --- list


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


def test_list_takes_as_many_queries_for_thirty_rows_as_for_two(here, browse, django_assert_num_queries, advisor):
    client = browse(Role.ADVISOR)
    client.get("/fjord/kontrakter/")
    with CountQueries() as few:
        client.get("/fjord/kontrakter/")
    for number in range(30):
        copy = Contract.objects.get(pk=here.rows.contract.pk)
        copy.pk, copy.number = None, f"2020-{number:05d}"
        copy.save()
    with CountQueries() as many:
        assert "2020-00029" in client.get("/fjord/kontrakter/").content.decode()
    assert many.count == few.count


class CountQueries:
    def __enter__(self):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self.captured = CaptureQueriesContext(connection)
        self.captured.__enter__()
        return self

    def __exit__(self, *error):
        self.captured.__exit__(*error)
        self.count = len(self.captured)


# --- wizard


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
        ("periode", {"start_on": start_day(), "months": 24, "credit_months": 6, "credit_basis": "school"}),
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
    sent = client.post(address(draft, "send/"))
    assert sent.url == address(draft)
    draft.refresh_from_db()
    assert (draft.state, draft.credit_months, draft.language) == (S.WITH_PARTIES, 6, "nn")
    again = client.post(address(draft, "send/"))
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
        ({"months": 999}, "months"),
    ],
)  # fmt: skip
def test_wizard_says_at_the_field_what_is_wrong(here, browse, answers, field):
    good = {"start_on": start_day(), "months": 24, "credit_months": 0, "credit_basis": "none", "version": 1}
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


def test_send_with_a_blocker_leads_back_to_the_check(draft, browse, here):
    here.rows.approval.state = "withdrawn"
    here.rows.approval.save()
    response = browse(Role.ADVISOR).post(address(draft, "send/"), follow=True)
    assert response.redirect_chain[-1][0] == address(draft, "steg/kontroll/")
    assert "disabled" in response.content.decode()


# --- sign


def signature(contract, **answers):
    return {"sha256": contract.unsigned_file.sha256, "has_read": "on", "password": PASSWORD} | answers


def test_sign_by_the_apprentice(road, browse):
    contract, client = road.to(S.WITH_PARTIES), browse(Role.APPRENTICE)
    assert client.get(address(contract, "signer/")).status_code == 200
    assert client.post(address(contract, "signer/"), signature(contract)).url == address(contract)
    party = contract.parties.get(role="apprentice")
    assert party.signed_at
    assert "passord" in party.signed_how.lower() or "password" in party.signed_how.lower()
    again = client.post(address(contract, "signer/"), signature(contract))
    assert again.url == address(contract)


@pytest.mark.parametrize(
    "answers", [{"has_read": ""}, {"password": ""}, {"password": "feil-passord-her"}, {"sha256": "0" * 64}]
)
def test_sign_without_all_that_is_needed(road, browse, answers):
    contract = road.to(S.WITH_PARTIES)
    response = browse(Role.APPRENTICE).post(address(contract, "signer/"), signature(contract, **answers))
    assert response.status_code == 422
    assert not contract.parties.filter(signed_at__isnull=False).exists()


def test_sign_right_after_login_asks_for_no_password(road, here, client):
    contract = road.to(S.WITH_PARTIES)
    user = here.users[Role.TRAINING_SUPERVISOR]
    client.post("/konto/login/", {"login": user.email, "password": PASSWORD})
    page = client.get(address(contract, "signer/")).content.decode()
    assert 'name="password"' not in page
    assert client.post(address(contract, "signer/"), signature(contract, password="")).url == address(contract)


def test_sign_of_one_without_password_asks_to_log_in_anew(road, here, browse):
    contract, user = road.to(S.WITH_PARTIES), here.users[Role.APPRENTICE]
    user.set_unusable_password()
    user.save()
    client = browse(Role.APPRENTICE)
    assert "/konto/logout/" in client.get(address(contract, "signer/")).content.decode()
    client.post(address(contract, "signer/"), signature(contract, password=""))
    assert not contract.parties.filter(signed_at__isnull=False).exists()


@pytest.mark.parametrize("role", [Role.COMPANY_CONTACT, Role.ADVISOR, Role.INSTRUCTOR])
def test_sign_for_another_does_not_exist(road, browse, role):
    contract = road.to(S.WITH_PARTIES)
    assert browse(role).get(address(contract, "signer/")).status_code == 404
    assert browse(role).post(address(contract, "signer/"), signature(contract)).status_code == 404


def test_sign_for_the_office(road, browse):
    contract = road.to(S.WITH_OFFICE)
    assert browse(Role.READER).get(address(contract, "signer-for-kontoret/")).status_code == 404
    client = browse(Role.ADVISOR)
    assert client.get(address(contract, "signer-for-kontoret/")).status_code == 200
    client.post(address(contract, "signer-for-kontoret/"), signature(contract))
    assert road.fresh().state == S.AT_COUNTY


# --- steps


def test_decision_end_and_completion_by_their_pages(road, browse):
    contract, client = road.to(S.AT_COUNTY), browse(Role.ADVISOR)
    day = timezone.localdate().isoformat()
    assert client.get(address(contract, "vedtak/")).status_code == 200
    no_reason = client.post(address(contract, "vedtak/"), {"decision": "refused", "decided_on": day})
    assert no_reason.status_code == 422
    client.post(address(contract, "vedtak/"), {"decision": "approved", "decided_on": day, "case_number": "26/1"})
    assert road.fresh().state == S.APPROVED
    assert client.post(address(contract, "fullfor/"), {"ended_on": day}).status_code == 422
    assert client.get(address(contract, "fullfor/")).status_code == 422
    assert client.post(address(contract, "avslutt/"), {"ended_on": day}).status_code == 422
    client.post(address(contract, "avslutt/"), {"ended_on": day, "end_reason": "Enige"})
    assert road.fresh().state == S.ENDED


def test_refused_contract_is_opened_again(road, browse):
    contract, client = road.to(S.REFUSED), browse(Role.ADVISOR)
    assert "Mangler vedlegg" in client.get(address(contract)).content.decode()
    assert client.get(address(contract, "rett/")).status_code == 405
    assert client.post(address(contract, "rett/")).url == address(contract)
    assert client.post(address(contract, "rett/")).status_code == 422


def test_take_back_by_its_page(road, browse):
    contract, client = road.to(S.WITH_PARTIES), browse(Role.ADVISOR)
    assert client.post(address(contract, "trekk-tilbake/"), {"reason": ""}).status_code == 422
    assert client.post(address(contract, "trekk-tilbake/"), {"reason": "Feil dato"}).url == address(contract)
    assert browse(Role.APPRENTICE).get(address(contract)).status_code == 404


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


# --- mail


def test_mails_can_be_written_in_each_language(road, advisor, member, here):
    contract = road.to(S.WITH_PARTIES)
    sha256 = contract.unsigned_file.sha256
    actions.confirm_and_sign(contract=contract, sha256=sha256, how=HOW, by=member(Role.APPRENTICE))
    actions.take_back(contract=contract, reason="Feil <dato>", by=advisor)
    road.to(S.APPROVED)
    messages = Message.objects.filter(template__startswith="contracts/")
    assert {message.template for message in messages} == {
        "contracts/sign_request", "contracts/taken_back", "contracts/signed_copy", "contracts/approved",
    }  # fmt: skip
    for message in messages:
        for language in ("nb", "nn", "en"):
            message.language = language
            mail = compose(message, here.office)
            assert "/fjord/kontrakter/" in mail.body
            assert "\n" not in mail.subject
            assert "&lt;" not in mail.body
