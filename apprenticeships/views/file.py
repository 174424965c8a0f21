"""What does an apprentice's file show, and who has opened it?"""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from apprenticeships.coming import coming_for
from apprenticeships.models import Apprenticeship, CloseContact, Placement
from apprenticeships.rules import about_guardians, by_tone, caseload_status, findings
from apprenticeships.standing import in_file
from apprenticeships.states import CURRENT
from apprenticeships.viewed import in_words
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
    part = in_file(member, apprenticeship)
    own_file, here = is_own(member, apprenticeship), {"apprenticeship": apprenticeship}
    about_person = about_guardian(member, apprenticeship)
    context = {
        "apprenticeship": apprenticeship, "apprentice": apprentice, "today": member.today,
        "others": others.select_related("trade", "company"), "progress": apprenticeship.period,
        "status": caseload_status(apprenticeship.facts, member.today, about_person), "is_own": own_file,
        "findings": by_tone([*findings(apprenticeship.facts, member.today), *about_person]),
        "placement": Placement.objects.visible_to(member).filter(**here).on(member.today).with_place().first(),
        "coming": coming_for(member, apprenticeship),
        "may_edit": part.can(P.APPRENTICE_EDIT), "may_draft": part.can(P.CONTRACT_EDIT),
        "may": {name: part.can(permission) for name, permission in SECTIONS.items()},
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
    for row in rows.rows:
        row.page_words = in_words(row.page)
    context = {"listing": rows, "apprenticeship": apprenticeship, "is_own": is_own(member, apprenticeship)}
    return render_list(request, "apprenticeships/viewings.html", context)


def about_guardian(member, apprenticeship) -> list:
    """For the office only: the guardian that is missing for somebody under 18 who is in training."""
    apprentice, is_office = apprenticeship.apprentice, in_file(member, apprenticeship).is_staff
    if not (is_office and apprenticeship.state in CURRENT and apprentice.is_minor_on(member.today)):
        return []
    guardians = CloseContact.objects.visible_to(member).filter(apprentice=apprentice, kind=CloseContact.Kind.GUARDIAN)
    return about_guardians(is_minor=True, has_guardian=guardians.exists())


def seen_by(member, apprenticeship_id) -> Apprenticeship:
    """The apprenticeship with its people, and `period` (Progress or None) for the head of its pages; or 404."""
    rows = Apprenticeship.objects.visible_to(member).with_people().select_related(
        "establishment", "county", "hr", "apprentice__county"
    )  # fmt: skip
    row = get_object_or_404(rows, pk=apprenticeship_id)
    row.period = row.progress_on(member.today)
    return row


def edited_by(member, apprenticeship_id) -> Apprenticeship:
    """As `seen_by`, for those who keep the register right; one's own file is for the colleagues."""
    row = seen_by(member, apprenticeship_id)
    if not in_file(member, row).can(P.APPRENTICE_EDIT):
        raise Http404
    return row


def is_own(member, apprenticeship) -> bool:
    return apprenticeship.apprentice.user_id == member.user.pk
