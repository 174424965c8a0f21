"""What do the forms about approvals ask?"""

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.coverage import By, mark
from companies.models import AimCoverage, Approval, Establishment
from companies.pdf import LANGUAGES
from companies.states import APPLY_AGAIN, DECISIONS, PREPARE_AGAIN
from okportal.curricula.models import Trade
from okportal.documents.forms import UploadField
from okportal.documents.uploads import DOCUMENTS, IMAGES
from okportal.offices.models import County
from okportal.ui.forms import ActionForm, DateInput

WHAT_FOR = Fieldset(_("For what"), "trade", Row(Column("establishment"), Column("county")))


def decision_file():
    return UploadField(label=_("The county's letter"), allow=DOCUMENTS | IMAGES, required=False)


class CombinationForm(ActionForm):
    """Trade, place of work and county: what an approval is for. Needs the company."""

    trade = forms.ModelChoiceField(label=_("Trade"), queryset=Trade.objects.all(), empty_label=_("Choose a trade"))
    establishment = forms.ModelChoiceField(
        label=_("Place of work"), queryset=Establishment.objects.none(), required=False,
        empty_label=_("The whole company"),
    )  # fmt: skip
    county = forms.ModelChoiceField(
        label=_("County"), queryset=County.objects.all(), empty_label=_("Choose a county"),
        help_text=_("The county where the place of work lies."),
    )  # fmt: skip

    def __init__(self, *args, company, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["establishment"].queryset = company.establishments.filter(closed_on__isnull=True)


class PrepareForm(CombinationForm):
    layout = Layout(WHAT_FOR)


class ApprovalForm(CombinationForm):
    """An application that was sent outside of the portal."""

    applied_on = forms.DateField(label=_("Applied on"), widget=DateInput(), required=False)
    legal_basis = forms.ChoiceField(label=_("Legal basis"), choices=Approval.LegalBasis)
    layout = Layout(WHAT_FOR, Fieldset(_("Application"), Row(Column("applied_on"), Column("legal_basis"))))


class RegisterApprovalForm(CombinationForm):
    """An approval that the company has already."""

    from_on = forms.DateField(label=_("Approved from"), widget=DateInput())
    to_on = forms.DateField(
        label=_("Approved to"), widget=DateInput(), required=False, help_text=_("Only when the county has set an end.")
    )
    limits = forms.CharField(
        label=_("Limits"), max_length=300, required=False,
        help_text=_("What the company may train for, when the approval is limited. Otherwise empty."),
    )  # fmt: skip
    case_number = forms.CharField(label=_("The county's case number"), max_length=40, required=False)
    legal_basis = forms.ChoiceField(label=_("Legal basis"), choices=Approval.LegalBasis)
    used_until = forms.DateField(
        label=_("Last day of the last contract"), widget=DateInput(), required=False,
        help_text=_("Only for contracts that are not registered here: two years later the approval lapses."),
    )  # fmt: skip
    file = decision_file()
    layout = Layout(
        WHAT_FOR,
        Fieldset(_("Approval"), Row(Column("from_on"), Column("to_on")), "limits", "used_until"),
        Fieldset(_("Decision"), Row(Column("case_number"), Column("legal_basis")), "file"),
    )

    def clean_used_until(self):
        return _not_after_today(self.cleaned_data["used_until"])


class SendForm(ActionForm):
    language = forms.ChoiceField(
        label=_("Language of the application"), choices=[(LANGUAGES[0], "Bokmål"), (LANGUAGES[1], "Nynorsk")]
    )
    remarks = forms.CharField(
        label=_("Remarks to the county"), max_length=2000, required=False, widget=forms.Textarea({"rows": 5}),
        help_text=_("Stands in the application."),
    )  # fmt: skip
    layout = Layout(Fieldset(_("Application"), "language", "remarks"))

    def __init__(self, *args, must_explain, **kwargs):
        super().__init__(*args, **kwargs)
        if must_explain:
            remarks = self.fields["remarks"]
            remarks.required, remarks.label = True, _("Why the company applies all the same")


class BoardForm(ActionForm):
    on = forms.DateField(label=_("With the board since"), widget=DateInput())
    case_number = forms.CharField(label=_("The county's case number"), max_length=40, required=False)
    layout = Layout(Fieldset(_("With the vocational training board"), Row(Column("on"), Column("case_number"))))

    def clean_on(self):
        return _not_after_today(self.cleaned_data["on"])


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
    case_number = forms.CharField(label=_("The county's case number"), max_length=40, required=False)
    file = decision_file()
    layout = Layout(
        Fieldset(_("Answer"), "decision", "limits"),
        Fieldset(_("Period"), Row(Column("on"), Column("to_on"))),
        Fieldset(_("Decision letter"), "case_number", "file"),
    )

    def __init__(self, *args, approval, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [
            (name, step.label) for name, step in DECISIONS.items() if step.allowed_from(approval.state)
        ]
        self.fields["case_number"].initial = approval.case_number


class AgainForm(ActionForm):
    how = forms.ChoiceField(
        label=_("How"), widget=forms.RadioSelect, initial=PREPARE_AGAIN.name,
        choices=[
            (PREPARE_AGAIN.name, _("Prepare a new application here")),
            (APPLY_AGAIN.name, _("The application has been sent already")),
        ],
    )  # fmt: skip
    applied_on = forms.DateField(
        label=_("Applied on"), widget=DateInput(), required=False, help_text=_("When it has been sent already.")
    )
    layout = Layout(Fieldset(_("Apply again"), "how", "applied_on"))


class AimForm(ActionForm):
    """Who covers one aim, where and how. `people`: {id as text: CompanyPerson}, looked up once for all aims."""

    covered_by = forms.ChoiceField(label=_("Covered"), choices=By, widget=forms.RadioSelect)
    person = forms.ChoiceField(label=_("Who"), required=False)
    place = forms.CharField(label=_("Where"), max_length=150, required=False)
    equipment = forms.CharField(label=_("Tasks and equipment"), max_length=300, required=False)
    partner = forms.CharField(label=_("Partner company"), max_length=150, required=False)
    seen = forms.CharField(max_length=16, widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, row, people):
        known = {"person": str(row.person_id or ""), "seen": mark(row)}
        known |= {name: getattr(row, name) for name in ("covered_by", "place", "equipment", "partner")}
        super().__init__(data, prefix=f"aim-{row.pk}", initial=known)
        self.row = row
        self.people = people
        if row.person and str(row.person_id) not in people:  # has left, and still stands in the answer
            self.people = people | {str(row.person_id): row.person}
        self.fields["person"].choices = [("", _("Not chosen"))] + [
            (pk, person.name) for pk, person in self.people.items()
        ]

    def clean_person(self):
        return self.people.get(self.cleaned_data["person"])

    def add_refusal(self, refusal):
        """Overtaken by somebody else: the next save of the same answers passes."""
        super().add_refusal(refusal)
        if new := getattr(refusal, "mark", None):
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = new

    @property
    def is_changed(self) -> bool:
        """Has this editor changed anything since the page was filled in?"""
        if not self.is_valid():
            return True
        answers = {name: self.cleaned_data[name] for name in ("covered_by", "person", "place", "equipment", "partner")}
        return mark(AimCoverage(**answers)) != self.cleaned_data["seen"]


def _not_after_today(day):
    if day and day > timezone.localdate():
        raise forms.ValidationError(_("This day has not come yet."))
    return day
