"""Do the actions on companies keep their rules, and say no in words?"""

from datetime import date

import pytest
from celery import current_app

from companies import actions
from companies.enhetsregisteret import Registered
from companies.models import Approval, Company, CompanyPerson
from companies.states import ApprovalState
from okportal.audit.models import Event
from okportal.audit.stale import Stale
from okportal.curricula.models import Trade
from okportal.errors import Refused
from okportal.offices.models import County
from okportal.permissions import Role
from tests.world import COUNTY, TRADE

NUMBER = "913558693"
LookUp = Company.LookUp


@pytest.fixture
def advisor(world):
    with world.here.scope():
        yield world.here.member(Role.ADVISOR)


@pytest.fixture
def company(world, advisor):
    return world.here.rows.company


# --- registering
def test_register_writes_company_and_trail(advisor):
    company = actions.register(organisation_number=NUMBER, name="Fjord kommune", by=advisor)
    assert (company.name, company.look_up, company.is_active) == ("Fjord kommune", LookUp.NOT_CHECKED, True)
    assert Event.objects.about(company).get().verb == "company.registered"


def test_register_twice_names_the_company_that_is_there(advisor):
    actions.register(organisation_number=NUMBER, name="Fjord kommune", by=advisor)
    with pytest.raises(Refused, match="Fjord kommune") as refusal:
        actions.register(organisation_number=NUMBER, name="Noe annet", by=advisor)
    assert refusal.value.field == "organisation_number"


def test_the_same_company_may_be_a_member_of_another_office(world, advisor):
    with world.there.scope():
        theirs = world.there.member(Role.ADVISOR)
        actions.register(organisation_number=NUMBER, name="Canary kommune", by=theirs)
    assert actions.register(organisation_number=NUMBER, name="Fjord kommune", by=advisor).office_id == advisor.office.pk


def test_register_asks_the_register_after_the_commit(
    advisor, settings, django_capture_on_commit_callbacks, without_broker
):
    settings.BRREG_ENABLED = True
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        company = actions.register(organisation_number=NUMBER, by=advisor)
    assert (company.look_up, company.name, len(callbacks)) == (LookUp.WAITING, "913 558 693", 1)


@pytest.fixture
def without_broker():
    """No broker at all: registering must not notice."""
    before = current_app.conf.broker_url
    current_app.conf.broker_url = "redis+socket:///nowhere/valkey.sock"
    yield
    current_app.conf.broker_url = before


# --- the register's answer
def test_the_answer_fills_in_name_address_and_county(company):
    Company.objects.filter(pk=company.pk).update(look_up=LookUp.WAITING, county=None)
    found = Registered("Fjord Kommune", "Storgata 1", "5004", "Bergen", "46")
    actions.record_look_up(
        company_id=company.pk,
        number=company.organisation_number,
        version=company.version,
        outcome=LookUp.FOUND,
        found=found,
    )
    company.refresh_from_db()
    assert (company.name, company.postcode, company.county_id) == ("Fjord Kommune", "5004", "46")
    assert (company.look_up, company.version) == (LookUp.FOUND, 2)
    assert company.looked_up_at is not None


def test_what_was_edited_while_the_answer_was_on_its_way_stays(company):
    Company.objects.filter(pk=company.pk).update(look_up=LookUp.WAITING, version=2, address="")
    found = Registered("Annet navn", "Storgata 1", "5004", "Bergen", "99")
    actions.record_look_up(
        company_id=company.pk, number=company.organisation_number, version=1, outcome=LookUp.FOUND, found=found
    )
    before = company.name
    company.refresh_from_db()
    assert (company.name, company.address, company.county_id) == (before, "Storgata 1", COUNTY)


def test_an_answer_that_nobody_waits_for_changes_nothing(company):
    found = Registered("Annet navn")
    actions.record_look_up(
        company_id=company.pk, number=company.organisation_number, version=1, outcome=LookUp.FOUND, found=found
    )
    assert Company.objects.get(pk=company.pk).name == company.name


def test_asking_again_while_waiting_is_one_question(company, advisor, settings):
    settings.BRREG_ENABLED = True
    for _click in range(2):
        actions.ask_look_up(company=company, by=advisor)
    assert Event.objects.about(company).filter(verb="company.look_up_asked").count() == 1


# --- editing
def answers(company, **changes):
    fields = ("name", "address", "postcode", "city", "county", "email", "phone")
    return {field: getattr(company, field) for field in fields} | changes


def test_edit_moves_the_version_and_tells_the_trail_which_fields(company, advisor):
    edited = actions.edit(company=company, version=1, by=advisor, **answers(company, name="Nytt navn"))
    assert (edited.name, edited.version) == ("Nytt navn", 2)
    assert Event.objects.about(company).first().facts == {"fields": ["name"], "version": 2}


def test_saving_without_a_change_is_no_change(company, advisor):
    assert actions.edit(company=company, version=1, by=advisor, **answers(company)).version == 1


def test_the_second_of_two_editors_is_told_what_changed(company, advisor):
    actions.edit(company=company, version=1, by=advisor, **answers(company, name="Første", city="Voss"))
    with pytest.raises(Stale) as refusal:
        actions.edit(company=company, version=1, by=advisor, **answers(company, phone="+4755555555"))
    assert refusal.value.current == {"name": "Første", "city": "Voss"}
    assert refusal.value.version == 2
    assert advisor.user.name in refusal.value.message
    assert Company.objects.get(pk=company.pk).name == "Første"


def test_a_place_of_work_number_stands_once(company, advisor):
    actions.add_establishment(company=company, name="Avdeling sør", organisation_number=NUMBER, by=advisor)
    with pytest.raises(Refused, match="Avdeling sør"):
        actions.add_establishment(company=company, name="Avdeling vest", organisation_number=NUMBER, by=advisor)
    for name in ("Uten nummer", "Også uten"):
        actions.add_establishment(company=company, name=name, by=advisor)


# --- approvals
@pytest.fixture
def applied(company, advisor):
    return actions.apply_approval(
        company=company, trade=Trade.objects.get(pk="HSHEA3----"), county=County.objects.get(pk=COUNTY), by=advisor
    )


def decide(approval, decision, advisor, **kwargs):
    kwargs.setdefault("on", date(2026, 8, 1))
    return actions.decide_approval(approval=approval, decision=decision, by=advisor, **kwargs)


def test_apply_approve_withdraw_and_apply_again(applied, advisor):
    assert (applied.state, applied.from_on) == (ApprovalState.APPLIED, None)
    approved = decide(applied, "approve", advisor, to_on=date(2030, 8, 1))
    assert (approved.state, approved.from_on, approved.to_on) == ("approved", date(2026, 8, 1), date(2030, 8, 1))
    withdrawn = decide(approved, "withdraw", advisor, on=date(2026, 12, 31))
    assert (withdrawn.state, withdrawn.to_on) == ("withdrawn", date(2026, 12, 31))
    again = actions.apply_approval(company=applied.company, trade=applied.trade, county=applied.county, by=advisor)
    assert (again.pk, again.state, again.from_on, again.to_on) == (applied.pk, "applied", None, None)


def test_limits_are_named_and_the_first_day_is_kept(applied, advisor):
    with pytest.raises(Refused) as refusal:
        decide(applied, "limit", advisor)
    assert refusal.value.field == "limits"
    limited = decide(applied, "limit", advisor, limits="Bare lærekandidater")
    assert (limited.state, limited.limits) == ("limited", "Bare lærekandidater")
    full = decide(limited, "approve", advisor, on=date(2027, 1, 1), limits="Bare lærekandidater")
    assert (full.from_on, full.limits) == (date(2026, 8, 1), "")


def test_an_approval_is_decided_once(applied, advisor):
    decide(applied, "refuse", advisor)
    with pytest.raises(Refused):
        decide(applied, "approve", advisor)


def test_an_approval_cannot_end_before_it_began(applied, advisor):
    with pytest.raises(Refused) as refusal:
        decide(applied, "approve", advisor, to_on=date(2026, 7, 31))
    assert refusal.value.field == "to_on"
    approved = decide(applied, "approve", advisor)
    with pytest.raises(Refused) as refusal:
        decide(approved, "withdraw", advisor, on=date(2026, 7, 31))
    assert refusal.value.field == "on"


def test_one_approval_for_each_trade_and_county(world, company, advisor):
    with pytest.raises(Refused, match="already"):
        actions.apply_approval(
            company=company, trade=Trade.objects.get(pk=TRADE), county=County.objects.get(pk=COUNTY), by=advisor
        )
    oslo = actions.apply_approval(
        company=company, trade=Trade.objects.get(pk=TRADE), county=County.objects.get(pk="03"), by=advisor
    )
    assert oslo.state == ApprovalState.APPLIED


def test_another_offices_rows_are_not_ours(world, advisor):
    for model in (Company, CompanyPerson, Approval):
        assert not model.objects.visible_to(advisor).filter(office=world.there.office).exists()
