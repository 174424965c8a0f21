"""What does an apprentice's file show, and who has opened it?"""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from apprenticeships.models import Apprenticeship
from apprenticeships.rules import caseload_status, findings
from okportal.audit.actions import record_viewing
from okportal.audit.models import Viewing
from okportal.permissions import Permission, any_member
from okportal.ui.listing import listing, render_list

P = Permission
# Which sections of the file lead on to other apps, and who sees them.
SECTIONS = {"plan": P.PLAN_SEE, "contracts": P.CONTRACT_SEE, "talks": P.TALK_SEE, "exam": P.EXAM_SEE}


@any_member
def detail(request, apprenticeship_id):
    """The file. Opening it leaves a line that the apprentice can read."""
    member = request.member
    apprenticeship = seen_by(member, apprenticeship_id)
    apprentice = apprenticeship.apprentice
    record_viewing(member, apprentice, "apprenticeships:detail")
    others = Apprenticeship.objects.visible_to(member).filter(apprentice=apprentice).exclude(pk=apprenticeship.pk)
    context = {
        "apprenticeship": apprenticeship, "apprentice": apprentice, "today": member.today,
        "others": others.select_related("trade", "company"), "progress": apprenticeship.progress_on(member.today),
        "status": caseload_status(apprenticeship.facts, member.today),
        "findings": findings(apprenticeship.facts, member.today), "is_own": is_own(member, apprenticeship),
        "may_edit": member.can(P.APPRENTICE_EDIT), "may_draft": member.can(P.CONTRACT_EDIT),
        "may": {name: member.can(permission) for name, permission in SECTIONS.items()},
    }  # fmt: skip
    return render(request, "apprenticeships/detail.html", context)


@any_member
def viewings(request, apprenticeship_id):
    """Who has looked at this file: for the office, and for the person the file is about."""
    member = request.member
    apprenticeship = seen_by(member, apprenticeship_id)
    if not (member.is_staff or is_own(member, apprenticeship)):
        raise Http404
    rows = listing(request, Viewing.objects.about(apprenticeship.apprentice))
    context = {"listing": rows, "apprenticeship": apprenticeship, "is_own": is_own(member, apprenticeship)}
    return render_list(request, "apprenticeships/viewings.html", context)


def seen_by(member, apprenticeship_id) -> Apprenticeship:
    """The apprenticeship with its people, or 404."""
    rows = Apprenticeship.objects.visible_to(member).with_people()
    return get_object_or_404(rows.select_related("establishment", "county", "apprentice__county"), pk=apprenticeship_id)


def is_own(member, apprenticeship) -> bool:
    return apprenticeship.apprentice.user_id == member.user.pk
