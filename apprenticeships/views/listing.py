"""Which apprenticeships does the list show, and what does a row say?"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from apprenticeships.columns import fields_of, file_columns, in_words, offered_to
from apprenticeships.filters import ApprenticeshipFilter
from apprenticeships.models import Apprenticeship
from apprenticeships.rules import caseload_status
from apprenticeships.views.file import P
from okportal.audit.actions import record
from okportal.offices.scope import office_url
from okportal.permissions import allowed
from okportal.saved_views.queries import views_for
from okportal.sheets.writing import response
from okportal.ui.columns import columns_of
from okportal.ui.listing import addresses, listing, render_list
from okportal.ui.selection import chosen, is_asked

LIST = "apprenticeships:list"
# What can be done to several at once: (URL name, words, icon).
STEPS = (
    ("apprenticeships:assign_advisors", gettext_lazy("Give an advisor"), "PersonGroup"),
    ("apprenticeships:write_to", gettext_lazy("Send a message"), "Paperplane"),
    ("apprenticeships:export", gettext_lazy("Export"), "FileExcel"),
)


@allowed(P.APPRENTICE_SEE)
def list_apprenticeships(request):
    member, today = request.member, request.member.today
    columns = columns_of(request, offered_to(member))
    rows = listing(request, seen_rows(member, fields_of(columns)), ApprenticeshipFilter)
    file_of = addresses(request, "apprenticeships:detail")
    for row in rows.rows:
        row.url = file_of(row.pk)
        row.status = caseload_status(row.facts, today)
        row.progress = row.progress_on(today)
        row.period = in_words(row.progress)
    may_edit = member.can(P.APPRENTICE_EDIT)
    context = {
        "listing": rows, "columns": columns, "saved_views": views_for(request, LIST), "today": today,
        "may_edit": may_edit,
        "steps": [(office_url(name), words, icon) for name, words, icon in STEPS] if may_edit else [],
    }  # fmt: skip
    return render_list(request, "apprenticeships/list.html", context)


@require_safe
@allowed(P.APPRENTICE_SEE)
def export_apprenticeships(request):
    """What is seen: all pages of the list with its filter and columns, or what was ticked in it, as xlsx or csv."""
    member = request.member
    columns = columns_of(request, offered_to(member))
    rows = Apprenticeship.objects.visible_to(member)
    if is_asked(request):
        rows = chosen(request, rows, ApprenticeshipFilter).rows
    else:
        rows = ApprenticeshipFilter(request.GET, queryset=rows, request=request).qs
    cells = rows.values_list(*fields_of(columns), named=True).iterator(chunk_size=2000)
    kind = "csv" if request.GET.get("fil") == "csv" else "xlsx"
    answer = response(file_columns(columns, member.today), cells, f"{_('Apprentices')} {member.today}", kind)
    record(member, "apprenticeships.exported", member.office, rows=rows.count(), kind=kind)
    return answer


def seen_rows(member, fields):
    """With no more than `fields`, and no join that they do not ask for."""
    joined = {field.rpartition("__")[0] for field in fields if "__" in field}
    return Apprenticeship.objects.visible_to(member).select_related(*joined).only(*fields)
