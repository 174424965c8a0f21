"""Who is reminded that a candidate is not registered yet?"""

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from exams.models import Registration
from exams.states import RegistrationState
from okportal.outbox.models import Message
from okportal.outbox.reminders import sweep

pytestmark = pytest.mark.django_db


def reminded(cast):
    with cast.scope():
        rows = Message.objects.filter(template__startswith="exams/").order_by("pk")
        return [(row.key.split(":")[0], row.facts["role"]) for row in rows]


def set_due(cast, due_on, **changes):
    with cast.scope():
        Registration.objects.filter(pk=cast.rows.registration.pk).update(
            due_on=due_on, opens_on=due_on - relativedelta(months=6), **changes
        )


def both(key):
    return [(key, "supervisor"), (key, "advisor")]


@pytest.mark.parametrize(
    ("until_due", "expected"),
    [
        (relativedelta(months=2, days=1), []),
        (relativedelta(months=2), both("exam-2m")),
        (relativedelta(months=1, days=1), both("exam-2m")),
        (relativedelta(months=1), both("exam-1m")),
        (relativedelta(days=1), both("exam-1m")),
        (relativedelta(), both("exam-due")),
        (relativedelta(months=-3), both("exam-due")),
    ],
)
def test_which_reminder_speaks_on_which_day(world, until_due, expected):
    today = timezone.localdate()
    set_due(world.here, today + until_due)
    sweep(today)
    sweep(today)
    assert reminded(world.here) == expected


def test_each_reminder_once_on_the_way(world, time_machine):
    """From half a year before to the end: 4, 3 and 2 months before the training ends, and no more."""
    day = timezone.localdate()
    with world.here.scope():
        end_on = world.here.rows.contract.end_on
    set_due(world.here, end_on - relativedelta(months=2))
    day = end_on - relativedelta(months=6)
    while day < end_on:
        sweep(day)
        day += relativedelta(days=7)
    assert reminded(world.here) == both("exam-2m") + both("exam-1m") + both("exam-due")


@pytest.mark.parametrize("state", [RegistrationState.REGISTERED, RegistrationState.CANCELLED])
def test_what_is_registered_or_cancelled_reminds_nobody(world, state):
    set_due(world.here, timezone.localdate(), state=state)
    sweep(timezone.localdate())
    assert reminded(world.here) == []


def test_mail_names_the_day_and_the_trade(world):
    today = timezone.localdate()
    set_due(world.here, today)
    sweep(today)
    with world.here.scope():
        message = Message.objects.get(template="exams/registration_due", facts__role="supervisor")
    assert message.facts == {
        "role": "supervisor", "day": today.isoformat(), "apprentice": "Fjord Lærling",
        "trade": "Barne- og ungdomsarbeiderfaget",
    }  # fmt: skip


def test_who_has_left_is_not_reminded(world):
    today = timezone.localdate()
    set_due(world.here, today)
    with world.here.scope():
        for holder in (world.here.rows.training_supervisor, world.here.rows.apprenticeship.advisor):
            holder.to_on = today - relativedelta(days=1)
            holder.save()
    sweep(today)
    assert reminded(world.here) == []
