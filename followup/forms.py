"""What do the forms about talks ask?"""

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from followup.models import Participant, Talk
from followup.participants import Person
from okportal.ui.forms import ActionForm, DateInput, TimeInput


class StepForm(ActionForm):
    """`version` is the talk that the person saw: a change in the meantime is refused, not overwritten."""

    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, *args, talk: Talk, **kwargs):
        kwargs["initial"] = {"version": talk.version} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)


class PeopleForm(StepForm):
    """`people`: those whom the apprenticeship names; instructor and advisor are asked for only where there is one.

    `labels`: what the form asks about them, by field name, with a place for the name.
    """

    labels = {}
    with_instructor = forms.BooleanField(required=False)
    with_advisor = forms.BooleanField(required=False)

    def __init__(self, *args, people: list[Person], **kwargs):
        super().__init__(*args, **kwargs)
        named = {person.role: person.name for person in people}
        roles = {"with_instructor": Participant.Role.INSTRUCTOR, "with_advisor": Participant.Role.ADVISOR}
        for name, role in roles.items():
            if role in named:
                self.fields[name].label = self.labels[name] % named[role]
            else:
                del self.fields[name]

    def who(self, title) -> list[Fieldset]:
        """The part of the layout that asks who is there; nothing where nobody can be chosen."""
        asked = [name for name in ("with_instructor", "with_advisor") if name in self.fields]
        return [Fieldset(title, *asked)] if asked else []


class ScheduleForm(PeopleForm):
    labels = {"with_instructor": _("Ask the instructor, %s"), "with_advisor": _("Ask the advisor, %s")}
    on = forms.DateField(label=_("Day"), widget=DateInput())
    at = forms.TimeField(label=_("Time"), widget=TimeInput())
    place = forms.CharField(label=_("Place"), max_length=200, help_text=_("A room, or a link to a video meeting."))
    agenda = forms.CharField(
        label=_("Agenda"), max_length=4000, required=False, widget=forms.Textarea({"rows": 8}),
        help_text=_("One point on each line. Everybody who takes part can read it."),
    )  # fmt: skip
    with_advisor = forms.BooleanField(
        required=False, help_text=_("The training office takes part when apprentice and company want it.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Fieldset(_("When and where"), Row("on", "at"), "place"),
            *self.who(_("Who takes part")),
            Fieldset(_("Preparation"), "agenda"),
            "version",
        )


class HoldForm(PeopleForm):
    labels = {
        "with_instructor": _("The instructor, %s, took part"),
        "with_advisor": _("The advisor, %s, took part"),
    }
    held_on = forms.DateField(label=_("Held on"), widget=DateInput())
    minutes = forms.CharField(
        label=_("Minutes"), max_length=20000, widget=forms.Textarea({"rows": 14}),
        help_text=_("What you talked about and agreed on. Write nothing about illness, diagnoses or family."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("held_on", *self.who(_("Who took part")), "minutes", "version")


class ReasonForm(StepForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea({"rows": 2}),
        help_text=_("Everybody who takes part can read it."),
    )  # fmt: skip
