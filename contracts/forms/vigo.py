"""What do the pages about Vigo ask?"""

import django_filters
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.models import VigoDifference
from contracts.vigo.reading import FIELDS
from okportal.documents.forms import UploadField
from okportal.documents.uploads import SHEETS
from okportal.ui.forms import ActionForm
from okportal.ui.selection import CHOSEN, Selection

Outcome = VigoDifference.Outcome
OUTCOMES = [(one.value, one.label) for one in Outcome if one != Outcome.OPEN]
ALL = "all"


class VigoUploadForm(ActionForm):
    file = UploadField(
        label=_("Export from Vigo"), allow=SHEETS,
        help_text=_("An Excel workbook (.xlsx) or CSV with a row for each contract."),
    )  # fmt: skip


class VigoColumnsForm(ActionForm):
    """For each field the column that holds it; `samples`: {head: the first values under it}."""

    def __init__(self, *args, run, samples, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("Not in the file")), *((head, self._told(head, samples)) for head in run.header)]
        for field in FIELDS:
            self.fields[field.key] = forms.ChoiceField(
                label=field.label, choices=choices, required=False, initial=run.columns.get(field.key, "")
            )
        self.helper.layout = Layout(Fieldset(_("Which column holds what?"), *self.fields))

    @staticmethod
    def _told(head, samples):
        values = ", ".join(samples.get(head, ()))
        return f"{head} ({values})" if values else head

    def clean(self):
        return {"columns": {key: head for key, head in super().clean().items() if head}}


class VigoManyForm(ActionForm):
    """What becomes of the chosen differences; `differences` goes to the action as those that were shown."""

    outcome = forms.ChoiceField(label=_("What became of them?"), choices=OUTCOMES, widget=forms.RadioSelect)

    def __init__(self, *args, selection: Selection, **kwargs):
        super().__init__(*args, **kwargs)
        self.selection = selection
        self.fields[CHOSEN] = forms.CharField(widget=forms.HiddenInput, required=False, initial=selection.carried)

    def clean(self):
        answers = super().clean()
        answers.pop(CHOSEN, None)
        return answers | {"differences": self.selection.rows}


class VigoDifferenceFilter(django_filters.FilterSet):
    """Without an outcome the list shows what is still to be looked at."""

    q = django_filters.CharFilter(
        label=_("Name"), field_name="label", lookup_expr="icontains",
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )  # fmt: skip
    field = django_filters.ChoiceFilter(label=_("What"), choices=VigoDifference.Field, empty_label=_("All"))
    outcome = django_filters.ChoiceFilter(
        label=_("Outcome"), method="by_outcome", choices=[*OUTCOMES, (ALL, _("All"))], empty_label=Outcome.OPEN.label
    )

    class Meta:
        model = VigoDifference
        fields = []

    @property
    def qs(self):
        rows = super().qs
        return rows if self.form["outcome"].value() in (ALL, *Outcome.values) else rows.filter(outcome=Outcome.OPEN)

    def by_outcome(self, rows, name, value):
        return rows if value == ALL else rows.filter(outcome=value)
