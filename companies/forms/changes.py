"""What do a company and the office fill in when the company wants something changed?"""

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from companies.forms.company import CompanyForm, address_row, tell_stale
from okportal.ui.forms import ActionForm


class OwnCompanyForm(CompanyForm):
    """What is saved at once, and below it what the office says yes to first."""

    organisation_number = forms.CharField(
        label=_("Organisation number"), max_length=20, widget=forms.TextInput({"inputmode": "numeric"})
    )
    website = forms.CharField(label=_("Website"), max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    layout = Layout(
        "version",
        Fieldset(_("Saved at once"), Row(Column("phone"), Column("email")), "website"),
        Fieldset(
            _("Goes to the office first"), Row(Column("name"), Column("organisation_number")), "address", address_row()
        ),
    )

    def add_refusal(self, refusal):
        super().add_refusal(refusal)
        tell_stale(self, refusal)


class AnswerForm(ActionForm):
    """The office answers what it has read: `seen` is the mark of it."""

    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)

    def add_refusal(self, refusal):
        """The company asks for something else now: the page shows it, and the next answer is to that."""
        super().add_refusal(refusal)
        if new := getattr(refusal, "mark", None):
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = new


class AcceptForm(AnswerForm):
    """The company's version, as the page showed it: what was written since is looked at first."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def add_refusal(self, refusal):
        super().add_refusal(refusal)
        tell_stale(self, refusal)


class DeclineForm(AnswerForm):
    answer = forms.CharField(
        label=_("Answer to the company"), max_length=300, widget=forms.Textarea({"rows": 2}),
        help_text=_("Goes by e-mail to the one who asked."),
    )  # fmt: skip
