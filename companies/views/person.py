"""Who works with apprentices in a company, and who has a login?"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies import actions
from companies.forms import EndPersonForm, PersonForm
from companies.models import CompanyPerson
from companies.views.company import visible_company
from okportal.permissions import Permission, allowed


def visible_person(request, person_id) -> CompanyPerson:
    people = CompanyPerson.objects.visible_to(request.member).select_related("company")
    return get_object_or_404(people, pk=person_id)


@allowed(Permission.COMPANY_EDIT)
def add_person(request, company_id):
    company = visible_company(request, company_id)
    form = PersonForm(request.POST or None, initial={"from_on": request.member.today, "is_invited": True})
    if form.is_valid() and form.submit(actions.add_person, company=company, by=request.member):
        messages.success(request, _("%(name)s is added.") % {"name": form.result.name})
        return redirect(company)
    context = {"form": form, "company": company, "heading": _("New person in the company"), "label": _("Add")}
    return render(request, "companies/form.html", context, status=form.status)


@require_POST
@allowed(Permission.COMPANY_EDIT)
def invite_person(request, person_id):
    person = visible_person(request, person_id)
    actions.invite_person(person=person, by=request.member)
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": person.email})
    return redirect(person.company)


@allowed(Permission.COMPANY_EDIT)
def end_person(request, person_id):
    person = visible_person(request, person_id)
    form = EndPersonForm(request.POST or None, initial={"on": request.member.today})
    if form.is_valid() and form.submit(actions.end_person, person=person, by=request.member):
        messages.success(request, _("The role has been ended."))
        return redirect(person.company)
    context = {"form": form, "person": person, "company": person.company}
    return render(request, "companies/end_person.html", context, status=form.status)
