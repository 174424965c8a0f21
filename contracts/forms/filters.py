"""By what are contracts looked for?"""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apprenticeships.names import called
from companies.models import Company
from contracts.models import Contract
from contracts.states import ContractState
from okportal.curricula.models import Trade


def companies(request):
    return Company.objects.visible_to(request.member)


class ContractFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(
        label=_("Name or number"), method="search", widget=forms.TextInput({"type": "search", "autocomplete": "off"})
    )
    state = django_filters.ChoiceFilter(label=_("Status"), choices=ContractState, empty_label=_("All"))
    kind = django_filters.ChoiceFilter(label=_("Type"), choices=Contract.Kind, empty_label=_("All"))
    trade = django_filters.ModelChoiceFilter(
        label=_("Trade"), field_name="apprenticeship__trade", queryset=Trade.objects.all(), empty_label=_("All")
    )
    company = django_filters.ModelChoiceFilter(
        label=_("Training company"), field_name="apprenticeship__company", queryset=companies, empty_label=_("All")
    )
    whose = django_filters.ChoiceFilter(
        label=_("Advisor"), method="of_advisor", choices=[("mine", _("My own"))], empty_label=_("All")
    )
    apprenticeship = django_filters.NumberFilter(field_name="apprenticeship_id", widget=forms.HiddenInput)

    class Meta:
        model = Contract
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.request.member.is_staff:
            del self.filters["whose"]

    def search(self, contracts, name, value):
        return contracts.filter(Q(number__contains=value.strip()) | called(value, "apprenticeship__apprentice__"))

    def of_advisor(self, contracts, name, value):
        return contracts.filter(apprenticeship__advisor__user_id=self.request.user.pk)
