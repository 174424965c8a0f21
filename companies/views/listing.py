"""Which companies are members?"""

from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from companies.columns import file_columns, offered_to
from companies.filters import CompanyFilter
from companies.models import Approval, Company
from okportal.audit.actions import record
from okportal.permissions import Permission, allowed
from okportal.saved_views.queries import views_for
from okportal.sheets.writing import response
from okportal.ui.columns import columns_of
from okportal.ui.listing import listing, render_list


@allowed(Permission.COMPANY_SEE)
def list_companies(request):
    member = request.member
    context = {
        "listing": listing(request, seen_by(member), CompanyFilter), "columns": columns_of(request, offered_to(member)),
        "saved_views": views_for(request, "companies:list"), "may_edit": member.can(Permission.COMPANY_EDIT),
    }  # fmt: skip
    return render_list(request, "companies/list.html", context)


@require_safe
@allowed(Permission.COMPANY_SEE)
def export_companies(request):
    """What is seen: all pages of the list with its filter and columns, as xlsx or csv."""
    member = request.member
    columns = file_columns(columns_of(request, offered_to(member)))
    rows = list(CompanyFilter(request.GET, queryset=seen_by(member), request=request).qs)
    kind = "csv" if request.GET.get("fil") == "csv" else "xlsx"
    record(member, "companies.exported", member.office, rows=len(rows), kind=kind)
    return response(columns, rows, f"{_('Companies')} {member.today}", kind)


def seen_by(member):
    granted = Approval.objects.granted_on(member.today).select_related("trade")
    return (
        Company.objects.visible_to(member)
        .select_related("county")
        .prefetch_related(Prefetch("approvals", granted, to_attr="granted"))
        .annotate(in_training=Count("apprenticeships", filter=Q(apprenticeships__state="running")))
        .order_by("sort_name", "pk")
    )
