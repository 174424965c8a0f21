"""What if the training stood still, lasted longer, or went on part time?"""

from urllib.parse import urlencode

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts import rules
from contracts.ledger import Change, Extension, Interruption, PartTime
from contracts.ledger.inputs import MOST_DAYS
from contracts.models import Amendment
from okportal.ui.forms import ActionForm, DateInput

Kind = Amendment.Kind
WHAT = [(kind.value, kind.label) for kind in (Kind.INTERRUPTION, Kind.EXTENSION, Kind.PART_TIME)]


class WhatIfForm(ActionForm):
    """Asked by GET; nothing is saved. `change()` is what the ledger tries out."""

    what = forms.ChoiceField(label=_("What if there were"), choices=WHAT)
    from_on = forms.DateField(label=_("From"), required=False, widget=DateInput())
    to_on = forms.DateField(label=_("To"), required=False, widget=DateInput())
    percent = forms.IntegerField(
        label=_("Percent"), min_value=1, max_value=100, required=False,
        help_text=_("Of the absence, or of the position."),
    )  # fmt: skip
    days = forms.IntegerField(
        label=_("Days"), min_value=1, max_value=MOST_DAYS, required=False, help_text=_("Of an extension.")
    )

    layout = Layout(Fieldset(_("What if …"), "what", Row("from_on", "to_on"), Row("percent", "days")))

    def __init__(self, *args, contract, **kwargs):
        super().__init__(*args, **kwargs)
        self.contract = contract

    def clean(self):
        answers = super().clean()
        if answers.get("what") == Kind.EXTENSION:
            if bool(answers.get("days")) == bool(answers.get("to_on")):
                self.add_error("days", _("Fill in either a number of days or the new last day."))
            elif answers.get("to_on") and answers["to_on"] > rules.latest_end(self.contract.start_on):
                self.add_error("to_on", _("So long does no training last."))
        elif not self.errors:
            self._clean_stretch(answers)
        return answers

    def _clean_stretch(self, answers):
        from_on, to_on = answers["from_on"], answers["to_on"]
        is_part_time = answers["what"] == Kind.PART_TIME
        if from_on is None:
            self.add_error("from_on", _("Fill in the first day."))
        elif not is_part_time and to_on is None:
            self.add_error("to_on", _("Fill in the last day."))
        elif to_on and to_on < from_on:
            self.add_error("to_on", _("The last day lies before the first."))
        elif max(from_on, to_on or from_on) > rules.latest_end(self.contract.start_on):
            self.add_error("from_on", _("So long does no training last."))
        if is_part_time and not answers["percent"]:
            self.add_error("percent", _("Fill in the percent of the position."))

    def change(self) -> Change:
        """What comes; of an interruption the county has agreed, so that it counts however short."""
        answers, today = self.cleaned_data, timezone.localdate()
        from_on, to_on, percent = answers["from_on"], answers["to_on"], answers["percent"]
        if answers["what"] == Kind.EXTENSION:
            return Change(come=(Extension(today, days=answers["days"] or 0, to_on=to_on),))
        if answers["what"] == Kind.PART_TIME:
            return Change(come=(PartTime(percent, from_on, to_on),))
        return Change(come=(Interruption("other", from_on, to_on, percent=percent or 100, decided_on=today),))

    def as_amendment(self) -> str:
        """The answers as a query, to begin an amendment from."""
        answers = {name: value for name, value in self.cleaned_data.items() if value and name != "what"}
        return urlencode({"kind": self.cleaned_data["what"], **answers})
