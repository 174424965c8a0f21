"""What is asked about credit, and about the papers of a contract?"""

from crispy_forms.layout import Div, Field, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from contracts import rules
from contracts.forms.steps import StepForm
from contracts.ledger.inputs import MOST_DAYS
from contracts.models import ContractCredit, ContractPaper
from okportal.documents.forms import UploadField
from okportal.documents.uploads import DOCUMENTS, IMAGES
from okportal.ui.forms import ActionForm, DateInput

FACTS = ("kind", "months", "days", "has_relevant_yff", "decided_on", "decided_by", "paper")


class CreditForm(StepForm):
    """`credit` gives the answers of last time, where it is an old one."""

    kind = forms.ChoiceField(label=_("Credit for"), choices=[("", "---------"), *ContractCredit.Kind.choices])
    months = forms.IntegerField(
        label=_("Months"), required=False, min_value=0, max_value=rules.MOST_CREDIT_MONTHS,
        help_text=_("Leave it empty for what the regulation says (§§ 6-5–6-12)."),
    )  # fmt: skip
    days = forms.IntegerField(label=_("and days"), required=False, min_value=0, max_value=MOST_DAYS)
    has_relevant_yff = forms.BooleanField(
        label=_("The vocational project (YFF) was relevant to the trade"), required=False,
        help_text=_("Gives a quarter of a year more for another Vg1 or Vg2."),
    )  # fmt: skip
    decided_on = forms.DateField(label=_("Decided on"), required=False, widget=DateInput())
    decided_by = forms.CharField(
        label=_("Decided by"), max_length=120, required=False, help_text=_("Mostly the county authority.")
    )
    paper = forms.ModelChoiceField(
        label=_("Paper that shows it"), queryset=ContractPaper.objects.none(), required=False,
        empty_label=_("None yet"),
    )  # fmt: skip
    file = UploadField(label=_("or a new file"), allow=DOCUMENTS | IMAGES, required=False)

    layout = Layout(
        Div(
            "kind", Row("months", "days"), Field("has_relevant_yff"), Row("decided_on", "decided_by"), "paper", "file",
            css_class="form-body",
        ),
        "version",
    )  # fmt: skip

    def __init__(self, *args, contract, credit=None, **kwargs):
        self.credit = credit
        super().__init__(*args, contract=contract, **kwargs)
        self.fields["paper"].queryset = contract.papers.select_related("file")

    def known(self, contract) -> dict:
        facts = {name: getattr(self.credit, name) for name in FACTS} if self.credit else {}
        return {"version": contract.version, **facts}

    def clean_days(self):
        return self.cleaned_data["days"] or 0


class PaperForm(ActionForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose")), *ContractPaper.Kind.choices])
    file = UploadField(label=_("File"), allow=DOCUMENTS | IMAGES)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    layout = Layout(Fieldset(_("Add a paper"), "kind", "file", "note"))
