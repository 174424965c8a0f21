"""What of an apprenticeship can two people edit at once?"""

from apprenticeships.models import Apprenticeship
from okportal.audit.stale import Edits

FIELDS = (
    "company", "establishment", "supervisor", "instructor", "hr", "advisor", "county", "curriculum", "route",
    "grant_right",
)  # fmt: skip
CHANGED = "apprenticeship.changed"
EDITS = Edits(CHANGED, FIELDS)


def values_of(row) -> dict:
    """{field: id, None or plain value} of what the form can change."""
    return {field: getattr(row, Apprenticeship._meta.get_field(field).attname) for field in FIELDS}
