"""When are the reminders looked for?"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from followup.models import Talk
from followup.tasks import sweep_reminders
from okportal.outbox.models import Message

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("utc", "is_due"),
    [("2026-10-24T21:45", False), ("2026-10-24T22:15", True), ("2026-03-28T22:45", False), ("2026-03-28T23:15", True)],
)
def test_sweep_counts_oslo_days_on_both_clock_changes(world, time_machine, utc, is_due):
    """Before the autumn change midnight in Oslo is 22:00 UTC, before the spring change 23:00."""
    moment = datetime.fromisoformat(utc).replace(tzinfo=ZoneInfo("UTC"))
    first_day = date(2026, 10, 25) if moment.month == 10 else date(2026, 3, 29)
    with world.here.scope():
        Talk.objects.update(due_on=first_day + timedelta(days=30))
    time_machine.move_to(moment, tick=False)
    sweep_reminders()
    with world.here.scope():
        assert Message.objects.filter(template="followup/talk_without_date").exists() is is_due
