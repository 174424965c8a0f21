"""What do the forms about imports ask?"""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from okportal.documents.forms import UploadField
from okportal.documents.uploads import SHEETS
from okportal.imports.kinds import KINDS
from okportal.imports.models import ImportRun
from okportal.ui.forms import ActionForm


class UploadForm(ActionForm):
    kind = forms.ChoiceField(label=_("What does the file hold?"), choices=ImportRun.Kind, widget=forms.RadioSelect)
    file = UploadField(
        label=_("File"), allow=SHEETS,
        help_text=_("An Excel workbook (.xlsx) or CSV. The first row with all the heads is found by itself."),
    )  # fmt: skip


class ColumnsForm(ActionForm):
    """For each field the column that holds it; `samples`: {head: the first values under it}."""

    def __init__(self, *args, run, samples, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("Not in the file")), *((head, self._told(head, samples)) for head in run.header)]
        names = []
        for field in KINDS[run.kind].fields:
            self.fields[field.key] = forms.ChoiceField(
                label=field.label, choices=choices, required=field.is_required, initial=run.columns.get(field.key, "")
            )
            names.append(field.key)
        self.fields["known"] = forms.ChoiceField(
            label=_("Rows about somebody who is in the register already"), choices=ImportRun.Known,
            widget=forms.RadioSelect, initial=run.known,
        )  # fmt: skip
        self.helper.layout = Layout(
            Fieldset(_("Which column holds what?"), *names), Fieldset(_("Those who are there"), "known")
        )

    @staticmethod
    def _told(head, samples):
        values = ", ".join(samples.get(head, ()))
        return f"{head} ({values})" if values else head

    def clean(self):
        answers = super().clean()
        known = answers.pop("known", "")
        return {"columns": {key: head for key, head in answers.items() if head}, "known": known}
