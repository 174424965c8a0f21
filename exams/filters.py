"""By what can the list of registrations be narrowed?"""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet, ModelChoiceFilter, NumberFilter

from apprenticeships.names import called
from exams.models import Registration
from exams.states import RegistrationState
from okportal.curricula.models import Trade

ALL, LATE = "all", "late"


def trades_here(request):
    """Trades that the person has registrations in."""
    mine = Registration.objects.visible_to(request.member).order_by().values("apprenticeship__trade_id")
    return Trade.objects.filter(pk__in=mine)


class RegistrationFilter(FilterSet):
    """Without a status the list shows what has no result yet; one apprentice's attempts are all shown."""

    q = CharFilter(label=_("Apprentice"), method="by_name", max_length=100, widget=forms.TextInput({"type": "search"}))
    state = ChoiceFilter(
        label=_("Status"), method="by_state", empty_label=_("Under way"),
        choices=[*RegistrationState.choices, (ALL, _("All"))],
    )  # fmt: skip
    trade = ModelChoiceFilter(
        label=_("Trade"), field_name="apprenticeship__trade", queryset=trades_here, empty_label=_("All")
    )
    due = ChoiceFilter(
        label=_("Registration due"), method="by_due", empty_label=_("Any time"),
        choices=[
            (LATE, _("Overdue")), ("30", _("Within 30 days")), ("60", _("Within 60 days")),
            ("120", _("Within 120 days")),
        ],
    )  # fmt: skip
    apprenticeship = NumberFilter(field_name="apprenticeship_id", max_value=2**63 - 1, widget=forms.HiddenInput())
    company = NumberFilter(
        field_name="apprenticeship__company_id", max_value=2**63 - 1, widget=forms.HiddenInput()
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        member = self.request.member
        needless = () if member.is_staff else ("trade", "due")  # a handful, all their own
        for name in needless if member.is_staff or member.is_company_person else ("q", *needless):
            del self.filters[name]

    @property
    def qs(self):
        rows = super().qs
        is_narrowed = self.form["state"].value() or self.form["apprenticeship"].value()
        return rows if is_narrowed else rows.open()

    def by_name(self, rows, name, value):
        return rows.filter(called(value, "apprenticeship__apprentice__"))

    def by_state(self, rows, name, value):
        return rows if value == ALL else rows.filter(state=value)

    def by_due(self, rows, name, value):
        """Only what is not registered has a day by which it is due."""
        today = self.request.member.today
        waiting = rows.filter(state=RegistrationState.PLANNED)
        if value == LATE:
            return waiting.filter(due_on__lt=today)
        return waiting.filter(due_on__range=(today, today + timedelta(days=int(value))))
