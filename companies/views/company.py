"""What does the office know about one company?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies import actions, status, still_open
from companies.access import answers_for
from companies.forms import ActivityForm, EditForm, RegisterForm
from companies.models import Company, CompanyDocument, ProposedChange
from companies.roster import roster
from companies.stale import FIELDS
from companies.waiting import waiting
from okportal.permissions import Permission, allowed

SHOWN_PLACES = 6  # on the overview; all of them stand on a page of their own
SHOWN_APPRENTICES = 12
SHOWN_DOCUMENTS = 3


def visible_company(request, company_id) -> Company:
    companies = Company.objects.visible_to(request.member).select_related("county")
    return get_object_or_404(companies, pk=company_id)


def may_edit(request) -> bool:
    return request.member.can(Permission.COMPANY_EDIT)


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
    """What the office knows; for those who answer for the company also what waits, and its apprentices."""
    company, member = visible_company(request, company_id), request.member
    owns = not member.is_staff and answers_for(member, company.pk)
    approvals = company.approvals.select_related("trade", "county")
    present, _past = roster(company, member)
    places = list(company.establishments.open_on(member.today)[: SHOWN_PLACES + 1])
    context = facts_of(company, request) | {
        "approvals": [(approval, status.of_approval(approval, member.today)) for approval in approvals],
        "present": present, "establishments": places[:SHOWN_PLACES], "has_more_places": len(places) > SHOWN_PLACES,
        "change": waiting_change(company) if member.is_staff or owns else None, "owns": owns,
        "documents": CompanyDocument.objects.visible_to(member).filter(company=company)[:SHOWN_DOCUMENTS],
        "company_query": f"?company={company.pk}",
    }  # fmt: skip
    if owns:
        context |= own_facts(company, member, context["change"], approvals, present)
    elif member.is_staff:
        context["in_training"] = company.apprenticeships.running().count()
        context["periods"] = company.active_periods.all()
    return render(request, "companies/detail.html", context)


def facts_of(company, request) -> dict:
    return {
        "company": company, "today": request.member.today, "look_up": status.of_look_up(company),
        "may_edit": may_edit(request),
    }  # fmt: skip


def own_facts(company, member, change, approvals, present) -> dict:
    rows = company.apprenticeships.visible_to(member).current()
    rows = list(rows.select_related("apprentice", "trade").order_by("end_on", "pk"))
    return {
        "waiting": waiting(change, approvals, present, rows), "apprenticeships": rows[:SHOWN_APPRENTICES],
        "has_more_apprentices": len(rows) > SHOWN_APPRENTICES,
    }  # fmt: skip


def waiting_change(company) -> ProposedChange | None:
    waiting_now = company.proposed_changes.filter(state=ProposedChange.State.WAITING)
    return waiting_now.select_related("proposed_by").first()


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
    """Asks before a company stops being a member, or becomes one again; and shows when it has been one."""
    company = visible_company(request, company_id)
    found = still_open.in_company(company) if company.is_active else []
    initial = {"is_active": "0" if company.is_active else "1", "on": request.member.today}
    form = ActivityForm(request.POST or None, company=company, found=found, initial=initial)
    if form.is_valid() and form.submit(actions.set_activity, company=company, by=request.member):
        messages.success(request, _("The change is saved."))
        return redirect(company)
    context = {"form": form, "company": company, "found": found, "periods": company.active_periods.all()}
    return render(request, "companies/change_activity.html", context, status=form.status)


@require_POST
@allowed(Permission.COMPANY_EDIT)
def look_up(request, company_id):
    company = actions.ask_look_up(company=visible_company(request, company_id), by=request.member)
    if company.look_up != Company.LookUp.WAITING:
        messages.info(request, _("Looking up is switched off here."))
    return redirect(company)


@require_POST
@allowed(Permission.COMPANY_EDIT)
def take_main_unit(request, company_id):
    company = actions.take_main_unit(company=visible_company(request, company_id), by=request.member)
    messages.success(request, _("The company now has its own organisation number."))
    return redirect(company)


@allowed(Permission.COMPANY_SEE)
def look_up_status(request, company_id):
    """The facts alone, asked for every other second while they wait; without htmx the page itself."""
    company = visible_company(request, company_id)
    if not request.htmx:
        return redirect(company)
    if company.look_up == Company.LookUp.WAITING:
        return HttpResponse(status=204)  # nothing to swap, so nothing for a screen reader to repeat
    context = facts_of(company, request)
    context["establishments"] = company.establishments.open_on(request.member.today)[:SHOWN_PLACES]
    return render(request, "companies/_facts.html", context)
