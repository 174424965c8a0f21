"""How much were all apprentices away in one half-year?"""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from apprenticeships.absence import Half, Sum, sums, total
from apprenticeships.absence_filter import AbsenceReportFilter, in_words
from apprenticeships.models import Absence, Apprenticeship
from apprenticeships.states import ApprenticeshipState
from apprenticeships.views.file import P
from okportal.audit.actions import record
from okportal.permissions import allowed
from okportal.sheets.writing import Column, response
from okportal.ui.listing import addresses, listing, render_list

SHOWN = (
    "office_id", "start_on", "end_on", "apprentice__first_name", "apprentice__last_name", "trade__name",
    "company__name",
)  # fmt: skip
NOTHING = Sum()


@allowed(P.CASELOAD)
def absence_report(request):
    """The office's list for 30 June and 31 December (domain § 12): each apprentice with the days by kind."""
    shown = listing(request, in_training(request.member), AbsenceReportFilter)
    half = shown.filter.chosen_half
    page_of = addresses(request, "apprenticeships:absence")
    with_sums(shown.rows, half, request.member.today)
    for row in shown.rows:
        row.url = page_of(row.pk)
    waiting = absences_in(half).filter(
        state=Absence.State.REPORTED, apprenticeship__in=Apprenticeship.objects.visible_to(request.member)
    )
    context = {
        "listing": shown, "half": half, "title": in_words(half), "kinds": Absence.Kind.labels,
        "waiting": waiting.count(), "is_closed": half.last_on < request.member.today,
    }  # fmt: skip
    return render_list(request, "apprenticeships/absence_report.html", context)


@require_safe
@allowed(P.CASELOAD)
def absence_export(request):
    """The same as a file, all pages of it. That it left is written down: it says who was ill."""
    member = request.member
    chosen = AbsenceReportFilter(request.GET, queryset=in_training(member), request=request)
    rows, half = list(chosen.qs), chosen.chosen_half if chosen.form.is_valid() else None
    if half is None:
        return render(request, "400.html", status=400)
    with_sums(rows, half, member.today)
    kind = "csv" if request.GET.get("fil") == "csv" else "xlsx"
    answer = response(COLUMNS, rows, f"{_('Absence')} {half}", kind)
    record(member, "absences.exported", member.office, rows=len(rows), half=str(half), kind=kind)
    return answer


def in_training(member):
    rows = Apprenticeship.objects.visible_to(member).exclude(state=ApprenticeshipState.PLANNED)
    return rows.select_related("apprentice", "trade", "company").only(*SHOWN)


def absences_in(half: Half):
    """Those with a day in the half-year; one without a last day may have."""
    return Absence.objects.filter(from_on__lte=half.last_on).exclude(to_on__lt=half.first_on)


def with_sums(rows, half, today):
    """Adds `sums` (by kind) and `total` to each row; one question for all."""
    by_file = {row.pk: [] for row in rows}
    confirmed = absences_in(half).filter(apprenticeship__in=list(by_file), state=Absence.State.CONFIRMED)
    for away in confirmed:
        by_file[away.apprenticeship_id].append(away)
    for row in rows:
        row.sums = sums(by_file[row.pk], half.first_on, min(half.last_on, row.end_on), today)
        row.total = total(row.sums)
        row.by_kind = [(kind.label, row.sums.get(kind, NOTHING)) for kind in Absence.Kind]


def _days_of(kind):
    return lambda row: row.sums.get(kind, NOTHING).days


COLUMNS = (
    Column("name", gettext_lazy("Apprentice"), lambda row: row.apprentice.name, 28),
    Column("company", gettext_lazy("Training company"), lambda row: row.company.name, 28),
    Column("trade", gettext_lazy("Trade"), lambda row: row.trade.name, 28),
    *(Column(kind.value, kind.label, _days_of(kind)) for kind in Absence.Kind),
    Column("days", gettext_lazy("Days"), lambda row: row.total.days),
    Column("full_days", gettext_lazy("Whole days"), lambda row: row.total.full_days),
)
