"""Who is to be reminded of what today, and how do the answers become messages?

An app declares its rules as data (`Rule`) and registers them when it is ready; the sweep asks them all, office by
office. A rule's answer is one INSERT … SELECT: nothing is loaded into Python (docs/adr/0007).
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import BigIntegerField, CharField, F, Func, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, JSONObject, Left

from okportal.offices.rls import OFFICE
from okportal.offices.scope import office_ids, office_scope
from okportal.outbox.actions import COLUMNS, enqueue_by, insert_of
from okportal.outbox.models import Message

log = logging.getLogger(__name__)

# A name longer than the column is cut, or it would stop the whole rule.
NAME_LENGTH = Message._meta.get_field("to_name").max_length

# The office one is in, known to the database: the same statement serves all offices. Django took 8 ms to write it,
# three times as long as PostgreSQL took to find nothing to do (benchmarks, row `sweep`).
HERE = Func(template=OFFICE, output_field=BigIntegerField())


@dataclass(frozen=True)
class Reader:
    """Where a rule's rows name one person to write to: `email` is a path, `name` and `language` are expressions.

    `until` is the path of the last day of that person's role: who has left is not written to. Without one ("") the
    role has no end.
    """

    email: str
    name: Any
    language: Any
    until: str = ""

    def is_there(self, today: date) -> Q:
        addressed = Q(**{f"{self.email}__isnull": False}) & ~Q(**{self.email: ""})
        if not self.until:
            return addressed
        return addressed & (Q(**{f"{self.until}__isnull": True}) | Q(**{f"{self.until}__gte": today}))


@dataclass(frozen=True)
class Rule:
    """One reminder. `due(office_id, today)` gives the rows that it concerns today, whatever has been sent; the id
    may be an expression, for filters only.

    A message is unique on rule, row, day and role: a sweep every quarter of an hour writes it once, and a row that
    got another day is reminded of the new one. `offset` is what a person reads: how long before (−) or after the
    day the reminder begins.
    """

    key: str
    what: Any
    offset: relativedelta
    audience: Mapping[str, Reader]
    template: str
    page: str
    day: Any
    facts: Mapping[str, Any]
    due: Callable[[int | Func, date], QuerySet]

    def messages(self, office_id: int | Func, today: date) -> QuerySet:
        """The messages of today as rows of okportal.outbox.actions.COLUMNS, for all readers in one statement."""
        rows = self.due(office_id, today).order_by().annotate(on_day=self.day)
        parts = [self._to(rows.filter(reader.is_there(today)), role, reader) for role, reader in self.audience.items()]
        return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]

    def _to(self, rows, role, reader):
        key = Concat(
            Value(f"{self.key}:"), Cast("pk", CharField()), Value(":"), Cast("on_day", CharField()), Value(f":{role}"),
            output_field=CharField(),
        )  # fmt: skip
        return rows.annotate(
            key=key, template=Value(self.template), facts=JSONObject(role=Value(role), day="on_day", **self.facts),
            to_email=F(reader.email), to_name=Left(reader.name, NAME_LENGTH), language=reader.language,
            page=Value(self.page), about_id=F("pk"),
        ).values_list(*COLUMNS)  # fmt: skip


_rules: list[Rule] = []


def register(*rules: Rule):
    """Add an app's rules; called when the app is ready. The same key twice is the same rule."""
    known = {rule.key for rule in _rules}
    _rules.extend(rule for rule in rules if rule.key not in known)


def registered() -> list[Rule]:
    return list(_rules)


def sweep(today: date) -> int:
    """Write what all rules find due in all offices on `today` (an Oslo date); returns how many were new.

    Each office and rule has a transaction of its own: what fails is logged with a trace and stops nothing else.
    """
    added, inserts = 0, {}
    for office_id in office_ids():
        for rule in registered():
            try:
                with office_scope(office_id):
                    if rule.key not in inserts:
                        inserts[rule.key] = insert_of(rule.messages(HERE, today))
                    added += enqueue_by(inserts[rule.key])
            except Exception:
                log.exception("Rule %s failed in office %s.", rule.key, office_id)
    return added
