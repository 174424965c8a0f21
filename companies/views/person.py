"""Who works with apprentices in a company, with which roles, and whose files do they open?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from companies import actions
from companies.actions.person import the_same_person
from companies.evidence import opened_by
from companies.forms import EditPersonForm, FindPersonForm, PersonForm, RoleForm, ScopeForm
from companies.forms.person import LANGUAGES
from companies.models import CompanyPerson
from companies.names import called
from companies.roster import colleagues, roster
from companies.views.company import may_edit, visible_company
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed

MOST_FOUND = 20


def visible_person(request, person_id) -> CompanyPerson:
    people = CompanyPerson.objects.visible_to(request.member).select_related("company", "establishment")
    return get_object_or_404(people, pk=person_id)


def page_of(person: CompanyPerson) -> str:
    return office_url("companies:person", person.company_id, person.pk)


@allowed(Permission.COMPANY_SEE)
def people(request, company_id):
    """Each person once; those who have left are folded away."""
    company = visible_company(request, company_id)
    present, past = roster(company, request.member)
    context = {"company": company, "present": present, "past": past, "may_edit": may_edit(request)}
    return render(request, "companies/people.html", context)


@allowed(Permission.COMPANY_SEE)
def person(request, company_id, person_id):
    """All of one person's roles in the company, and what the person can show for them."""
    row = visible_person(request, person_id)
    if row.company_id != company_id:
        raise Http404
    same = the_same_person(row)
    own = CompanyPerson.objects.visible_to(request.member).filter(pk__in=same.values("pk"))
    colleague = colleagues(own.filter(company_id=company_id), row.company, request.member)[0]
    elsewhere = own.exclude(company_id=company_id).on(request.member.today).select_related("company")
    context = {
        "company": row.company, "colleague": colleague, "elsewhere": elsewhere, "today": request.member.today,
        "may_edit": may_edit(request), "opened": opened_among(same, request.member),
        "language": dict(LANGUAGES).get(row.language),
    }  # fmt: skip
    return render(request, "companies/person.html", context)


def opened_among(rows, member) -> set[int]:
    """Keys of the papers of these people whose file the member may open."""
    return set(opened_by(member).filter(person__in=rows.values("pk")).values_list("pk", flat=True))


@allowed(Permission.COMPANY_EDIT)
def add_person(request, company_id):
    company = visible_company(request, company_id)
    start = {"from_on": request.member.today, "is_invited": True}
    form = PersonForm(request.POST or None, initial=start, company=company)
    if form.is_valid() and form.submit(actions.add_person, company=company, by=request.member):
        messages.success(request, _("%(name)s is added.") % {"name": form.result.name})
        return redirect(page_of(form.result))
    context = {"form": form, "company": company, "heading": _("New person in the company")}
    return render(request, "companies/add_person.html", context, status=form.status)


@allowed(Permission.COMPANY_EDIT)
def find_known(request, company_id):
    """Somebody the office knows from another role or another company, found by name; each person once."""
    company, form = visible_company(request, company_id), FindPersonForm(request.GET)
    typed = form.cleaned_data["navn"].strip() if form.is_valid() else ""
    people = CompanyPerson.objects.visible_to(request.member).select_related("company").exclude(email="")
    rows = called(typed, people).order_by("name", "pk")[: MOST_FOUND * 5] if typed else []
    found = {row.email.lower(): row for row in rows}
    context = {"company": company, "form": form, "typed": typed, "found": list(found.values())[:MOST_FOUND]}
    return render(request, "companies/find_known.html", context)


@allowed(Permission.COMPANY_EDIT)
def add_role(request, company_id, person_id):
    """One more role for a known person, who may come from another company of the office."""
    company, known = visible_company(request, company_id), visible_person(request, person_id)
    start = {"from_on": request.member.today, "is_invited": True}
    form = RoleForm(request.POST or None, initial=start, company=company)
    if form.is_valid() and form.submit(actions.add_role, known=known, company=company, by=request.member):
        messages.success(request, _("%(name)s has one more role.") % {"name": known.name})
        return redirect(page_of(form.result))
    context = {"form": form, "company": company, "heading": known.name, "label": _("Give the role")}
    return render(request, "companies/form.html", context, status=form.status)


@allowed(Permission.COMPANY_EDIT)
def edit_person(request, person_id):
    row = visible_person(request, person_id)
    known = {name: getattr(row, name) for name in ("name", "email", "phone", "language")}
    has_login = the_same_person(row).filter(user__isnull=False).exists()
    form = EditPersonForm(request.POST or None, initial=known | {"is_invited": not has_login}, has_login=has_login)
    if form.is_valid() and form.submit(actions.edit_person, person=row, by=request.member):
        messages.success(request, _("The changes are saved."))
        return redirect(page_of(row))
    context = {"form": form, "company": row.company, "heading": row.name, "label": _("Save")}
    return render(request, "companies/form.html", context, status=form.status)


@allowed(Permission.COMPANY_EDIT)
def set_scope(request, person_id):
    row = visible_person(request, person_id)
    known = {"sees": row.sees, "establishment": row.establishment_id}
    form = ScopeForm(request.POST or None, initial=known, company=row.company)
    if form.is_valid() and form.submit(actions.set_scope, person=row, by=request.member):
        messages.success(request, _("The access is changed."))
        return redirect(page_of(row))
    heading = f"{row.name} · {row.get_role_display()}"
    context = {"form": form, "company": row.company, "heading": heading, "label": _("Save")}
    return render(request, "companies/form.html", context, status=form.status)
