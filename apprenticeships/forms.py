"""What do the forms about apprentices ask?"""

from crispy_forms.layout import HTML, Div, Field, Fieldset, Layout, Row
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apprenticeships.models import Apprentice, Apprenticeship
from apprenticeships.stale import Stale
from companies.models import Company, CompanyPerson, Establishment
from okportal import norwegian
from okportal.curricula.models import Trade
from okportal.offices.models import County, Membership
from okportal.people.models import User
from okportal.permissions import Role
from okportal.ui.forms import ActionForm

CHOOSE = "choose"  # sent instead of saving: show the form anew, with the people of the chosen company
PLACEMENT_ID = "placement"
SHOWS_PEOPLE = {
    "hx-post": "", "hx-vals": f'{{"{CHOOSE}": "company"}}', "hx-target": f"#{PLACEMENT_ID}",
    "hx-select": f"#{PLACEMENT_ID}", "hx-swap": "outerHTML",
}  # fmt: skip
PERSON = Fieldset(
    _("The person"),
    Row("first_name", "last_name"),
    "national_id",
    Row("email", "phone"),
    "language",
)
ADDRESS = Fieldset(_("Address"), "address", Row("postcode", "city"), "home_county")
PLACEMENT = (
    "company",
    HTML('{% include "apprenticeships/_choose_company.html" %}'),
    Div("establishment", Row("supervisor", "instructor"), "county", css_id=PLACEMENT_ID, css_class="form-body"),
)


class ApprenticeForm(ActionForm):
    """The person. A stored national identity number is never sent back to the page."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    national_id = forms.CharField(
        label=_("National identity number"), max_length=20, required=False,
        help_text=_("11 digits. Stored encrypted; only the date of birth is shown."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    email = forms.EmailField(label=_("E-mail"))
    phone = forms.CharField(
        label=_("Mobile"), max_length=20, required=False, widget=forms.TextInput({"type": "tel", "autocomplete": "off"})
    )
    address = forms.CharField(label=_("Street address"), max_length=200, required=False)
    postcode = forms.CharField(
        label=_("Postcode"), max_length=10, required=False, widget=forms.TextInput({"inputmode": "numeric"})
    )
    city = forms.CharField(label=_("City"), max_length=60, required=False)
    home_county = forms.ModelChoiceField(
        label=_("County of residence"), queryset=County.objects.all(), required=False, empty_label=_("Not known")
    )
    language = forms.ChoiceField(
        label=_("Writes and reads"), choices=User._meta.get_field("language").choices, initial="nb",
        help_text=_("The language of mails and documents."),
    )  # fmt: skip

    layout = Layout(PERSON, ADDRESS)

    def __init__(self, *args, apprentice=None, **kwargs):
        super().__init__(*args, **kwargs)
        if apprentice and apprentice.national_id:
            self.fields["national_id"].help_text = _(
                "Stored: %(number)s. Leave this empty to keep it, or type a new number."
            ) % {"number": apprentice.masked_national_id}

    def clean_national_id(self):
        typed = self.cleaned_data["national_id"].strip()
        return norwegian.national_id(typed) if typed else ""

    def clean_phone(self):
        typed = self.cleaned_data["phone"].strip()
        return norwegian.mobile(typed) if typed else ""

    def clean_postcode(self):
        typed = self.cleaned_data["postcode"].strip()
        return norwegian.postcode(typed) if typed else ""

    @staticmethod
    def facts_of(apprentice: Apprentice) -> dict:
        """What the form starts with on edit; the number is not among it."""
        names = ("first_name", "last_name", "email", "phone", "address", "postcode", "city", "language")
        return {name: getattr(apprentice, name) for name in names} | {"home_county": apprentice.county_id}


class PlacementForm(ActionForm):
    """Where and with whom. The choices of people and places are those of the chosen company."""

    company = forms.ModelChoiceField(
        label=_("Training company"), queryset=Company.objects.none(), empty_label=_("Choose a company"),
        widget=forms.Select(SHOWS_PEOPLE),
    )  # fmt: skip
    establishment = forms.ModelChoiceField(
        label=_("Place of work"), queryset=Establishment.objects.none(), required=False, empty_label=_("Not decided"),
        error_messages={"invalid_choice": _("Choose one of this company's places of work.")},
    )  # fmt: skip
    supervisor = forms.ModelChoiceField(
        label=_("Training supervisor"), queryset=CompanyPerson.objects.none(), required=False,
        error_messages={"invalid_choice": _("Choose one of this company's training supervisors.")},
    )  # fmt: skip
    instructor = forms.ModelChoiceField(
        label=_("Instructor"), queryset=CompanyPerson.objects.none(), required=False,
        error_messages={"invalid_choice": _("Choose one of this company's instructors.")},
    )  # fmt: skip
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

    def __init__(self, *args, member, apprenticeship=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.member, self.now = member, apprenticeship
        named_now = Q(pk=getattr(apprenticeship, "company_id", None))
        self.fields["company"].queryset = Company.objects.visible_to(member).filter(Q(is_active=True) | named_now)
        self.fields["advisor"].queryset = advisors(member)
        self.show_people(_pk((self.data if self.is_bound else self.initial).get("company")))

    def show_people(self, company_id):
        """Offer who and what belongs to this company today, and whoever the apprenticeship has now."""
        people = CompanyPerson.objects.visible_to(self.member).filter(company_id=company_id)
        for name, role in (("supervisor", "training_supervisor"), ("instructor", "instructor")):
            self.fields[name].empty_label = _("Nobody yet") if company_id else _("Choose the company first")
            named_now = Q(pk=getattr(self.now, f"{name}_id", None))
            today = Q(pk__in=people.on(self.member.today).values("pk"))
            self.fields[name].queryset = people.filter(today | named_now, role=role)
        places = Establishment.objects.visible_to(self.member).filter(company_id=company_id)
        self.fields["establishment"].queryset = places

    def choose_company(self):
        """A company has just been chosen: its county, and its only supervisor and instructor, are the likely ones."""
        company = self.fields["company"].queryset.filter(pk=_pk(self.initial.get("company"))).first()
        self.initial["county"] = company.county_id if company else None
        for name in ("supervisor", "instructor", "establishment"):
            choices = list(self.fields[name].queryset[:2])
            self.initial[name] = choices[0].pk if len(choices) == 1 else None


class EditPlacementForm(PlacementForm):
    version = forms.IntegerField(widget=forms.HiddenInput)

    layout = Layout(Fieldset(_("Place and people"), *PLACEMENT), Fieldset(_("Follow-up"), "advisor"), Field("version"))

    def add_refusal(self, refusal):
        if isinstance(refusal, Stale):
            self.take_over(refusal)
        super().add_refusal(refusal)

    def take_over(self, stale):
        """Keep what was typed; what was left alone follows the colleague's change, so that saving undoes nothing."""
        self.data = self.data.copy()
        self.data["version"] = stale.version
        for name, before in stale.before.items():
            if _pk(self.data.get(name)) == before:
                self.data[name] = stale.current[name] or ""
        self.show_people(_pk(self.data.get("company")))

    def clean_county(self):
        county = self.cleaned_data["county"]
        company = self.cleaned_data.get("company")
        if county is None and company and company.county_id is None:
            raise forms.ValidationError(_("Choose the county: the company has none."))
        return county or (company and company.county)

    @staticmethod
    def facts_of(apprenticeship: Apprenticeship) -> dict:
        names = ("company", "establishment", "supervisor", "instructor", "county", "advisor")
        return {name: getattr(apprenticeship, f"{name}_id") for name in names} | {"version": apprenticeship.version}


class RegisterForm(PlacementForm, ApprenticeForm):
    """A new apprentice and the first apprenticeship, in one go."""

    candidate_type = forms.ChoiceField(label=_("Candidate type"), choices=Apprenticeship.CandidateType)
    trade = forms.ModelChoiceField(label=_("Trade"), queryset=Trade.objects.all(), empty_label=_("Choose a trade"))
    is_invited = forms.BooleanField(
        label=_("Send an invitation to log in"), required=False,
        help_text=_("By e-mail, with a link that works once. You can also do it later."),
    )  # fmt: skip

    layout = Layout(
        PERSON,
        ADDRESS,
        Fieldset(_("The training"), Row("candidate_type", "trade"), *PLACEMENT),
        Fieldset(_("Follow-up"), "advisor", "is_invited"),
    )

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, member=member, **kwargs)
        own = advisors(member).filter(user_id=member.user.pk).first()
        self.initial.setdefault("advisor", own.pk if own else None)


def advisors(member):
    """Those at the office who may follow an apprentice up, today."""
    people = Membership.objects.visible_to(member).on(member.today).filter(role__in=[Role.ADVISOR, Role.ADMINISTRATOR])
    return people.select_related("user").order_by("user__name", "role")


def _pk(value) -> int | None:
    """The id in what stands in a form: typed text, an id, or nothing usable."""
    text = str(getattr(value, "pk", value) or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
