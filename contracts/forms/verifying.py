"""What does one give to learn whether a paper is genuine?"""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from contracts.verifying.verdict import tidy

MOST_MEGABYTES = 10


class _AskForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class CodeForm(_AskForm):
    kode = forms.CharField(
        label=_("Verification code"),
        help_text=_("Twelve letters and figures, beside the QR code on the paper."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false",
                   "placeholder": "XXXX-XXXX-XXXX"}
        ),
    )  # fmt: skip

    def clean_kode(self) -> str:
        code = tidy(self.cleaned_data["kode"])
        if not code:
            raise ValidationError(_("A code has twelve letters and figures. Look once more at the paper."))
        return code


class PaperForm(_AskForm):
    """Takes any file: whether it is a contract is the question."""

    fil = forms.FileField(
        label=_("PDF file"),
        help_text=_("At most 10 megabytes. The file is looked at and not kept."),
        max_length=300,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )

    def clean_fil(self) -> bytes:
        if self.cleaned_data["fil"].size > MOST_MEGABYTES * 1_000_000:
            raise ValidationError(_("The file is larger than 10 megabytes. Our contracts are much smaller."))
        return self.cleaned_data["fil"].read()
