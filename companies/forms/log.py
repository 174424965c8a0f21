"""What does one write down about a contact with a company?"""

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import ContactEntry
from okportal.ui.forms import ActionForm, DateInput


class EntryForm(ActionForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=ContactEntry.Kind)
    on = forms.DateField(label=_("Day"), widget=DateInput())
    with_whom = forms.CharField(label=_("With"), max_length=150, required=False)
    text = forms.CharField(
        label=_("What was said"), max_length=4000, widget=forms.Textarea({"rows": 6}),
        help_text=_("All who work in the office can read it. Write nothing about anybody's health."),
    )  # fmt: skip
    follow_up_on = forms.DateField(
        label=_("Follow up on"), widget=DateInput(), required=False, help_text=_("You get a task on this day.")
    )
    layout = Layout(
        Fieldset(_("Contact"), Row(Column("kind"), Column("on")), "with_whom", "text"),
        Fieldset(_("What is next"), "follow_up_on"),
    )
