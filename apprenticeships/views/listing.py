"""Which apprenticeships does the list show, and what does a row say?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apprenticeships.filters import ApprenticeshipFilter
from apprenticeships.models import Apprenticeship
from apprenticeships.rules import caseload_status
from apprenticeships.views.file import P
from okportal.permissions import allowed
from okportal.ui.listing import addresses, listing, render_list

# What a row shows. The rest stays in the database, the encrypted number first of all.
SHOWN = (
    "office_id", "state", "start_on", "end_on", "apprentice__first_name", "apprentice__last_name", "trade__name",
    "company__name", "supervisor__to_on", "instructor__to_on", "advisor__to_on",
    "advisor__user__name",
)  # fmt: skip


@allowed(P.APPRENTICE_SEE)
def list_apprenticeships(request):
    member = request.member
    rows = listing(request, Apprenticeship.objects.visible_to(member).with_people().only(*SHOWN), ApprenticeshipFilter)
    file_of = addresses(request, "apprenticeships:detail")
    for row in rows.rows:
        row.url = file_of(row.pk)
        row.status = caseload_status(row.facts, member.today)
        row.progress = row.progress_on(member.today)
        row.period = in_words(row.progress) if row.progress else ""
    context = {"listing": rows, "may_edit": member.can(P.APPRENTICE_EDIT), "today": member.today}
    return render_list(request, "apprenticeships/list.html", context)


def in_words(progress) -> str:
    if progress.month:
        return _("Month %(month)s of %(months)s") % {"month": progress.month, "months": progress.months}
    return ngettext("%(months)s month, not begun", "%(months)s months, not begun", progress.months) % {
        "months": progress.months
    }
