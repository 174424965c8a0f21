"""Do the pages about approvals lead from the first thought to the county's answer, for the right people?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from companies import actions
from companies.models import Approval
from companies.states import GRANTED, ApprovalState
from okportal.curricula.models import Trade
from okportal.offices.models import County
from okportal.outbox.mail import compose
from okportal.outbox.models import Message
from okportal.permissions import Role
from tests.world import TRADE

EDITORS = {Role.ADMINISTRATOR, Role.ADVISOR}
READERS = EDITORS | {
    Role.READER, Role.COMPANY_CONTACT, Role.RESPONSIBLE_LEADER, Role.HR, Role.MUNICIPAL_COORDINATOR,
    Role.TRAINING_SUPERVISOR, Role.INSTRUCTOR,
}  # fmt: skip
TODAY = timezone.localdate()


@pytest.fixture
def client(here):
    return here.client(Role.ADVISOR)


def page(here, approval, *parts):
    return here.url("/".join(("bedrifter/godkjenninger", str(approval.pk), *parts, "")))


def of_company(here, *parts):
    return here.url("/".join(("bedrifter", str(here.rows.company.pk), "godkjenninger", *parts, "")))


def make(here, state, **facts):
    with here.scope():
        facts = {"from_on": TODAY - timedelta(days=50) if state in GRANTED else None} | facts
        return Approval.objects.create(
            office=here.office, company=here.rows.company, trade_id=TRADE, county_id="03", state=state, **facts
        )


@pytest.mark.parametrize("role", Role)
def test_who_sees_and_who_may_change(here, role):
    person, approval = here.client(role), here.rows.approval
    for address in (of_company(here), page(here, approval)):
        assert person.get(address).status_code == (200 if role in READERS else 404)
    for address in (of_company(here, "soknad"), of_company(here, "gjeldende"), page(here, approval, "avgjor")):
        assert person.get(address).status_code == (200 if role in EDITORS else 404)


@pytest.mark.parametrize("state", ApprovalState)
def test_the_page_offers_what_the_status_allows(here, client, state):
    content = client.get(page(here, make(here, state))).content.decode()
    offered = {
        step for step in ("send", "nemnd", "avgjor", "igjen") if f"/{step}/" in content
    }  # fmt: skip
    assert (
        offered
        == {
            ApprovalState.PREPARING: {"send", "avgjor"},
            ApprovalState.APPLIED: {"nemnd", "avgjor"},
            ApprovalState.WITH_BOARD: {"avgjor"},
            ApprovalState.APPROVED: {"avgjor"},
            ApprovalState.LIMITED: {"avgjor"},
            ApprovalState.REFUSED: {"igjen"},
            ApprovalState.WITHDRAWN: {"igjen"},
            ApprovalState.LAPSED: {"igjen"},
        }[state]
    )
    assert offered_to_the_company(here, state) == set()


def offered_to_the_company(here, state):
    with here.scope():
        approval = Approval.objects.get(county_id="03", state=state)
    content = here.client(Role.COMPANY_CONTACT).get(page(here, approval)).content.decode()
    return {step for step in ("send", "nemnd", "avgjor", "igjen") if f"/{step}/" in content}


def test_from_the_first_thought_to_the_answer(here, client):
    begun = client.post(of_company(here, "soknad"), {"trade": TRADE, "county": "03"})
    with here.scope():
        approval = Approval.objects.get(county_id="03")
    assert begun.url == page(here, approval, "kartlegging")
    draft = client.get(page(here, approval, "soknad"))
    assert (draft["Content-Type"], draft.content[:5]) == ("application/pdf", b"%PDF-")
    refused = client.post(page(here, approval, "send"), {"language": "nb", "remarks": ""})
    assert (refused.status_code, b"3 competence aims" in refused.content) == (422, True)
    client.post(page(here, approval, "send"), {"language": "nb", "remarks": "Avtale kommer"})
    sent = client.get(page(here, approval, "soknad"))
    assert sent.content[:5] == b"%PDF-"
    client.post(page(here, approval, "nemnd"), {"on": TODAY.isoformat(), "case_number": "26/9"})
    answer = {"decision": "limit", "on": TODAY.isoformat(), "limits": "Bare TAF", "case_number": "26/9"}
    assert client.post(page(here, approval, "avgjor"), answer).status_code == 302
    shown = client.get(page(here, approval)).content.decode()
    for words in ("Bare TAF", "26/9", "The application is sent", "Passed on to the vocational training board"):
        assert words in shown


def test_a_step_taken_twice_says_so(here, client):
    approval = make(here, ApprovalState.APPLIED)
    board = {"on": TODAY.isoformat()}
    assert client.post(page(here, approval, "nemnd"), board).status_code == 302
    again = client.post(page(here, approval, "nemnd"), board)
    assert (again.status_code, b"is not possible now" in again.content) == (422, True)


def test_the_board_cannot_have_had_it_tomorrow(here, client):
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    answer = client.post(page(here, make(here, ApprovalState.APPLIED), "nemnd"), {"on": tomorrow})
    assert (answer.status_code, b"has not come yet" in answer.content) == (422, True)


@pytest.mark.parametrize(("how", "state"), [("prepare again", "preparing"), ("apply again", "applied")])
def test_again_here_or_elsewhere(here, client, how, state):
    approval = make(here, ApprovalState.LAPSED)
    assert client.post(page(here, approval, "igjen"), {"how": how, "applied_on": "2026-02-01"}).status_code == 302
    with here.scope():
        approval.refresh_from_db()
    assert approval.state == state
    assert str(approval.applied_on) == ("None" if state == "preparing" else "2026-02-01")


def test_an_existing_one_is_registered(here, client):
    facts = {"trade": TRADE, "county": "03", "from_on": "2020-02-01", "legal_basis": "1998"}
    assert client.post(of_company(here, "gjeldende"), facts).status_code == 302
    twice = client.post(of_company(here, "gjeldende"), facts)
    assert (twice.status_code, b"already" in twice.content) == (422, True)


def test_another_companys_place_is_no_choice(world, here, client):
    facts = {"trade": TRADE, "county": "03", "establishment": world.there.rows.establishment.pk}
    assert client.post(of_company(here, "soknad"), facts).status_code == 422


def test_the_warning_stands_on_the_page(here, client):
    since = TODAY - timedelta(days=600)
    approval = make(here, ApprovalState.APPROVED, from_on=since, unused_since=since)
    assert b"when no contract begins" in client.get(page(here, approval)).content


def test_history_is_the_offices(here, client):
    with here.scope():
        approval = actions.apply_approval(
            company=here.rows.company, trade=Trade.objects.get(pk=TRADE), county=County.objects.get(pk="03"),
            by=here.member(Role.ADVISOR),
        )  # fmt: skip
    assert b"Noted: applied for" in client.get(page(here, approval)).content
    assert b"Noted: applied for" not in here.client(Role.COMPANY_CONTACT).get(page(here, approval)).content


def test_the_draft_is_for_those_who_write_it(here):
    approval = make(here, ApprovalState.PREPARING)
    for role, status in ((Role.READER, 200), (Role.TRAINING_SUPERVISOR, 200), (Role.INSTRUCTOR, 404)):
        assert here.client(role).get(page(here, approval, "soknad")).status_code == status


def test_papers_that_are_not_there(here, client):
    approval = make(here, ApprovalState.APPLIED)
    for paper in ("soknad", "vedtak"):
        assert client.get(page(here, approval, paper)).status_code == 404


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("state", ["approved", "limited", "refused", "withdrawn"])
def test_the_mail_says_what_was_decided(here, state, language):
    facts = {
        "company": "Fjord", "trade": "Kokkfaget", "county": "Vestland", "place": "Nord", "state": state,
        "on": "2026-05-01", "to_on": "", "limits": "Bare TAF", "case_number": "26/9",
    }  # fmt: skip
    mail = composed(here, "approval_decided", facts, language)
    for words in ("Fjord", "Kokkfaget", "Nord", "26/9"):
        assert words in mail
    assert ("Bare TAF" in mail) == (state == "limited")


@pytest.mark.parametrize("name", ["approval_unused", "approval_lapsed"])
def test_the_mails_about_lapse_name_the_day(here, name):
    facts = {
        "company": "Fjord", "trade": "Kokkfaget", "county": "Vestland", "place": None, "day": "2027-03-01",
        "to_on": "2027-02-28",
    }  # fmt: skip
    assert "2027" in composed(here, name, facts, "en")


def composed(here, name, facts, language):
    with here.scope():
        message = Message(
            office=here.office, key="x", template=f"companies/{name}", facts=facts, to_email="a@b.example",
            to_name="Kari", language=language, page="companies:approval", about_id=1,
        )  # fmt: skip
        mail = compose(message, here.office)
    return mail.subject + mail.body


@pytest.mark.parametrize(("days", "may_apply"), [(-1, True), (0, False)])
def test_an_expired_approval_offers_both_ways_on(here, client, days, may_apply):
    approval = make(here, ApprovalState.LIMITED, to_on=TODAY + timedelta(days=days), limits="Bare TAF")
    text = client.get(page(here, approval)).content.decode()
    assert page(here, approval, "avgjor") in text
    assert (page(here, approval, "igjen") in text) == ("Its last day has passed" in text) == may_apply
    form = client.get(page(here, approval, "avgjor")).content.decode()
    assert 'value="Bare TAF"' in form and f'value="{approval.to_on.isoformat()}"' in form, "what stands is not lost"
    assert 'value="limit"' in form and 'value="approve"' in form


@pytest.mark.parametrize("part", [(), ("kartlegging",)])
def test_the_pages_of_an_approval_mark_their_tab(here, client, part):
    text = client.get(page(here, here.rows.approval, *part)).content.decode()
    assert f'href="{of_company(here)}" aria-current="page"' in text
