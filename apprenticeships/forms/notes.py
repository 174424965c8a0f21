"""What does one fill in to write a note, and for whom?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from apprenticeships.models import Note
from okportal.ui.forms import ActionForm

LONGEST = 10_000


class TextForm(ActionForm):
    text = forms.CharField(label=_("Note"), max_length=LONGEST, widget=forms.Textarea({"rows": 8}))


class NoteForm(TextForm):
    """`audiences` are those that the writer may write for. None is chosen beforehand: that is to be thought of."""

    audience = forms.ChoiceField(label=_("Who reads it?"), widget=forms.RadioSelect)

    field_order = ["audience", "text"]

    def __init__(self, *args, audiences, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [(value, Note.Audience(value).label) for value in audiences]


class EditNoteForm(TextForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
