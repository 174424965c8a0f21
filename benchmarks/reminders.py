"""What does a sweep that writes 1,000 reminders cost, beside one statement that writes as many?"""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from benchmarks.compare import compare
from benchmarks.report import Figure, Result
from followup.tasks import sweep_reminders
from okportal.offices.scope import office_scope
from okportal.outbox.models import Message

REMINDERS = 1000
# What the rule "a half-year talk is near" comes down to, for both of its readers, with nothing around it.
ONE_STATEMENT = """
    INSERT INTO outbox_message (office_id, key, template, facts, to_email, to_name, language, page, about_id)
    SELECT talk.office_id, 'floor:' || talk.id || ':' || reader.role, 'followup/talk_near',
           jsonb_build_object('number', talk.number, 'at', talk.scheduled_at, 'place', talk.place),
           CASE reader.role WHEN 'apprentice' THEN apprentice.email ELSE supervisor.email END,
           CASE reader.role WHEN 'apprentice' THEN apprentice.first_name || ' ' || apprentice.last_name
                ELSE supervisor.name END, 'nb', 'followup:detail', talk.id
    FROM followup_talk talk
    JOIN apprenticeships_apprenticeship training ON training.id = talk.apprenticeship_id
    JOIN apprenticeships_apprentice apprentice ON apprentice.id = training.apprentice_id
    JOIN companies_companyperson supervisor ON supervisor.id = training.supervisor_id
    CROSS JOIN (VALUES ('apprentice'), ('supervisor')) AS reader (role)
    WHERE talk.state = 'scheduled' AND training.state = 'running' AND talk.due_on BETWEEN %s AND %s
    ON CONFLICT (office_id, key) DO NOTHING
"""


def sweep(bench) -> Result:
    """A sweep of all rules and offices that writes 1,000 reminders"""
    office, today = bench.offices.reminded.pk, timezone.localdate()
    sweep_reminders()  # the other offices have theirs from now on

    def work():
        sweep_reminders()
        return 1

    def floor():
        with office_scope(office), connection.cursor() as cursor:
            cursor.execute(ONE_STATEMENT, [today, today + timedelta(days=7)])
        return 1

    def from_empty(call):
        forget(bench, office)
        return bench.cost(call)

    comparison = compare(floor, work, from_empty)
    forget(bench, office)
    work()
    written = count(office)
    work()
    figures = [
        Figure("missing", abs(REMINDERS - written), 0),
        Figure("written again", count(office) - written, 0),
        Figure("of the floor", comparison.ratio, 10, "×"),
    ]
    return Result("sweep", sweep.__doc__, "one INSERT … SELECT", figures, comparison)


def count(office) -> int:
    with office_scope(office):
        return Message.objects.count()


def forget(bench, office):
    """Empties the office's outbox, without leaving the next round its dead rows."""
    with office_scope(office):
        Message.objects.all().delete()
    with bench.superuser() as database:
        database.execute("VACUUM outbox_message")
