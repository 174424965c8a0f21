"""By what can the list of companies be narrowed?"""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Approval, Company, Establishment
from okportal.curricula.models import Trade
from okportal.norwegian import sort_key
from okportal.offices.models import County

LAST = "\U0010ffff"  # sorts after everything: the end of a prefix range


class Ordering(django_filters.OrderingFilter):
    """With a last word, or rows of the same place could stand on two pages."""

    def filter(self, queryset, value):
        ordered = super().filter(queryset, value)
        return ordered.order_by(*ordered.query.order_by, "pk") if value else ordered


class CompanyFilter(django_filters.FilterSet):
    """Members only, unless former ones are asked for."""

    name = django_filters.CharFilter(
        label=_("Name or organisation number"), method="called", max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )  # fmt: skip
    trade = django_filters.ModelChoiceFilter(
        label=_("Approved for"), queryset=Trade.objects.all(), method="approved_for", empty_label=_("All trades")
    )
    county = django_filters.ModelChoiceFilter(
        label=_("County"), queryset=County.objects.all(), empty_label=_("All counties")
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), method="with_status", empty_label=_("Members"),
        choices=[("former", _("Former members")), ("all", _("All"))],
    )  # fmt: skip
    order = Ordering(fields=[("sort_name", "name"), ("city", "place")])

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("status") else queryset.active()

    def called(self, queryset, name, text):
        text = text.replace("\0", "").strip()
        digits = "".join(text.split())
        # Ranges, not LIKE: only leakproof operators use the index under row-level security.
        if digits.isdecimal():
            return queryset.filter(organisation_number__gte=digits, organisation_number__lt=digits + LAST)
        return queryset.filter(sort_name__gte=sort_key(text), sort_name__lt=sort_key(text) + LAST)

    def approved_for(self, queryset, name, trade):
        granted = Approval.objects.granted_on(self.request.member.today).filter(trade=trade)
        return queryset.filter(pk__in=granted.values("company_id"))

    def with_status(self, queryset, name, status):
        return queryset.filter(is_active=False) if status == "former" else queryset

    class Meta:
        model = Company
        fields: list = []


class EstablishmentFilter(django_filters.FilterSet):
    """Open places, unless closed ones are asked for."""

    name = django_filters.CharFilter(
        label=_("Name or organisation number"), method="called", max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )  # fmt: skip
    status = django_filters.ChoiceFilter(
        label=_("Status"), method="with_status", empty_label=_("In use"),
        choices=[("closed", _("Closed down")), ("all", _("All"))],
    )  # fmt: skip

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("status") else queryset.open_on(self.request.member.today)

    def called(self, queryset, name, text):
        text = text.replace("\0", "").strip()
        digits = "".join(text.split())
        if digits.isdecimal():
            return queryset.filter(organisation_number__startswith=digits)
        return queryset.filter(name__icontains=text)  # one company's places: few enough to read them all

    def with_status(self, queryset, name, status):
        today = self.request.member.today
        return queryset.filter(closed_on__lte=today) if status == "closed" else queryset

    class Meta:
        model = Establishment
        fields: list = []
