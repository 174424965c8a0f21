"""How does a line get into the trail?"""

import json

from django.db import connection
from django.utils import timezone

from okportal.audit.models import Event, Viewing

INSERT_EACH = """
    INSERT INTO audit_event (office_id, at, by_id, by_name, subject, subject_id, verb, facts)
    SELECT %(office_id)s, %(at)s, %(by_id)s, %(by_name)s, %(subject)s, line.id, %(verb)s, line.facts
    FROM unnest(%(ids)s::bigint[], %(facts)s::jsonb[]) AS line (id, facts)
"""


def record(by, verb: str, row, **facts):
    """Add what was just done to `row` to the trail, in the transaction that did it. `by=None` is the system."""
    Event.objects.create(verb=verb, facts=facts, **_line(by, row))


def record_each(by, verb: str, lines):
    """As `record`, for many rows of one table at once: `lines` are (row, facts).

    One statement over two arrays: objects for 28,000 lines took 1.4 s of processor time, this 0.1 s.
    """
    lines = list(lines)
    if not lines:
        return
    line = _line(by, lines[0][0])
    ids, facts = [row.pk for row, _facts in lines], [json.dumps(facts) for _row, facts in lines]
    with connection.cursor() as cursor:
        cursor.execute(INSERT_EACH, line | {"at": timezone.now(), "verb": verb, "ids": ids, "facts": facts})


def record_viewing(by, row, page: str):
    """Add that `by` opened the file of a person (`row`)."""
    Viewing.objects.create(page=page, **_line(by, row))


def _line(by, row) -> dict:
    return {
        "office_id": row.office_id if hasattr(row, "office_id") else row.pk,  # the office itself: a whole list
        "by_id": by.user.pk if by else None,
        "by_name": str(by.user) if by else "OKportal",
        "subject": row._meta.label_lower,
        "subject_id": row.pk,
    }
