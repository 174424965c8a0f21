"""Who chooses the rules of the traffic light, what does a week look like, and what does the apprentice read?"""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from apprenticeships.models import Absence, Apprenticeship
from apprenticeships.standing import Standing
from companies.models import CompanyPerson
from exams.models import Registration
from followup.models import Talk
from okportal.audit.models import Event
from okportal.home.actions import choose_light_rules, write_week
from okportal.home.caseload import rules_in_use
from okportal.home.light_rules import DEFAULTS, RULES
from okportal.home.lights import monday_of, trend, weeks_of
from okportal.home.models import LightRule, WeeklyLight
from okportal.home.tasks import write_lights
from okportal.offices.models import Membership
from okportal.permissions import Role
from training.models import Plan, PlanAim

OF_OFFICE = Standing(frozenset({Role.ADVISOR}))
OTHERS = [role for role in Role if role != Role.ADMINISTRATOR]


def answers(**changes):
    """What the form sends when nothing is changed, and then changed."""
    sent = {}
    for rule in RULES:
        if rule.tone != "success":
            sent[f"{rule.key}_on"] = "on"
            if rule.unit:
                sent[f"{rule.key}_threshold"] = str(rule.threshold)
    sent |= changes
    return {name: value for name, value in sent.items() if value is not None}


@pytest.mark.parametrize("role", OTHERS)
def test_only_the_administrator_chooses_rules(world, role):
    client = world.here.client(role)
    assert client.get(world.here.url("trafikklys/")).status_code == 404
    assert client.post(world.here.url("trafikklys/"), answers(talk_soon_on=None)).status_code == 404
    with world.here.scope():
        assert not LightRule.objects.exists()


def test_saving_the_defaults_stores_nothing(world):
    client = world.here.client(Role.ADMINISTRATOR)
    assert client.post(world.here.url("trafikklys/"), answers()).status_code == 302
    with world.here.scope():
        assert not LightRule.objects.exists()
        assert rules_in_use(world.here.member(Role.ADVISOR)) == DEFAULTS


def test_a_choice_is_kept_told_in_the_trail_and_taken_back(world):
    client, url = world.here.client(Role.ADMINISTRATOR), world.here.url("trafikklys/")
    changed = answers(talk_soon_on=None, no_talk_threshold="6")
    assert client.post(url, changed).status_code == 302
    assert client.post(url, changed).status_code == 302  # the second click
    with world.here.scope():
        in_use = dict(rules_in_use(world.here.member(Role.ADVISOR)))
        assert "talk_soon" not in in_use
        assert in_use["no_talk"] == 6
        assert Event.objects.filter(verb="light_rule.chosen").count() == 2
    with world.there.scope():
        assert rules_in_use(world.there.member(Role.ADVISOR)) == DEFAULTS
    client.post(url, answers())
    with world.here.scope():
        assert rules_in_use(world.here.member(Role.ADVISOR)) == DEFAULTS


@pytest.mark.parametrize("typed", ["", "-1", "1e9", "seks", "367"])
def test_a_threshold_that_is_no_number_gets_a_sentence_and_loses_nothing(world, typed):
    client = world.here.client(Role.ADMINISTRATOR)
    answer = client.post(world.here.url("trafikklys/"), answers(no_talk_threshold=typed, absence_threshold="33"))
    assert answer.status_code == 422
    assert 'value="33"' in answer.content.decode()
    with world.here.scope():
        assert not LightRule.objects.exists()


def test_a_rule_left_out_needs_no_threshold_and_keeps_its_own(world):
    client = world.here.client(Role.ADMINISTRATOR)
    changed = answers(no_talk_on=None, no_talk_threshold="")
    assert client.post(world.here.url("trafikklys/"), changed).status_code == 302
    with world.here.scope():
        assert LightRule.objects.get().threshold == 9


def test_a_week_is_written_once_for_those_in_training(world):
    today = timezone.localdate()
    with world.here.scope():
        running = Apprenticeship.objects.running().count()
        assert write_week(office_id=world.here.office.pk, today=today) == running
        assert write_week(office_id=world.here.office.pk, today=today) == 0
        week = WeeklyLight.objects.get(apprenticeship=world.here.rows.apprenticeship)
        assert week.week_on == monday_of(today)
        assert (week.tone, week.rule) == ("danger", "no_talk")  # ten months in, and none held
    with world.there.scope():
        assert not WeeklyLight.objects.exists()


def test_the_next_week_is_a_row_of_its_own_by_the_office_s_rules(world):
    today = timezone.localdate()
    with world.here.scope():
        write_week(office_id=world.here.office.pk, today=today - timedelta(weeks=1))
        choose_light_rules(chosen={"no_talk": (False, None)}, by=world.here.member(Role.ADMINISTRATOR))
        write_week(office_id=world.here.office.pk, today=today)
        weeks = weeks_of(world.here.rows.apprenticeship, today, OF_OFFICE)
        assert [week["tone"] for week in weeks] == ["danger", "warning"]
        member = world.here.member(Role.ADVISOR)
        counted = trend(member, Apprenticeship.objects.visible_to(member))
        assert [(week["danger"], week["warning"]) for week in counted] == [(1, 0), (0, 1)]


def test_the_task_writes_every_office(world):
    assert write_lights() == 2
    assert write_lights() == 0


@pytest.mark.parametrize(("day", "monday"), [
    (date(2026, 11, 22), date(2026, 11, 16)), (date(2026, 11, 23), date(2026, 11, 23)),
    (date(2027, 1, 1), date(2026, 12, 28)),
])  # fmt: skip
def test_a_week_begins_on_its_monday(day, monday):
    assert monday_of(day) == monday


def page(cast, role):
    answer = cast.client(role).get(cast.url(f"laerlinger/{cast.rows.apprenticeship.pk}/status/"))
    return answer.status_code, answer.content.decode()


def test_the_office_reads_rule_fact_and_action(world):
    status, text = page(world.here, Role.ADVISOR)
    assert status == 200
    assert "No talk for a long time" in text
    assert "No talk has been held since the start" in text
    assert "Call or visit, and agree on a day." in text


def test_the_apprentice_reads_kinder_words_and_no_light(world):
    status, text = page(world.here, Role.APPRENTICE)
    assert status == 200
    assert "It is a while since your last talk." in text
    assert "No talk for a long time" not in text
    assert "Week by week" not in text


def test_what_is_not_the_apprentices_to_mend_is_not_told(world):
    with world.here.scope():
        Talk.objects.update(state="held", held_on=timezone.localdate())
        Apprenticeship.objects.update(advisor=None)
    _status, text = page(world.here, Role.APPRENTICE)
    assert "advisor" not in text.lower().split("how it is going")[1].split("</section>")[0]


def test_a_file_of_another_office_has_no_status(world):
    row = world.there.rows.apprenticeship
    answer = world.here.client(Role.ADVISOR).get(world.here.url(f"laerlinger/{row.pk}/status/"))
    assert answer.status_code == 404


def test_a_training_that_does_not_run_is_not_judged(world):
    row = world.here.rows.planned
    answer = world.here.client(Role.ADVISOR).get(world.here.url(f"laerlinger/{row.pk}/status/"))
    assert "The rules look at training that is running." in answer.content.decode()


@pytest.fixture
def much_away(world):
    """Away nearly all the time, and due for the test; nothing else to tell. The week says it was the absence."""
    cast, today = world.here, timezone.localdate()
    with cast.scope():
        Talk.objects.update(state="held", held_on=today)
        PlanAim.objects.all().delete()
        Plan.objects.all().delete()
        Absence.objects.all().delete()
        mine = {"office": cast.office, "apprenticeship": cast.rows.apprenticeship}
        Absence.objects.create(
            **mine, kind="illness", from_on=today - timedelta(days=150), reported_by=cast.users[Role.ADVISOR]
        )
        Registration.objects.update(
            state="planned", opens_on=today - timedelta(days=90), due_on=today + timedelta(days=20)
        )
        WeeklyLight.objects.create(**mine, week_on=monday_of(today), tone="warning", rule="absence")
    return cast


READS = {Role.ADVISOR: True, Role.TRAINING_SUPERVISOR: True, Role.INSTRUCTOR: False}


@pytest.mark.parametrize("role", READS)
def test_who_may_not_see_absence_and_test_reads_of_neither_in_the_light(much_away, role):
    status, text = page(much_away, role)
    assert status == 200
    for words in ("of the last half-year", "Must be registered for the test", "Much absence"):
        assert (words in text) == READS[role], words
    assert "Week by week" in text


def own_page(cast, role):
    return cast.client(role).get(cast.url("mine-laerlinger/")).text


@pytest.mark.parametrize("role", [Role.TRAINING_SUPERVISOR, Role.INSTRUCTOR])
def test_the_company_page_tells_an_instructor_of_neither(much_away, role):
    with much_away.scope():
        Registration.objects.all().delete()
    text = own_page(much_away, role)
    assert "Fjord Lærling" in text
    assert ("of the last half-year" in text) == READS[role]
    assert ("Keep an eye on" in text) == READS[role]


def test_who_leads_one_and_instructs_another_reads_of_each_what_that_part_may(much_away):
    cast = much_away
    with cast.scope():
        Registration.objects.all().delete()
        user, today = cast.users[Role.INSTRUCTOR], timezone.localdate()
        Membership.objects.create(office=cast.office, user=user, role=Role.TRAINING_SUPERVISOR, from_on=today)
        elsewhere = CompanyPerson.objects.create(
            office=cast.office, company=cast.rows.company, user=user, name=user.name, email=user.email,
            role="training_supervisor", sees="related", from_on=today,
        )  # fmt: skip
    text = own_page(cast, Role.INSTRUCTOR)
    assert "Keep an eye on" in text
    assert "of the last half-year" not in text
    with cast.scope():
        Apprenticeship.objects.filter(pk=cast.rows.apprenticeship.pk).update(supervisor=elsewhere)
    assert "of the last half-year" in own_page(cast, Role.INSTRUCTOR)
