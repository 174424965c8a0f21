"""Which companies are members, and what does the office know about one of them?"""

from django.contrib import messages
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies import actions, status
from companies.filters import CompanyFilter
from companies.forms import ActivityForm, EditForm, EstablishmentForm, RegisterForm
from companies.models import Approval, Company
from companies.stale import FIELDS
from okportal.people.models import Invitation
from okportal.permissions import Permission, allowed
from okportal.ui.listing import listing, render_list


def visible_company(request, company_id) -> Company:
    companies = Company.objects.visible_to(request.member).select_related("county")
    return get_object_or_404(companies, pk=company_id)


def may_edit(request) -> bool:
    return request.member.can(Permission.COMPANY_EDIT)


@allowed(Permission.COMPANY_SEE)
def list_companies(request):
    granted = Approval.objects.granted_on(request.member.today).select_related("trade")
    companies = (
        Company.objects.visible_to(request.member)
        .select_related("county")
        .prefetch_related(Prefetch("approvals", granted, to_attr="granted"))
        .annotate(in_training=Count("apprenticeships", filter=Q(apprenticeships__state="running")))
        .order_by("sort_name", "pk")
    )
    context = {"listing": listing(request, companies, CompanyFilter), "may_edit": may_edit(request)}
    return render_list(request, "companies/list.html", context)


@allowed(Permission.COMPANY_EDIT)
def register(request):
    form = RegisterForm(request.POST or None)
    if form.is_valid() and form.submit(actions.register, by=request.member):
        messages.success(request, _("%(name)s is registered.") % {"name": form.result.name})
        return redirect(form.result)
    return render(request, "companies/register.html", {"form": form, "way": way()}, status=form.status)


def way() -> list[dict]:
    """What follows once the company is registered."""
    return [
        {"title": _("Registered"), "detail": _("You type the number"), "state": "now"},
        {"title": _("Looked up"), "detail": _("Enhetsregisteret gives name and address"), "state": "next"},
        {"title": _("People"), "detail": _("Training supervisor and instructor get a login"), "state": "next"},
        {"title": _("Approved"), "detail": _("The county, for each trade"), "state": "next"},
    ]


@allowed(Permission.COMPANY_SEE)
def detail(request, company_id):
    company, today = visible_company(request, company_id), request.member.today
    approvals = company.approvals.select_related("trade", "county")
    people = company.people.with_login().order_by("-to_on", "name", "pk")
    invited = invited_to(company) if request.member.is_staff else None
    context = {
        "company": company,
        "today": today,
        "look_up": status.of_look_up(company),
        "approvals": [(approval, status.of_approval(approval, today)) for approval in approvals],
        "people": [(person, status.of_person(person, invited, today)) for person in people],
        "establishments": company.establishments.all(),
        "in_training": company.apprenticeships.filter(state="running").count() if request.member.is_staff else None,
        "company_query": f"?company={company.pk}",
        "may_edit": may_edit(request),
    }
    return render(request, "companies/detail.html", context)


def invited_to(company) -> dict:
    """{(e-mail, role): when the link expires} of the open invitations to the company's people."""
    invitations = Invitation.objects.open_at(timezone.now()).filter(email__in=company.people.values("email"))
    return {(found.email, found.role): found.expires_at for found in invitations}


@allowed(Permission.COMPANY_EDIT)
def edit(request, company_id):
    company = visible_company(request, company_id)
    known = {field: getattr(company, field) for field in (*FIELDS, "version")}
    form = EditForm(request.POST or None, initial=known)
    if form.is_valid() and form.submit(actions.edit, company=company, by=request.member):
        messages.success(request, _("The changes are saved."))
        return redirect(company)
    return render(request, "companies/edit.html", {"form": form, "company": company}, status=form.status)


@allowed(Permission.COMPANY_EDIT)
def change_activity(request, company_id):
    """Asks before a company stops being a member, or becomes one again."""
    company = visible_company(request, company_id)
    form = ActivityForm(request.POST or None, initial={"is_active": "0" if company.is_active else "1"})
    if form.is_valid() and form.submit(actions.set_activity, company=company, by=request.member):
        messages.success(request, _("The change is saved."))
        return redirect(company)
    return render(request, "companies/change_activity.html", {"form": form, "company": company}, status=form.status)


@require_POST
@allowed(Permission.COMPANY_EDIT)
def look_up(request, company_id):
    company = actions.ask_look_up(company=visible_company(request, company_id), by=request.member)
    if company.look_up != Company.LookUp.WAITING:
        messages.info(request, _("Looking up is switched off here."))
    return redirect(company)


@allowed(Permission.COMPANY_SEE)
def look_up_status(request, company_id):
    """The facts alone, asked for every other second while they wait; without htmx the page itself."""
    company = visible_company(request, company_id)
    if not request.htmx:
        return redirect(company)
    if company.look_up == Company.LookUp.WAITING:
        return HttpResponse(status=204)  # nothing to swap, so nothing for a screen reader to repeat
    context = {"company": company, "look_up": status.of_look_up(company), "may_edit": may_edit(request)}
    return render(request, "companies/_facts.html", context)


@allowed(Permission.COMPANY_EDIT)
def add_establishment(request, company_id):
    company = visible_company(request, company_id)
    form = EstablishmentForm(request.POST or None)
    if form.is_valid() and form.submit(actions.add_establishment, company=company, by=request.member):
        messages.success(request, _("%(name)s is added.") % {"name": form.result.name})
        return redirect(company)
    context = {"form": form, "company": company, "heading": _("New place of work"), "label": _("Add")}
    return render(request, "companies/form.html", context, status=form.status)
