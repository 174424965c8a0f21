"""What is asked about who signs, in which order, and how?"""

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.signing.rules import FIELDS, MOST_PLACES
from okportal.audit.stale import Stale
from okportal.ui.forms import ActionForm

NUMBERS = [(str(place), str(place)) for place in range(1, MOST_PLACES + 1)]


def place_field(label, *, may_be_left_out, help_text=""):
    choices = [("", _("Does not sign")), *NUMBERS] if may_be_left_out else NUMBERS
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=int, empty_value=None, required=not may_be_left_out, help_text=help_text
    )


class SigningRuleForm(ActionForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    apprentice_place = place_field(_("Apprentice"), may_be_left_out=False)
    supervisor_place = place_field(_("Training supervisor"), may_be_left_out=False)
    guardian_place = place_field(
        _("Guardian, under 18"), may_be_left_out=True,
        help_text=_("The law does not ask for it: from 15 one decides on one's own training. Some counties do."),
    )  # fmt: skip
    leader_place = place_field(
        _("Responsible leader"), may_be_left_out=True,
        help_text=_("Left out where the leader is the training supervisor as well."),
    )  # fmt: skip
    checks_first = forms.BooleanField(
        label=_("The parties check the content before anyone signs"), required=False,
        help_text=_("Then nobody has signed in vain when something is wrong."),
    )  # fmt: skip
    signing_days = forms.IntegerField(
        label=_("Days to sign"), min_value=1, max_value=90, required=False,
        help_text=_("Empty: the county's own number."),
    )  # fmt: skip
    remind_days = forms.IntegerField(label=_("Days between reminders"), min_value=1, max_value=30)
    may_use_link = forms.BooleanField(
        label=_("Whoever has no login may sign by link and code"), required=False,
        help_text=_("The link goes by e-mail and works once; the code goes by SMS where the portal can send one."),
    )  # fmt: skip
    link_days = forms.IntegerField(label=_("Days a link works"), min_value=1, max_value=30)

    layout = Layout(
        "version",
        Fieldset(
            _("Who signs, and when"),
            Row(Column("apprentice_place"), Column("supervisor_place")),
            Row(Column("guardian_place"), Column("leader_place")),
        ),
        Fieldset(_("Before and after"), "checks_first", Row(Column("signing_days"), Column("remind_days"))),
        Fieldset(_("How"), "may_use_link", "link_days"),
    )

    def __init__(self, *args, rule, **kwargs):
        given = {name: getattr(rule, name) for name in FIELDS} | {"version": rule.version if rule.pk else 0}
        super().__init__(*args, initial=given, **kwargs)

    def add_refusal(self, refusal):
        """Somebody else saved first: tell what changed, and let the next save through."""
        super().add_refusal(refusal)
        if isinstance(refusal, Stale):
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = refusal.version
