"""What do the pages about a change of a contract ask?"""

import hashlib
import json

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import CompanyPerson, Establishment
from contracts import aims
from contracts.amending.filling import ANSWERED
from contracts.amending.kinds import KINDS, Kind, default_signers
from contracts.forms.county import PAPERS, LetterOfDecisionForm, remark_field
from contracts.ledger.inputs import MOST_DAYS
from contracts.models import Amendment, Contract, Party
from contracts.types import TYPES
from okportal.curricula.models import Trade
from okportal.documents.forms import UploadField
from okportal.ui.forms import ActionForm, DateInput

COMMON = {"from_on", "reason", "signers", "needs_consent", "version", "seen"}
END_LABELS = {Kind.EXTENSION: _("Or the new last day")}
END_HELP = {Kind.EXTENSION: _("Instead of a number of days.")}
FROM_LABELS = {
    Kind.INTERRUPTION: _("First day away"), Kind.RESUMPTION: _("First day back"), Kind.EXTENSION: _("Decided from"),
}  # fmt: skip
TO_LABELS = {Kind.INTERRUPTION: _("Last day away"), Kind.PART_TIME: _("Last day part time")}
PERCENT_LABELS = {Kind.INTERRUPTION: _("Away, percent"), Kind.PART_TIME: _("Position, percent")}


class AmendmentForm(ActionForm):
    """A change of one kind. What the kind does not ask is left out; `seen` recognises the answers that a preview was
    shown for, so that nothing is saved unseen.
    """

    from_on = forms.DateField(label=_("From"), widget=DateInput())
    to_on = forms.DateField(
        label=_("To"), required=False, widget=DateInput(), help_text=_("Leave it empty while it is not known.")
    )
    days = forms.IntegerField(label=_("Days"), required=False, min_value=1, max_value=MOST_DAYS)
    percent = forms.IntegerField(label=_("Percent"), required=False, min_value=1, max_value=100)
    absence = forms.ChoiceField(
        label=_("Why it stands still"), choices=[("", _("Choose")), *Amendment.Absence.choices],
        help_text=_("Write nothing about a diagnosis; it is nobody's business here."),
    )  # fmt: skip
    new_establishment = forms.ModelChoiceField(
        label=_("Place of work"), queryset=Establishment.objects.none(), required=False,
        empty_label=_("None of the company's"),
    )  # fmt: skip
    new_workplace = forms.CharField(
        label=_("In words"), max_length=200, required=False,
        help_text=_("As it shall stand in the contract; empty for the name of the place."),
    )  # fmt: skip
    new_supervisor = forms.ModelChoiceField(
        label=_("New training supervisor"), queryset=CompanyPerson.objects.none(), empty_label=_("Choose a person")
    )
    new_trade = forms.ModelChoiceField(
        label=_("New trade"), queryset=Trade.objects.none(), empty_label=_("Choose a trade")
    )
    new_kind = forms.ChoiceField(label=_("New contract type"), widget=forms.RadioSelect)
    new_aim_codes = forms.MultipleChoiceField(
        label=_("Own aims of a training candidate"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Only for a training candidate. They stand in the paper, and hold from the day of the change."),
    )  # fmt: skip
    end_on = forms.DateField(
        label=_("Another last day, if agreed"), required=False, widget=DateInput(),
        help_text=_("Leave it empty for the reckoned day."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Stands in the paper. Write no more about the person than is needed."),
    )  # fmt: skip
    signers = forms.MultipleChoiceField(
        label=_("Who signs"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("With nobody chosen, the office says by itself that all have agreed."),
    )  # fmt: skip
    needs_consent = forms.BooleanField(
        label=_("The county authority must consent"), required=False,
        help_text=_("Any change of a contract needs it (opplæringslova § 7-2)."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, contract: Contract, kind: str, signers: list[Party], member, amendment=None, **kwargs):
        self.contract, self.kind, self.amendment = contract, kind, amendment
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - COMMON - set(KINDS[kind].fields):
            del self.fields[name]
        self._name_fields()
        self._offer(member)
        roles = {str(party.role): f"{party.get_role_display()}: {party.name}" for party in signers}
        self.fields["signers"].choices = roles.items()
        self.initial.setdefault("signers", default_signers(kind, roles))
        self.initial.setdefault("needs_consent", KINDS[kind].needs_consent)
        self.helper.layout = _layout(self.fields)

    @staticmethod
    def known(amendment: Amendment) -> dict:
        """The answers of last time; a last day that was only reckoned was none."""
        answers = {name: getattr(amendment, name) for name in ANSWERED}
        return answers | {"version": amendment.version}

    def _name_fields(self):
        for name, labels in (("from_on", FROM_LABELS), ("to_on", TO_LABELS), ("percent", PERCENT_LABELS)):
            if name in self.fields and self.kind in labels:
                self.fields[name].label = labels[self.kind]
        if "end_on" in self.fields and self.kind in END_LABELS:
            self.fields["end_on"].label, self.fields["end_on"].help_text = END_LABELS[self.kind], END_HELP[self.kind]

    def _offer(self, member):
        company = self.contract.whose.company
        if "new_establishment" in self.fields:
            places = Establishment.objects.visible_to(member).filter(company=company)
            self.fields["new_establishment"].queryset = places
        if "new_supervisor" in self.fields:
            people = CompanyPerson.objects.visible_to(member).filter(company=company).supervisors().on(member.today)
            self.fields["new_supervisor"].queryset = people.exclude(pk=self.contract.apprenticeship.supervisor_id)
        if "new_trade" in self.fields:
            self.fields["new_trade"].queryset = Trade.objects.exclude(pk=self.contract.apprenticeship.trade_id)
        if "new_kind" in self.fields:
            self.fields["new_kind"].choices = _kinds(self.contract)
            self.fields["new_aim_codes"].choices = aims.choices(
                self.contract, {*self.contract.aim_codes, *(self.amendment.new_aim_codes if self.amendment else ())}
            )
            self.initial.setdefault("new_aim_codes", self.contract.aim_codes)

    def clean(self):
        answers = super().clean()
        self.was_seen = answers.pop("seen", "")
        version = answers.pop("version", None)
        self.mark = _mark(answers)
        return answers | ({"version": version} if self.amendment else {})

    @property
    def is_seen(self) -> bool:
        """Were these very answers shown with what they lead to?"""
        return self.was_seen == self.mark

    def show(self):
        """From now on the page carries what these answers are recognised by."""
        self.data = self.data.copy()
        self.data["seen"] = self.mark

    def add_refusal(self, refusal):
        """After a colleague's change the next try counts: the person has been told by then."""
        if refusal.field == "version":
            self.amendment.refresh_from_db(fields=["version"])
            self.data = self.data.copy()
            self.data["version"], refusal.field = self.amendment.version, None
        super().add_refusal(refusal)


def _kinds(contract) -> list[tuple]:
    """The other types; a training candidate may stay one, with other aims."""
    kinds = [(value, label) for value, label in Contract.Kind.choices if value != contract.kind]
    if TYPES[contract.kind].has_own_aims:
        kinds.insert(0, (contract.kind, _("As before, with other own aims")))
    return kinds


def _mark(answers) -> str:
    told = {name: getattr(value, "pk", value) for name, value in answers.items()}
    return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()[:16]


def _layout(fields) -> Layout:
    """What changes first, then why, then who must say yes."""
    own = [name for name in fields if name not in COMMON and name not in {"to_on", "end_on"}]
    days = [name for name in ("from_on", "to_on") if name in fields]
    last = ["end_on"] if "end_on" in fields else []
    return Layout(
        Fieldset(_("What changes"), *own, Row(*days), *last), Fieldset(_("Why"), "reason"),
        Fieldset(_("Who must say yes"), "signers", "needs_consent"), "version", "seen",
    )  # fmt: skip


class VersionForm(ActionForm):
    """A button under what was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ToCountyForm(ActionForm):
    sent_on = forms.DateField(label=_("Sent on"), widget=DateInput())


class ConsentForm(LetterOfDecisionForm):
    AGREED, REFUSED = "agreed", "refused"

    decision = forms.ChoiceField(
        label=_("The county authority has"), widget=forms.RadioSelect,
        choices=[(AGREED, _("consented to the change")), (REFUSED, _("refused the change"))],
    )  # fmt: skip
    decision_remark = remark_field(
        _("Remark or reason"), required=False, help_text=_("Needed when the change was refused.")
    )


class WhyForm(ActionForm):
    reason = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Sent to everybody who was asked to sign."),
    )  # fmt: skip


class AmendmentPaperForm(ActionForm):
    file = UploadField(label=_("Document"), allow=PAPERS)


class DayForm(ActionForm):
    dag = forms.DateField(label=_("Show the contract as it was on"), widget=DateInput())
