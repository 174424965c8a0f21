"""How does one fetch many contracts at once?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contracts.actions.bundles import order_bundle
from contracts.forms.bundles import BundleForm
from contracts.models import Bundle
from contracts.states import BUNDLE_BEGIN
from okportal.audit.actions import record
from okportal.documents.views import file_response
from okportal.permissions import Permission, allowed
from okportal.ui.listing import listing, render_list


@allowed(Permission.CONTRACT_EDIT)
def bundles(request):
    rows = Bundle.objects.visible_to(request.member).select_related("made_by")
    return render_list(request, "contracts/bundles/list.html", {"listing": listing(request, rows)})


@allowed(Permission.CONTRACT_EDIT)
def new_bundle(request):
    form = BundleForm(request.POST or None, member=request.member)
    if form.is_valid() and form.submit(order_bundle, by=request.member):
        messages.success(request, _("The contracts are being packed."))
        return redirect(form.result)
    return render(request, "contracts/bundles/new.html", {"form": form}, status=form.status)


@require_safe
@allowed(Permission.CONTRACT_EDIT)
def bundle(request, bundle_id):
    """How far it is; htmx asks again for the part that moves."""
    found = _bundle(request, bundle_id)
    page = {"bundle": found, "is_at_work": BUNDLE_BEGIN.allowed_from(found.state), "total": len(found.contract_ids)}
    name = "contracts/bundles/_state.html" if request.htmx else "contracts/bundles/detail.html"
    return render(request, name, page)


@require_safe
@allowed(Permission.CONTRACT_EDIT)
def bundle_zip(request, bundle_id):
    found = _bundle(request, bundle_id)
    if found.file is None:
        raise Http404
    record(request.member, "bundle.fetched", found, contracts=len(found.contract_ids))
    return file_response(found.file)


def _bundle(request, bundle_id) -> Bundle:
    return get_object_or_404(Bundle.objects.visible_to(request.member).select_related("made_by", "file"), pk=bundle_id)
