"""What do the forms about approvals ask?"""

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Approval
from companies.states import DECISIONS
from okportal.curricula.models import Trade
from okportal.offices.models import County
from okportal.ui.forms import ActionForm, DateInput


class ApprovalForm(ActionForm):
    trade = forms.ModelChoiceField(label=_("Trade"), queryset=Trade.objects.all(), empty_label=_("Choose a trade"))
    county = forms.ModelChoiceField(
        label=_("County"), queryset=County.objects.all(), empty_label=_("Choose a county"),
        help_text=_("The county where the place of work lies."),
    )  # fmt: skip
    applied_on = forms.DateField(label=_("Applied on"), widget=DateInput(), required=False)
    legal_basis = forms.ChoiceField(label=_("Legal basis"), choices=Approval.LegalBasis)
    layout = Layout(
        Fieldset(_("For what"), "trade", "county"),
        Fieldset(_("Application"), Row(Column("applied_on"), Column("legal_basis"))),
    )


class DecisionForm(ActionForm):
    """Only the decisions that the approval's state allows."""

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("Holds from"), widget=DateInput())
    to_on = forms.DateField(
        label=_("Holds to"), widget=DateInput(), required=False, help_text=_("Only when the county has set an end.")
    )
    limits = forms.CharField(
        label=_("Limits"), max_length=300, required=False, help_text=_("What the company may train for, when limited.")
    )
    layout = Layout(
        Fieldset(_("Answer"), "decision", "limits"),
        Fieldset(_("Period"), Row(Column("on"), Column("to_on"))),
    )

    def __init__(self, *args, approval, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [
            (name, step.label) for name, step in DECISIONS.items() if step.allowed_from(approval.state)
        ]
