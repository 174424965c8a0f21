"""How is an apprentice registered, corrected and given a login?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apprenticeships import actions
from apprenticeships.forms import CHOOSE, ApprenticeForm, EditPlacementForm, RegisterForm
from apprenticeships.views.file import P, seen_by
from okportal.permissions import allowed

NEXT_STEPS = [
    {"title": gettext_lazy("Register"), "detail": gettext_lazy("Person, company and trade"), "state": "now"},
    {"title": gettext_lazy("Draft the contract"), "detail": gettext_lazy("With the end date"), "state": "next"},
    {"title": gettext_lazy("All parties sign"), "detail": "", "state": "next"},
    {"title": gettext_lazy("The county authority approves"), "detail": "", "state": "next"},
    {"title": gettext_lazy("The training starts"), "detail": gettext_lazy("With plan and talks"), "state": "next"},
]


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
