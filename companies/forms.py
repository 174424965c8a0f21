"""What do the forms about companies ask, and by what can their list be narrowed?"""

import django_filters
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from companies.models import Approval, Company, CompanyPerson
from companies.stale import Stale
from companies.states import DECISIONS
from okportal.curricula.models import Trade
from okportal.norwegian import organisation_number, phone, postcode, sort_key
from okportal.offices.models import County
from okportal.people.models import User
from okportal.ui.forms import ActionForm, DateInput

LAST = "\U0010ffff"  # sorts after everything: the end of a prefix range


class NumbersChecked:
    """The same check for the same field name in every form here."""

    def clean_organisation_number(self):
        text = self.cleaned_data["organisation_number"]
        return organisation_number(text) if text else ""

    def clean_postcode(self):
        return postcode(self.cleaned_data["postcode"]) if self.cleaned_data["postcode"] else ""

    def clean_phone(self):
        return phone(self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""


def address_row():
    return Row(Column("postcode"), Column("city"), Column("county"))


class CompanyForm(NumbersChecked, ActionForm):
    """What is known about a company besides its number."""

    name = forms.CharField(label=_("Name"), max_length=200)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    city = forms.CharField(label=_("City"), max_length=60, required=False)
    county = forms.ModelChoiceField(
        label=_("County"), queryset=County.objects.all(), required=False, empty_label=_("Not chosen")
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)


class RegisterForm(CompanyForm):
    organisation_number = forms.CharField(
        label=_("Organisation number"), max_length=20, help_text=_("Nine digits, with or without spaces."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    field_order = ("organisation_number",)  # errors are listed in this order
    layout = Layout(
        Fieldset(_("Company"), "organisation_number", "name"),
        Fieldset(_("Address"), "address", address_row()),
        Fieldset(_("Contact"), Row(Column("email"), Column("phone"))),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if settings.BRREG_ENABLED:
            self.fields["name"].required = False
            self.fields["name"].help_text = _("Leave it and the address empty to get them from Enhetsregisteret.")


class EditForm(CompanyForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    layout = Layout(
        "version",
        Fieldset(_("Company"), "name"),
        Fieldset(_("Address"), "address", address_row()),
        Fieldset(_("Contact"), Row(Column("email"), Column("phone"))),
    )

    def add_refusal(self, refusal):
        """Somebody else saved first: tell beside each field what it is now, and let the next save through."""
        super().add_refusal(refusal)
        if not isinstance(refusal, Stale):
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = refusal.version
        for name, value in refusal.current.items():
            if name in self.cleaned_data and self.cleaned_data[name] != value:
                self.add_error(name, _("Now: %(value)s") % {"value": value or _("empty")})


class EstablishmentForm(NumbersChecked, ActionForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    organisation_number = forms.CharField(
        label=_("Organisation number"), max_length=20, required=False,
        help_text=_("The sub-unit's own number, where it has one."), widget=forms.TextInput({"inputmode": "numeric"}),
    )  # fmt: skip
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=10, required=False)
    city = forms.CharField(label=_("City"), max_length=60, required=False)
    layout = Layout(
        Fieldset(_("Place of work"), "name", "organisation_number"),
        Fieldset(_("Address"), "address", Row(Column("postcode"), Column("city"))),
    )


class PersonForm(NumbersChecked, ActionForm):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"))
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=User._meta.get_field("language").choices)
    role = forms.ChoiceField(label=_("Role"), choices=CompanyPerson.Role, widget=forms.RadioSelect)
    from_on = forms.DateField(label=_("From"), widget=DateInput())
    is_invited = forms.BooleanField(
        label=_("Send an invitation"), required=False,
        help_text=_("A link to a login of one's own, valid for 14 days."),
    )  # fmt: skip
    layout = Layout(
        Fieldset(_("Person"), "name", Row(Column("email"), Column("phone")), "language"),
        Fieldset(_("Role"), "role", "from_on", "is_invited"),
    )


class EndPersonForm(ActionForm):
    on = forms.DateField(label=_("Last day"), widget=DateInput())


class ApprovalForm(ActionForm):
    trade = forms.ModelChoiceField(label=_("Trade"), queryset=Trade.objects.all(), empty_label=_("Choose a trade"))
    county = forms.ModelChoiceField(
        label=_("County"), queryset=County.objects.all(), empty_label=_("Choose a county"),
        help_text=_("The county where the place of work lies."),
    )  # fmt: skip
    applied_on = forms.DateField(label=_("Applied on"), widget=DateInput(), required=False)
    legal_basis = forms.ChoiceField(label=_("Legal basis"), choices=Approval.LegalBasis)
    layout = Layout(
        Fieldset(_("For what"), "trade", "county"),
        Fieldset(_("Application"), Row(Column("applied_on"), Column("legal_basis"))),
    )


class DecisionForm(ActionForm):
    """Only the decisions that the approval's state allows."""

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("Holds from"), widget=DateInput())
    to_on = forms.DateField(
        label=_("Holds to"), widget=DateInput(), required=False, help_text=_("Only when the county has set an end.")
    )
    limits = forms.CharField(
        label=_("Limits"), max_length=300, required=False, help_text=_("What the company may train for, when limited.")
    )
    layout = Layout(
        Fieldset(_("Answer"), "decision", "limits"),
        Fieldset(_("Period"), Row(Column("on"), Column("to_on"))),
    )

    def __init__(self, *args, approval, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [
            (name, step.label) for name, step in DECISIONS.items() if step.allowed_from(approval.state)
        ]


class ActivityForm(ActionForm):
    """What the button asked for, so that a repeated click does not turn it round."""

    is_active = forms.TypedChoiceField(
        choices=[("1", "1"), ("0", "0")], coerce=lambda text: text == "1", widget=forms.HiddenInput
    )


class Ordering(django_filters.OrderingFilter):
    """With a last word, or rows of the same place could stand on two pages."""

    def filter(self, queryset, value):
        ordered = super().filter(queryset, value)
        return ordered.order_by(*ordered.query.order_by, "pk") if value else ordered


class CompanyFilter(django_filters.FilterSet):
    """Members only, unless former ones are asked for."""

    name = django_filters.CharFilter(
        label=_("Name or organisation number"), method="called", max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )  # fmt: skip
    trade = django_filters.ModelChoiceFilter(
        label=_("Approved for"), queryset=Trade.objects.all(), method="approved_for", empty_label=_("All trades")
    )
    county = django_filters.ModelChoiceFilter(
        label=_("County"), queryset=County.objects.all(), empty_label=_("All counties")
    )
    status = django_filters.ChoiceFilter(
        label=_("Status"), method="with_status", empty_label=_("Members"),
        choices=[("former", _("Former members")), ("all", _("All"))],
    )  # fmt: skip
    order = Ordering(fields=[("sort_name", "name"), ("city", "place")])

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("status") else queryset.active()

    def called(self, queryset, name, text):
        text = text.replace("\0", "").strip()
        digits = "".join(text.split())
        # Ranges, not LIKE: only leakproof operators use the index under row-level security.
        if digits.isdecimal():
            return queryset.filter(organisation_number__gte=digits, organisation_number__lt=digits + LAST)
        return queryset.filter(sort_name__gte=sort_key(text), sort_name__lt=sort_key(text) + LAST)

    def approved_for(self, queryset, name, trade):
        granted = Approval.objects.granted_on(self.request.member.today).filter(trade=trade)
        return queryset.filter(pk__in=granted.values("company_id"))

    def with_status(self, queryset, name, status):
        return queryset.filter(is_active=False) if status == "former" else queryset

    class Meta:
        model = Company
        fields: list = []
