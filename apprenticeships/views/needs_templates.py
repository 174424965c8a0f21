"""Which questions does the office ask when it maps needs?"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apprenticeships.actions import needs as actions
from apprenticeships.forms.needs import EditTemplateForm, TemplateForm
from apprenticeships.models import NeedsTemplate
from apprenticeships.views.file import P
from okportal.offices.scope import office_url
from okportal.permissions import allowed
from okportal.ui.listing import listing, render_list


@allowed(P.NEEDS_EDIT)
def needs_templates(request):
    rows = NeedsTemplate.objects.visible_to(request.member)
    return render_list(request, "apprenticeships/needs_templates.html", {"listing": listing(request, rows)})


@allowed(P.NEEDS_EDIT)
@require_POST
def make_default_templates(request):
    """The first time: the portal's own questions become the office's, to change as it likes."""
    actions.make_default_templates(by=request.member)
    messages.success(request, _("The templates are ready. Change the questions as you like."))
    return redirect(_came_from(request) or office_url("apprenticeships:needs_templates"))


@allowed(P.NEEDS_EDIT)
def add_template(request):
    form = TemplateForm(request.POST or None)
    if form.is_valid() and form.submit(actions.add_template, by=request.member):
        messages.success(request, _("The template is saved."))
        return redirect(office_url("apprenticeships:needs_templates"))
    return render(request, "apprenticeships/needs_template.html", {"form": form}, status=form.status)


@allowed(P.NEEDS_EDIT)
def edit_template(request, template_id):
    template = get_object_or_404(NeedsTemplate.objects.visible_to(request.member), pk=template_id)
    form = EditTemplateForm(request.POST or None, initial=EditTemplateForm.facts_of(template))
    if form.is_valid() and form.submit(actions.edit_template, template=template, by=request.member):
        messages.success(request, _("The template is saved."))
        return redirect(office_url("apprenticeships:needs_templates"))
    context = {"form": form, "template": template}
    return render(request, "apprenticeships/needs_template.html", context, status=form.status)


def _came_from(request) -> str:
    """Address of the page that the button stood on, if it is ours."""
    page = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if is_ours else ""
