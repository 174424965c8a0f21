"""By what can the list of talks be narrowed?"""

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet, NumberFilter

from apprenticeships.names import called
from followup.states import TalkState
from okportal.ui.forms import DateInput

ALL, MINE = "all", "mine"


class TalkFilter(FilterSet):
    """Without a status the list shows what is still to be held; one apprentice's talks are all shown."""

    q = CharFilter(label=_("Apprentice"), method="by_name", max_length=100, widget=forms.TextInput({"type": "search"}))
    state = ChoiceFilter(
        label=_("Status"), method="by_state", empty_label=_("To be held"), choices=[*TalkState.choices, (ALL, _("All"))]
    )
    whose = ChoiceFilter(
        label=_("Whose"), method="by_advisor", empty_label=_("All"), choices=[(MINE, _("My apprentices"))]
    )
    due_from = DateFilter(label=_("Due from"), field_name="due_on", lookup_expr="gte", widget=DateInput())
    due_to = DateFilter(label=_("Due to"), field_name="due_on", lookup_expr="lte", widget=DateInput())
    apprenticeship = NumberFilter(field_name="apprenticeship_id", max_value=2**63 - 1, widget=forms.HiddenInput())
    company = NumberFilter(
        field_name="apprenticeship__company_id", max_value=2**63 - 1, widget=forms.HiddenInput()
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        member = self.request.member
        needless = () if member.is_staff else ("whose", "due_from", "due_to")  # a handful, all their own
        for name in needless if member.is_staff or member.is_company_person else ("q", *needless):
            del self.filters[name]

    @property
    def qs(self):
        rows = super().qs
        is_narrowed = self.form["state"].value() or self.form["apprenticeship"].value()
        return rows if is_narrowed else rows.waiting()

    def by_name(self, rows, name, value):
        return rows.filter(called(value, "apprenticeship__apprentice__"))

    def by_state(self, rows, name, value):
        return rows if value == ALL else rows.filter(state=value)

    def by_advisor(self, rows, name, value):
        return rows.filter(apprenticeship__advisor__user_id=self.request.member.user.pk)
