"""How is an apprentice registered, corrected and given a login?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apprenticeships import actions
from apprenticeships.forms import CHOOSE, EditApprenticeForm, EditTrainingForm, NewTrainingForm, RegisterForm, TypeForm
from apprenticeships.models import CandidateTypePeriod
from apprenticeships.views.file import P, edited_by
from okportal.audit.actions import record_viewing
from okportal.offices.scope import office_url
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
    """A company's page may link here with ?company=…"""
    form = chosen(request, RegisterForm, known={"company": request.GET.get("company", "")})
    if form.is_valid() and form.submit(actions.register_apprentice, by=request.member):
        messages.success(request, _("%(name)s is registered.") % {"name": form.result.apprentice.name})
        return redirect(form.result)
    context = {"form": form, "next_steps": NEXT_STEPS}
    return render(request, "apprenticeships/register.html", context, status=form.status)


@allowed(P.APPRENTICE_EDIT)
def new_training(request, apprenticeship_id):
    """One more training for somebody who is registered."""
    apprenticeship = edited_by(request.member, apprenticeship_id)
    form = chosen(request, NewTrainingForm)
    if form.is_valid() and form.submit(
        actions.add_apprenticeship, apprentice=apprenticeship.apprentice, by=request.member
    ):
        messages.success(request, _("The new training is registered."))
        return redirect(form.result)
    context = {"form": form, "apprenticeship": apprenticeship, "next_steps": NEXT_STEPS}
    return render(request, "apprenticeships/new_training.html", context, status=form.status)


@allowed(P.APPRENTICE_EDIT)
def edit(request, apprenticeship_id):
    apprenticeship = edited_by(request.member, apprenticeship_id)
    apprentice = apprenticeship.apprentice
    known = EditApprenticeForm.facts_of(apprentice)
    form = EditApprenticeForm(request.POST or None, initial=known, apprentice=apprentice)
    if form.is_valid() and form.submit(actions.edit_apprentice, apprentice=apprentice, by=request.member):
        messages.success(request, _("The changes are saved."))
        return redirect(office_url("apprenticeships:person", apprenticeship.pk))
    record_viewing(request.member, apprentice, "apprenticeships:edit")
    context = {"form": form, "apprenticeship": apprenticeship}
    return render(request, "apprenticeships/edit.html", context, status=form.status)


@allowed(P.APPRENTICE_EDIT)
def edit_apprenticeship(request, apprenticeship_id):
    apprenticeship = edited_by(request.member, apprenticeship_id)
    known = EditTrainingForm.facts_of(apprenticeship, request.member.today)
    form = chosen(request, EditTrainingForm, known, now=apprenticeship)
    if form.is_valid() and form.submit(actions.edit_apprenticeship, apprenticeship=apprenticeship, by=request.member):
        messages.success(request, _("The changes are saved."))
        return redirect(apprenticeship)
    context = {"form": form, "apprenticeship": apprenticeship}
    return render(request, "apprenticeships/edit_apprenticeship.html", context, status=form.status)


@allowed(P.APPRENTICE_EDIT)
def change_type(request, apprenticeship_id):
    apprenticeship = edited_by(request.member, apprenticeship_id)
    known = {"candidate_type": apprenticeship.candidate_type, "on": request.member.today}
    form = TypeForm(request.POST or None, initial=known)
    if form.is_valid() and form.submit(actions.change_candidate_type, apprenticeship=apprenticeship, by=request.member):
        messages.success(request, _("The changes are saved."))
        return redirect(apprenticeship)
    history = CandidateTypePeriod.objects.visible_to(request.member).filter(apprenticeship=apprenticeship)
    context = {"form": form, "apprenticeship": apprenticeship, "history": history.select_related("changed_by")}
    return render(request, "apprenticeships/change_type.html", context, status=form.status)


@allowed(P.APPRENTICE_EDIT)
def invite(request, apprenticeship_id):
    apprenticeship = edited_by(request.member, apprenticeship_id)
    if request.method == "POST":
        sent = actions.invite(apprentice=apprenticeship.apprentice, by=request.member)
        done = _("The invitation is on its way to %(email)s.") if sent else _("%(email)s can log in already.")
        messages.success(request, done % {"email": apprenticeship.apprentice.email})
        return redirect(apprenticeship)
    return render(request, "apprenticeships/invite.html", {"apprenticeship": apprenticeship})


@allowed(P.APPRENTICE_EDIT)
def cut_login(request, apprenticeship_id):
    apprenticeship = edited_by(request.member, apprenticeship_id)
    if request.method == "POST":
        actions.cut_login(apprentice=apprenticeship.apprentice, by=request.member)
        messages.success(request, _("%(name)s can no longer log in here.") % {"name": apprenticeship.apprentice.name})
        return redirect(apprenticeship)
    return render(request, "apprenticeships/cut_login.html", {"apprenticeship": apprenticeship})


def chosen(request, form_class, known=None, **kwargs):
    """The form as it was sent; or, where a company has just been chosen, anew with its people and nothing saved."""
    kwargs["member"] = request.member
    if request.method == "POST" and CHOOSE not in request.POST:
        return form_class(request.POST, **kwargs)
    if request.method == "GET" and kwargs.get("now"):
        return form_class(initial=known, **kwargs)
    form = form_class(initial=request.POST.dict() or known or {}, **kwargs)
    form.choose_company()
    return form
