"""When was a company a member, and does ending it say what goes on there?"""

from datetime import timedelta

import pytest

from companies import actions
from companies.models import ActivePeriod
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.permissions import Role

NUMBER = "913558693"


@pytest.fixture
def advisor(world):
    with world.here.scope():
        yield world.here.member(Role.ADVISOR)


@pytest.fixture
def company(advisor):
    """Without apprentices and approvals."""
    return actions.register(organisation_number=NUMBER, name="Fjord kommune", by=advisor)


def periods(company):
    return [(period.from_on, period.to_on, period.reason) for period in company.active_periods.all()]


def test_a_new_member_has_an_open_period(company, advisor):
    assert periods(company) == [(advisor.today, None, "")]


def test_membership_ends_once_with_its_reason_and_begins_again(company, advisor):
    today = advisor.today
    for _click in range(2):
        assert not actions.set_activity(company=company, is_active=False, by=advisor, reason="Sammenslått").is_active
    assert periods(company) == [(today, today, "Sammenslått")]
    assert Event.objects.about(company).filter(verb="company.deactivated").count() == 1
    for _click in range(2):
        assert actions.set_activity(company=company, is_active=True, by=advisor).is_active
    assert sorted(periods(company), key=str) == sorted([(today, None, ""), (today, today, "Sammenslått")], key=str)


def test_ending_with_apprentices_and_approvals_tells_how_many_and_asks(world, advisor):
    company = world.here.rows.company
    with pytest.raises(Refused, match=r"2 apprentices are in training here. 1 approval is open.") as refusal:
        actions.set_activity(company=company, is_active=False, by=advisor)
    assert refusal.value.field == "is_confirmed"
    company.refresh_from_db()
    assert company.is_active
    assert not actions.set_activity(company=company, is_active=False, is_confirmed=True, by=advisor).is_active


def test_a_member_from_before_memberships_were_dated_gets_its_period(world, advisor):
    company = world.here.rows.company
    ActivePeriod.objects.filter(company=company).delete()
    last_week = advisor.today - timedelta(days=7)
    actions.set_activity(company=company, is_active=False, is_confirmed=True, on=last_week, by=advisor)
    assert periods(company) == [(last_week, last_week, "")]


@pytest.mark.parametrize("days", [1, -1])
def test_the_last_day_is_neither_to_come_nor_before_the_first(company, advisor, days):
    with pytest.raises(Refused) as refusal:
        actions.set_activity(company=company, is_active=False, on=advisor.today + timedelta(days=days), by=advisor)
    assert refusal.value.field == "on"
    company.refresh_from_db()
    assert company.is_active and periods(company)[0][1] is None


def test_a_membership_does_not_begin_inside_the_last_one(company, advisor):
    actions.set_activity(company=company, is_active=False, by=advisor)
    with pytest.raises(Refused) as refusal:
        actions.set_activity(company=company, is_active=True, on=advisor.today - timedelta(days=1), by=advisor)
    assert refusal.value.field == "on"


# --- the pages
def page(here, company, *parts):
    return here.url("/".join(("bedrifter", str(company.pk), *parts, "")))


def test_the_page_warns_with_numbers_and_takes_a_tick(world):
    here, company = world.here, world.here.rows.company
    client, address = here.client(Role.ADVISOR), page(here, company, "medlemskap")
    text = client.get(address).content.decode()
    assert "2 apprentices are in training here." in text and 'name="is_confirmed"' in text
    answer = client.post(address, {"is_active": "0", "reason": "Konkurs"})
    assert answer.status_code == 422
    assert 'value="Konkurs"' in answer.content.decode()
    for _click in range(2):
        assert client.post(address, {"is_active": "0", "reason": "Konkurs", "is_confirmed": "on"}).status_code == 302
    assert "Konkurs" in client.get(page(here, company)).content.decode()
    assert "Former member" in client.get(page(here, company)).content.decode()


def test_the_reason_is_the_offices_alone(world):
    here, company = world.here, world.here.rows.company
    with here.scope():
        advisor = here.member(Role.ADVISOR)
        actions.set_activity(company=company, is_active=False, reason="Betalte ikke", is_confirmed=True, by=advisor)
    assert "Betalte ikke" in here.client(Role.READER).get(page(here, company)).content.decode()
    own = here.client(Role.COMPANY_CONTACT).get(page(here, company))
    assert own.status_code == 200
    assert "Betalte ikke" not in own.content.decode()
