"""What do the pages about a contract at the county ask?"""

import django_filters
from crispy_forms.layout import Div, Field, Layout, Row
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apprenticeships.names import called
from contracts.county.deadlines import WAITING
from contracts.models import Amendment, Contract, CountyEntry
from contracts.states import AmendmentState
from okportal.documents.forms import UploadField
from okportal.documents.uploads import DOCUMENTS, IMAGES
from okportal.offices.models import County
from okportal.ui.forms import ActionForm, DateInput

PAPERS = DOCUMENTS | IMAGES


def remark_field(label, **kwargs):
    return forms.CharField(label=label, max_length=500, widget=forms.Textarea({"rows": 3}), **kwargs)


def case_number_field():
    return forms.CharField(
        label=_("Case number"), max_length=40, required=False, help_text=_("The county's, if you have it.")
    )


class SentForm(ActionForm):
    on = forms.DateField(label=_("Sent on"), widget=DateInput())
    case_number = case_number_field()
    remark = remark_field(_("Remark"), required=False)
    file = UploadField(label=_("Letter that went along"), allow=PAPERS, required=False)

    layout = Layout(Div(Row("on", "case_number"), Field("remark"), Field("file"), css_class="form-body"))


class AnswerForm(ActionForm):
    on = forms.DateField(label=_("Answered on"), widget=DateInput())
    case_number = case_number_field()
    remark = remark_field(_("What was answered"))
    file = UploadField(label=_("The answer as a file"), allow=PAPERS, required=False)

    layout = Layout(Div(Row("on", "case_number"), Field("remark"), Field("file"), css_class="form-body"))


class LetterOfDecisionForm(ActionForm):
    """What the county has decided, as its letter says; a subclass asks for the decision itself and for the remark.

    The decision is no answer to the action but picks it: `form.decision`.
    """

    decided_on = forms.DateField(label=_("Date of the letter"), widget=DateInput())
    case_number = case_number_field()
    file = UploadField(label=_("The county authority's letter"), allow=PAPERS, required=False)

    layout = Layout(
        Div(
            Field("decision"), Row("decided_on", "case_number"), Field("decision_remark"), Field("file"),
            css_class="form-body",
        )
    )  # fmt: skip

    def clean(self):
        answers = super().clean()
        self.decision = answers.pop("decision", "")
        return answers


class DecisionForm(LetterOfDecisionForm):
    """What the county has done with the contract; hands on the answers under the names that the action takes."""

    APPROVED, REFUSED, RETURNED = "approved", "refused", "returned"
    CALLED = {"on": "decided_on", "remark": "decision_remark"}  # by the action of a return

    decision = forms.ChoiceField(
        label=_("The county authority has"), widget=forms.RadioSelect,
        choices=[
            (APPROVED, _("approved the contract")), (RETURNED, _("returned the contract with a remark")),
            (REFUSED, _("refused the contract")),
        ],
    )  # fmt: skip
    decision_remark = remark_field(
        _("Remark or reason"), required=False, help_text=_("Needed when the contract was returned or refused.")
    )

    def clean(self):
        answers = super().clean()
        if self.decision == self.RETURNED:
            answers |= {name: answers.pop(field) for name, field in self.CALLED.items() if field in answers}
        return answers

    def add_refusal(self, refusal):
        refusal.field = self.CALLED.get(refusal.field, refusal.field)
        super().add_refusal(refusal)


class LetterForm(ActionForm):
    kind = forms.ChoiceField(
        label=_("The letter"), widget=forms.RadioSelect,
        choices=[
            (CountyEntry.Kind.DOCUMENT_IN, _("came from the county authority")),
            (CountyEntry.Kind.DOCUMENT_OUT, _("went to the county authority")),
        ],
    )  # fmt: skip
    on = forms.DateField(label=_("Date"), widget=DateInput())
    case_number = case_number_field()
    remark = remark_field(_("What it is about"))
    file = UploadField(label=_("File"), allow=PAPERS)

    layout = Layout(Div(Field("kind"), Row("on", "case_number"), Field("remark"), Field("file"), css_class="form-body"))


class AtCountyFilter(django_filters.FilterSet):
    at = ""  # from a row to its contract

    q = django_filters.CharFilter(
        label=_("Name or number"), method="search", widget=forms.TextInput({"type": "search", "autocomplete": "off"})
    )
    state = django_filters.ChoiceFilter(
        label=_("Status"), empty_label=_("All"), choices=[(state.value, state.label) for state in WAITING]
    )
    county = django_filters.ModelChoiceFilter(
        label=_("County"), field_name="apprenticeship__county", queryset=County.objects.all(), empty_label=_("All")
    )
    whose = django_filters.ChoiceFilter(
        label=_("Advisor"), method="of_advisor", choices=[("mine", _("My own"))], empty_label=_("All")
    )

    class Meta:
        model = Contract
        fields = []

    def search(self, contracts, name, value):
        text = value.strip()
        of_number = Q(**{f"{self.at}number__contains": text}) | Q(case_number__icontains=text)
        return contracts.filter(of_number | called(value, f"{self.at}apprenticeship__apprentice__"))

    def of_advisor(self, contracts, name, value):
        return contracts.filter(**{f"{self.at}apprenticeship__advisor__user_id": self.request.user.pk})


class ChangesAtCountyFilter(AtCountyFilter):
    at = "contract__"

    state = django_filters.ChoiceFilter(
        label=_("Status"), empty_label=_("All"),
        choices=[(state.value, state.label) for state in (AmendmentState.SIGNED, AmendmentState.AT_COUNTY)],
    )  # fmt: skip
    county = django_filters.ModelChoiceFilter(
        label=_("County"), field_name="contract__apprenticeship__county", queryset=County.objects.all(),
        empty_label=_("All"),
    )  # fmt: skip

    class Meta(AtCountyFilter.Meta):
        model = Amendment
