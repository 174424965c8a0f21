"""What do the forms about registrations ask?"""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from exams.models import Registration
from exams.states import RegistrationState
from okportal.ui.forms import ActionForm, DateInput


class StepForm(ActionForm):
    """`version` is the registration that the person saw: a change in the meantime is refused, not overwritten."""

    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *args, registration: Registration, **kwargs):
        kwargs["initial"] = {"version": registration.version} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


class RegisterForm(StepForm):
    wanted_from_on = forms.DateField(
        label=_("The test may start from"), required=False, widget=DateInput(),
        help_text=_("Normally within the last three months of the training period."),
    )  # fmt: skip
    place = forms.CharField(
        label=_("Place of the test"), max_length=200, help_text=_("Where most of the training has taken place.")
    )
    needs_adaptation = forms.BooleanField(
        label=_("The candidate applies for adaptation"), required=False,
        help_text=_("The reasons go from the candidate to the county authority, not through the portal."),
    )  # fmt: skip
    remarks = forms.CharField(
        label=_("Remarks to the county authority"), max_length=2000, required=False, widget=forms.Textarea({"rows": 4})
    )
    layout = Layout(
        Fieldset(_("The test"), "wanted_from_on", "place"),
        Fieldset(_("To the county authority"), "needs_adaptation", "remarks"),
        "version",
    )


class ReasonForm(StepForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 2}),
        help_text=_("Apprentice and company can read it."),
    )  # fmt: skip


class ScheduleForm(StepForm):
    test_from_on = forms.DateField(label=_("The test starts on"), widget=DateInput())
    place = forms.CharField(label=_("Place of the test"), max_length=200)


class ResultForm(StepForm):
    result = forms.ChoiceField(
        label=_("Result"), widget=forms.RadioSelect,
        choices=[
            (state.value, state.label)
            for state in (RegistrationState.PASSED_WITH_DISTINCTION, RegistrationState.PASSED, RegistrationState.FAILED)
        ],
    )  # fmt: skip
    result_on = forms.DateField(
        label=_("Date of the result"), widget=DateInput(),
        help_text=_("As it stands in the examination board's protocol."),
    )  # fmt: skip


class CorrectForm(ResultForm):
    reason = ReasonForm.base_fields["reason"]


class RetryForm(ActionForm):
    due_on = forms.DateField(label=_("To be registered by"), widget=DateInput())
