"""Who has which part in an apprenticeship, from which day on?

The open relation of a kind and the apprenticeship's own key of that name always say the same: both are written here.
"""

from datetime import timedelta

from django.db.models import F, Q
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    already are left as they are, so that a second click changes nothing. Six queries, however many there are, and one
    more for a day in the past.

    Raises Refused for a day to come, before the training, and where somebody had the part on that day or later: what
    was so is not written over.
    """
    check_day(on)
    ids = [row.pk for row in apprenticeships]
    locked = Apprenticeship.objects.select_for_update(of=("self",)).order_by("pk")
    rows = [row for row in locked.filter(pk__in=ids) if getattr(row, f"{kind}_id") != (to and to.pk)]
    _check_company(rows, kind, to)
    check_history(rows, kind, on)
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


def check_history(rows, kind, on):
    """The part can pass on from the day that the present holder has had it, and from the beginning of the training."""
    today = timezone.localdate()
    if on >= today:
        return
    for row in rows:
        first_on = begins_on(row)
        if on < first_on:
            raise Refused(
                _("The training had not begun that day."), field="on",
                way_out=_("Choose %(day)s or a later day.") % {"day": _day(first_on)},
            )  # fmt: skip
    # What was to begin later than today, nobody has had yet.
    had = Relation.objects.filter(apprenticeship_id__in=[row.pk for row in rows], kind=kind, from_on__lte=today)
    had = had.filter(Q(to_on__isnull=True, from_on__gt=on) | Q(to_on__gte=on))
    newest = had.select_related("person", "membership__user").order_by("-from_on").first()
    if newest is None:
        return
    free_on = newest.from_on if newest.to_on is None else newest.to_on + timedelta(days=1)
    raise Refused(
        _("%(name)s had this part on that day or later.") % {"name": newest.person or newest.membership.user},
        field="on", way_out=_("Choose %(day)s or a later day.") % {"day": _day(free_on)},
    )  # fmt: skip


def begins_on(row):
    """The first day that anything can count from: the start, or the day of registering where that came before."""
    registered_on = timezone.localdate(row.created_at)
    return min(row.start_on or registered_on, registered_on)


def _day(day) -> str:
    return date_format(day, "DATE_FORMAT")


# The sentence for whoever does not belong to the company, at the field that names them.
NOT_OF_COMPANY = {
    "establishment": gettext_lazy("Choose one of this company's places of work."),
    "supervisor": gettext_lazy("Choose one of this company's training supervisors."),
    "instructor": gettext_lazy("Choose one of this company's instructors."),
    "hr": gettext_lazy("Choose one of this company's HR people."),
}


def check_of_company(company, **chosen):
    """`chosen`: {a name in NOT_OF_COMPANY: the row or None}. The form offers no others; an action trusts no form."""
    for name, row in chosen.items():
        if row is not None and row.company_id != company.pk:
            raise Refused(NOT_OF_COMPANY[name], field=name)


def _check_company(rows, kind, to):
    if to is None or kind == Relation.Kind.ADVISOR:
        return
    if any(row.company_id != to.company_id for row in rows):
        raise Refused(_("%(name)s does not belong to this company.") % {"name": to.name}, field=kind)
