"""What do the steps of a change of company ask?"""

from crispy_forms.layout import HTML, Column, Div, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from apprenticeships.forms.choosing import BUTTON, PEOPLE_ID, CompanyForm, Role, person_field, pk_in
from companies.models import Company
from contracts.models import Handover
from okportal.ui.forms import ActionForm, DateInput

CHOSEN = ("company", "establishment", "supervisor", "instructor")
NO_HEALTH = _("Without anything about health: it does not belong here, and the new company reads this.")


class BeginForm(ActionForm):
    """Why somebody changes company."""

    reason = forms.ChoiceField(label=_("Reason"), choices=Handover.Reason, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("More about it"), max_length=500, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("Only the office reads this. Without anything about health."),
    )  # fmt: skip

    layout = Layout(Fieldset(_("Why"), "reason", "note"))


class VersionedForm(ActionForm):
    """A step that two may write on; the version is the one that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def add_refusal(self, refusal):
        """After a colleague's change the next try counts: the person has been told by then."""
        if refusal.field == "version":
            self.data = self.data.copy()
            self.data["version"] = refusal.version
            refusal.field = None
        super().add_refusal(refusal)


class ReasonForm(VersionedForm, BeginForm):
    layout = Layout(*BeginForm.layout.fields, "version")

    @staticmethod
    def facts_of(handover):
        return {"reason": handover.reason, "note": handover.note, "version": handover.version}


class AssessmentForm(VersionedForm):
    """How it went in the company that is left."""

    strengths = forms.CharField(
        label=_("Goes well"), max_length=2000, required=False, widget=forms.Textarea({"rows": 4})
    )
    ahead = forms.CharField(label=_("To work on"), max_length=2000, required=False, widget=forms.Textarea({"rows": 4}))
    assessment = forms.CharField(
        label=_("On the whole"), max_length=4000, required=False, widget=forms.Textarea({"rows": 6}),
        help_text=NO_HEALTH,
    )  # fmt: skip

    layout = Layout(Fieldset(_("Closing assessment"), "strengths", "ahead", "assessment"), "version")

    @staticmethod
    def facts_of(handover):
        return {name: getattr(handover, name) for name in ("strengths", "ahead", "assessment", "version")}


class NewCompanyForm(VersionedForm, CompanyForm):
    """Where somebody goes on, with whom, and from which day. All may be left open until it is planned."""

    PARTS = {"supervisor": Role.TRAINING_SUPERVISOR, "instructor": Role.INSTRUCTOR}

    supervisor = person_field(_("Training supervisor"), _("Choose one of this company's training supervisors."))
    instructor = person_field(_("Instructor"), _("Choose one of this company's instructors."))
    on = forms.DateField(
        label=_("First day in the new company"), required=False, widget=DateInput(),
        help_text=_("At most 60 days back, and not after the contract ends."),
    )  # fmt: skip

    layout = Layout(
        Fieldset(
            _("New company"), "company", BUTTON,
            Div(
                HTML('{% include "contracts/handover/_verdict.html" %}'), "establishment",
                Row(Column("supervisor"), Column("instructor")), css_id=PEOPLE_ID, css_class="form-body",
            ),
        ),
        Fieldset(_("When"), "on"),
        "version",
    )  # fmt: skip

    def __init__(self, *args, handover, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["company"].label = _("New company")
        self.fields["company"].required = False
        self.fields["company"].queryset = self.fields["company"].queryset.exclude(pk=handover.old_company_id)

    @property
    def chosen_company(self) -> Company | None:
        """What stands in the form now, saved or not."""
        known = self.data if self.is_bound else self.initial
        return self.fields["company"].queryset.filter(pk=pk_in(known.get("company"))).first()

    def clean(self):
        """As the action calls them."""
        answers = super().clean()
        for name in CHOSEN:
            answers[f"new_{name}"] = answers.pop(name, None)
        return answers

    @staticmethod
    def facts_of(handover):
        keys = {name: getattr(handover, f"new_{name}_id") for name in CHOSEN}
        return keys | {"on": handover.on, "version": handover.version}


class PlanForm(VersionedForm):
    """The version that was looked over."""

    layout = Layout("version")


class SwitchForm(ActionForm):
    """That the change is made now, and on which ground."""

    is_county_told = forms.BooleanField(
        label=_("The county authority is told of the change; its approval of the new contract follows"),
        required=False,
        help_text=_("Needed only while the new contract is not approved (opplæringslova § 7-2)."),
    )  # fmt: skip

    layout = Layout(Div("is_county_told", css_class="form-body"))
