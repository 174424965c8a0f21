"""Is an approval prepared, applied for and decided with all that belongs to it, and is that kept and told?"""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from companies import actions
from companies.models import AimCoverage, Establishment, Qualification
from companies.states import ApprovalState
from okportal.audit.models import Event
from okportal.curricula.models import Curriculum
from okportal.errors import Refused
from okportal.outbox.models import Message
from okportal.permissions import Role
from tests.companies.approving import LETTER, combination
from tests.world import TRADE

S = ApprovalState


@pytest.fixture
def advisor(world):
    with world.here.scope():
        yield world.here.member(Role.ADVISOR)


@pytest.fixture
def company(world, advisor):
    return world.here.rows.company


@pytest.fixture
def prepared(company, advisor):
    return actions.prepare_approval(**combination(company), by=advisor)


# --- preparing
def test_preparing_pins_the_curriculum_in_force_and_makes_a_row_for_each_aim(prepared):
    assert (prepared.state, prepared.curriculum_id) == (S.PREPARING, "TEST-BUA")
    rows = prepared.coverage.select_related("aim")
    assert [(row.aim.code, row.covered_by) for row in rows] == [("T1", "open"), ("T2", "open"), ("T3", "open")]


def test_without_a_curriculum_there_is_nothing_to_map(company, advisor):
    prepared = actions.prepare_approval(**combination(company, trade="HSHEA3----"), by=advisor)
    assert (prepared.curriculum_id, prepared.coverage.count()) == (None, 0)


def test_prepared_twice_is_refused_with_a_way_out(company, prepared, advisor):
    with pytest.raises(Refused, match="already") as refusal:
        actions.prepare_approval(**combination(company), by=advisor)
    assert (refusal.value.field, bool(refusal.value.way_out)) == ("trade", True)


def test_each_place_of_work_has_an_approval_of_its_own(world, company, prepared, advisor):
    place = world.here.rows.establishment
    here = actions.prepare_approval(**combination(company, establishment=place), by=advisor)
    assert (here.establishment, here.pk != prepared.pk) == (place, True)


def test_the_county_of_the_place_decides(world, company, advisor):
    place = Establishment.objects.create(office=world.here.office, company=company, name="Voss", county_id="46")
    with pytest.raises(Refused, match="Vestland") as refusal:
        actions.prepare_approval(**combination(company, "03", place), by=advisor)
    assert refusal.value.field == "county"


def test_prepared_again_keeps_the_answers(company, prepared, advisor):
    AimCoverage.objects.filter(approval=prepared, aim__code="T2").update(covered_by="here", place="Kjøkkenet")
    actions.decide_approval(approval=prepared, decision="withdraw", on=advisor.today, by=advisor)
    again = actions.prepare_approval(**combination(company), by=advisor)
    assert again.pk == prepared.pk
    assert list(again.coverage.values_list("covered_by", "place")) == [
        ("open", ""),
        ("here", "Kjøkkenet"),
        ("open", ""),
    ]


def test_a_newer_curriculum_keeps_the_answers_to_the_same_aims(prepared, advisor):
    AimCoverage.objects.filter(approval=prepared, aim__code="T2").update(covered_by="here", place="Kjøkkenet")
    newer = Curriculum.objects.create(
        code="TEST-BUA-2", trade_id=TRADE, title="Ny", language="nob", valid_from=date(2023, 8, 1)
    )
    for position, code in enumerate(("T2", "T9"), start=1):
        newer.aims.create(code=code, text=f"mål {code}", position=position)
    renewed = actions.renew_mapping(approval=prepared, by=advisor)
    rows = renewed.coverage.values_list("aim__code", "aim__curriculum_id", "covered_by", "place")
    assert list(rows) == [("T2", "TEST-BUA-2", "here", "Kjøkkenet"), ("T9", "TEST-BUA-2", "open", "")]


# --- sending
@pytest.fixture
def whole(world, prepared):
    """All aims covered, and a qualified supervisor."""
    AimCoverage.objects.filter(approval=prepared).update(covered_by="here")
    Qualification.objects.create(
        office=world.here.office, person=world.here.rows.training_supervisor, kind="certificate", title="Fagbrev"
    )
    return prepared


def test_sent_the_application_is_kept_as_pdf(whole, advisor):
    sent = actions.send_approval(approval=whole, language="nn", remarks="", by=advisor)
    assert (sent.state, sent.applied_on) == (S.APPLIED, advisor.today)
    assert (sent.application_file.kind, sent.application_file.content_type) == (
        "approval_application",
        "application/pdf",
    )
    facts = Event.objects.about(sent).get(verb="approval.sent").facts
    assert facts == {"percent": 100, "despite": []}


def test_what_is_missing_asks_for_a_reason(prepared, advisor):
    with pytest.raises(Refused, match="3 competence aims") as refusal:
        actions.send_approval(approval=prepared, language="nb", remarks="", by=advisor)
    assert refusal.value.field == "remarks"
    assert "qualification" in refusal.value.message
    sent = actions.send_approval(approval=prepared, language="nb", remarks="Kartlegges i samråd", by=advisor)
    facts = Event.objects.about(sent).get(verb="approval.sent").facts
    assert facts == {"percent": 0, "despite": ["coverage", "not_qualified"]}


@pytest.mark.parametrize(
    ("evidence", "is_enough"),
    [
        ({"kind": "certificate", "trade_id": TRADE}, True),
        ({"kind": "certificate", "trade_id": "HSHEA3----"}, False),
        ({"kind": "experience", "years": 4}, False),
        ({"kind": "experience", "years": 5}, True),
        ({"kind": "certificate", "expires_on": date(2020, 1, 1)}, False),
    ],
)
def test_a_supervisor_is_qualified_for_the_trade(world, whole, advisor, evidence, is_enough):
    Qualification.objects.update(**({"kind": "course", "trade_id": None} | evidence))
    if is_enough:
        actions.send_approval(approval=whole, language="nb", remarks="", by=advisor)
    else:
        with pytest.raises(Refused, match="qualification"):
            actions.send_approval(approval=whole, language="nb", remarks="", by=advisor)


def test_a_supervisor_of_another_place_does_not_count(world, whole, company, advisor):
    other = Establishment.objects.create(office=world.here.office, company=company, name="Sør")
    supervisor = world.here.rows.training_supervisor
    supervisor.establishment = other
    supervisor.save()
    whole.establishment = world.here.rows.establishment
    whole.save()
    with pytest.raises(Refused, match="no training supervisor"):
        actions.send_approval(approval=whole, language="nb", remarks="", by=advisor)


# --- the county's answer
@pytest.fixture
def applied(company, advisor):
    return actions.apply_approval(**combination(company), by=advisor, applied_on=advisor.today - timedelta(days=30))


def test_the_board_cannot_have_it_before_it_was_applied_for(applied, advisor):
    with pytest.raises(Refused) as refusal:
        actions.hand_to_board(approval=applied, on=advisor.today - timedelta(days=31), by=advisor)
    assert refusal.value.field == "on"
    there = actions.hand_to_board(approval=applied, on=advisor.today, case_number="26/17", by=advisor)
    assert (there.with_board_on, there.case_number) == (advisor.today, "26/17")


def test_the_letter_is_kept_and_the_company_told_in_its_own_language(world, applied, advisor):
    world.here.users[Role.TRAINING_SUPERVISOR].language = "nn"
    world.here.users[Role.TRAINING_SUPERVISOR].save()
    approved = actions.decide_approval(
        approval=applied, decision="approve", on=advisor.today, case_number="26/17", file=LETTER, by=advisor
    )
    assert (approved.decision_file.kind, approved.decision_file.name) == ("decision", "vedtak.pdf")
    mails = Message.objects.filter(template="companies/approval_decided").order_by("to_email")
    told = {(mail.to_email.split("@")[0], mail.language) for mail in mails}
    assert told == {("company_contact", "en"), ("responsible_leader", "en"), ("training_supervisor", "nn")}
    assert mails[0].facts["state"] == "approved"
    assert (mails[0].page, mails[0].about_id) == ("companies:approval", approved.pk)


def test_each_decision_is_a_mail_of_its_own(applied, advisor):
    for decision in ("limit", "approve", "limit"):
        actions.decide_approval(approval=applied, decision=decision, on=advisor.today, limits="Bare TAF", by=advisor)
    assert Message.objects.filter(to_email__startswith="company_contact", template__endswith="decided").count() == 3


def test_taking_an_application_back_writes_to_nobody(applied, advisor):
    actions.decide_approval(approval=applied, decision="withdraw", on=advisor.today, by=advisor)
    assert not Message.objects.filter(template="companies/approval_decided").exists()


def test_who_has_left_is_not_told(world, applied, advisor):
    contact = world.here.rows.company_contact
    contact.to_on = advisor.today - timedelta(days=1)
    contact.save()
    actions.decide_approval(approval=applied, decision="refuse", on=advisor.today, by=advisor)
    assert not Message.objects.filter(to_email=contact.email, template="companies/approval_decided").exists()


# --- registering what was there already
def register(company, advisor, **facts):
    return actions.register_approval(**combination(company), by=advisor, **({"from_on": date(2019, 8, 1)} | facts))


def test_an_existing_approval_is_registered_with_its_letter_and_nobody_is_written_to(company, advisor):
    approval = register(company, advisor, case_number="19/3", legal_basis="1998", file=LETTER)
    assert (approval.state, approval.from_on, approval.legal_basis) == (S.APPROVED, date(2019, 8, 1), "1998")
    assert approval.decision_file.name == "vedtak.pdf"
    assert approval.unused_since == advisor.today  # older than two years, so it was used by somebody
    assert not Message.objects.filter(template="companies/approval_decided").exists()


def test_with_limits_it_is_a_limited_one(company, advisor):
    approval = register(company, advisor, limits="Bare lærekandidater")
    assert (approval.state, approval.limits) == (S.LIMITED, "Bare lærekandidater")


def test_the_last_contract_before_the_portal_counts(company, advisor):
    ended = advisor.today - timedelta(days=100)
    assert register(company, advisor, used_until=ended).unused_since == ended + timedelta(days=1)


def test_the_last_contract_cannot_be_older_than_the_approval(company, advisor):
    with pytest.raises(Refused) as refusal:
        register(company, advisor, used_until=date(2019, 7, 31))
    assert refusal.value.field == "used_until"


def test_the_same_approval_is_registered_once(company, advisor):
    register(company, advisor)
    with pytest.raises(Refused, match="already"):
        register(company, advisor)


def test_a_recent_approval_counts_from_the_day_it_was_granted(company, advisor):
    recent = timezone.localdate() - timedelta(days=40)
    assert register(company, advisor, from_on=recent).unused_since == recent
