"""What does one fill in to report somebody away?"""

from crispy_forms.layout import Div, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from apprenticeships.models import Absence
from okportal.ui.forms import ActionForm, DateInput

FIELDS = ("kind", Row("from_on", "to_on"), "percent")


class AbsenceForm(ActionForm):
    """There is no field for a reason: what an illness is, is nobody's business here (domain § 10)."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Absence.Kind, widget=forms.RadioSelect)
    from_on = forms.DateField(label=_("First day"), widget=DateInput())
    to_on = forms.DateField(
        label=_("Last day"), widget=DateInput(), required=False,
        help_text=_("Leave it empty while the last day is not known."),
    )  # fmt: skip
    percent = forms.IntegerField(
        label=_("How much, in percent"), min_value=1, max_value=100, initial=100,
        help_text=_("100 is away all day."),
    )  # fmt: skip

    layout = Layout(Div(*FIELDS, css_class="form-body"))


class CorrectAbsenceForm(AbsenceForm):
    """`version` is the absence that the person saw: a change in the meantime is refused, not overwritten."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    layout = Layout(Div(*FIELDS, css_class="form-body"), "version")

    @staticmethod
    def facts_of(absence: Absence) -> dict:
        return {name: getattr(absence, name) for name in ("kind", "from_on", "to_on", "percent", "version")}


class VersionForm(ActionForm):
    """A step that needs nothing but to know what the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
