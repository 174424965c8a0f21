"""What do the forms about people in a company ask?"""

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from companies.forms.company import NumbersChecked
from companies.models import CompanyPerson
from okportal.people.models import User
from okportal.ui.forms import ActionForm, DateInput


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
