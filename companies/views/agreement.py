"""On what terms does the office act for a company?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from companies import actions
from companies.access import answers_for
from companies.actions.agreement import ANSWERS
from companies.forms import AgreementForm, EditAgreementForm, EndAgreementForm
from companies.models import Agreement
from companies.views.company import may_edit, visible_company
from okportal.documents.views import file_response
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed


def visible_agreement(request, agreement_id) -> Agreement:
    agreements = Agreement.objects.visible_to(request.member).select_related("company", "file")
    return get_object_or_404(agreements, pk=agreement_id)


def page_of(agreement) -> str:
    return office_url("companies:agreements", agreement.company_id)


@allowed(Permission.CASELOAD)
def list_agreements(request, company_id):
    """The office's page: the agreement that holds, those to come, and those before."""
    return _page(request, visible_company(request, company_id))


@allowed(Permission.COMPANY_OWN)
def own_agreement(request, company_id):
    """The same for those who answer for the company; they only read."""
    company = visible_company(request, company_id)
    if not answers_for(request.member, company.pk):
        raise Http404
    return _page(request, company)


def _page(request, company):
    today = request.member.today
    agreements = list(company.agreements.select_related("file"))
    now = next((row for row in agreements if row.from_on <= today and (row.to_on is None or row.to_on >= today)), None)
    context = {
        "company": company, "agreement": now, "others": [row for row in agreements if row is not now], "today": today,
        "may_edit": may_edit(request), "scopes": Agreement.Scope.choices,
    }  # fmt: skip
    return render(request, "companies/agreements.html", context)


@allowed(Permission.COMPANY_EDIT)
def add_agreement(request, company_id):
    company = visible_company(request, company_id)
    form = AgreementForm(request.POST or None, request.FILES or None, initial={"from_on": request.member.today})
    if form.is_valid() and form.submit(actions.register_agreement, company=company, by=request.member):
        messages.success(request, _("The agreement is registered."))
        return redirect(page_of(form.result))
    return _form(request, form, company, _("New agreement"), _("Register"))


@allowed(Permission.COMPANY_EDIT)
def edit_agreement(request, agreement_id):
    agreement = visible_agreement(request, agreement_id)
    known = {name: getattr(agreement, name) for name in (*ANSWERS, "version")}
    form = EditAgreementForm(request.POST or None, request.FILES or None, initial=known)
    if form.is_valid() and form.submit(actions.edit_agreement, agreement=agreement, by=request.member):
        messages.success(request, _("The changes are saved."))
        return redirect(page_of(agreement))
    return _form(request, form, agreement.company, _("Change the agreement"), _("Save"))


@allowed(Permission.COMPANY_EDIT)
def renew_agreement(request, agreement_id):
    """The next one, with the same terms to begin with; this one ends the day before."""
    agreement = visible_agreement(request, agreement_id)
    known = {name: getattr(agreement, name) for name in ("scopes", "fee", "member_share", "version")}
    form = EditAgreementForm(request.POST or None, request.FILES or None, initial=known)
    if form.is_valid() and form.submit(actions.renew_agreement, agreement=agreement, by=request.member):
        messages.success(request, _("The agreement is renewed. The old one ends the day before."))
        return redirect(page_of(agreement))
    return _form(request, form, agreement.company, _("Renew the agreement"), _("Renew"))


@allowed(Permission.COMPANY_EDIT)
def end_agreement(request, agreement_id):
    agreement = visible_agreement(request, agreement_id)
    known = {"on": request.member.today, "version": agreement.version}
    form = EndAgreementForm(request.POST or None, initial=known)
    if form.is_valid() and form.submit(actions.end_agreement, agreement=agreement, by=request.member):
        messages.success(request, _("The agreement has its last day."))
        return redirect(page_of(agreement))
    context = {"form": form, "agreement": agreement, "company": agreement.company, "page_url": page_of(agreement)}
    return render(request, "companies/end_agreement.html", context, status=form.status)


def _form(request, form, company, heading, label):
    context = {
        "form": form, "company": company, "heading": heading, "label": label,
        "cancel_url": office_url("companies:agreements", company.pk),
    }  # fmt: skip
    return render(request, "companies/form.html", context, status=form.status)


@allowed(Permission.COMPANY_SEE)
def agreement_file(request, agreement_id):
    """The signed PDF, for the office and those who answer for the company."""
    agreement = visible_agreement(request, agreement_id)
    is_seen = request.member.is_staff or answers_for(request.member, agreement.company_id)
    if agreement.file is None or not is_seen:
        raise Http404
    return file_response(agreement.file, inline=True)
