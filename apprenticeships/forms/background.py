"""What do the forms about what somebody brought along ask: people close to them, school, picture?"""

from crispy_forms.layout import Column, Div, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from apprenticeships.models import CloseContact, SchoolYear
from okportal import norwegian
from okportal.documents.forms import PictureField
from okportal.people.models import User
from okportal.ui.forms import ActionForm

EARLIEST_YEAR, LATEST_YEAR = 1960, 2100


class ContactForm(ActionForm):
    """A guardian, or whom to call; one way to reach them is enough."""

    kind = forms.ChoiceField(label=_("Who is it"), choices=CloseContact.Kind, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name"), max_length=120)
    relation = forms.CharField(label=_("Relation"), max_length=60, required=False, help_text=_("Mother, friend, …"))
    phone = forms.CharField(
        label=_("Phone"), max_length=20, required=False, widget=forms.TextInput({"type": "tel", "autocomplete": "off"})
    )
    email = forms.EmailField(label=_("E-mail"), required=False)

    layout = Layout(
        Div(
            "kind", Row(Column("name"), Column("relation")), Row(Column("phone"), Column("email")),
            css_class="form-body",
        ),
    )  # fmt: skip

    def __init__(self, *args, is_own=False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_own:  # who one's guardians are, the office writes
            self.fields["kind"].choices = [(CloseContact.Kind.EMERGENCY, CloseContact.Kind.EMERGENCY.label)]
            self.fields["kind"].widget = forms.HiddenInput()
            self.initial["kind"] = CloseContact.Kind.EMERGENCY

    def clean_phone(self):
        typed = self.cleaned_data["phone"].strip()
        return norwegian.phone(typed) if typed else ""

    def clean(self):
        answers = super().clean()
        if not self.errors and not (answers["phone"] or answers["email"]):
            self.add_error("phone", _("Fill in a telephone number or an e-mail address."))
        return answers

    @staticmethod
    def facts_of(contact: CloseContact) -> dict:
        return {name: getattr(contact, name) for name in ("kind", "name", "relation", "phone", "email")}


class SchoolYearForm(ActionForm):
    level = forms.ChoiceField(label=_("Level"), choices=SchoolYear.Level)
    school = forms.CharField(label=_("School"), max_length=150)
    programme = forms.CharField(
        label=_("Programme"), max_length=150, required=False, help_text=_("Health and upbringing, for example.")
    )
    from_year = forms.IntegerField(label=_("From year"), min_value=EARLIEST_YEAR, max_value=LATEST_YEAR)
    to_year = forms.IntegerField(
        label=_("To year"), min_value=EARLIEST_YEAR, max_value=LATEST_YEAR, required=False,
        help_text=_("Empty while it goes on."),
    )  # fmt: skip
    is_passed = forms.BooleanField(label=_("All subjects are passed"), required=False, initial=True)
    remarks = forms.CharField(label=_("Missing subjects"), max_length=200, required=False)

    layout = Layout(
        Div(
            Row(Column("level"), Column("school")), "programme", Row(Column("from_year"), Column("to_year")),
            "is_passed", "remarks", css_class="form-body",
        ),
    )  # fmt: skip

    def clean(self):
        answers = super().clean()
        if not self.errors and answers["to_year"] and answers["to_year"] < answers["from_year"]:
            self.add_error("to_year", _("The last year is before the first."))
        return answers

    @staticmethod
    def facts_of(year: SchoolYear) -> dict:
        names = ("level", "school", "programme", "from_year", "to_year", "is_passed", "remarks")
        return {name: getattr(year, name) for name in names}


class PictureForm(ActionForm):
    picture = PictureField(label=_("Picture"))


class OwnForm(ActionForm):
    """What the apprentice keeps right without asking the office."""

    phone = forms.CharField(
        label=_("Mobile"), max_length=20, required=False, widget=forms.TextInput({"type": "tel", "autocomplete": "tel"})
    )
    language = forms.ChoiceField(
        label=_("Writes and reads"), choices=User._meta.get_field("language").choices,
        help_text=_("The language of mails and documents."),
    )  # fmt: skip

    def clean_phone(self):
        typed = self.cleaned_data["phone"].strip()
        return norwegian.mobile(typed) if typed else ""
