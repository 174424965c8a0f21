"""What do the list of apprentices, an apprentice's file and the forms about them answer?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from apprenticeships import actions
from apprenticeships.filters import ApprenticeshipFilter
from apprenticeships.forms import CHOOSE, ApprenticeForm, EditPlacementForm, RegisterForm
from apprenticeships.models import Apprenticeship
from apprenticeships.rules import caseload_status, findings
from okportal.audit.actions import record_viewing
from okportal.audit.models import Viewing
from okportal.permissions import Permission, allowed, any_member
from okportal.ui.listing import addresses, listing, render_list

P = Permission
# Which sections of the file lead on to other apps, and who sees them.
SECTIONS = {"plan": P.PLAN_SEE, "contracts": P.CONTRACT_SEE, "talks": P.TALK_SEE, "exam": P.EXAM_SEE}
NEXT_STEPS = [
    {"title": gettext_lazy("Register"), "detail": gettext_lazy("Person, company and trade"), "state": "now"},
    {"title": gettext_lazy("Draft the contract"), "detail": gettext_lazy("With the end date"), "state": "next"},
    {"title": gettext_lazy("All parties sign"), "detail": "", "state": "next"},
    {"title": gettext_lazy("The county authority approves"), "detail": "", "state": "next"},
    {"title": gettext_lazy("The training starts"), "detail": gettext_lazy("With plan and talks"), "state": "next"},
]


# What a row shows. The rest stays in the database, the encrypted number first of all.
SHOWN = (
    "office_id", "state", "start_on", "end_on", "apprentice__first_name", "apprentice__last_name", "trade__name",
    "company__name", "supervisor__to_on", "instructor__to_on", "advisor__to_on",
    "advisor__user__name",
)  # fmt: skip


@allowed(P.APPRENTICE_SEE)
def list_apprenticeships(request):
    member = request.member
    rows = listing(request, Apprenticeship.objects.visible_to(member).with_people().only(*SHOWN), ApprenticeshipFilter)
    file_of = addresses(request, "apprenticeships:detail")
    for row in rows.rows:
        row.url = file_of(row.pk)
        row.status = caseload_status(row.facts, member.today)
        row.progress = row.progress_on(member.today)
        row.period = in_words(row.progress) if row.progress else ""
    context = {"listing": rows, "may_edit": member.can(P.APPRENTICE_EDIT), "today": member.today}
    return render_list(request, "apprenticeships/list.html", context)


def in_words(progress) -> str:
    if progress.month:
        return _("Month %(month)s of %(months)s") % {"month": progress.month, "months": progress.months}
    return ngettext("%(months)s month, not begun", "%(months)s months, not begun", progress.months) % {
        "months": progress.months
    }


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


@allowed(P.APPRENTICE_EDIT)
def register(request):
    """`choose` in the answers: nothing is saved, the form comes back with the people of the chosen company."""
    if request.method == "POST" and CHOOSE not in request.POST:
        form = RegisterForm(request.POST, member=request.member)
    else:
        # A company's page may link here with ?company=…
        known = request.POST.dict() or {"company": request.GET.get("company", "")}
        form = RegisterForm(initial=known, member=request.member)
        form.choose_company()
    if form.is_valid() and form.submit(actions.register_apprentice, by=request.member):
        messages.success(request, _("%(name)s is registered.") % {"name": form.result.apprentice.name})
        return redirect(form.result)
    context = {"form": form, "next_steps": NEXT_STEPS}
    return render(request, "apprenticeships/register.html", context, status=form.status)


@allowed(P.APPRENTICE_EDIT)
def edit(request, apprenticeship_id):
    apprenticeship = seen_by(request.member, apprenticeship_id)
    apprentice = apprenticeship.apprentice
    form = ApprenticeForm(request.POST or None, initial=ApprenticeForm.facts_of(apprentice), apprentice=apprentice)
    if form.is_valid() and form.submit(actions.edit_apprentice, apprentice=apprentice, by=request.member):
        messages.success(request, _("The changes are saved."))
        return redirect(apprenticeship)
    context = {"form": form, "apprenticeship": apprenticeship}
    return render(request, "apprenticeships/edit.html", context, status=form.status)


@allowed(P.APPRENTICE_EDIT)
def edit_apprenticeship(request, apprenticeship_id):
    apprenticeship = seen_by(request.member, apprenticeship_id)
    given = {"member": request.member, "apprenticeship": apprenticeship}
    if CHOOSE in request.POST:
        form = EditPlacementForm(initial=request.POST.dict(), **given)
        form.choose_company()
    else:
        form = EditPlacementForm(request.POST or None, initial=EditPlacementForm.facts_of(apprenticeship), **given)
    if form.is_valid() and form.submit(actions.edit_apprenticeship, apprenticeship=apprenticeship, by=request.member):
        messages.success(request, _("The changes are saved."))
        return redirect(apprenticeship)
    context = {"form": form, "apprenticeship": apprenticeship}
    return render(request, "apprenticeships/edit_apprenticeship.html", context, status=form.status)


@allowed(P.APPRENTICE_EDIT)
def invite(request, apprenticeship_id):
    apprenticeship = seen_by(request.member, apprenticeship_id)
    if request.method == "POST":
        sent = actions.invite(apprentice=apprenticeship.apprentice, by=request.member)
        done = _("The invitation is on its way to %(email)s.") if sent else _("%(email)s can log in already.")
        messages.success(request, done % {"email": apprenticeship.apprentice.email})
        return redirect(apprenticeship)
    return render(request, "apprenticeships/invite.html", {"apprenticeship": apprenticeship})


@allowed(P.APPRENTICE_EDIT)
def cut_login(request, apprenticeship_id):
    apprenticeship = seen_by(request.member, apprenticeship_id)
    if request.method == "POST":
        actions.cut_login(apprentice=apprenticeship.apprentice, by=request.member)
        messages.success(request, _("%(name)s can no longer log in here.") % {"name": apprenticeship.apprentice.name})
        return redirect(apprenticeship)
    return render(request, "apprenticeships/cut_login.html", {"apprenticeship": apprenticeship})


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
