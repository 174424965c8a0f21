"""Do the database and the sentence say the same of every apprentice?"""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from apprenticeships.models import Apprenticeship
from apprenticeships.rules import findings
from exams.models import Registration
from exams.states import RegistrationState
from followup.models import Talk
from okportal.home.caseload import RULES, explain, with_findings
from okportal.permissions import Role

ENDS = (-1, 0, 30, 60, 61, 400)  # days from today
TALKS = (None, -15, -14, -1, 0, 14, 15)
TESTS = (None, -1, 0, 60, 61)
PEOPLE = ("there", "left", "nobody")


@pytest.fixture
def office(world):
    with world.here.scope(Role.ADVISOR):
        Talk.objects.all().delete()
        Registration.objects.all().delete()
        yield world.here


def judged(office, **changes):
    """The world's running apprenticeship with these changes, as Min dag shows it."""
    row = office.rows.apprenticeship
    Apprenticeship.objects.filter(pk=row.pk).update(**changes)
    rows = with_findings(Apprenticeship.objects.filter(pk=row.pk).with_people(), timezone.localdate())
    (shown,) = explain(list(rows), timezone.localdate())
    return shown


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def talk_due(office, days):
    Talk.objects.all().delete()
    if days is not None:
        rows = office.rows
        Talk.objects.create(
            office=office.office, apprenticeship=rows.apprenticeship, contract=rows.contract, number=2,
            due_on=in_days(days),
        )  # fmt: skip


def registration_due(office, days, opens=-200, state=RegistrationState.PLANNED):
    Registration.objects.all().delete()
    if days is not None:
        rows = office.rows
        Registration.objects.create(
            office=office.office, apprenticeship=rows.apprenticeship, contract=rows.contract, state=state,
            kind=Registration.Kind.TRADE_TEST, opens_on=in_days(opens), due_on=in_days(days),
        )  # fmt: skip


def person(office, column, how):
    """Named and there, named and gone, or nobody."""
    rows = office.rows
    employee = getattr(rows, column)
    type(employee).objects.filter(pk=employee.pk).update(to_on=in_days(-1) if how == "left" else None)
    return None if how == "nobody" else employee


@pytest.mark.parametrize(("supervisor", "instructor"), list(product(PEOPLE, PEOPLE)))
@pytest.mark.parametrize("ends", ENDS)
def test_database_and_rules_of_the_training_agree(office, ends, supervisor, instructor):
    shown = judged(
        office, end_on=in_days(ends), supervisor=person(office, "training_supervisor", supervisor),
        instructor=person(office, "instructor", instructor),
    )  # fmt: skip
    worst = findings(shown.facts, timezone.localdate())[0]
    assert shown.tone == worst.tone
    if worst.tone != "success":
        assert shown.reason == worst.reason


@pytest.mark.parametrize(("talk", "test"), list(product(TALKS, TESTS)))
def test_talk_and_registration_change_the_light_on_their_day(office, talk, test):
    talk_due(office, talk)
    registration_due(office, test)
    shown = judged(office, end_on=in_days(400))
    is_red = (talk is not None and talk < -14) or (test is not None and test < 0)
    is_yellow = (talk is not None and talk <= 14) or (test is not None and test <= 60)
    assert shown.tone == ("danger" if is_red else "warning" if is_yellow else "success")
    assert shown.reason


@pytest.mark.parametrize("days", [-20, -5, 5])
def test_reason_names_the_talk_and_leads_to_it(office, days):
    talk_due(office, days)
    shown = judged(office)
    assert shown.page == ("followup:detail", shown.talk_id)
    assert str(shown.talk_number) in shown.reason


def test_reason_for_a_registration_leads_to_it(office):
    registration_due(office, 10)
    shown = judged(office)
    assert shown.page == ("exams:detail", shown.registration_id)


def test_registration_whose_window_has_not_opened_is_no_trouble(office):
    registration_due(office, 50, opens=1)
    assert judged(office).tone == "success"


def test_registration_that_has_been_sent_is_no_trouble(office):
    registration_due(office, -1, state=RegistrationState.REGISTERED)
    assert judged(office).tone == "success"


def test_missing_advisor_is_a_warning(office):
    assert judged(office, advisor=None).tone == "warning"


@pytest.mark.parametrize(("days", "tone"), [(-1, "warning"), (0, "success")])
def test_advisor_who_has_left_is_a_warning(office, days, tone):
    advisor = office.rows.apprenticeship.advisor
    advisor.to_on = in_days(days)
    advisor.save()
    shown = judged(office, end_on=in_days(400))
    assert shown.tone == tone == findings(shown.facts, timezone.localdate())[0].tone


def test_last_rule_holds_for_everybody():
    assert RULES[-1].tone == "success"
