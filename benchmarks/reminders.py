"""What does a reminder rule cost, beside one statement that writes as many? And all rules, in all offices?

Each rule finds 500 rows and has a floor of its own: one INSERT … SELECT … ON CONFLICT of the same rows, for the same
readers, with nothing around it. A rule's own work is to write its statement, and to enter the office.
"""

from dateutil.relativedelta import relativedelta
from django.db import connection
from django.utils import timezone

from benchmarks.compare import compare
from benchmarks.report import Figure, Result
from followup.tasks import sweep_reminders
from okportal.offices.scope import office_scope
from okportal.outbox.actions import enqueue_from
from okportal.outbox.models import Message
from okportal.outbox.reminders import registered

ROWS = 500
TIMES = 10  # what a rule may cost of its floor
ROUNDS = 5  # a rule; there are six
TALK = "jsonb_build_object('number', due.number, 'at', due.scheduled_at, 'place', due.place)", "followup_talk"
TEST = "jsonb_build_object('trade', trade.name)", "exams_registration"
# What a rule comes down to. The address and the name of each reader, and the days, are put in beforehand.
ONE_STATEMENT = """
    INSERT INTO outbox_message (office_id, key, template, facts, to_email, to_name, language, page, about_id)
    SELECT due.office_id, 'floor:{key}:' || due.id || ':' || reader.role, '{key}', {facts},
           CASE reader.role WHEN 'apprentice' THEN apprentice.email WHEN 'supervisor' THEN supervisor.email
                ELSE advisor.email END,
           CASE reader.role WHEN 'apprentice' THEN apprentice.first_name || ' ' || apprentice.last_name
                WHEN 'supervisor' THEN supervisor.name ELSE advisor.name END, 'nb', '{table}', due.id
    FROM {table} due
    JOIN apprenticeships_apprenticeship training ON training.id = due.apprenticeship_id
    JOIN apprenticeships_apprentice apprentice ON apprentice.id = training.apprentice_id
    JOIN companies_companyperson supervisor ON supervisor.id = training.supervisor_id
    JOIN offices_membership membership ON membership.id = training.advisor_id
    JOIN people_user advisor ON advisor.id = membership.user_id
    JOIN curricula_trade trade ON trade.code = training.trade_id
    CROSS JOIN unnest(%s::text[]) AS reader (role)
    WHERE due.state = %s AND training.state = 'running' AND due.due_on > %s AND due.due_on <= %s
    ON CONFLICT (office_id, key) DO NOTHING
"""


def floors(today) -> dict:
    """{rule: (what it finds, state, due after, due by)}, as the rules of followup and exams have it."""

    def off(**time):
        return today + relativedelta(**time)

    return {
        "talk-30": (TALK, "planned", today, off(days=30)),
        "talk-7": (TALK, "scheduled", off(days=-1), off(days=7)),
        "talk+14": (TALK, "planned", off(days=-400), off(days=-14)),
        "exam-2m": (TEST, "planned", off(months=1), off(months=2)),
        "exam-1m": (TEST, "planned", today, off(months=1)),
        "exam-due": (TEST, "planned", off(days=-400), today),
    }


def sweep(bench) -> Result:
    """A sweep of all rules and offices that writes 5,500 reminders"""
    office, today = bench.offices.reminded.pk, timezone.localdate()
    sweep_reminders()  # the other offices have theirs from now on
    least = {rule.key: _least(rule, floors(today)[rule.key]) for rule in registered()}

    def from_empty(call):
        forget(bench, office)
        return bench.cost(call)

    def work():
        sweep_reminders()
        return 1

    def floor():
        for insert in least.values():
            _alone(office, insert)
        return 1

    figures = [
        Figure(f"{rule.key}, of its floor", _ratio(office, today, rule, least[rule.key], from_empty), TIMES, "×")
        for rule in registered()
    ]
    together = compare(floor, work, from_empty)
    return Result(
        "sweep", sweep.__doc__, "one INSERT … SELECT a rule",
        [*_written(bench, office, work), *figures, Figure("all, of the floors", together.ratio, TIMES, "×")], together,
    )  # fmt: skip


def _written(bench, office, work):
    """What a first sweep left out, and what a second one wrote again."""
    forget(bench, office)
    work()
    written = count(office)
    work()
    expected = ROWS * sum(len(rule.audience) for rule in registered())
    return Figure("missing", abs(expected - written), 0), Figure("written again", count(office) - written, 0)


def _ratio(office, today, rule, insert, from_empty):
    def work():
        with office_scope(office):
            return enqueue_from(rule.messages(office, today))

    return compare(lambda: _alone(office, insert), work, from_empty, rounds=ROUNDS).ratio


def _least(rule, floor):
    ((facts, table), state, after, by) = floor
    sql = ONE_STATEMENT.format(key=rule.key, facts=facts, table=table)
    return sql, [list(rule.audience), state, after, by]


def _alone(office, insert) -> int:
    with office_scope(office), connection.cursor() as cursor:
        cursor.execute(*insert)
        return cursor.rowcount


def count(office) -> int:
    with office_scope(office):
        return Message.objects.count()


def forget(bench, office):
    """Empties the office's outbox, without leaving the next round its dead rows."""
    with office_scope(office):
        Message.objects.all().delete()
    with bench.superuser() as database:
        database.execute("VACUUM outbox_message")
