"""Where does a company have people at work?"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies import actions, still_open
from companies.filters import EstablishmentFilter
from companies.forms import ClosingForm, EstablishmentForm
from companies.models import Establishment
from companies.views.company import may_edit, visible_company
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed
from okportal.ui.listing import listing, render_list

FIELDS = ("name", "organisation_number", "address", "postcode", "city", "county", "employees")


def visible_place(request, establishment_id) -> Establishment:
    places = Establishment.objects.visible_to(request.member).select_related("company", "county")
    return get_object_or_404(places, pk=establishment_id)


def places_of(company) -> str:
    return office_url("companies:establishments", company.pk)


@allowed(Permission.COMPANY_SEE)
def establishments(request, company_id):
    company = visible_company(request, company_id)
    rows = Establishment.objects.visible_to(request.member).filter(company=company).select_related("county")
    context = {
        "company": company, "listing": listing(request, rows.order_by("name", "pk"), EstablishmentFilter),
        "may_edit": may_edit(request), "today": request.member.today,
    }  # fmt: skip
    return render_list(request, "companies/establishments.html", context)


@allowed(Permission.COMPANY_EDIT)
def add_establishment(request, company_id):
    company = visible_company(request, company_id)
    form = EstablishmentForm(request.POST or None, initial={"county": company.county_id})
    if form.is_valid() and form.submit(actions.add_establishment, company=company, by=request.member):
        messages.success(request, _("%(name)s is added.") % {"name": form.result.name})
        return redirect(places_of(company))
    context = {"form": form, "company": company, "heading": _("New place of work"), "label": _("Add")}
    return render(request, "companies/form.html", context, status=form.status)


@allowed(Permission.COMPANY_EDIT)
def edit_establishment(request, establishment_id):
    place = visible_place(request, establishment_id)
    form = EstablishmentForm(request.POST or None, initial={name: getattr(place, name) for name in FIELDS})
    if form.is_valid() and form.submit(actions.edit_establishment, establishment=place, by=request.member):
        messages.success(request, _("The changes are saved."))
        return redirect(places_of(place.company))
    context = {"form": form, "company": place.company, "heading": place.name, "label": _("Save")}
    return render(request, "companies/form.html", context, status=form.status)


@allowed(Permission.COMPANY_EDIT)
def close_establishment(request, establishment_id):
    """Asks first where approvals, people or apprentices belong to it."""
    place = visible_place(request, establishment_id)
    found = still_open.at_place(place, request.member.today)
    form = ClosingForm(request.POST or None, found=found, initial={"on": request.member.today})
    if form.is_valid() and form.submit(actions.close_establishment, establishment=place, by=request.member):
        messages.success(request, _("%(name)s is closed down.") % {"name": place.name})
        return redirect(places_of(place.company))
    context = {"form": form, "company": place.company, "place": place, "found": found}
    return render(request, "companies/close_establishment.html", context, status=form.status)


@require_POST
@allowed(Permission.COMPANY_EDIT)
def reopen_establishment(request, establishment_id):
    place = actions.reopen_establishment(establishment=visible_place(request, establishment_id), by=request.member)
    messages.success(request, _("%(name)s is in use again.") % {"name": place.name})
    return redirect(places_of(place.company))
