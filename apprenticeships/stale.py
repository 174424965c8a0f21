"""Two people edited the same apprenticeship: what has the first one changed meanwhile?"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apprenticeships.models import Apprenticeship
from okportal.audit.models import Event
from okportal.errors import Refused

FIELDS = (
    "company", "establishment", "supervisor", "instructor", "hr", "advisor", "county", "curriculum", "route",
    "grant_right",
)  # fmt: skip
CHANGED = "apprenticeship.changed"


class Stale(Refused):
    """Somebody else has saved. `before` and `current` are as `values_of`, for what differs; `version` is new."""

    def __init__(self, row, before):
        self.version = row.version
        self.current = {field: value for field, value in values_of(row).items() if field in before}
        self.before = before
        way_out = _("What you typed is still here. Look it over and save again.")
        super().__init__(_sentence(row, before), way_out=way_out)


def values_of(row) -> dict:
    """{field: id, None or plain value} of what the form can change."""
    return {field: getattr(row, Apprenticeship._meta.get_field(field).attname) for field in FIELDS}


def changes_since(row, version: int) -> dict:
    """{field: what it was at `version`}, from the trail, for the fields that are different now."""
    before = {}
    for event in _changes(row).filter(facts__version__gt=version).order_by("facts__version"):
        before = {**event.facts["before"], **before}
    now = values_of(row)
    return {field: value for field, value in before.items() if now[field] != value}


def _changes(row):
    return Event.objects.about(row).filter(verb=CHANGED)


def _sentence(row, before):
    last = _changes(row).first()
    if not before or last is None:
        return _("Somebody else has saved this in the meantime.")
    changes = [
        _("%(field)s is now %(value)s") % {"field": field.verbose_name, "value": _words(row, field) or _("empty")}
        for field in map(Apprenticeship._meta.get_field, before)
    ]
    return _("%(name)s saved this at %(time)s: %(changes)s.") % {
        "name": last.by_name,
        "time": date_format(timezone.localtime(last.at), "H:i"),
        "changes": ", ".join(changes),
    }


def _words(row, field):
    return getattr(row, f"get_{field.name}_display")() if field.choices else getattr(row, field.name)
