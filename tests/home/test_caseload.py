"""Do the database and the sentence say the same of every apprentice?"""

from datetime import timedelta
from itertools import product

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from apprenticeships.models import Absence, Apprenticeship
from apprenticeships.rules import findings
from apprenticeships.standing import Standing
from exams.models import Registration
from exams.states import RegistrationState
from followup.models import Talk
from okportal.home.caseload import explain, rules_in_use, with_findings
from okportal.home.light_rules import RULES, short
from okportal.home.lights import everything_about
from okportal.home.models import LightRule
from okportal.permissions import Role
from training.models import PlanAim

ENDS = (-1, 0, 30, 60, 61, 400)  # days from today
TALKS = (None, -15, -14, -1, 0, 14, 15)
TESTS = (None, -1, 0, 60, 61)
PEOPLE = ("there", "left", "nobody")
OF_OFFICE = Standing(frozenset({Role.ADVISOR}))


@pytest.fixture
def office(world):
    with world.here.scope(Role.ADVISOR):
        Talk.objects.all().delete()
        Registration.objects.all().delete()
        PlanAim.objects.update(reached_on=timezone.localdate())
        Apprenticeship.objects.update(start_on=in_days(-60))  # too early for anybody to miss a talk
        yield world.here


def judged(office, **changes):
    """The world's running apprenticeship with these changes, as Min dag shows it."""
    row = office.rows.apprenticeship
    Apprenticeship.objects.filter(pk=row.pk).update(**changes)
    found = Apprenticeship.objects.filter(pk=row.pk).with_people()
    rows = with_findings(found, timezone.localdate(), rules_in_use(office.member(Role.ADMINISTRATOR)))
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
    assert shown.tone == ("success" if worst.tone == "neutral" else worst.tone)
    if worst.tone != "neutral":
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
    assert shown.tone == tone
    assert (findings(shown.facts, timezone.localdate())[0].tone == "warning") == (tone == "warning")


def test_last_rule_holds_for_everybody():
    assert RULES[-1].tone == "success"


def held(office, days):
    rows = office.rows
    Talk.objects.create(
        office=office.office, apprenticeship=rows.apprenticeship, contract=rows.contract, number=9, state="held",
        due_on=in_days(days), held_on=in_days(days),
    )  # fmt: skip


def months_ago(months):
    return (timezone.localdate() - relativedelta(months=months) - timezone.localdate()).days


@pytest.mark.parametrize(("begun", "last", "tone"), [
    (-12, None, "danger"), (-12, -10, "danger"), (-12, -8, "success"), (-8, None, "success"),
])  # fmt: skip
def test_a_long_time_without_a_talk_is_found(office, begun, last, tone):
    if last:
        held(office, months_ago(last * -1))
    shown = judged(office, start_on=in_days(months_ago(-begun)), end_on=in_days(400))
    assert shown.tone == tone
    if tone == "danger":
        assert short(shown.quiet_since) in shown.reason
        assert shown.page == ("apprenticeships:detail", shown.pk)


@pytest.mark.parametrize(("reached", "tone"), [(0, "warning"), (1, "success"), (3, "success")])
def test_documentation_behind_time_is_found(office, reached, tone):
    """Half of the time has passed; of three aims one is 33 percent, 17 points behind; none is 50 behind."""
    PlanAim.objects.update(reached_on=None)
    ahead = PlanAim.objects.filter(plan=office.rows.plan, position__lte=reached)
    ahead.update(reached_on=timezone.localdate())
    shown = judged(office, start_on=in_days(-200), end_on=in_days(199))
    assert shown.tone == tone
    assert (f"{reached} of 3 aims" in shown.reason) == (tone == "warning")


def away(office, days, percent=100, ends=0, state="confirmed"):
    Absence.objects.create(
        office=office.office, apprenticeship=office.rows.apprenticeship, kind="leave", percent=percent,
        from_on=in_days(ends - days + 1), to_on=in_days(ends), state=state, decided_at=timezone.now(),
        reported_by=office.users[Role.TRAINING_SUPERVISOR],
    )  # fmt: skip


@pytest.mark.parametrize(("absence", "tone"), [
    ({"days": 18}, "success"),  # 9.9 percent of 182 days
    ({"days": 21}, "warning"),
    ({"days": 21, "percent": 50}, "success"),
    ({"days": 42, "percent": 50}, "warning"),
    ({"days": 21, "state": "declined"}, "success"),
    ({"days": 21, "ends": -182}, "success"),
    ({"days": 21, "ends": 10}, "success"),  # ten of the days are still to come
])  # fmt: skip
def test_much_absence_in_the_last_half_year_is_found(office, absence, tone):
    away(office, **absence)
    shown = judged(office, end_on=in_days(400))
    assert shown.tone == tone
    assert ("Away" in shown.reason) == (tone == "warning")


def test_an_office_leaves_rules_out_and_sets_its_own_thresholds(office):
    talk_due(office, -20)
    assert judged(office).tone == "danger"
    LightRule.objects.create(office=office.office, key="talk_overdue", threshold=30)
    assert judged(office, end_on=in_days(400)).tone == "warning"  # it is still near
    LightRule.objects.create(office=office.office, key="talk_soon", is_on=False)
    assert judged(office).tone == "success"


def test_the_rules_of_another_office_do_not_count(office, world):
    with world.there.scope(Role.ADVISOR):
        LightRule.objects.create(office=world.there.office, key="talk_overdue", is_on=False)
    with office.scope(Role.ADVISOR):
        talk_due(office, -20)
        assert judged(office).tone == "danger"


def test_all_findings_are_named_worst_first(office):
    talk_due(office, -20)
    away(office, 30)
    rows = Apprenticeship.objects.filter(pk=office.rows.apprenticeship.pk)
    rows.update(instructor=None, end_on=in_days(400))
    found = everything_about(rows.with_people(), office.member(Role.ADVISOR), OF_OFFICE)
    assert [light.rule.key for light in found] == ["talk_overdue", "absence", "no_instructor"]
    assert all(light.fact and light.action for light in found)
    assert [bool(light.kinder) for light in found] == [True, True, False]


@pytest.mark.parametrize("left_out", [rule.key for rule in RULES if rule.tone != "success"])
@pytest.mark.parametrize("ends", [-1, 0, 30, 400])
def test_leaving_one_rule_out_leaves_words_for_every_other(office, left_out, ends):
    LightRule.objects.create(office=office.office, key=left_out, is_on=False)
    talk_due(office, -20)
    registration_due(office, -1)
    shown = judged(office, end_on=in_days(ends), supervisor=None, instructor=None)
    assert shown.reason
    assert RULES[shown.rule].key != left_out
    rows = Apprenticeship.objects.filter(pk=shown.pk).with_people()
    assert left_out not in {
        light.rule.key for light in everything_about(rows, office.member(Role.ADMINISTRATOR), OF_OFFICE)
    }
