"""What is asked about places for apprentices, of the office and of a company?"""

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Establishment, IntakeQuestion
from companies.places import MOST, Line
from okportal.curricula.models import Trade
from okportal.ui.forms import ActionForm, DateInput
from okportal.ui.selection import CHOSEN, Selection

Answer = IntakeQuestion.Answer


class LinesForm(ActionForm):
    """A number for each of `lines`, and a few more lines to choose trade and place in. Leaves as `counts`."""

    more_lines = 3

    def __init__(self, *args, company, lines: list[Line], trades, year: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines, self.names = lines, []
        self.named = {line.key: (line.trade, line.establishment) for line in lines}
        for line in lines:
            name = f"places_{line.trade.pk}_{line.establishment.pk if line.establishment else 0}"
            self.names.append(name)
            self.fields[name] = self._number(line.count, label=str(line), help_text=told_of(line, year))
        self.more = [self._more(number, trades, company) for number in range(self.more_lines)] if trades else []
        self.helper.layout = self.whole_layout()

    def whole_layout(self):
        """What is asked beside the lines stands before or after `lines_layout`."""
        return Layout(*self.lines_layout())

    def lines_layout(self) -> list:
        parts = [Fieldset(_("Places"), *self.names)] if self.names else []
        if self.more:
            rows = [Row(*(Column(name) for name in names)) for names in self.more]
            parts.append(Fieldset(_("Another trade or place of work"), *rows))
        return parts

    @property
    def figures(self) -> list[tuple]:
        """(trade, place of work or None, places) of what was typed; once the form is valid."""
        return [(*self.named[key], count) for key, count in self.cleaned_data["counts"].items() if count is not None]

    def _more(self, number, trades, company):
        names = [f"more_{what}_{number}" for what in ("trade", "place", "count")]
        self.fields[names[0]] = forms.ModelChoiceField(
            label=_("Trade"), queryset=trades, required=False, empty_label=_("Not chosen")
        )
        self.fields[names[1]] = forms.ModelChoiceField(
            label=_("Place of work"), queryset=Establishment.objects.filter(company=company, closed_on__isnull=True),
            required=False, empty_label=_("The whole company"),
        )  # fmt: skip
        self.fields[names[2]] = self._number(None, label=_("Places"))
        return names

    def _number(self, initial, **words):
        return forms.IntegerField(min_value=0, max_value=MOST, required=False, initial=initial, **words)

    def clean(self):
        given = super().clean()
        counts = {line.key: given.pop(name, None) for line, name in zip(self.lines, self.names, strict=True)}
        for names in self.more:
            trade, place, count = (given.pop(name, None) for name in names)
            if count is None and trade is None:
                continue
            if trade is None or count is None:
                self.add_error(names[0 if trade is None else 2], _("Give both a trade and how many."))
                continue
            key = (trade.pk, place.pk if place else None)
            self.named[key] = (trade, place)
            if counts.get(key) is not None:
                self.add_error(names[0], _("This trade has a line above already."))
            counts[key] = count
        given["counts"] = counts
        return given


def told_of(line: Line, year: int) -> str:
    """What helps to say how many: last year's figure, and how many have begun."""
    told = []
    if line.before is not None:
        told.append(_("%(year)s: %(count)s") % {"year": year - 1, "count": line.before})
    if line.taken:
        told.append(_("taken: %(count)s") % {"count": line.taken})
    return " · ".join(told)


class PlacesForm(LinesForm):
    """The office's own figures."""

    def __init__(self, *args, seen: str, company, **kwargs):
        super().__init__(*args, company=company, trades=Trade.objects.all(), **kwargs)
        self.fields["seen"] = forms.CharField(max_length=16, widget=forms.HiddenInput, initial=seen, required=False)
        self.helper.layout.append("seen")

    def add_refusal(self, refusal):
        """Overtaken by somebody else: the next save of the same figures passes."""
        super().add_refusal(refusal)
        if new := getattr(refusal, "mark", None):
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = new


class IntakeForm(LinesForm):
    """The company's answer. Trades to add are those it is approved for; others are for the comment."""

    more_lines = 2

    answer = forms.ChoiceField(
        label=gettext_lazy("Will you take apprentices?"), choices=Answer, widget=forms.RadioSelect
    )
    comment = forms.CharField(
        label=gettext_lazy("Anything else the office should know"), max_length=500, required=False,
        widget=forms.Textarea({"rows": 3}),
    )  # fmt: skip
    name = forms.CharField(label=gettext_lazy("Your name"), max_length=120)

    def whole_layout(self):
        return Layout(Fieldset(_("Answer"), "answer"), *self.lines_layout(), Fieldset(_("You"), "comment", "name"))

    def clean(self):
        given = super().clean()
        places = sum(count or 0 for count in given["counts"].values())
        if given.get("answer") == Answer.NO:
            if places:
                self.add_error("answer", _("You have written places below. Take them away, or answer yes."))
            given["counts"] = dict.fromkeys(given["counts"], 0)
        elif given.get("answer") == Answer.YES and not places and (self.names or self.more):
            self.add_error("answer", _("Write how many places there are, or answer no."))
        return given


class AskForm(ActionForm):
    """`selection` goes along in a hidden field, and is handed to the action as `ids`."""

    answer_by = forms.DateField(
        label=gettext_lazy("Answer by"), widget=DateInput(),
        help_text=gettext_lazy("The link holds to the end of this day. After 14 days there is one reminder."),
    )  # fmt: skip
    layout = Layout(Fieldset(gettext_lazy("The question"), "answer_by"))

    def __init__(self, *args, selection: Selection, **kwargs):
        super().__init__(*args, **kwargs)
        self.selection = selection
        self.fields[CHOSEN] = forms.CharField(initial=selection.carried, required=False, widget=forms.HiddenInput)
        self.helper.layout.append(CHOSEN)

    def clean(self):
        given = super().clean()
        given.pop(CHOSEN, None)  # read by okportal.ui.selection.chosen, through visible_to
        given["ids"] = self.selection.ids
        return given


class AskAgainForm(ActionForm):
    answer_by = forms.DateField(label=gettext_lazy("Answer by"), widget=DateInput())
    layout = Layout(Fieldset(gettext_lazy("The question"), "answer_by"))
