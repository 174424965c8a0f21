"""What does one fill in about somebody's needs, and who is named to read it?"""

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from apprenticeships.needs import LONGEST_ANSWER, LONGEST_QUESTION, MOST_QUESTIONS, unpacked
from okportal.ui.forms import ActionForm, DateInput

QUESTION = "question_"


class MappingForm(ActionForm):
    """One field for each of `questions`; the answers leave as one list. What nobody wants to answer stays empty."""

    adaptation = forms.CharField(
        label=_("What we arrange"), max_length=LONGEST_ANSWER, required=False, widget=forms.Textarea({"rows": 4}),
        help_text=_("What is done differently, by whom, from when. Write what helps, not a diagnosis."),
    )  # fmt: skip
    made_on = forms.DateField(label=_("Made on"), widget=DateInput())
    review_on = forms.DateField(
        label=_("Look at it again on"), widget=DateInput(), required=False,
        help_text=_("The maker gets a task. It says whom it is about, and nothing of what stands here."),
    )  # fmt: skip

    def __init__(self, *args, questions: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.names = [f"{QUESTION}{number}" for number in range(len(questions))]
        for name, question in zip(self.names, questions, strict=True):
            self.fields[name] = forms.CharField(
                label=question, max_length=LONGEST_ANSWER, required=False, widget=forms.Textarea({"rows": 3})
            )
        self.helper.layout = Layout(
            Fieldset(_("The conversation"), *self.names),
            Fieldset(_("Adaptation"), "adaptation"),
            Fieldset(_("When"), Row("made_on", "review_on")),
            *self.more_fields(),
        )

    def more_fields(self) -> list:
        return []

    def clean(self):
        given = super().clean()
        given["answers"] = [given.pop(name, "") for name in self.names]
        if not self.errors and not given["adaptation"] and not any(given["answers"]):
            raise forms.ValidationError(_("Write at least one answer, or what you arrange."))
        return given


class ReadersForm(ActionForm):
    """`people` (apprenticeships.audience.Reader) are offered with name and role; the maker is named in any case."""

    readers = forms.TypedMultipleChoiceField(
        label=_("Named to read it"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, people, maker_id, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["readers"].choices = [
            (reader.user_id, f"{reader.name} · {reader.role}") for reader in people if reader.user_id != maker_id
        ]


class NewMappingForm(ReadersForm, MappingForm):
    """The page draws the readers itself, beside the button that saves."""


class EditMappingForm(MappingForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    def more_fields(self):
        return ["version"]

    @staticmethod
    def facts_of(mapping) -> dict:
        answers = {f"{QUESTION}{number}": pair["answer"] for number, pair in enumerate(unpacked(mapping.answers))}
        names = ("adaptation", "made_on", "review_on", "version")
        return answers | {name: getattr(mapping, name) for name in names}


class TemplateForm(ActionForm):
    title = forms.CharField(label=_("Title"), max_length=150)
    introduction = forms.CharField(
        label=_("Introduction"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("Stands above the questions."),
    )  # fmt: skip
    questions = forms.CharField(
        label=_("Questions"), max_length=MOST_QUESTIONS * (LONGEST_QUESTION + 2), widget=forms.Textarea({"rows": 14}),
        help_text=_("One on each line. Ask what helps, not for a diagnosis."),
    )  # fmt: skip

    def clean_questions(self):
        lines = [line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()]
        if len(lines) > MOST_QUESTIONS:
            raise forms.ValidationError(_("At most %(most)s questions."), params={"most": MOST_QUESTIONS})
        if any(len(line) > LONGEST_QUESTION for line in lines):
            message = _("A question has at most %(most)s characters.")
            raise forms.ValidationError(message, params={"most": LONGEST_QUESTION})
        return lines


class EditTemplateForm(TemplateForm):
    is_active = forms.BooleanField(label=_("In use"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def facts_of(template) -> dict:
        names = ("title", "introduction", "is_active", "version")
        return {name: getattr(template, name) for name in names} | {"questions": "\n".join(template.questions)}
