"""How does a form offer the places and people of the company that was chosen in it?"""

from crispy_forms.layout import HTML
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.models import Company, CompanyPerson, Establishment
from okportal.ui.forms import ActionForm

CHOOSE = "choose"  # sent instead of saving: show the form anew, with the people of the chosen company
PEOPLE_ID = "people-of-company"
SHOWS_PEOPLE = {
    "hx-post": "", "hx-vals": f'{{"{CHOOSE}": "company"}}', "hx-target": f"#{PEOPLE_ID}",
    "hx-select": f"#{PEOPLE_ID}", "hx-swap": "outerHTML",
}  # fmt: skip
BUTTON = HTML('{% include "apprenticeships/_choose_company.html" %}')
Role = CompanyPerson.Role


class CompanyForm(ActionForm):
    """A company and one of its places of work. `PARTS` are the fields for its people, each with the role it takes.

    `now` is the row that is edited: whoever it names stays among the choices.
    """

    PARTS = {}

    company = forms.ModelChoiceField(
        label=_("Training company"), queryset=Company.objects.none(), empty_label=_("Choose a company"),
        widget=forms.Select(SHOWS_PEOPLE),
    )  # fmt: skip
    establishment = forms.ModelChoiceField(
        label=_("Place of work"), queryset=Establishment.objects.none(), required=False, empty_label=_("Not decided"),
        error_messages={"invalid_choice": _("Choose one of this company's places of work.")},
    )  # fmt: skip

    def __init__(self, *args, member, now=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.member, self.now = member, now
        named_now = Q(pk=getattr(now, "company_id", None))
        self.fields["company"].queryset = Company.objects.visible_to(member).filter(Q(is_active=True) | named_now)
        self.show_people(pk_in((self.data if self.is_bound else self.initial).get("company")))

    def show_people(self, company_id):
        """Offer who and what belongs to this company today, and whoever is named now."""
        people = CompanyPerson.objects.visible_to(self.member).filter(company_id=company_id)
        for name, role in self.PARTS.items():
            self.fields[name].empty_label = _("Nobody yet") if company_id else _("Choose the company first")
            named_now = Q(pk=getattr(self.now, f"{name}_id", None))
            today = Q(pk__in=people.on(self.member.today).values("pk"))
            self.fields[name].queryset = people.filter(today | named_now, role=role)
        places = Establishment.objects.visible_to(self.member).filter(company_id=company_id)
        self.fields["establishment"].queryset = places

    def choose_company(self):
        """A company has just been chosen: its only supervisor, instructor and place are the likely ones."""
        for name in (*self.PARTS, "establishment"):
            choices = list(self.fields[name].queryset[:2])
            self.initial[name] = choices[0].pk if len(choices) == 1 else None


def person_field(label, wrong_choice):
    return forms.ModelChoiceField(
        label=label, queryset=CompanyPerson.objects.none(), required=False,
        error_messages={"invalid_choice": wrong_choice},
    )  # fmt: skip


def pk_in(value) -> int | None:
    """The id in what stands in a form: typed text, an id, or nothing usable."""
    text = str(getattr(value, "pk", value) or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
