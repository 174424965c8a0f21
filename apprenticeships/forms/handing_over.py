"""Who takes over what from a colleague who leaves?"""

from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.db.models import Count
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from apprenticeships.actions.handing_over import in_hand
from apprenticeships.forms import advisors
from apprenticeships.forms.bulk import AdvisorChoices
from apprenticeships.models import Apprenticeship
from okportal.offices.models import Membership
from okportal.ui.forms import ActionForm


class HandOverForm(ActionForm):
    """Cleaned: `advisors`, `companies` ({company id: Membership}) and `tasks_to`, as hand_over_caseload takes them."""

    advisors = AdvisorChoices(
        label=_("Who takes over"), queryset=Membership.objects.none(), widget=forms.CheckboxSelectMultiple,
        required=False, help_text=_("Several share evenly. Those of one company mostly get the same advisor."),
    )  # fmt: skip
    tasks_to = forms.ChoiceField(label=_("Open tasks go to"), required=False)

    def __init__(self, *args, member, membership, **kwargs):
        super().__init__(*args, **kwargs)
        rows = advisors(member).filter(to_on__isnull=True).exclude(user_id=membership.user_id)
        self.people = {str(row.pk): row for row in rows}
        self.fields["advisors"].queryset = rows
        self.fields["advisors"].counts = followed_up_by(member)
        named = [(key, f"{row.user.name} · {row.get_role_display()}") for key, row in self.people.items()]
        self.fields["tasks_to"].choices = [("", _("The whole office")), *named]
        companies = in_hand(membership).order_by("company__sort_name", "company_id")
        self.companies = list(companies.values_list("company_id", "company__name").annotate(Count("pk")))
        for pk, name, count in self.companies:
            self.fields[f"company_{pk}"] = forms.ChoiceField(
                label=f"{name} ({count})", required=False, choices=[("", _("Shared evenly")), *named]
            )
        hint = _("Choose only where one colleague takes a whole company.")
        single = Fieldset(
            _("Company by company"), HTML(format_html("<p>{}</p>", hint)),
            *(f"company_{pk}" for pk, _name, _count in self.companies),
        )  # fmt: skip
        self.helper.layout = Layout(Fieldset(_("Shared"), "advisors", "tasks_to"), single)

    def clean(self):
        answers = super().clean()
        chosen = {pk: answers.get(f"company_{pk}") for pk, _name, _count in self.companies}
        return {
            "advisors": list(answers.get("advisors", [])),
            "companies": {pk: self.people[key] for pk, key in chosen.items() if key},
            "tasks_to": self.people.get(answers.get("tasks_to", "")),
        }


def followed_up_by(member) -> dict[int, int]:
    """{membership: how many apprenticeships it is advisor of now}."""
    mine = Apprenticeship.objects.visible_to(member).current().filter(advisor__isnull=False)
    return dict(mine.order_by().values_list("advisor").annotate(Count("pk")))
