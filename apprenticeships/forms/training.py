"""What do the forms about a training ask: where and with whom, by which right, and as what?"""

from crispy_forms.layout import Column, Div, Field, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from apprenticeships.forms.choosing import BUTTON, CHOOSE, PEOPLE_ID, CompanyForm, Role, person_field, pk_in
from apprenticeships.forms.person import ADDRESS, PERSON, ApprenticeForm
from apprenticeships.models import Apprenticeship
from okportal.audit.stale import Stale
from okportal.curricula.models import Curriculum, Trade
from okportal.offices.models import County, Membership
from okportal.permissions import Role as OfficeRole
from okportal.ui.forms import ActionForm, DateInput

__all__ = ["CHOOSE", "EditTrainingForm", "NewTrainingForm", "RegisterForm", "TypeForm", "advisors"]

PLACE = (
    "company",
    BUTTON,
    Div(
        "establishment", Row(Column("supervisor"), Column("instructor")), Row(Column("hr"), Column("county")),
        css_id=PEOPLE_ID, css_class="form-body",
    ),
)  # fmt: skip
RIGHT = Row(Column("route"), Column("grant_right"))
TYPE = forms.ChoiceField(label=_("Candidate type"), choices=Apprenticeship.CandidateType)


class TrainingForm(CompanyForm):
    """What every training has. The apprenticeship's own rules (on-the-job and its route) are the action's."""

    PARTS = {"supervisor": Role.TRAINING_SUPERVISOR, "instructor": Role.INSTRUCTOR, "hr": Role.HR}

    supervisor = person_field(_("Training supervisor"), _("Choose one of this company's training supervisors."))
    instructor = person_field(_("Instructor"), _("Choose one of this company's instructors."))
    hr = person_field(_("HR"), _("Choose one of this company's HR people."))
    county = forms.ModelChoiceField(
        label=_("County authority"), queryset=County.objects.all(), required=False,
        empty_label=_("The company's county"), help_text=_("Approves the contract."),
    )  # fmt: skip
    advisor = forms.ModelChoiceField(
        label=_("Advisor at the office"),
        queryset=Membership.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
    )
    route = forms.ChoiceField(
        label=_("Model"), choices=[("", _("The usual one")), *Apprenticeship.Route.choices],
        required=False,
    )  # fmt: skip
    grant_right = forms.ChoiceField(
        label=_("Right"), choices=[("", _("Not known yet")), *Apprenticeship.GrantRight.choices], required=False,
        help_text=_("Decides which grant follows the apprentice."),
    )  # fmt: skip

    def __init__(self, *args, member, now=None, **kwargs):
        super().__init__(*args, member=member, now=now, **kwargs)
        self.fields["advisor"].queryset = advisors(member)

    def choose_company(self):
        """Its county is the likely one as well."""
        super().choose_company()
        company = self.fields["company"].queryset.filter(pk=pk_in(self.initial.get("company"))).first()
        self.initial["county"] = company.county_id if company else None


class EditTrainingForm(TrainingForm):
    """`on` is the day from which new people count; the curriculum can be chosen until the contract is in force."""

    curriculum = forms.ModelChoiceField(
        label=_("Curriculum"), queryset=Curriculum.objects.none(), required=False,
        empty_label=_("The one in force when the training starts"),
    )  # fmt: skip
    on = forms.DateField(
        label=_("New people count from"), widget=DateInput(),
        help_text=_("Whoever had the part before had it until the day before."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    layout = Layout(
        Fieldset(_("Place and people"), *PLACE),
        Fieldset(_("Follow-up"), "advisor", "on"),
        Fieldset(_("The training"), RIGHT, "curriculum"),
        Field("version"),
    )

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, now=now, **kwargs)
        self.fields["route"].choices = Apprenticeship.Route.choices
        self.fields["route"].required = True
        curriculum = self.fields["curriculum"]
        curriculum.queryset = Curriculum.objects.filter(trade_id=now.trade_id)
        if now.state != now.State.PLANNED:
            curriculum.disabled = True
            curriculum.empty_label = _("None")
            curriculum.help_text = _("Pinned when the training started, and the same until it ends.")

    def add_refusal(self, refusal):
        if isinstance(refusal, Stale):
            self.take_over(refusal)
        super().add_refusal(refusal)

    def take_over(self, stale):
        """Keep what was typed; what was left alone follows the colleague's change, so that saving undoes nothing."""
        self.data = self.data.copy()
        self.data["version"] = stale.version
        for name, before in stale.before.items():
            if str(self.data.get(name) or "") == str(before or ""):
                value = stale.current[name]
                self.data[name] = getattr(value, "pk", value) or ""
        self.show_people(pk_in(self.data.get("company")))

    def clean_county(self):
        county = self.cleaned_data["county"]
        company = self.cleaned_data.get("company")
        if county is None and company and company.county_id is None:
            raise forms.ValidationError(_("Choose the county: the company has none."))
        return county or (company and company.county)

    @staticmethod
    def facts_of(row: Apprenticeship, today) -> dict:
        keys = ("company", "establishment", "supervisor", "instructor", "hr", "county", "advisor", "curriculum")
        plain = {name: getattr(row, name) for name in ("route", "grant_right", "version")}
        return {name: getattr(row, f"{name}_id") for name in keys} | plain | {"on": today}


class NewTrainingForm(TrainingForm):
    """One more training for a person who is registered."""

    candidate_type = TYPE
    trade = forms.ModelChoiceField(label=_("Trade"), queryset=Trade.objects.all(), empty_label=_("Choose a trade"))

    layout = Layout(
        Fieldset(_("The training"), Row(Column("candidate_type"), Column("trade")), RIGHT, *PLACE),
        Fieldset(_("Follow-up"), "advisor"),
    )

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, member=member, **kwargs)
        own = advisors(member).filter(user_id=member.user.pk).first()
        self.initial.setdefault("advisor", own.pk if own else None)


class RegisterForm(NewTrainingForm, ApprenticeForm):
    """A new apprentice and the first apprenticeship, in one go."""

    is_invited = forms.BooleanField(
        label=_("Send an invitation to log in"), required=False,
        help_text=_("By e-mail, with a link that works once. You can also do it later."),
    )  # fmt: skip

    layout = Layout(
        PERSON,
        ADDRESS,
        Fieldset(_("The training"), Row(Column("candidate_type"), Column("trade")), RIGHT, *PLACE),
        Fieldset(_("Follow-up"), "advisor", "is_invited"),
    )


class TypeForm(ActionForm):
    """Which type somebody is in training as from a day on, and why."""

    candidate_type = TYPE
    on = forms.DateField(label=_("From"), widget=DateInput())
    reason = forms.CharField(label=_("Why"), max_length=300, help_text=_("Without anything about health."))

    layout = Layout(Div(Row(Column("candidate_type"), Column("on")), "reason", css_class="form-body"))


def advisors(member):
    """Those at the office who may follow an apprentice up, today."""
    roles = [OfficeRole.ADVISOR, OfficeRole.ADMINISTRATOR]
    people = Membership.objects.visible_to(member).on(member.today).filter(role__in=roles)
    return people.select_related("user").order_by("user__name", "role")
