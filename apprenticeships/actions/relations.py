"""Who has which part in an apprenticeship, from which day on?

The open relation of a kind and the apprenticeship's own key of that name always say the same: both are written here.
"""

from datetime import timedelta

from django.db.models import F, Q
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from apprenticeships.models import Apprenticeship, Relation
from apprenticeships.stale import CHANGED
from okportal.audit.actions import record_each
from okportal.errors import Refused

KINDS = tuple(Relation.Kind.values)


@atomic
def set_relation(*, apprenticeship, kind, to, on, by) -> Apprenticeship:
    """As set_relations, for one; returns the apprenticeship as it is then."""
    set_relations(apprenticeships=[apprenticeship], kind=kind, to=to, on=on, by=by)
    return Apprenticeship.objects.get(pk=apprenticeship.pk)


@atomic
def set_relations(*, apprenticeships, kind, to, on, by) -> int:
    """From `on`, `to` has the part `kind` in all of these; returns how many changed hands.

    `apprenticeships`: rows of one office, any iterable. `kind`: a value of Relation.Kind. `to`: a Membership for the
    advisor, a CompanyPerson of the same company for the other kinds, None for nobody. Who had the part before had it
    until the day before `on`; who was to have it from `on` or later never had it. Those where `to` has the part
    already are left as they are, so that a second click changes nothing. Six queries, however many there are.
    """
    check_day(on)
    ids = [row.pk for row in apprenticeships]
    locked = Apprenticeship.objects.select_for_update(of=("self",)).order_by("pk")
    rows = [row for row in locked.filter(pk__in=ids) if getattr(row, f"{kind}_id") != (to and to.pk)]
    _check_company(rows, kind, to)
    write_history(rows, kind, to, on)
    lines = [
        (row, {"version": row.version + 1, "before": {kind: getattr(row, f"{kind}_id")}, "on": str(on)})
        for row in rows
    ]  # fmt: skip
    changed = Apprenticeship.objects.filter(pk__in=[row.pk for row in rows])
    changed.update(**{f"{kind}_id": to and to.pk}, version=F("version") + 1)
    record_each(by, CHANGED, lines)
    return len(rows)


def write_history(rows, kind, to, on):
    """Close what was open the day before `on` and open the new; the caller writes the apprenticeships' own keys."""
    parts = Relation.objects.filter(apprenticeship_id__in=[row.pk for row in rows], kind=kind)
    parts.filter(from_on__gte=on).delete()
    parts.filter(Q(to_on__isnull=True) | Q(to_on__gte=on)).update(to_on=on - timedelta(days=1))
    if to is not None:
        Relation.objects.bulk_create(_opened(row, kind, to, on) for row in rows)


def begin_history(row, on):
    """Of an apprenticeship that was just made: whoever it names has the part from `on`."""
    named = [(kind, getattr(row, kind)) for kind in KINDS]
    Relation.objects.bulk_create(_opened(row, kind, to, on) for kind, to in named if to)


def _opened(row, kind, to, on) -> Relation:
    whom = {"membership_id" if kind == Relation.Kind.ADVISOR else "person_id": to.pk}
    return Relation(office_id=row.office_id, apprenticeship_id=row.pk, kind=kind, from_on=on, **whom)


def check_day(on):
    """The part changes what somebody may open, at once: a day to come is for the day itself."""
    if on > timezone.localdate():
        raise Refused(
            _("Choose today or an earlier day."), field="on",
            way_out=_("Whoever takes over can open the file from the moment you save."),
        )  # fmt: skip


def _check_company(rows, kind, to):
    if to is None or kind == Relation.Kind.ADVISOR:
        return
    if any(row.company_id != to.company_id for row in rows):
        raise Refused(_("%(name)s does not belong to this company.") % {"name": to.name}, field=kind)
