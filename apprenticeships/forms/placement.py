"""What does the form about a placement ask?"""

from crispy_forms.layout import Column, Div, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from apprenticeships.forms.choosing import BUTTON, PEOPLE_ID, CompanyForm, Role, person_field
from apprenticeships.models import Placement
from okportal.ui.forms import DateInput

KEYS = ("company", "establishment", "instructor")


class PlacementForm(CompanyForm):
    """Where, with whom, how much of the time and when."""

    PARTS = {"instructor": Role.INSTRUCTOR}

    instructor = person_field(_("Instructor"), _("Choose one of this company's instructors."))
    from_on = forms.DateField(label=_("From"), widget=DateInput())
    to_on = forms.DateField(label=_("To"), widget=DateInput())
    percent = forms.IntegerField(label=_("Percent of the time"), min_value=1, max_value=100, initial=100)
    aims = forms.CharField(label=_("What is learned there"), max_length=300, required=False)

    layout = Layout(
        Div(
            "company",
            BUTTON,
            Div(Row(Column("establishment"), Column("instructor")), css_id=PEOPLE_ID, css_class="form-body"),
            Row(Column("from_on"), Column("to_on"), Column("percent")),
            "aims",
            css_class="form-body",
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["company"].label = _("Company")  # may be another one than the training company

    def clean(self):
        answers = super().clean()
        first, last = answers.get("from_on"), answers.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", _("The last day is before the first."))
        return answers


class EditPlacementForm(PlacementForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    layout = Layout(*PlacementForm.layout.fields, "version")

    @staticmethod
    def facts_of(placement: Placement) -> dict:
        plain = ("from_on", "to_on", "percent", "aims", "version")
        return {name: getattr(placement, f"{name}_id") for name in KEYS} | {
            name: getattr(placement, name) for name in plain
        }
