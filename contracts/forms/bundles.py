"""Which contracts go into one ZIP?"""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Company
from contracts.models import Contract
from contracts.states import ContractState
from okportal.curricula.models import Trade
from okportal.ui.forms import ActionForm

SIGNED, ALL = "signed", "all"


class BundleForm(ActionForm):
    """Hands on `contracts`, a queryset, and `title`."""

    year = forms.TypedChoiceField(label=gettext_lazy("Training starts in"), coerce=int)
    which = forms.ChoiceField(
        label=gettext_lazy("Which"), widget=forms.RadioSelect, initial=SIGNED,
        choices=[
            (SIGNED, gettext_lazy("Those that are signed by all")),
            (ALL, gettext_lazy("All, those under signing and drafts as well")),
        ],
    )  # fmt: skip
    trade = forms.ModelChoiceField(
        label=gettext_lazy("Trade"), queryset=Trade.objects.all(), required=False, empty_label=gettext_lazy("All")
    )
    company = forms.ModelChoiceField(
        label=gettext_lazy("Training company"), queryset=Company.objects.none(), required=False,
        empty_label=gettext_lazy("All"),
    )  # fmt: skip

    layout = Layout(
        Fieldset(gettext_lazy("Contracts"), "year", "which"), Fieldset(gettext_lazy("Only"), "trade", "company")
    )

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.contracts = Contract.objects.visible_to(member)
        years = [day.year for day in self.contracts.dates("start_on", "year", order="DESC") if day]
        self.fields["year"].choices = [(year, str(year)) for year in years]
        self.fields["company"].queryset = Company.objects.visible_to(member).order_by("name")

    def clean(self):
        given = super().clean()
        if self.errors:
            return given
        rows = self.contracts.filter(start_on__year=given["year"])
        if given["which"] == SIGNED:
            rows = rows.exclude(state=ContractState.DRAFT).filter(round__signed_file__isnull=False)
        if given["trade"]:
            rows = rows.filter(apprenticeship__trade=given["trade"])
        if given["company"]:
            rows = rows.filter(apprenticeship__company=given["company"])
        words = [_("Contracts from %(year)s") % {"year": given["year"]}, given["trade"], given["company"]]
        return {"contracts": rows, "title": " · ".join(str(word) for word in words if word)[:120]}
