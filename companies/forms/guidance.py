"""What do the forms about guides ask, in the library and in a company?"""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.guides import LONGEST_POINT, MOST_POINTS, mark
from companies.models import GuidanceTemplate
from okportal.audit.stale import Stale
from okportal.ui.forms import ActionForm, DateInput

SPARE = 4  # empty lines for new points
ROW = re.compile(r"point_(\d{1,2})")


class GuideForm(ActionForm):
    """A guide with its points: each a text and its number. Another number moves it, an empty text takes it away."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=GuidanceTemplate.Kind, widget=forms.RadioSelect)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=150)
    introduction = forms.CharField(
        label=gettext_lazy("Introduction"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Stands above the points."),
    )  # fmt: skip

    def __init__(self, data=None, *args, points=(), **kwargs):
        super().__init__(data, *args, **kwargs)
        sent = [int(match[1]) for name in data or () if (match := ROW.fullmatch(name))]
        count = min(max(sent, default=-1) + 1 if data else len(points) + SPARE, MOST_POINTS + SPARE)
        for number in range(count):
            text = points[number] if number < len(points) else ""
            self.fields[f"order_{number}"] = forms.IntegerField(
                label=_("Number of point %(number)s") % {"number": number + 1}, min_value=1, max_value=99,
                required=False, initial=number + 1,
            )  # fmt: skip
            self.fields[f"point_{number}"] = forms.CharField(
                label=_("Point %(number)s") % {"number": number + 1}, max_length=LONGEST_POINT, required=False,
                initial=text,
            )  # fmt: skip
        self.count = count

    @property
    def rows(self):
        """(field of the number, field of the text) for each point."""
        return [(self[f"order_{number}"], self[f"point_{number}"]) for number in range(self.count)]

    @property
    def facts(self):
        """The fields above the points."""
        return [self[name] for name in ("kind", "title", "introduction", "is_active") if name in self.fields]

    def clean(self):
        given = super().clean()
        typed = [(given.pop(f"order_{number}", None), given.pop(f"point_{number}", "")) for number in range(self.count)]
        placed = [place(number, order, text) for number, (order, text) in enumerate(typed, start=1) if text]
        given["points"] = [text for *_where, text in sorted(placed)]
        if not self.errors and not placed:
            raise forms.ValidationError(_("Write at least one point."))
        if len(placed) > MOST_POINTS:
            raise forms.ValidationError(_("At most %(most)s points."), params={"most": MOST_POINTS})
        return given


def place(number: int, order: int | None, text: str) -> tuple:
    """Sorts a point: one that is moved up goes before the one whose number it takes, one that is moved down after."""
    order = order or number
    return order, (order > number) - (order < number), number, text


class EditGuideForm(GuideForm):
    is_active = forms.BooleanField(
        label=gettext_lazy("In use"), required=False,
        help_text=gettext_lazy("One that is not in use is not offered for companies. What they have begun, they keep."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def add_refusal(self, refusal):
        """Somebody else saved first: tell it, and let the next save through."""
        super().add_refusal(refusal)
        if isinstance(refusal, Stale):
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = refusal.version


class TakeGuideForm(ActionForm):
    guide = forms.ModelChoiceField(
        label=gettext_lazy("Guide"), queryset=GuidanceTemplate.objects.none(),
        empty_label=gettext_lazy("Choose a guide"),
    )  # fmt: skip
    on = forms.DateField(label=gettext_lazy("Begun on"), widget=DateInput())

    def __init__(self, *args, guides, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["guide"].queryset = guides


class PointForm(ActionForm):
    """One point of a company's guide."""

    is_done = forms.BooleanField(required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"), max_length=500, required=False,
        widget=forms.TextInput({"placeholder": gettext_lazy("Note")}),
    )  # fmt: skip
    seen = forms.CharField(max_length=16, widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, point):
        known = {"is_done": point.done_at is not None, "note": point.note, "seen": mark(point)}
        super().__init__(data, prefix=f"point-{point.pk}", initial=known)
        self.point = point
        self.fields["is_done"].label = point.text

    def add_refusal(self, refusal):
        """Overtaken by somebody else: the next save of the same answer passes."""
        super().add_refusal(refusal)
        if new := getattr(refusal, "mark", None):
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = new

    @property
    def is_changed(self) -> bool:
        """Has this editor changed anything since the page was filled in?"""
        if not self.is_valid():
            return True
        typed = self.point.__class__(note=self.cleaned_data["note"])
        typed.done_at = self.cleaned_data["is_done"] or None
        return mark(typed) != self.cleaned_data["seen"]
