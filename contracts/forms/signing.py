"""What is asked of whoever signs, and of the office when it takes a contract back?"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contracts.signing import proof
from okportal.ui.forms import ActionForm, DateInput


class SignForm(ActionForm):
    """Confirms and signs exactly one file. Hands on its hash, and how the person showed who they are."""

    sha256 = forms.CharField(widget=forms.HiddenInput)
    has_read = forms.BooleanField(
        label=_("I have read the contract, and what it says is right."),
        error_messages={"required": _("Confirm that you have read the contract.")},
    )
    password = forms.CharField(
        label=_("Your password"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"}),
        help_text=_("So that we know it is you who signs."),
    )  # fmt: skip

    def __init__(self, *args, request, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.language = request, language
        if proof.still_needed(request) != "password":
            del self.fields["password"]

    def clean_password(self):
        password = self.cleaned_data["password"]
        if not proof.is_own_password(self.request, password):
            raise ValidationError(_("This is not your password."))
        return password

    def clean(self):
        answers = super().clean()
        if not self.errors:
            with_password = answers.pop("password", None) is not None
            del answers["has_read"]
            answers["how"] = proof.proof(self.request, self.language, with_password=with_password)
        return answers


class TakeBackForm(ActionForm):
    reason = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Sent to everybody who was asked to sign."),
    )  # fmt: skip


class FlagForm(ActionForm):
    comment = forms.CharField(
        label=_("What is not right?"), max_length=500, widget=forms.Textarea({"rows": 4}),
        help_text=_("The office reads it, corrects the contract and sends it anew."),
    )  # fmt: skip


class DeclineForm(ActionForm):
    reason = forms.CharField(
        label=_("Why do you not sign?"), max_length=500, widget=forms.Textarea({"rows": 4}),
        help_text=_("The office reads it. The others are told that you do not sign, but not why."),
    )  # fmt: skip


class ProlongForm(ActionForm):
    sign_by_on = forms.DateField(
        label=_("New deadline"), widget=DateInput(), help_text=_("Those who have not signed yet are told."),
    )  # fmt: skip
