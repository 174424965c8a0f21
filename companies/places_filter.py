"""Which companies does the overview of places show, and with which figures?"""

import django_filters
from django import forms
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.filters import LAST
from companies.intake import shown
from companies.models import Approval, Company, IntakeQuestion, Places
from companies.places import Line, add_taken, begun_in, taken_in, year_from
from okportal.curricula.models import Trade
from okportal.norwegian import sort_key

YES, NO, SILENT, NOT_ASKED = "yes", "no", "silent", "not_asked"


class PlacesFilter(django_filters.FilterSet):
    """Members; the year stands in the address beside the filter (`aar`)."""

    name = django_filters.CharFilter(
        label=_("Company"), method="called", max_length=100, widget=forms.TextInput({"type": "search"})
    )
    trade = django_filters.ModelChoiceFilter(
        label=_("Trade"), queryset=Trade.objects.all(), method="in_trade", empty_label=_("All trades")
    )
    answer = django_filters.ChoiceFilter(
        label=_("Answer"), method="answered", empty_label=_("All"),
        choices=[(YES, _("Yes")), (NO, _("No")), (SILENT, _("Not answered")), (NOT_ASKED, _("Not asked"))],
    )  # fmt: skip

    @property
    def year(self) -> int:
        return year_from(self.data.get("aar"), self.request.member.today)

    def called(self, rows, name, text):
        text = sort_key(text.replace("\0", "").strip())
        return rows.filter(sort_name__gte=text, sort_name__lt=text + LAST)

    def in_trade(self, rows, name, trade):
        """Approved for it today, or with places in it in the year."""
        approved = Approval.objects.granted_on(self.request.member.today).filter(trade=trade)
        with_places = Places.objects.filter(trade=trade, year=self.year)
        return rows.filter(Q(pk__in=approved.values("company_id")) | Q(pk__in=with_places.values("company_id")))

    def answered(self, rows, name, answer):
        asked = IntakeQuestion.objects.filter(company_id=OuterRef("pk"), year=self.year)
        if answer == NOT_ASKED:
            return rows.filter(~Exists(asked))
        return rows.filter(Exists(asked.filter(answer="" if answer == SILENT else answer)))

    class Meta:
        model = Company
        fields: list = []


def members(member, year: int):
    """Today's members with the year's places and question on each."""
    places = Places.objects.filter(year__in=(year, year - 1)).select_related("trade", "establishment")
    return (
        Company.objects.visible_to(member)
        .active()
        .prefetch_related(
            Prefetch("places", places, to_attr="figures"),
            Prefetch("intake_questions", IntakeQuestion.objects.filter(year=year), to_attr="asked"),
        )
        .order_by("sort_name", "pk")
    )


def with_lines(rows: list[Company], year: int) -> list[Company]:
    """Give each company its `lines`, what they add up to, its `question` and how the answer is shown. One query."""
    now, taken = timezone.now(), taken_in(Company.objects.filter(pk__in=[row.pk for row in rows]), year)
    for row in rows:
        lines: dict[tuple, Line] = {}
        for figure in row.figures:
            line = lines.setdefault(
                (figure.trade_id, figure.establishment_id), Line(figure.trade, figure.establishment)
            )
            if figure.year == year:
                line.count, line.is_from_answer = figure.count, figure.is_from_answer
            else:
                line.before = figure.count
        begun = taken.get(row.pk, {})
        add_taken(lines, begun)
        row.lines = sorted(lines.values(), key=str)
        row.places_now = sum(line.count or 0 for line in row.lines)
        row.is_known = any(line.count is not None for line in row.lines)
        row.places_before = sum(line.before or 0 for line in row.lines)
        row.taken = sum(begun.values())
        row.question = row.asked[0] if row.asked else None
        row.answer = shown(row.question, now)
    return rows


def sums(companies, year: int) -> list[dict]:
    """{trade, now, before, taken, free} of each trade that `companies` have places or apprentices in. Two queries."""
    companies = companies.order_by().values("pk")
    figures = Places.objects.filter(company__in=companies, year__in=(year, year - 1)).order_by()
    figures = figures.values_list("trade_id", "trade__name").annotate(
        now=Sum("count", filter=Q(year=year), default=0), before=Sum("count", filter=Q(year=year - 1), default=0)
    )
    found = {pk: {"pk": pk, "trade": name, "now": now, "before": before} for pk, name, now, before in figures}
    begun = begun_in(Company.objects.filter(pk__in=companies), year).values_list(
        "apprenticeships__trade_id", "apprenticeships__trade__name"
    )
    for pk, name, taken in begun.annotate(number=Count("apprenticeships")):
        found.setdefault(pk, {"pk": pk, "trade": name, "now": 0, "before": 0})["taken"] = taken
    for row in found.values():
        row.setdefault("taken", 0)
        row["free"] = max(row["now"] - row["taken"], 0)
    return sorted(found.values(), key=lambda row: row["trade"])
