"""What is asked of a signer who came by a link?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.signing.links import CODE_DIGITS
from okportal.ui.forms import ActionForm


class CodeForm(ActionForm):
    code = forms.RegexField(
        rf"^[0-9]{{{CODE_DIGITS}}}$", label=_("The code"), max_length=CODE_DIGITS + 4,
        error_messages={"invalid": _("The code has six digits.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "size": CODE_DIGITS + 2}),
    )  # fmt: skip

    def __init__(self, data=None, **kwargs):
        if data is not None:  # "204 718" is how people read it
            data = data.copy()
            data["code"] = "".join(data.get("code", "").split())
        super().__init__(data, **kwargs)


class SignByLinkForm(ActionForm):
    """Signs exactly the file that was shown: hands on its hash."""

    sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)
    has_read = forms.BooleanField(
        label=_("I have read the contract, and what it says is right."),
        error_messages={"required": _("Confirm that you have read the contract.")},
    )

    def clean(self):
        answers = super().clean()
        answers.pop("has_read", None)
        return answers
