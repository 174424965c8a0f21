"""Which words, logo and copies does the office use, and how does a contract look with them?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contracts.actions import templates as actions
from contracts.forms.templates import TemplateForm
from contracts.models import Contract, PaperTemplate
from contracts.paper import pdf
from okportal.audit.actions import record_viewing
from okportal.documents.views import file_response
from okportal.errors import Refused
from okportal.permissions import Permission, allowed
from okportal.ui.listing import listing, render_list


@allowed(Permission.CONTRACT_EDIT)
def templates(request):
    rows = PaperTemplate.objects.visible_to(request.member).order_by("-is_active", "name", "pk")
    context = {"listing": listing(request, rows), "may_edit": request.member.can(Permission.OFFICE_ADMIN)}
    return render_list(request, "contracts/templates/list.html", context)


@allowed(Permission.OFFICE_ADMIN)
def add_template(request):
    form = TemplateForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.submit(actions.add_template, by=request.member):
        messages.success(request, _("The template “%(name)s” is saved.") % {"name": form.result.name})
        return redirect(form.result)
    return render(request, "contracts/templates/form.html", {"form": form}, status=form.status)


@allowed(Permission.OFFICE_ADMIN)
def edit_template(request, paper_template_id):
    template = _template(request, paper_template_id)
    known = {name: getattr(template, name) for name in (*actions.FIELDS, "version")}
    form = TemplateForm(request.POST or None, request.FILES or None, template=template, initial=known)
    if form.is_valid() and form.submit(actions.edit_template, template=template, by=request.member):
        messages.success(request, _("The changes are saved."))
        return redirect(form.result)
    context = {"form": form, "template": template, "shown_on": _shown_on(request, template)}
    return render(request, "contracts/templates/form.html", context, status=form.status)


@require_safe
@allowed(Permission.OFFICE_ADMIN)
def preview_template(request, paper_template_id):
    """One of the office's own contracts as it would look with this template; nothing is kept."""
    template = _template(request, paper_template_id)
    contract = _shown_on(request, template)
    if contract is None:
        raise Refused(
            _("There is no contract of this type to show the template on."),
            way_out=_("Begin a draft, and fill in its first day."),
        )
    record_viewing(request.member, contract.apprenticeship.apprentice, "contracts:preview_template")
    contract.template, contract.remarks = template, contract.remarks or template.remarks
    if template.language:
        contract.language = template.language
    content = pdf.contract_pdf(contract, signatures=[])
    headers = {"Content-Disposition": 'inline; filename="forhandsvisning.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_safe
@allowed(Permission.CONTRACT_EDIT)
def template_logo(request, paper_template_id):
    return file_response(_template(request, paper_template_id, logo__isnull=False).logo, inline=True)


def _template(request, paper_template_id, **facts) -> PaperTemplate:
    rows = PaperTemplate.objects.visible_to(request.member).select_related("logo")
    return get_object_or_404(rows.filter(**facts), pk=paper_template_id)


def _shown_on(request, template) -> Contract | None:
    """The newest contract that the template fits, with both dates."""
    fits = Contract.objects.visible_to(request.member).filter(start_on__isnull=False, end_on__isnull=False)
    if template.kind:
        fits = fits.filter(kind=template.kind)
    return fits.with_people().select_related("office").first()
