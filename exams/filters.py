"""By what can the list of registrations be narrowed?"""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter

from apprenticeships.training_filter import ALL, TrainingFilter
from exams.models import Registration
from exams.states import RegistrationState
from okportal.curricula.models import Trade

LATE = "late"


def trades_here(request):
    """Trades that the person has registrations in."""
    mine = Registration.objects.visible_to(request.member).order_by().values("apprenticeship__trade_id")
    return Trade.objects.filter(pk__in=mine)


class RegistrationFilter(TrainingFilter):
    """Without a status the list shows what has no result yet; one apprentice's attempts are all shown."""

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

    for_staff = ("trade", "due")

    def unfinished(self, rows):
        return rows.open()

    def by_due(self, rows, name, value):
        """Only what is not registered has a day by which it is due."""
        today = self.request.member.today
        waiting = rows.filter(state=RegistrationState.PLANNED)
        if value == LATE:
            return waiting.filter(due_on__lt=today)
        return waiting.filter(due_on__range=(today, today + timedelta(days=int(value))))
