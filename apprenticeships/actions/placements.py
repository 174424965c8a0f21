"""How is somebody placed, moved, and taken away from a place?"""

from dateutil.relativedelta import relativedelta
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apprenticeships.actions.relations import check_of_company
from apprenticeships.models import Apprenticeship, Placement
from apprenticeships.placing_rules import Stretch, overfull
from apprenticeships.states import CURRENT
from okportal.audit.actions import record
from okportal.errors import Refused

FURTHEST = relativedelta(years=10)


@atomic
def add_placement(
    *, apprenticeship, company, establishment, instructor, percent, from_on, to_on, by, aims=""
) -> Placement:
    """Place somebody. Raises Refused, naming days and places, where it would be more than 100 percent.

    The same stretch at the same place twice is the placement that is there (a second click).
    """
    apprenticeship = _locked(apprenticeship)
    row = Placement(office_id=apprenticeship.office_id, apprenticeship=apprenticeship)
    facts = {
        "company": company, "establishment": establishment, "instructor": instructor, "percent": percent,
        "from_on": from_on, "to_on": to_on, "aims": aims,
    }  # fmt: skip
    if same := apprenticeship.placements.filter(**facts).first():
        return same
    _write(row, facts)
    record(by, "placement.added", row, **_told(row))
    return row


@atomic
def edit_placement(
    *, placement, version, company, establishment, instructor, percent, from_on, to_on, by, aims=""
) -> Placement:
    """Move it or write it anew; `version` is the one the editor saw. Raises Refused as add_placement does."""
    _locked(placement.apprenticeship)
    row = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    if row.version != version:
        raise Refused(_("Somebody else has changed this placement."), way_out=_("Open it again to see what is new."))
    row.version += 1
    facts = {
        "company": company, "establishment": establishment, "instructor": instructor, "percent": percent,
        "from_on": from_on, "to_on": to_on, "aims": aims,
    }  # fmt: skip
    _write(row, facts)
    record(by, "placement.changed", row, **_told(row))
    return row


@atomic
def remove_placement(*, placement, by):
    """Take away what was planned wrongly; what it was stays in the trail. Twice is once."""
    _locked(placement.apprenticeship)
    row = Placement.objects.filter(pk=placement.pk).first()
    if row is None:
        return
    record(by, "placement.removed", row, apprenticeship=row.apprenticeship_id, **_told(row))
    row.delete()


def _locked(apprenticeship) -> Apprenticeship:
    """The lock that the trigger `placement_percent` takes as well: nobody places between the sum and the save."""
    row = Apprenticeship.objects.select_for_update(of=("self",)).get(pk=apprenticeship.pk)
    if row.state not in CURRENT:
        raise Refused(_("The training is over, and its placements stay as they were."))
    return row


def _write(row, facts):
    for name, value in facts.items():
        setattr(row, name, value)
    _check_days(row)
    check_of_company(row.company, establishment=row.establishment, instructor=row.instructor)
    _check_room(row)
    row.save()


def _check_days(row):
    """A training lasts a few years; a day far from it is mistyped."""
    today = timezone.localdate()
    for name in ("from_on", "to_on"):
        if not today - FURTHEST <= getattr(row, name) <= today + FURTHEST:
            raise Refused(_("This day is more than ten years from today."), field=name)
    if row.to_on < row.from_on:
        raise Refused(_("The last day is before the first."), field="to_on")


def _check_room(row):
    others = Placement.objects.filter(apprenticeship_id=row.apprenticeship_id).exclude(pk=row.pk)
    others = others.filter(from_on__lte=row.to_on, to_on__gte=row.from_on).with_place()
    found = overfull(_stretch(one) for one in (*others, row))
    if not found:
        return
    worst = found[0]
    names = ", ".join(
        _("%(place)s %(percent)s %%") % {"place": one.row.establishment or one.row.company, "percent": one.percent}
        for one in worst.stretches
        if one.row is not row
    )
    raise Refused(
        _("From %(first)s to %(last)s it would be %(total)s %%: %(others)s is there already.")
        % {"first": _day(worst.from_on), "last": _day(worst.to_on), "total": worst.total, "others": names},
        field="percent", way_out=_("Choose fewer percent or other days."),
    )  # fmt: skip


def _stretch(row) -> Stretch:
    return Stretch(row.from_on, row.to_on, row.percent, row)


def _day(on) -> str:
    return date_format(on, "j. b Y", use_l10n=False)


def _told(row) -> dict:
    """What the trail keeps: places and days, no person's data."""
    return {
        "company": row.company_id, "establishment": row.establishment_id, "instructor": row.instructor_id,
        "percent": row.percent, "from_on": str(row.from_on), "to_on": str(row.to_on),
    }  # fmt: skip
