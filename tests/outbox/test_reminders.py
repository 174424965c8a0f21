"""Who is to be reminded of what today, in all offices?"""

from dataclasses import replace

import pytest
from django.db import connection
from django.db.models import Case, IntegerField, Value, When
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from followup.models import Talk
from okportal.outbox import kinds, reminders
from okportal.outbox.models import Message

pytestmark = pytest.mark.django_db


def test_the_apps_have_registered_their_rules():
    keys = [rule.key for rule in reminders.registered()]
    assert keys == ["approval-18m", "approval-22m", "talk-30", "talk-7", "talk+14", "exam-2m", "exam-1m", "exam-due"]
    assert all(kinds.name_of(rule.template) != rule.template for rule in reminders.registered())


def test_registering_twice_changes_nothing():
    before = reminders.registered()
    reminders.register(*before)
    assert reminders.registered() == before


def test_a_rule_is_one_statement_whatever_it_finds(world):
    """1,000 talks due: the same statements as for one, and each message once."""
    add_talks(world.here, 499)
    with CaptureQueriesContext(connection) as queries:
        added = reminders.sweep(timezone.localdate())
    inserts = [query for query in queries if query["sql"].startswith("INSERT INTO outbox_message")]
    assert len(inserts) == 2 * len(reminders.registered())
    assert added == 1000 + 2
    assert reminders.sweep(timezone.localdate()) == 0


def test_a_failing_rule_stops_no_other(world, monkeypatch, caplog):
    def fail(office_id, today):
        """Divides by nought in the one office."""
        divisor = Case(When(office_id=world.here.office.pk, then=0), default=1, output_field=IntegerField())
        return talk_30.due(office_id, today).alias(share=Value(1) / divisor).filter(share=1)

    talk_30 = next(rule for rule in reminders.registered() if rule.key == "talk-30")
    monkeypatch.setattr(reminders, "_rules", [replace(talk_30, due=fail), replace(talk_30, key="other")])
    assert reminders.sweep(timezone.localdate()) == 6
    assert f"Rule talk-30 failed in office {world.here.office.pk}" in caplog.text
    with world.here.scope():
        keys = Message.objects.filter(template="followup/talk_without_date").values_list("key", flat=True)
        assert all(key.startswith("other:") for key in keys)


def test_what_begins_with_the_same_key_is_told_apart(world):
    """Key, row, day and role stand apart by colons: 1 + 12 is not 11 + 2."""
    reminders.sweep(timezone.localdate())
    with world.here.scope():
        talk = world.here.rows.talk
        keys = set(Message.objects.filter(about_id=talk.pk, page="followup:detail").values_list("key", flat=True))
    assert keys == {f"talk-30:{talk.pk}:{talk.due_on}:{role}" for role in ("supervisor", "advisor")}


def add_talks(cast, number):
    with cast.scope():
        talk = cast.rows.talk
        Talk.objects.bulk_create(
            Talk(
                office=cast.office, apprenticeship_id=talk.apprenticeship_id, contract_id=talk.contract_id,
                number=extra + 10, due_on=talk.due_on,
            )
            for extra in range(number)
        )  # fmt: skip
