"""Which files belong to a company, and what does its logo look like?"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies import actions
from companies.forms import DocumentForm, LogoForm
from companies.models import Company, CompanyDocument
from companies.views.company import may_edit, visible_company
from okportal.documents.views import file_response
from okportal.offices.scope import office_url
from okportal.permissions import Permission, allowed
from okportal.ui.listing import listing, render_list


def visible_document(request, document_id) -> CompanyDocument:
    documents = CompanyDocument.objects.visible_to(request.member).select_related("company", "file")
    return get_object_or_404(documents, pk=document_id)


def documents_of(company) -> str:
    return office_url("companies:documents", company.pk)


@allowed(Permission.COMPANY_SEE)
def documents(request, company_id):
    company = visible_company(request, company_id)
    rows = CompanyDocument.objects.visible_to(request.member).filter(company=company)
    rows = rows.select_related("file", "added_by").order_by("-added_at", "-pk")
    context = {"company": company, "listing": listing(request, rows), "may_edit": may_edit(request)}
    return render_list(request, "companies/documents.html", context)


@allowed(Permission.COMPANY_EDIT)
def add_document(request, company_id):
    company = visible_company(request, company_id)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.submit(actions.add_document, company=company, by=request.member):
        messages.success(request, _("“%(title)s” is added.") % {"title": form.result.title})
        return redirect(documents_of(company))
    context = {"form": form, "company": company, "heading": _("New document"), "label": _("Add")}
    return render(request, "companies/form.html", context, status=form.status)


@require_safe
@allowed(Permission.COMPANY_SEE)
def document(request, document_id):
    return file_response(visible_document(request, document_id).file, inline=True)


@allowed(Permission.COMPANY_EDIT)
def remove_document(request, document_id):
    """Asks first; the file is gone afterwards."""
    found = visible_document(request, document_id)
    if request.method == "POST":
        actions.remove_document(document=found, by=request.member)
        messages.success(request, _("“%(title)s” is removed.") % {"title": found.title})
        return redirect(documents_of(found.company))
    return render(request, "companies/remove_document.html", {"document": found, "company": found.company})


@require_safe
@allowed(Permission.COMPANY_SEE)
def logo(request, company_id):
    """The picture itself."""
    company = get_object_or_404(
        Company.objects.visible_to(request.member).select_related("logo"), pk=company_id, logo__isnull=False
    )
    return file_response(company.logo, inline=True)


@allowed(Permission.COMPANY_EDIT)
def set_logo(request, company_id):
    company = visible_company(request, company_id)
    form = LogoForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.submit(actions.set_logo, company=company, by=request.member):
        messages.success(request, _("The logo is saved."))
        return redirect(company)
    return render(request, "companies/logo.html", {"form": form, "company": company}, status=form.status)


@require_POST
@allowed(Permission.COMPANY_EDIT)
def remove_logo(request, company_id):
    company = actions.remove_logo(company=visible_company(request, company_id), by=request.member)
    messages.success(request, _("The logo is removed."))
    return redirect(company)
