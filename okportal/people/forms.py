"""What do the forms about people ask?"""

from allauth.account.adapter import get_adapter
from django import forms
from django.utils.translation import gettext_lazy as _

from okportal.norwegian import phone
from okportal.people.models import User
from okportal.permissions import OFFICE_ROLES, Role
from okportal.ui.forms import ActionForm, DateInput


class AcceptForm(ActionForm):
    """For a new login: name and password."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Choose a password"), widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A sentence is easy to remember."),
    )  # fmt: skip

    def clean_password(self):
        return get_adapter().clean_password(self.cleaned_data["password"])


class AcceptWithLoginForm(ActionForm):
    """For one who has a login already: nothing to fill in."""

    name = password = None


class InviteStaffForm(ActionForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(label=_("Role"), choices=[(role, role.label) for role in Role if role in OFFICE_ROLES])


class EndMembershipForm(ActionForm):
    on = forms.DateField(label=_("Last day"), widget=DateInput())


class AppearanceForm(forms.Form):
    """One or both; what is not sent stays."""

    language = forms.ChoiceField(choices=User._meta.get_field("language").choices, required=False)
    scheme = forms.ChoiceField(choices=User.Scheme, required=False)


class PreferencesForm(ActionForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=User._meta.get_field("language").choices)
    scheme = forms.ChoiceField(label=_("Appearance"), choices=User.Scheme, widget=forms.RadioSelect)
    uses_shortcuts = forms.BooleanField(
        label=_("Keyboard shortcuts"), required=False, help_text=_("Single keys such as / for search.")
    )

    def clean_phone(self):
        return phone(self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""
