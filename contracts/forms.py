"""What do the pages about contracts ask?"""

import django_filters
from crispy_forms.layout import Div, Field, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apprenticeships.names import called
from companies.models import Company
from contracts import rules, signing
from contracts.models import Contract
from contracts.states import ContractState
from okportal.curricula.models import Trade
from okportal.ui.forms import ActionForm, DateInput


class StepForm(ActionForm):
    """One wizard step; `contract` gives the answers of last time and the version they are typed on."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, contract, **kwargs):
        self.contract = contract
        fields = {name: getattr(contract, name) for name in self.base_fields}
        super().__init__(*args, initial=fields, **kwargs)

    def add_refusal(self, refusal):
        """After a colleague's change the next try counts: the person has been told by then."""
        if refusal.field == "version":
            self.contract.refresh_from_db(fields=["version"])
            self.data = self.data.copy()
            self.data["version"] = self.contract.version
            refusal.field = None
        super().add_refusal(refusal)


class TypeForm(StepForm):
    kind = forms.ChoiceField(label=_("Contract type"), choices=Contract.Kind, widget=forms.RadioSelect)

    layout = Layout(Fieldset(_("Type"), "kind"), "version")


class PeriodForm(StepForm):
    start_on = forms.DateField(
        label=_("First day of the training"), required=False, widget=DateInput(),
        help_text=_("Needed before sending. The contract must be written before this day."),
    )  # fmt: skip
    months = forms.IntegerField(
        label=_("Training period, months"), min_value=1, max_value=rules.MOST_MONTHS,
        help_text=_("As the trade demands, before credit."),
    )  # fmt: skip
    credit_months = forms.IntegerField(label=_("Credit, months"), min_value=0, max_value=rules.MOST_MONTHS)
    credit_basis = forms.ChoiceField(label=_("Basis of the credit"), choices=Contract.CreditBasis)

    layout = Layout(
        Fieldset(_("Period"), Row("start_on", "months")),
        Fieldset(_("Credit"), Row("credit_months", "credit_basis")),
        "version",
    )

    def clean_start_on(self):
        day = self.cleaned_data["start_on"]
        if day and not rules.may_start_on(day, timezone.localdate()):
            raise ValidationError(_too_far_off())
        return day

    def clean(self):
        answers = super().clean()
        kind, months, credit = self.contract.kind, answers.get("months"), answers.get("credit_months")
        least = rules.minimum_months(kind)
        if months is not None and months < least:
            self.add_error("months", _too_short(least))
        elif months is not None and credit is not None and credit > rules.most_credit(kind, months):
            self.add_error("credit_months", _too_much(rules.most_credit(kind, months)))
        if credit == 0 and answers.get("credit_basis"):
            answers["credit_basis"] = Contract.CreditBasis.NONE
        return answers


def _too_far_off() -> str:
    words = ngettext(
        "The first day must lie within %(years)s year of today.",
        "The first day must lie within %(years)s years of today.",
        rules.START_YEARS,
    )
    return words % {"years": rules.START_YEARS}


def _too_short(least) -> str:
    words = ngettext(
        "This contract type lasts at least %(least)s month.",
        "This contract type lasts at least %(least)s months.",
        least,
    )
    return words % {"least": least}


def _too_much(most) -> str:
    words = ngettext(
        "At most %(most)s month can be credited here.", "At most %(most)s months can be credited here.", most
    )
    return words % {"most": most}


class WorkForm(StepForm):
    workplace = forms.CharField(
        label=_("Place of work"), max_length=200, required=False,
        help_text=_("Where the apprentice meets on the first day."),
    )  # fmt: skip
    position_percent = forms.IntegerField(label=_("Position, percent"), min_value=1, max_value=100)
    language = forms.ChoiceField(label=_("Language of the contract"), choices=[("nb", "Bokmål"), ("nn", "Nynorsk")])
    remarks = forms.CharField(
        label=_("Remarks"), max_length=2000, required=False, widget=forms.Textarea({"rows": 4}),
        help_text=_("Stands in the contract; all parties read it."),
    )  # fmt: skip

    layout = Layout(
        Fieldset(_("Work"), "workplace", Row("position_percent", "language")),
        Fieldset(_("Remarks"), "remarks"),
        "version",
    )


class SendForm(StepForm):
    """The button under the check: sends the draft as it was when it was shown."""


class SignForm(ActionForm):
    """Confirms and signs exactly one file. Hands on its hash, and how the person showed who they are."""

    sha256 = forms.CharField(widget=forms.HiddenInput)
    has_read = forms.BooleanField(
        label=_("I have read the contract, and what it says is right."),
        error_messages={"required": _("Confirm that you have read the contract.")},
    )
    password = forms.CharField(
        label=_("Your password"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"}),
        help_text=_("So that we know it is you who signs."),
    )  # fmt: skip

    def __init__(self, *args, request, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.language = request, language
        if signing.still_needed(request) != "password":
            del self.fields["password"]

    def clean_password(self):
        password = self.cleaned_data["password"]
        if not signing.is_own_password(self.request, password):
            raise ValidationError(_("This is not your password."))
        return password

    def clean(self):
        answers = super().clean()
        if not self.errors:
            with_password = answers.pop("password", None) is not None
            del answers["has_read"]
            answers["how"] = signing.proof(self.request, self.language, with_password=with_password)
        return answers


class TakeBackForm(ActionForm):
    reason = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Sent to everybody who was asked to sign."),
    )  # fmt: skip


class DecisionForm(ActionForm):
    APPROVED, REFUSED = "approved", "refused"

    decision = forms.ChoiceField(
        label=_("The county authority has"), widget=forms.RadioSelect,
        choices=[(APPROVED, _("approved the contract")), (REFUSED, _("refused the contract"))],
    )  # fmt: skip
    decided_on = forms.DateField(label=_("Date of the decision"), widget=DateInput())
    case_number = forms.CharField(label=_("Case number"), max_length=40, required=False)
    decision_remark = forms.CharField(
        label=_("Remark or reason"), max_length=500, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed when the contract was refused."),
    )  # fmt: skip

    layout = Layout(
        Div(Field("decision"), Row("decided_on", "case_number"), Field("decision_remark"), css_class="form-body")
    )

    def clean(self):
        answers = super().clean()
        self.decision = answers.pop("decision", "")
        return answers


class CompleteForm(ActionForm):
    ended_on = forms.DateField(label=_("Last day"), widget=DateInput())


class EndForm(ActionForm):
    ended_on = forms.DateField(label=_("Last day"), widget=DateInput())
    end_reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Write no more about the person than is needed."),
    )  # fmt: skip


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
