"""What does one fill in to write a task, give it away or finish it?"""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from okportal.offices.models import Membership
from okportal.todo.actions import DOERS
from okportal.ui.forms import ActionForm, DateInput


class DoerField(forms.ModelChoiceField):
    """Those who do tasks in the office today, by name; nobody means the whole office."""

    def __init__(self, **kwargs):
        super().__init__(
            Membership.objects.none(),
            label=_("Who does it"),
            required=False,
            empty_label=_("The whole office"),
            **kwargs,
        )

    def label_from_instance(self, membership):
        return f"{membership.user} · {membership.get_role_display()}"


def doers(member):
    """Roles in which somebody does tasks in this office today."""
    rows = Membership.objects.in_office_of(member).on(member.today).filter(role__in=DOERS)
    return rows.select_related("user").order_by("user__name", "pk")


class AssignForm(ActionForm):
    assigned = DoerField()

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assigned"].queryset = doers(member)


class OwnTaskForm(AssignForm):
    text = forms.CharField(
        label=_("What is to be done?"), max_length=200,
        help_text=_("All who work in the office can read it. Write nothing about health here."),
    )  # fmt: skip
    due_on = forms.DateField(label=_("Due"), required=False, widget=DateInput())
    serial = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    field_order = ["text", "assigned", "due_on", "serial"]


class FinishForm(ActionForm):
    outcome = forms.CharField(
        label=_("What came of it?"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )
