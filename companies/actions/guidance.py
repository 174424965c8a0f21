"""How does the office's library come about, and how does a company get through a guide?"""

from datetime import date

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.guides import mark
from companies.models import Company, Guidance, GuidanceItem, GuidanceTemplate, GuidanceTemplateItem
from companies.suggestions import IN
from okportal.audit.actions import record
from okportal.audit.stale import Edits, refuse_stale
from okportal.errors import Refused

FIELDS = ("kind", "title", "introduction", "is_active")
EDITS = Edits("guide.edited", FIELDS)


# --- the library
@atomic
def add_guide(*, kind, title, introduction, points: list[str], by) -> GuidanceTemplate:
    """`points` in their order. Raises Refused for a title that is there already."""
    guide = GuidanceTemplate(office_id=by.office.pk, kind=kind, title=title, introduction=introduction)
    _save(guide)
    _write_points(guide, points)
    record(by, "guide.added", guide, points=len(points))
    return guide


@atomic
def edit_guide(*, guide, version, points: list[str], by, **answers) -> GuidanceTemplate:
    """`answers`: FIELDS; `version` is the one the editor saw: raises Stale. Companies keep the points they have."""
    guide = GuidanceTemplate.objects.select_for_update(of=("self",)).get(pk=guide.pk)
    refuse_stale(guide, version, EDITS)
    changed = [name for name in FIELDS if getattr(guide, name) != answers[name]]
    has_new_points = points != list(guide.items.values_list("text", flat=True))
    if not changed and not has_new_points:
        return guide
    for name in changed:
        setattr(guide, name, answers[name])
    guide.version += 1
    _save(guide)
    if has_new_points:
        guide.items.all().delete()
        _write_points(guide, points)
    record(by, EDITS.verb, guide, version=guide.version, fields=changed, points=len(points))
    return guide


@atomic
def start_library(*, language, by) -> list[GuidanceTemplate]:
    """The suggestions in one language as guides of the office; those whose title is there already stay as they are."""
    known = set(GuidanceTemplate.objects.filter(office_id=by.office.pk).values_list("title", flat=True))
    return [
        add_guide(
            kind=given.kind, title=given.title, introduction=given.introduction, points=list(given.points), by=by
        )
        for given in IN[language]
        if given.title not in known
    ]  # fmt: skip


# --- one company
@atomic
def take_guide(*, company, guide, on: date, by) -> Guidance:
    """A guide for this company, its points copied. Raises Refused while the company has the same one open."""
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)  # the second of two clicks waits here
    if Guidance.objects.filter(company=company, template=guide, closed_on__isnull=True).exists():
        raise Refused(
            _("The company has this guide open already."), way_out=_("Go on with it, or close it first."), field="guide"
        )
    if on > by.today:
        raise Refused(_("This day has not come yet."), field="on")
    guidance = Guidance.objects.create(
        office_id=by.office.pk, company=company, template=guide, kind=guide.kind, title=guide.title,
        introduction=guide.introduction, begun_on=on, begun_by=by.user,
    )  # fmt: skip
    GuidanceItem.objects.bulk_create(
        GuidanceItem(office_id=by.office.pk, guidance=guidance, position=point.position, text=point.text)
        for point in guide.items.all()
    )
    record(by, "guidance.begun", guidance, company=company.pk, guide=guide.pk)
    return guidance


class Overtaken(Refused):
    """Somebody else wrote at this point first. `mark` lets the next save of the same editor through."""

    def __init__(self, point):
        self.mark = mark(point)
        there = point.note or (_("done") if point.done_at else _("not done"))
        super().__init__(
            _("Somebody else has written here in the meantime: %(text)s.") % {"text": there},
            way_out=_("What you typed is still here. Look it over and save again."),
        )


@atomic
def save_point(*, point, is_done: bool, note: str, seen: str, by) -> GuidanceItem:
    """Tick a point or take the tick away, with a note. `seen`: the mark of what the editor started from."""
    guidance = _locked(point.guidance)
    _refuse_closed(guidance)
    point = GuidanceItem.objects.select_for_update(of=("self",)).get(pk=point.pk)
    if (point.done_at is not None, point.note) == (is_done, note):
        return point
    if mark(point) != seen:
        raise Overtaken(point)
    if is_done != (point.done_at is not None):
        point.done_at, point.done_by = (timezone.now(), by.user) if is_done else (None, None)
    point.note = note
    point.save(update_fields=["done_at", "done_by", "note"])
    record(by, "guidance.point_saved", guidance, position=point.position, is_done=is_done)
    return point


@atomic
def close_guidance(*, guidance, by) -> Guidance:
    """Through with it, whether each point is done or not. A second click changes nothing."""
    guidance = _locked(guidance)
    if guidance.closed_on is None:
        guidance.closed_on = max(by.today, guidance.begun_on)
        guidance.save(update_fields=["closed_on"])
        record(by, "guidance.closed", guidance)
    return guidance


@atomic
def reopen_guidance(*, guidance, by) -> Guidance:
    """Go on with it. Raises Refused while the same guide has been begun anew."""
    guidance = _locked(guidance)
    if guidance.closed_on is None:
        return guidance
    others = Guidance.objects.filter(company=guidance.company_id, template=guidance.template_id, closed_on__isnull=True)
    if others.exists():
        raise Refused(_("The company has this guide open already."), way_out=_("Go on with that one."))
    guidance.closed_on = None
    guidance.save(update_fields=["closed_on"])
    record(by, "guidance.reopened", guidance)
    return guidance


def _refuse_closed(guidance):
    if guidance.closed_on is not None:
        raise Refused(_("This guide is closed."), way_out=_("Reopen it to write in it."))


def _locked(guidance) -> Guidance:
    Company.objects.select_for_update(no_key=True).get(pk=guidance.company_id)
    return Guidance.objects.select_for_update(of=("self",)).get(pk=guidance.pk)


def _save(guide):
    try:
        with atomic():
            guide.save()
    except IntegrityError:
        raise Refused(
            _("The library has a guide with this title."), way_out=_("Choose another title."), field="title"
        ) from None


def _write_points(guide, points):
    GuidanceTemplateItem.objects.bulk_create(
        GuidanceTemplateItem(office_id=guide.office_id, template=guide, position=position, text=text)
        for position, text in enumerate(points, start=1)
    )
