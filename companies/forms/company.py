"""What do the forms about companies and their places of work ask?"""

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from okportal.audit.stale import Stale
from okportal.norwegian import organisation_number, phone, postcode
from okportal.offices.models import County
from okportal.ui.forms import ActionForm, DateInput


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
    """All that is known; what is corrected here stays when Enhetsregisteret says otherwise."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    website = forms.CharField(label=_("Website"), max_length=200, required=False)
    sector = forms.ChoiceField(
        label=_("Sector"), choices=[("", _("Not chosen")), *Company.Sector.choices], required=False
    )
    employees = forms.IntegerField(label=_("Employees"), min_value=0, max_value=999_999, required=False)
    industry_code = forms.RegexField(
        r"^\d{2}(\.\d{1,3})?$", label=_("Industry code"), required=False,
        error_messages={"invalid": _("Write the code as in 88.911.")},
    )  # fmt: skip
    industry = forms.CharField(label=_("Industry"), max_length=200, required=False)
    layout = Layout(
        "version",
        Fieldset(_("Company"), "name"),
        Fieldset(_("Address"), "address", address_row()),
        Fieldset(_("Contact"), Row(Column("email"), Column("phone")), "website"),
        Fieldset(
            _("What it does"),
            Row(Column("sector"), Column("employees")),
            Row(Column("industry_code"), Column("industry")),
        ),
    )

    def add_refusal(self, refusal):
        super().add_refusal(refusal)
        tell_stale(self, refusal)


def tell_stale(form, refusal):
    """Somebody else saved first: tell beside each field what it is now, and let the next save through."""
    if not isinstance(refusal, Stale):
        return
    form.data = form.data.copy()
    form.data[form.add_prefix("version")] = refusal.version
    for name, value in refusal.current.items():
        if name in form.cleaned_data and form.cleaned_data[name] != value:
            form.add_error(name, _("Now: %(value)s") % {"value": value or _("empty")})


class EstablishmentForm(NumbersChecked, ActionForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    organisation_number = forms.CharField(
        label=_("Organisation number"), max_length=20, required=False,
        help_text=_("The sub-unit's own number, where it has one."), widget=forms.TextInput({"inputmode": "numeric"}),
    )  # fmt: skip
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    city = forms.CharField(label=_("City"), max_length=60, required=False)
    county = forms.ModelChoiceField(
        label=_("County"), queryset=County.objects.all(), required=False, empty_label=_("Not chosen")
    )
    employees = forms.IntegerField(label=_("Employees"), min_value=0, max_value=999_999, required=False)
    layout = Layout(
        Fieldset(_("Place of work"), "name", Row(Column("organisation_number"), Column("employees"))),
        Fieldset(_("Address"), "address", address_row()),
    )


class ClosingForm(ActionForm):
    """Closes something from a day on. `found`: sentences about what still goes on there; one ticks that one knows."""

    on = forms.DateField(label=_("Last day"), widget=DateInput())
    is_confirmed = forms.BooleanField(label=_("I know, and close it down all the same"), required=False)

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, **kwargs)
        if not found:
            del self.fields["is_confirmed"]


class ActivityForm(ActionForm):
    """What the button asked for, so that a repeated click does not turn it round."""

    is_active = forms.TypedChoiceField(
        choices=[("1", "1"), ("0", "0")], coerce=lambda text: text == "1", widget=forms.HiddenInput
    )
    on = forms.DateField(label=_("Member again from"), widget=DateInput(), required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=200, required=False, help_text=_("The office alone can read it.")
    )
    is_confirmed = forms.BooleanField(label=_("I know, and end the membership all the same"), required=False)

    def __init__(self, *args, company, found, **kwargs):
        super().__init__(*args, **kwargs)
        if company.is_active:
            self.fields["on"].label = _("Last day as a member")
        else:
            del self.fields["reason"]
        if not (company.is_active and found):
            del self.fields["is_confirmed"]
