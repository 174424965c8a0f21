"""How does a line get into the trail?"""

from okportal.audit.models import Event, Viewing


def record(by, verb: str, row, **facts):
    """Add what was just done to `row` to the trail, in the transaction that did it. `by=None` is the system."""
    Event.objects.create(verb=verb, facts=facts, **_line(by, row))


def record_viewing(by, row, page: str):
    """Add that `by` opened the file of a person (`row`)."""
    Viewing.objects.create(page=page, **_line(by, row))


def _line(by, row) -> dict:
    return {
        "office_id": row.office_id,
        "by_id": by.user.pk if by else None,
        "by_name": str(by.user) if by else "OKportal",
        "subject": row._meta.label_lower,
        "subject_id": row.pk,
    }
