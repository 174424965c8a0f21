"""What is asked while a contract is ended the guided way?"""

import datetime

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.actions.closing_many import WAYS
from contracts.ending.problems import before_beginning
from contracts.models import Ending, Letter
from contracts.states import EndingState
from okportal.documents.forms import UploadField
from okportal.documents.uploads import DOCUMENTS, IMAGES
from okportal.ui.forms import ActionForm, DateInput, TimeInput
from okportal.ui.selection import CHOSEN

Kind, Side = Ending.Kind, Ending.Side
# (kind, who demands it): how it is said, and when it is the right one.
CHOICES = {
    (Kind.MUTUAL, ""): _("Both agree. The company tells the county authority in writing before the last day."),
    (Kind.RESCISSION, Side.CANDIDATE): _("The apprentice wishes in writing to stop. The county authority rescinds."),
    (Kind.RESCISSION, Side.COMPANY): _(
        "The company demands it. The apprentice is heard orally first, and the county authority decides."
    ),
    (Kind.RESCISSION, Side.COUNTY): _("The county authority has taken it up itself and decides."),
    (Kind.LAPSE, ""): _("It lapses: the training never began, or ran out without a test and without extension."),
    (Kind.COMPLETED, ""): _("Completed: the training period is over and the test is taken."),
}
FIELDS = {
    (Kind.MUTUAL, ""): ("agreed_on", "document", "told_on"),
    (Kind.RESCISSION, Side.CANDIDATE): ("wished_on", "document", "told_on", "decided_on", "case_number"),
    (Kind.RESCISSION, Side.COMPANY): ("heard_on", "document", "told_on", "decided_on", "case_number"),
    (Kind.RESCISSION, Side.COUNTY): ("decided_on", "case_number"),
    (Kind.LAPSE, ""): ("told_on",),
    (Kind.COMPLETED, ""): (),
}
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk")]


class WayForm(ActionForm):
    """Cleaned: `kind` and `demanded_by`. Only ways that can be right today are offered."""

    way = forms.ChoiceField(
        label=_("How does the contract end?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the contract ends.")},
    )  # fmt: skip

    def __init__(self, *args, contract, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["way"].choices = [
            (f"{kind}:{side}", words)
            for (kind, side), words in CHOICES.items()
            if not before_beginning(contract, kind, side, today)
        ]

    def clean(self):
        kind, _colon, side = super().clean().pop("way", "").partition(":")
        return {"kind": kind, "demanded_by": side}


class FactsForm(ActionForm):
    """What is known about one ending; saved as often as one likes."""

    agreed_on = forms.DateField(label=_("Both agreed in writing on"), required=False, widget=DateInput())
    wished_on = forms.DateField(label=_("The apprentice's written wish is of"), required=False, widget=DateInput())
    heard_on = forms.DateField(label=_("The apprentice was heard orally on"), required=False, widget=DateInput())
    told_on = forms.DateField(label=_("The county authority was told in writing on"), widget=DateInput())
    decided_on = forms.DateField(label=_("The county authority decided on"), required=False, widget=DateInput())
    case_number = forms.CharField(label=_("County's case number"), max_length=40, required=False)
    document = UploadField(label=_("Agreement, wish or demand, as signed"), allow=DOCUMENTS | IMAGES, required=False)
    last_on = forms.DateField(label=_("Last day"), required=False, widget=DateInput())
    employment_ends = forms.BooleanField(
        label=_("The employment ends as well"), required=False,
        help_text=_("Take the tick away only where the person was employed independently of the contract (§ 7-4)."),
    )  # fmt: skip
    reason = forms.ChoiceField(
        label=_("Main reason"), choices=Ending.Reason, required=False,
        help_text=_("For the statistics on drop-out. It stands in no letter."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("For the office only. Write no more about the person than is needed."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, ending, **kwargs):
        asked = [*FIELDS[ending.kind, ending.demanded_by]]
        if ending.state != EndingState.TOLD and "told_on" in asked:
            asked.remove("told_on")  # a step of its own
        rest = ["last_on", "employment_ends"]
        counted = [] if ending.kind == Kind.COMPLETED else ["reason", "note"]
        names = [*asked, *rest, *counted]
        initial = {name: getattr(ending, name) for name in [*names, "version"] if name != "document"}
        super().__init__(*args, initial=initial, **kwargs)
        for name in set(self.fields) - {*names, "version"}:
            del self.fields[name]
        sections = [(_("Before it can end"), asked), (_("The end"), rest), (_("For the statistics"), counted)]
        self.helper.layout = Layout(*(Fieldset(title, *fields) for title, fields in sections if fields), "version")

    def add_refusal(self, refusal):
        """After a colleague's change the next try counts: the person has been told by then."""
        if hasattr(refusal, "version"):
            self.data = self.data.copy()
            self.data["version"] = refusal.version
        super().add_refusal(refusal)


class ToldForm(ActionForm):
    told_on = forms.DateField(label=_("Told in writing on"), widget=DateInput())


class LetterForm(ActionForm):
    """What one letter is to say beside what is registered."""

    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    meet_on = forms.DateField(label=_("Day of the conversation"), widget=DateInput())
    meet_time = forms.TimeField(label=_("Time"), widget=TimeInput())
    place = forms.CharField(label=_("Place"), max_length=200)
    grounds = forms.CharField(
        label=_("Grounds"), max_length=4000, widget=forms.Textarea({"rows": 8}),
        help_text=_("What has happened, as plainly and briefly as you can. It stands in the letter only."),
    )  # fmt: skip

    def __init__(self, *args, kind, ending, **kwargs):
        super().__init__(*args, **kwargs)
        is_hearing = kind == Letter.Kind.HEARING
        has_grounds = is_hearing or (kind == Letter.Kind.DEMAND and ending.demanded_by == Side.COMPANY)
        meeting = ["meet_on", "meet_time", "place"] if is_hearing else []
        grounds = ["grounds"] if has_grounds else []
        for name in set(self.fields) - {"language", *meeting, *grounds}:
            del self.fields[name]
        where = [Row("meet_on", "meet_time"), "place"] if is_hearing else []
        self.helper.layout = Layout(Fieldset(_("The letter"), "language", *where, *grounds))

    def clean(self):
        """`meet_at` in one, Oslo time."""
        answers = super().clean()
        day, clock = answers.pop("meet_on", None), answers.pop("meet_time", None)
        if day and clock:
            answers["meet_at"] = timezone.make_aware(datetime.datetime.combine(day, clock))
        return answers


class CloseForm(ActionForm):
    """How all the chosen ones are closed; `selection` goes along, as in the lists of other bulk steps."""

    kind = forms.ChoiceField(
        label=_("How"), widget=forms.RadioSelect,
        choices=[(value, CHOICES[value, ""]) for value in WAYS],
        error_messages={"required": _("Say how they are closed.")},
    )  # fmt: skip

    def __init__(self, *args, selection, **kwargs):
        super().__init__(*args, **kwargs)
        self.selection = selection
        self.fields[CHOSEN] = forms.CharField(initial=selection.carried, required=False, widget=forms.HiddenInput)

    def clean(self):
        self.cleaned_data.pop(CHOSEN, None)  # read by okportal.ui.selection.chosen, through visible_to
        self.cleaned_data["ids"] = self.selection.ids
        return self.cleaned_data
