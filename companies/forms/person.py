"""What do the forms about people in a company ask?"""

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from companies.forms.company import NumbersChecked
from companies.models import CompanyPerson, Establishment
from okportal.people.models import User
from okportal.ui.forms import ActionForm, DateInput

LANGUAGES = User._meta.get_field("language").choices
USUAL = _("What the role usually sees")


class PlaceField(forms.ModelChoiceField):
    """One of the company's places of work that are not closed; the form names the company."""

    def __init__(self, **kwargs):
        super().__init__(
            Establishment.objects.none(), label=_("Place of work"), required=False,
            empty_label=_("The whole company"), **kwargs,
        )  # fmt: skip


class ScopeForm(ActionForm):
    """Whose files the role opens."""

    sees = forms.ChoiceField(label=_("Sees"), choices=CompanyPerson.Sees, widget=forms.RadioSelect)
    establishment = PlaceField()
    layout = Layout(Fieldset(_("Access"), "sees", "establishment"))

    def __init__(self, *args, company, **kwargs):
        super().__init__(*args, **kwargs)
        places = Establishment.objects.filter(company=company)
        self.fields["establishment"].queryset = places.filter(closed_on__isnull=True)


class RoleForm(ScopeForm):
    """A role for somebody the office knows."""

    role = forms.ChoiceField(label=_("Role"), choices=CompanyPerson.Role, widget=forms.RadioSelect)
    sees = forms.ChoiceField(
        label=_("Sees"), choices=[("", USUAL), *CompanyPerson.Sees.choices], required=False,
        widget=forms.RadioSelect, initial="",
        help_text=_("Contacts, leaders, HR and coordinators usually see all; supervisors and instructors their own."),
    )  # fmt: skip
    from_on = forms.DateField(label=_("From"), widget=DateInput())
    is_invited = forms.BooleanField(
        label=_("Send an invitation"), required=False,
        help_text=_("A link to a login of one's own, valid for 14 days."),
    )  # fmt: skip
    field_order = ("role", "establishment", "sees", "from_on", "is_invited")
    ROLE = (
        Fieldset(_("Role"), "role", "from_on", "is_invited"),
        Fieldset(_("Access"), "establishment", "sees"),
    )
    layout = Layout(*ROLE)


class PersonForm(NumbersChecked, RoleForm):
    """Somebody the office does not know yet."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"))
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    field_order = ("name", "email", "phone", "language", *RoleForm.field_order)
    layout = Layout(
        Fieldset(_("Person"), "name", Row(Column("email"), Column("phone")), "language"), *RoleForm.ROLE
    )  # fmt: skip


class EditPersonForm(NumbersChecked, ActionForm):
    """How the person is called and reached, in all roles."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"))
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    is_invited = forms.BooleanField(
        label=_("Send a new invitation to a new address"), required=False,
        help_text=_("A new address closes the open invitation to the old one."),
    )  # fmt: skip
    layout = Layout(
        Fieldset(_("Person"), "name", Row(Column("email"), Column("phone")), "language", "is_invited"),
    )

    def __init__(self, *args, has_login, **kwargs):
        super().__init__(*args, **kwargs)
        if has_login:
            self.fields["email"].help_text = _("The office's mails go here. The login keeps its own address.")


class FindPersonForm(forms.Form):
    """Whom does the office know by this name?"""

    navn = forms.CharField(
        label=_("Name or e-mail"), max_length=100, required=False, widget=forms.TextInput({"type": "search"})
    )
