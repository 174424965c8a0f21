"""Where is somebody placed, when, and who has been responsible?"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from apprenticeships import actions
from apprenticeships.forms import EditPlacementForm, PlacementForm
from apprenticeships.models import Placement, Relation
from apprenticeships.placing_rules import Stretch
from apprenticeships.planner import planner
from apprenticeships.standing import in_file
from apprenticeships.states import CURRENT
from apprenticeships.views.editing import chosen
from apprenticeships.views.file import P, edited_by, is_own, seen_by
from okportal.audit.actions import record_viewing
from okportal.offices.scope import office_url
from okportal.permissions import allowed, any_member

ASKED_FOR = ("company", "establishment", "instructor", "from_on", "to_on", "percent", "aims")


@any_member
def list_placements(request, apprenticeship_id):
    member = request.member
    apprenticeship = seen_by(member, apprenticeship_id)
    record_viewing(member, apprenticeship.apprentice, "apprenticeships:placements")
    rows = Placement.objects.visible_to(member).filter(apprenticeship=apprenticeship)
    rows = rows.with_place()
    parts = Relation.objects.visible_to(member).filter(apprenticeship=apprenticeship)
    may_edit = in_file(member, apprenticeship).can(P.APPRENTICE_EDIT) and apprenticeship.state in CURRENT
    stretches = [Stretch(row.from_on, row.to_on, row.percent, row) for row in rows]
    context = {
        "apprenticeship": apprenticeship, "is_own": is_own(member, apprenticeship), "today": member.today,
        "may_edit": may_edit, "is_placed": bool(stretches),
        "planner": planner(stretches, member.today, apprenticeship.start_on, apprenticeship.end_on),
        "relations": parts.select_related("person", "membership__user"),
    }  # fmt: skip
    return render(request, "apprenticeships/placements.html", context)


@allowed(P.APPRENTICE_EDIT)
def add_placement(request, apprenticeship_id):
    """A proposal leads here with what it proposes in the address."""
    apprenticeship = edited_by(request.member, apprenticeship_id)
    known = {"company": apprenticeship.company_id, "percent": 100}
    known |= {name: request.GET[name] for name in ASKED_FOR if name in request.GET}
    form = chosen(request, PlacementForm, known)
    if form.is_valid() and form.submit(actions.add_placement, apprenticeship=apprenticeship, by=request.member):
        return done(request, apprenticeship, _("The placement is added."))
    return asked(request, apprenticeship, form, _("New placement"))


@allowed(P.APPRENTICE_EDIT)
def edit_placement(request, placement_id):
    placement = placement_of(request.member, placement_id)
    form = chosen(request, EditPlacementForm, EditPlacementForm.facts_of(placement), now=placement)
    if form.is_valid() and form.submit(actions.edit_placement, placement=placement, by=request.member):
        return done(request, placement.apprenticeship, _("The changes are saved."))
    heading = str(placement.establishment or placement.company)
    return asked(request, placement.apprenticeship, form, heading, placement)


@allowed(P.APPRENTICE_EDIT)
def remove_placement(request, placement_id):
    placement = placement_of(request.member, placement_id)
    apprenticeship = placement.apprenticeship
    if request.method == "POST":
        actions.remove_placement(placement=placement, by=request.member)
        return done(request, apprenticeship, _("The placement is removed."))
    context = {
        "question": _("Remove the placement %(name)s?") % {"name": placement}, "apprenticeship": apprenticeship,
        "back": office_url("apprenticeships:placements", apprenticeship.pk), "is_own": False,
    }  # fmt: skip
    return render(request, "apprenticeships/remove.html", context)


def placement_of(member, placement_id) -> Placement:
    """With the apprenticeship as a page of the file needs it."""
    placement = get_object_or_404(Placement.objects.visible_to(member).with_place(), pk=placement_id)
    placement.apprenticeship = edited_by(member, placement.apprenticeship_id)
    return placement


def done(request, apprenticeship, sentence):
    messages.success(request, sentence)
    return redirect(office_url("apprenticeships:placements", apprenticeship.pk))


def asked(request, apprenticeship, form, heading, placement=None):
    context = {"form": form, "apprenticeship": apprenticeship, "heading": heading, "placement": placement}
    return render(request, "apprenticeships/placement_form.html", context, status=form.status)
