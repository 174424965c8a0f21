"""Who is reminded of which half-year talk, and when?"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from followup.models import Talk
from followup.states import TalkState
from okportal.outbox.models import Message
from okportal.outbox.reminders import NAME_LENGTH, sweep
from okportal.permissions import Role

pytestmark = pytest.mark.django_db
OSLO = ZoneInfo("Europe/Oslo")


def reminded(cast):
    with cast.scope():
        rows = Message.objects.filter(template__startswith="followup/talk_").order_by("pk")
        return [(row.template.removeprefix("followup/talk_"), row.facts["role"]) for row in rows]


def move_talk(cast, **changes):
    with cast.scope():
        Talk.objects.filter(pk=cast.rows.talk.pk).update(**changes)


@pytest.fixture
def today(world):
    """The world's talk is due in 20 days."""
    return timezone.localdate()


def test_talk_without_date_reminds_supervisor_and_advisor_once(world, today):
    for _again in range(3):
        sweep(today)
    assert reminded(world.here) == [("without_date", "supervisor"), ("without_date", "advisor")]
    with world.here.scope():
        message = Message.objects.get(template="followup/talk_without_date", facts__role="advisor")
        talk = world.here.rows.talk
        assert (message.to_email, message.language) == ("advisor@fjord.example", "en")
        assert (message.page, message.about_id) == ("followup:detail", talk.pk)
        assert message.facts["apprentice"] == "Fjord Lærling"
        assert message.facts["day"] == talk.due_on.isoformat()


def test_each_office_reminds_its_own_people(world, today):
    sweep(today)
    with world.there.scope():
        assert set(Message.objects.values_list("to_email", flat=True)) >= {"advisor@canary.example"}
        assert not Message.objects.filter(to_email__endswith="fjord.example").exists()


@pytest.mark.parametrize(("days", "is_reminded"), [(31, False), (30, True), (0, True)])
def test_the_first_day_of_the_first_reminder(world, today, days, is_reminded):
    move_talk(world.here, due_on=today + timedelta(days=days))
    sweep(today)
    assert (("without_date", "advisor") in reminded(world.here)) is is_reminded


def test_a_new_due_day_is_reminded_of_again(world, today):
    sweep(today)
    move_talk(world.here, due_on=today + timedelta(days=25))
    sweep(today)
    assert len(reminded(world.here)) == 4


def test_an_agreed_talk_is_not_asked_for_a_date(world, today):
    move_talk(world.here, state=TalkState.SCHEDULED, scheduled_at=timezone.now() + timedelta(days=15))
    sweep(today)
    assert reminded(world.here) == []


def test_a_talk_within_a_week_reminds_apprentice_and_supervisor(world, today):
    at = timezone.make_aware(datetime.combine(today + timedelta(days=7), datetime.min.time())) + timedelta(hours=10)
    move_talk(world.here, state=TalkState.SCHEDULED, scheduled_at=at)
    sweep(today)
    assert reminded(world.here) == [("near", "apprentice"), ("near", "supervisor")]
    with world.here.scope():
        facts = Message.objects.filter(template="followup/talk_near").first().facts
    assert facts["day"] == str(today + timedelta(days=7))
    assert datetime.fromisoformat(facts["at"]) == at


def test_the_agreed_day_is_the_oslo_day(world, today):
    """Half past midnight in Oslo is still yesterday in UTC."""
    night = datetime.combine(today + timedelta(days=8), datetime.min.time(), tzinfo=OSLO) + timedelta(minutes=30)
    move_talk(world.here, state=TalkState.SCHEDULED, scheduled_at=night)
    sweep(today)
    assert reminded(world.here) == []


@pytest.mark.parametrize(("days", "is_reminded"), [(-13, False), (-14, True), (-300, True)])
def test_two_weeks_late_reminds_the_advisor(world, today, days, is_reminded):
    move_talk(world.here, due_on=today + timedelta(days=days))
    sweep(today)
    assert reminded(world.here) == ([("late", "advisor")] if is_reminded else [])


@pytest.mark.parametrize("state", [TalkState.CANCELLED, TalkState.HELD])
def test_what_is_over_reminds_nobody(world, today, state):
    held_on = today if state == TalkState.HELD else None
    move_talk(world.here, state=state, held_on=held_on, due_on=today - timedelta(days=20))
    sweep(today)
    assert reminded(world.here) == []


def test_a_training_that_has_ended_reminds_nobody(world, today):
    with world.here.scope():
        world.here.rows.apprenticeship.state = "ended"
        world.here.rows.apprenticeship.save()
    sweep(today)
    assert reminded(world.here) == []


def test_a_missing_supervisor_or_advisor_is_left_out(world, today):
    with world.here.scope():
        training = world.here.rows.apprenticeship
        training.supervisor = training.advisor = None
        training.save()
    sweep(today)
    assert reminded(world.here) == []


def test_the_reminder_is_in_the_language_of_the_login(world, today):
    user = world.here.users[Role.ADVISOR]
    user.language = "nn"
    user.save()
    sweep(today)
    with world.here.scope():
        assert Message.objects.get(facts__role="advisor", template__startswith="followup").language == "nn"


@pytest.mark.parametrize(("days", "is_reminded"), [(-1, False), (0, True), (5, True)])
def test_who_has_left_is_not_reminded(world, today, days, is_reminded):
    with world.here.scope():
        for holder in (world.here.rows.training_supervisor, world.here.rows.apprenticeship.advisor):
            holder.to_on = today + timedelta(days=days)
            holder.save()
    sweep(today)
    both = [("without_date", "supervisor"), ("without_date", "advisor")]
    assert reminded(world.here) == (both if is_reminded else [])


def test_longest_name_stops_no_rule(world, today):
    with world.here.scope():
        apprentice = world.here.rows.apprentice
        apprentice.first_name, apprentice.last_name = "Å" * 80, "Ø" * 80
        apprentice.save()
    move_talk(world.here, state=TalkState.SCHEDULED, scheduled_at=timezone.now() + timedelta(days=3))
    sweep(today)
    assert reminded(world.here) == [("near", "apprentice"), ("near", "supervisor")]
    with world.here.scope():
        message = Message.objects.get(template="followup/talk_near", facts__role="apprentice")
    assert message.to_name == f"{'Å' * 80} {'Ø' * 80}"[:NAME_LENGTH]
    assert message.facts["apprentice"] == f"{'Å' * 80} {'Ø' * 80}"
