"""What does the form about the traffic light's rules ask?"""

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from okportal.home.light_rules import RULES, TONES
from okportal.ui.forms import ActionForm

MOST = 366


class LightRulesForm(ActionForm):
    """For each rule whether it counts and, where it has one, its threshold; `counts`: {index: how many it decides}."""

    def __init__(self, *args, in_use, counts, **kwargs):
        super().__init__(*args, **kwargs)
        parts = {tone: [] for tone in TONES}
        for index, rule in enumerate(RULES):
            if rule.tone != "success":
                parts[rule.tone].append(self._add(rule, in_use, counts.get(index, 0)))
        self.helper.layout = Layout(*(Fieldset(TONES[tone], *rows) for tone, rows in parts.items() if rows))

    def _add(self, rule, in_use, count):
        decides = ngettext(
            "Decides for %(count)s apprentice now.", "Decides for %(count)s apprentices now.", count
        ) % {"count": count}  # fmt: skip
        self.fields[f"{rule.key}_on"] = forms.BooleanField(
            label=rule.name, required=False, initial=rule.key in in_use, help_text=decides
        )
        names = [f"{rule.key}_on"]
        if rule.unit:
            initial = in_use.get(rule.key, rule.threshold)
            self.fields[f"{rule.key}_threshold"] = forms.IntegerField(
                label=_("Threshold, %(unit)s") % {"unit": rule.unit}, min_value=0, max_value=MOST,
                initial=initial, required=False,
            )  # fmt: skip
            names.append(f"{rule.key}_threshold")
        return Div(*names, css_class="rule")

    def clean(self):
        answers = super().clean()
        for rule in RULES:
            name = f"{rule.key}_threshold"
            if answers.get(f"{rule.key}_on") and name in self.fields and answers.get(name) is None:
                self.add_error(name, gettext_lazy("Write a number, or leave the rule out."))
        chosen = [rule for rule in RULES if f"{rule.key}_on" in self.fields]
        return {
            "chosen": {
                rule.key: (answers.get(f"{rule.key}_on", False), answers.get(f"{rule.key}_threshold"))
                for rule in chosen
            }
        }
