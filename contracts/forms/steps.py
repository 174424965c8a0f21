"""What does each step of the wizard ask?"""

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from contracts import aims, rules
from contracts.actions.drafting import other_end
from contracts.models import Contract
from contracts.types import type_of
from okportal.ui.forms import ActionForm, DateInput


class StepForm(ActionForm):
    """One wizard step; `contract` gives the answers of last time and the version they are typed on."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, contract, **kwargs):
        self.contract = contract
        super().__init__(*args, initial=self.known(contract), **kwargs)

    def known(self, contract) -> dict:
        return {name: getattr(contract, name) for name in self.base_fields}

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


class AimsForm(StepForm):
    """A training candidate's own aims, chosen from the curriculum."""

    aim_codes = forms.MultipleChoiceField(
        label=_("Competence aims"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose those that the training works towards, as the individual plan says."),
    )  # fmt: skip

    layout = Layout(Fieldset(_("Own aims"), "aim_codes"), "version")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["aim_codes"].choices = aims.choices(self.contract)


class PeriodForm(StepForm):
    start_on = forms.DateField(
        label=_("First day of the training"), required=False, widget=DateInput(),
        help_text=_("Needed before sending. The contract must be written before this day."),
    )  # fmt: skip
    months = forms.IntegerField(
        label=_("Training period, months"), min_value=1, max_value=rules.MOST_MONTHS,
        help_text=_("As the trade demands, before credit."),
    )  # fmt: skip
    practice_before_months = forms.IntegerField(
        label=_("Practice before the contract, months"), required=False, min_value=0, max_value=600,
        help_text=_("In full time. 80 percent or more of a position counts as full (regulation § 9-58)."),
    )  # fmt: skip
    end_on = forms.DateField(
        label=_("Another last day, if agreed"), required=False, widget=DateInput(),
        help_text=_("Leave it empty for the reckoned day."),
    )  # fmt: skip
    other_end_because = forms.CharField(label=_("Why another last day"), max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        has_practice = type_of(self.contract).has_practice_before
        if not has_practice:
            del self.fields["practice_before_months"]
        of_period = [Row("start_on", "months"), *(["practice_before_months"] if has_practice else [])]
        self.helper.layout = Layout(
            Fieldset(_("Period"), *of_period),
            Fieldset(_("Agreed otherwise"), Row("end_on", "other_end_because")),
            "version",
        )

    def known(self, contract) -> dict:
        return super().known(contract) | {"end_on": other_end(contract)}

    def clean_start_on(self):
        day = self.cleaned_data["start_on"]
        if day and not rules.may_start_on(day, timezone.localdate()):
            raise ValidationError(_too_far_off())
        return day

    def clean_months(self):
        months, least = self.cleaned_data["months"], rules.minimum_months(self.contract.kind)
        if months < least:
            raise ValidationError(_too_short(least))
        return months

    def clean(self):
        answers = super().clean()
        start_on, end_on = answers.get("start_on"), answers.get("end_on")
        if end_on and start_on and end_on <= start_on:
            self.add_error("end_on", _("The last day must lie after the first one."))
        elif end_on and start_on and end_on > rules.latest_end(start_on):
            self.add_error("end_on", _("So long does no training last."))
        if not end_on and "end_on" in answers:
            answers["other_end_because"] = ""
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


class WorkForm(StepForm):
    workplace = forms.CharField(
        label=_("Place of work"), max_length=200, required=False,
        help_text=_("Where the apprentice meets on the first day."),
    )  # fmt: skip
    position_percent = forms.IntegerField(
        label=_("Position, percent"), min_value=1, max_value=100,
        help_text=_("Less than a full position makes the training period longer."),
    )  # fmt: skip
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
