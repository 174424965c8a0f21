"""Which apprenticeships does the list show?"""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apprenticeships.forms import advisors
from apprenticeships.models import Apprenticeship
from apprenticeships.names import called
from apprenticeships.states import CURRENT, ApprenticeshipState
from companies.filters import Ordering
from companies.models import Company
from okportal.curricula.models import Trade
from okportal.offices.models import County, Membership
from okportal.ui.forms import DateInput

ALL, MINE = "all", "mine"


def used(request, field):
    """Ids of `field` among the apprenticeships this person sees: choices that would find nothing are left out."""
    return Apprenticeship.objects.visible_to(request.member).order_by().values(field)


def people_of(request) -> list[tuple[str, str]]:
    """Who may follow apprentices up today, and whoever has left and still stands as somebody's advisor."""
    here = Membership.objects.visible_to(request.member).select_related("user")
    today = Q(pk__in=advisors(request.member).order_by().values("pk"))
    found = here.filter(today | Q(pk__in=used(request, "advisor_id"))).order_by("user__name", "role")
    return [(str(membership.pk), membership.user.name) for membership in found]


class ApprenticeshipFilter(django_filters.FilterSet):
    name = django_filters.CharFilter(
        label=_("Name"), method="by_name", max_length=100, widget=forms.TextInput({"type": "search"})
    )
    state = django_filters.ChoiceFilter(
        label=_("Status"), method="by_state", empty_label=_("Not finished"),
        choices=[*ApprenticeshipState.choices, (ALL, _("All, also finished"))],
    )  # fmt: skip
    trade = django_filters.ModelChoiceFilter(
        label=_("Trade"), empty_label=_("All"),
        queryset=lambda request: Trade.objects.filter(pk__in=used(request, "trade_id")),
    )  # fmt: skip
    company = django_filters.ModelChoiceFilter(
        label=_("Training company"), empty_label=_("All"),
        queryset=lambda request: Company.objects.filter(pk__in=used(request, "company_id")).only("name"),
    )  # fmt: skip
    county = django_filters.ModelChoiceFilter(
        label=_("County"), empty_label=_("All"),
        queryset=lambda request: County.objects.filter(pk__in=used(request, "county_id")),
    )  # fmt: skip
    advisor = django_filters.ChoiceFilter(label=_("Advisor"), method="by_advisor", empty_label=_("All"))
    start_from = django_filters.DateFilter(
        label=_("Starts from"), field_name="start_on", lookup_expr="gte", widget=DateInput()
    )
    start_to = django_filters.DateFilter(
        label=_("Starts by"), field_name="start_on", lookup_expr="lte", widget=DateInput()
    )
    end_from = django_filters.DateFilter(
        label=_("Ends from"), field_name="end_on", lookup_expr="gte", widget=DateInput()
    )
    end_to = django_filters.DateFilter(label=_("Ends by"), field_name="end_on", lookup_expr="lte", widget=DateInput())
    order = Ordering(
        fields=[
            ("apprentice__sort_name", "name"), ("start_on", "start"), ("end_on", "end"),
            ("company__sort_name", "company"),
        ]
    )  # fmt: skip
    # Asked for now and then: folded away until one of them is in force (components/filters.html).
    more = ("start_from", "start_to", "end_from", "end_to")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        member = self.request.member
        if member.is_staff:
            self.filters["advisor"].extra["choices"] = [(MINE, _("Mine")), *people_of(self.request)]
        else:
            # The company's few need a name and a status; the rest is the office's way of dividing its work.
            for name in ("company", "county", "advisor"):
                del self.filters[name]

    @property
    def qs(self):
        rows = super().qs
        return rows if self.form.cleaned_data.get("state") else rows.filter(state__in=CURRENT)

    def by_name(self, rows, name, value):
        """Words that begin like what was typed: first name, last name, or both in either order."""
        return rows.filter(called(value, "apprentice__"))

    def by_state(self, rows, name, value):
        return rows if value == ALL else rows.filter(state=value)

    def by_advisor(self, rows, name, value):
        return rows.of_advisor(self.request.member) if value == MINE else rows.filter(advisor_id=value)
