"""What do the forms about companies and their places of work ask?"""

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from companies.stale import Stale
from okportal.norwegian import organisation_number, phone, postcode
from okportal.offices.models import County
from okportal.ui.forms import ActionForm


class NumbersChecked:
    """The same check for the same field name in every form here."""

    def clean_organisation_number(self):
        text = self.cleaned_data["organisation_number"]
        return organisation_number(text) if text else ""

    def clean_postcode(self):
        return postcode(self.cleaned_data["postcode"]) if self.cleaned_data["postcode"] else ""

    def clean_phone(self):
        return phone(self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""


def address_row():
    return Row(Column("postcode"), Column("city"), Column("county"))


class CompanyForm(NumbersChecked, ActionForm):
    """What is known about a company besides its number."""

    name = forms.CharField(label=_("Name"), max_length=200)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    city = forms.CharField(label=_("City"), max_length=60, required=False)
    county = forms.ModelChoiceField(
        label=_("County"), queryset=County.objects.all(), required=False, empty_label=_("Not chosen")
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)


class RegisterForm(CompanyForm):
    organisation_number = forms.CharField(
        label=_("Organisation number"), max_length=20, help_text=_("Nine digits, with or without spaces."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    field_order = ("organisation_number",)  # errors are listed in this order
    layout = Layout(
        Fieldset(_("Company"), "organisation_number", "name"),
        Fieldset(_("Address"), "address", address_row()),
        Fieldset(_("Contact"), Row(Column("email"), Column("phone"))),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if settings.BRREG_ENABLED:
            self.fields["name"].required = False
            self.fields["name"].help_text = _("Leave it and the address empty to get them from Enhetsregisteret.")


class EditForm(CompanyForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    layout = Layout(
        "version",
        Fieldset(_("Company"), "name"),
        Fieldset(_("Address"), "address", address_row()),
        Fieldset(_("Contact"), Row(Column("email"), Column("phone"))),
    )

    def add_refusal(self, refusal):
        """Somebody else saved first: tell beside each field what it is now, and let the next save through."""
        super().add_refusal(refusal)
        if not isinstance(refusal, Stale):
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = refusal.version
        for name, value in refusal.current.items():
            if name in self.cleaned_data and self.cleaned_data[name] != value:
                self.add_error(name, _("Now: %(value)s") % {"value": value or _("empty")})


class EstablishmentForm(NumbersChecked, ActionForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    organisation_number = forms.CharField(
        label=_("Organisation number"), max_length=20, required=False,
        help_text=_("The sub-unit's own number, where it has one."), widget=forms.TextInput({"inputmode": "numeric"}),
    )  # fmt: skip
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    city = forms.CharField(label=_("City"), max_length=60, required=False)
    layout = Layout(
        Fieldset(_("Place of work"), "name", "organisation_number"),
        Fieldset(_("Address"), "address", Row(Column("postcode"), Column("city"))),
    )


class ActivityForm(ActionForm):
    """What the button asked for, so that a repeated click does not turn it round."""

    is_active = forms.TypedChoiceField(
        choices=[("1", "1"), ("0", "0")], coerce=lambda text: text == "1", widget=forms.HiddenInput
    )
