"""What is asked before a role ends: the last day, and who takes over each thing that the person answers for?"""

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from okportal.ui.forms import ActionForm, DateInput

NOBODY = "nobody"


class EndPersonForm(ActionForm):
    """`held`: companies.duties.of(person). Cleaned: `on` and `successors`, as actions.end_person takes them."""

    on = forms.DateField(
        label=_("Last day"), widget=DateInput(),
        help_text=_("What the person answers for is handed over at once, also when the last day is later."),
    )  # fmt: skip

    def __init__(self, *args, held, **kwargs):
        self.held = [each for each in held if each.is_asked]
        super().__init__(*args, **kwargs)
        for each in self.held:
            self.fields[each.field] = successor_field(each)
        if self.held:
            asked = Fieldset(_("Who takes over?"), *(each.field for each in self.held))
            self.helper.layout = Layout("on", asked)

    def clean(self):
        """The answers by duty; where one is missing the field has its error already."""
        answers = super().clean()
        successors = {}
        for each in self.held:
            pk = answers.pop(each.field, None)
            people = {str(person.pk): person for person in each.successors}
            if pk:
                successors[each.duty.key] = people.get(pk)
        return {"on": answers.get("on"), "successors": successors}


def successor_field(held) -> forms.ChoiceField:
    people = [(str(person.pk), f"{person.name} · {person.get_role_display()}") for person in held.successors]
    nobody = [(NOBODY, _("Nobody for now"))] if held.duty.can_be_nobody else []
    return forms.ChoiceField(
        label=f"{held.duty.label} ({held.count})", choices=[("", _("Choose")), *people, *nobody],
        help_text="" if people else _("Nobody else here has a role that fits."),
    )  # fmt: skip
