"""Two people edited the same row: who was first, and what is different now?

A row that is edited in a form has a `version`; each save counts it up and records what it changed:

    EDITS = Edits("company.edited", ("name", "city"))          # the event, and the fields in the form's order

    refuse_stale(company, version, EDITS)                      # in the action, on the locked row
    record(by, EDITS.verb, company, version=company.version, fields=["name"])

A form that shall follow what it left alone (so that saving undoes nothing) needs to know what stood there before:
`before={"supervisor": 7}` instead of `fields`, for values that may stand in the trail, such as ids.
"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from okportal.audit.models import Event
from okportal.errors import Refused


@dataclass(frozen=True)
class Edits:
    """`verb` of the event that tells of a save, and what one form changes. Others' fields are nobody's conflict."""

    verb: str
    fields: tuple[str, ...]


class Stale(Refused):
    """Somebody else has saved since.

    `version` is the new one, `current` {field: value it has now} of what changed, `before` {field: what it was} where
    the trail knows it.
    """

    def __init__(self, row, names, before, saved: Event | None, field=None):
        self.version = row.version
        self.current = {name: getattr(row, name) for name in names}
        self.before = before
        way_out = _("What you typed is still here. Look it over and save again.")
        super().__init__(_sentence(row, names, saved), way_out=way_out, field=field)


def refuse_stale(row, version: int, edits: Edits, *, except_by=None, field=None):
    """Raise Stale when `row`, read under lock, has been saved since `version` was shown.

    `except_by`: this Member's own saves, from another tab of the browser, are no conflict (drafts that save
    themselves). `field`: where the form shows the sentence.
    """
    if row.version == version:
        return
    saved = Event.objects.about(row).filter(verb=edits.verb, facts__version__gt=version)
    if except_by is not None:
        saved = saved.exclude(by_id=except_by.user.pk)
    saved = list(saved.order_by("facts__version"))
    if not saved and except_by is not None:
        return
    names, before = _changed(row, saved, edits)
    raise Stale(row, names, before, saved[-1] if saved else None, field)


def _changed(row, saved, edits) -> tuple[list[str], dict]:
    """Names in the form's order; what each was before the first of the saves. Changed and changed back is nothing."""
    before, touched = {}, set()
    for event in saved:
        before = event.facts.get("before", {}) | before
        touched |= set(event.facts.get("fields", ())) | set(event.facts.get("before", ()))
    now = {name: getattr(row, row._meta.get_field(name).attname) for name in before if name in edits.fields}
    back = {name for name, value in now.items() if value == before[name]}
    names = [name for name in edits.fields if name in touched - back]
    return names, {name: value for name, value in before.items() if name in names}


def _sentence(row, names, saved) -> str:
    if saved is None:
        return _("Somebody else has saved this in the meantime.")
    told = {"name": saved.by_name, "time": date_format(timezone.localtime(saved.at), "H:i")}
    if not names:
        return _("%(name)s saved this at %(time)s.") % told
    words = [str(row._meta.get_field(name).verbose_name) for name in names]
    fields = get_text_list(words, _("and"))
    return _("%(name)s saved this at %(time)s. Changed: %(fields)s.") % (told | {"fields": fields})
