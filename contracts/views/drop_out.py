"""How many contracts end early, how, and why?"""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from contracts.ending.drop_out import EARLY, GROUPS, SUM, in_year, per_year
from okportal.audit.actions import record
from okportal.permissions import Permission, allowed
from okportal.sheets.writing import Column, response
from okportal.ui.charts import bar_chart

HEADS = (*(kind.label for kind in EARLY), gettext_lazy("Ended early in all"), gettext_lazy("Completed"))


@allowed(Permission.CONTRACT_SEE)
def ending_statistics(request):
    """Numbers for the office: a line a year, and one year divided by reason, trade or company."""
    years, year, group = _asked(request)
    lines = in_year(request.member, year, group) if year else []
    page = {
        "years": years, "year": year, "group": group, "lines": lines, "heads": HEADS,
        "groups": [(key, words) for key, (words, _key, _name) in GROUPS.items()], "group_label": GROUPS[group][0],
        "chart": _chart(years), "is_guarded": not request.member.can(Permission.CONTRACT_EDIT),
    }  # fmt: skip
    return render(request, "contracts/ending/statistics.html", page)


@require_safe
@allowed(Permission.CONTRACT_SEE)
def export_ending_statistics(request):
    """The year's table as one sees it, as xlsx or csv."""
    _years, year, group = _asked(request)
    lines = in_year(request.member, year, group) if year else []
    columns = [Column("label", GROUPS[group][0], lambda line: line.label, 34)]
    columns += [
        Column(f"n{place}", head, lambda line, place=place: line.numbers[place]) for place, head in enumerate(HEADS)
    ]
    kind = "csv" if request.GET.get("fil") == "csv" else "xlsx"
    answer = response(columns, lines, f"{_('Endings')} {year or ''}".strip(), kind)
    record(request.member, "endings.exported", request.member.office, year=year, rows=len(lines), kind=kind)
    return answer


def _asked(request):
    """The lines by year, the year in question (None without any), and what it is divided by."""
    if not request.member.is_staff:
        raise Http404
    years = per_year(request.member)
    known = [line.label for line in years]
    asked = request.GET.get("aar", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in known else next(iter(known), None)
    group = request.GET.get("etter")
    return years, year, group if group in GROUPS else next(iter(GROUPS))


def _chart(years):
    """Early endings a year, the oldest first; none where a number is hidden."""
    totals = [(line.label, line.numbers[SUM]) for line in reversed(years)]
    if not totals or not all(isinstance(number, int) for _year, number in totals):
        return None
    return bar_chart(
        [(year, number, None) for year, number in totals], title=_("Ended early, by year"), done_label=_("Ended early"),
        category_label=_("Year"),
    )  # fmt: skip
