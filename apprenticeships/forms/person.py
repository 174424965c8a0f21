"""What does the form about a person ask?"""

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from apprenticeships.actions.registering import ChangedSince, mark_of
from apprenticeships.models import Apprentice
from okportal import norwegian
from okportal.offices.models import County
from okportal.people.models import User
from okportal.ui.forms import ActionForm

PERSON = Fieldset(
    _("The person"),
    Row("first_name", "last_name"),
    "national_id",
    Row("email", "phone"),
    "language",
)
ADDRESS = Fieldset(_("Address"), "address", Row("postcode", "city"), "home_county")


class ApprenticeForm(ActionForm):
    """The person. A stored national identity number is never sent back to the page."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    national_id = forms.CharField(
        label=_("National identity number"), max_length=20, required=False,
        help_text=_("11 digits, also a D-number. Stored encrypted; only the date of birth is shown."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    email = forms.EmailField(label=_("E-mail"))
    phone = forms.CharField(
        label=_("Mobile"), max_length=20, required=False, widget=forms.TextInput({"type": "tel", "autocomplete": "off"})
    )
    address = forms.CharField(label=_("Street address"), max_length=200, required=False)
    postcode = forms.CharField(
        label=_("Postcode"), max_length=10, required=False, widget=forms.TextInput({"inputmode": "numeric"})
    )
    city = forms.CharField(label=_("City"), max_length=60, required=False)
    home_county = forms.ModelChoiceField(
        label=_("County of residence"), queryset=County.objects.all(), required=False, empty_label=_("Not known"),
        help_text=_("Pays the grant, also where another county approves the contract."),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Writes and reads"), choices=User._meta.get_field("language").choices, initial="nb",
        help_text=_("The language of mails and documents."),
    )  # fmt: skip

    layout = Layout(PERSON, ADDRESS)

    def __init__(self, *args, apprentice=None, **kwargs):
        super().__init__(*args, **kwargs)
        if apprentice and apprentice.national_id:
            self.fields["national_id"].help_text = _(
                "Stored: %(number)s. Leave this empty to keep it, or type a new number."
            ) % {"number": apprentice.masked_national_id}

    def clean_national_id(self):
        typed = self.cleaned_data["national_id"].strip()
        return norwegian.national_id(typed) if typed else ""

    def clean_phone(self):
        typed = self.cleaned_data["phone"].strip()
        return norwegian.mobile(typed) if typed else ""

    def clean_postcode(self):
        typed = self.cleaned_data["postcode"].strip()
        return norwegian.postcode(typed) if typed else ""


class EditApprenticeForm(ApprenticeForm):
    """`seen` is the mark of the person as they were shown: a change in the meantime is told, not overwritten."""

    seen = forms.CharField(widget=forms.HiddenInput)

    layout = Layout(PERSON, ADDRESS, "seen")

    def add_refusal(self, refusal):
        if isinstance(refusal, ChangedSince):
            self.data = self.data.copy()
            self.data["seen"] = refusal.seen
        super().add_refusal(refusal)

    @staticmethod
    def facts_of(apprentice: Apprentice) -> dict:
        """What the form starts with; the number is not among it."""
        names = ("first_name", "last_name", "email", "phone", "address", "postcode", "city", "language")
        return {name: getattr(apprentice, name) for name in names} | {
            "home_county": apprentice.county_id, "seen": mark_of(apprentice)
        }  # fmt: skip
