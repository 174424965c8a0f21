"""What do the forms about agreements ask?"""

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Agreement
from okportal.audit.stale import Stale
from okportal.documents.forms import UploadField
from okportal.documents.kinds import PDF
from okportal.ui.forms import ActionForm, DateInput


class AgreementForm(ActionForm):
    scopes = forms.MultipleChoiceField(
        label=_("The office"), choices=Agreement.Scope, widget=forms.CheckboxSelectMultiple,
        help_text=_("What the office does for the company (the Education Act § 7-12)."),
    )  # fmt: skip
    from_on = forms.DateField(label=_("From"), widget=DateInput())
    to_on = forms.DateField(label=_("To"), widget=DateInput(), required=False, help_text=_("Empty: until it is ended."))
    fee = forms.IntegerField(label=_("Yearly fee, kroner"), min_value=0, max_value=10_000_000, required=False)
    member_share = forms.DecimalField(
        label=_("The member's share of grants, percent"), min_value=0, max_value=100, max_digits=5, decimal_places=2,
        required=False,
    )  # fmt: skip
    remarks = forms.CharField(label=_("Remarks"), max_length=500, required=False)
    signed_on = forms.DateField(label=_("Signed on"), widget=DateInput(), required=False)
    file = UploadField(label=_("Signed agreement"), allow=frozenset({PDF}), required=False)
    layout = Layout(
        Fieldset(_("What"), "scopes", Row(Column("from_on"), Column("to_on"))),
        Fieldset(_("Money"), Row(Column("fee"), Column("member_share"))),
        Fieldset(_("Signature"), "signed_on", "file", "remarks"),
    )


class EditAgreementForm(AgreementForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    layout = Layout("version", *AgreementForm.layout.fields)

    def add_refusal(self, refusal):
        """Somebody else saved first: tell what changed, and let the next save through."""
        super().add_refusal(refusal)
        if isinstance(refusal, Stale):
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = refusal.version


class EndAgreementForm(ActionForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    on = forms.DateField(label=_("Last day"), widget=DateInput())
