"""How do talks come about, get a date, and become held, cancelled or open again?"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from followup import actions
from followup.models import Participant, Talk
from followup.states import TalkState
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.outbox.models import Message
from okportal.permissions import Role

pytestmark = pytest.mark.django_db
OSLO = ZoneInfo("Europe/Oslo")
R = Participant.Role


@pytest.fixture
def here(world):
    """The own office, entered as its advisor; its rows carry `by`, the advisor."""
    with world.here.scope(Role.ADVISOR):
        world.here.rows.by = world.here.member(Role.ADVISOR)
        yield world.here


def agree(here, talk=None, days=3, **changes):
    talk = talk or here.rows.talk
    answers = {"on": timezone.localdate() + timedelta(days=days), "at": time(9, 30), "place": "Møterom 2"}
    return actions.schedule(talk=talk, version=talk.version, by=here.rows.by, **answers | changes)


def sent(template):
    return Message.objects.filter(template=template).order_by("pk")


def test_plan_talks_adds_the_missing_ones_with_their_people(here):
    talks = actions.plan_talks(contract=here.rows.contract, by=here.rows.by)
    start = here.rows.contract.start_on
    assert [(talk.number, talk.due_on) for talk in talks] == [
        (2, start + relativedelta(months=12)), (3, start + relativedelta(months=18)),
    ]  # fmt: skip
    people = talks[0].participants.values_list("role", "name")
    assert set(people) == {
        (R.APPRENTICE, "Fjord Lærling"), (R.SUPERVISOR, "Fjord Training_Supervisor"),
        (R.INSTRUCTOR, "Fjord Instructor"), (R.ADVISOR, "Fjord Advisor"),
    }  # fmt: skip
    assert len(talks[0].agenda.splitlines()) >= 5


def test_plan_talks_twice_adds_nothing(here):
    actions.plan_talks(contract=here.rows.contract, by=None)
    assert actions.plan_talks(contract=here.rows.contract, by=None) == []
    assert Talk.objects.count() == 3


def test_schedule_invites_those_who_take_part(here):
    talk = agree(here, with_advisor=True)
    assert talk.state == TalkState.SCHEDULED
    assert timezone.localtime(talk.scheduled_at, OSLO).time() == time(9, 30)
    assert set(talk.participants.values_list("role", flat=True)) == {R.APPRENTICE, R.SUPERVISOR, R.ADVISOR}
    assert set(sent("followup/invitation").values_list("to_email", flat=True)) == {
        "apprentice@fjord.example", "training_supervisor@fjord.example", "advisor@fjord.example",
    }  # fmt: skip


def test_schedule_takes_the_supervisor_of_today(here):
    """Months after the plan was made another may be supervisor: the new one is asked."""
    actions.plan_talks(contract=here.rows.contract, by=None)
    training = here.rows.apprenticeship
    training.supervisor = here.rows.company_contact
    training.save()
    talk = agree(here)
    assert talk.participants.get(role=R.SUPERVISOR).email == "company_contact@fjord.example"
    assert Event.objects.filter(verb="talk.participants_changed").count() == 1


def test_schedule_again_tells_of_the_new_date(here):
    talk = agree(here)
    agree(here, talk, days=5)
    assert list(sent("followup/invitation").values_list("facts__is_moved", flat=True)) == [False, False, True, True]


def test_schedule_in_the_past_is_refused(here):
    with pytest.raises(Refused) as refusal:
        agree(here, days=-1)
    assert refusal.value.field == "on"
    assert not sent("followup/invitation").exists()


def test_schedule_of_a_changed_talk_is_refused(here):
    talk = here.rows.talk
    stale = Talk.objects.get(pk=talk.pk)
    agree(here, talk)
    with pytest.raises(Refused):
        agree(here, stale)
    assert sent("followup/invitation").count() == 2


def test_schedule_across_the_autumn_clock_change(here, time_machine):
    """10:00 is agreed in summer time for a day in winter time: it stays 10:00 on the wall."""
    time_machine.move_to(datetime(2026, 10, 20, 12, tzinfo=OSLO))
    talk = agree(here, days=7, at=time(10, 0))
    assert talk.scheduled_at == datetime(2026, 10, 27, 9, 0, tzinfo=ZoneInfo("UTC"))


def test_hold_keeps_the_minutes(here):
    today = timezone.localdate()
    talk = actions.hold(talk=here.rows.talk, held_on=today, minutes="Bra i gang.", version=1, by=here.rows.by)
    talk.refresh_from_db()
    assert (talk.state, talk.held_on, talk.minutes, talk.version) == (TalkState.HELD, today, "Bra i gang.", 2)
    assert Event.objects.about(talk).first().verb == "talk.held"


@pytest.mark.parametrize("day", [timedelta(days=1), timedelta(days=-400)], ids=["tomorrow", "before the contract"])
def test_hold_on_an_impossible_day_is_refused(here, day):
    with pytest.raises(Refused) as refusal:
        actions.hold(talk=here.rows.talk, held_on=timezone.localdate() + day, minutes="", version=1, by=here.rows.by)
    assert refusal.value.field == "held_on"


def test_hold_lists_those_who_were_there_as_they_are_today(here):
    """The supervisor changed after the talk was agreed on: the one who held it reads the minutes."""
    talk = agree(here, with_instructor=True)
    training = here.rows.apprenticeship
    training.supervisor = here.rows.company_contact
    training.save()
    talk = actions.hold(
        talk=talk, held_on=timezone.localdate(), minutes="x", version=talk.version, by=here.rows.by, with_advisor=True
    )  # fmt: skip
    assert dict(talk.participants.values_list("role", "email")) == {
        R.APPRENTICE: "apprentice@fjord.example", R.SUPERVISOR: "company_contact@fjord.example",
        R.ADVISOR: "advisor@fjord.example",
    }  # fmt: skip


def leave(person, days=1):
    person.to_on = timezone.localdate() - timedelta(days=days)
    person.save()


def test_who_has_left_is_not_asked(here):
    leave(here.rows.training_supervisor)
    leave(here.rows.instructor)
    leave(here.rows.apprenticeship.advisor)
    talk = agree(here, with_instructor=True, with_advisor=True)
    assert list(talk.participants.values_list("role", flat=True)) == [R.APPRENTICE]
    assert list(sent("followup/invitation").values_list("to_email", flat=True)) == ["apprentice@fjord.example"]


def test_who_leaves_today_is_still_asked(here):
    leave(here.rows.training_supervisor, days=0)
    assert agree(here).participants.filter(role=R.SUPERVISOR).exists()


def test_longest_name_is_planned_for_and_written_to(here):
    apprentice = here.rows.apprentice
    apprentice.first_name, apprentice.last_name = "Å" * 80, "Ø" * 80
    apprentice.save()
    actions.plan_talks(contract=here.rows.contract, by=None)
    agree(here)
    assert Participant.objects.filter(name=apprentice.name).count() == 3
    assert sent("followup/invitation").get(facts__role="apprentice").to_name == apprentice.name


def test_hold_twice_is_refused(here):
    answers = {"held_on": timezone.localdate(), "minutes": "x", "by": here.rows.by}
    actions.hold(talk=here.rows.talk, version=1, **answers)
    with pytest.raises(Refused):
        actions.hold(talk=here.rows.talk, version=2, **answers)


def test_cancel_tells_those_who_had_a_date(here):
    talk = agree(here)
    actions.cancel(talk=talk, reason="Sykdom", version=talk.version, by=here.rows.by)
    assert sent("followup/called_off").count() == 2
    assert "Sykdom" not in str(list(sent("followup/called_off").values()))


def test_cancel_without_a_date_tells_nobody(here):
    actions.cancel(talk=here.rows.talk, reason="Permisjon", version=1, by=here.rows.by)
    assert not sent("followup/called_off").exists()


def test_reopen_keeps_the_minutes_and_forgets_the_date(here):
    talk = agree(here)
    talk = actions.hold(talk=talk, held_on=timezone.localdate(), minutes="Notat", version=talk.version, by=here.rows.by)
    talk = actions.reopen(talk=talk, reason="Ført på feil lærling", version=talk.version, by=here.rows.by)
    talk.refresh_from_db()
    assert (talk.state, talk.held_on, talk.scheduled_at, talk.minutes) == (TalkState.PLANNED, None, None, "Notat")


def test_reopen_of_a_planned_talk_is_refused(here):
    with pytest.raises(Refused):
        actions.reopen(talk=here.rows.talk, reason="x", version=1, by=here.rows.by)
