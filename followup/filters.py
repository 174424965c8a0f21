"""By what can the list of talks be narrowed?"""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter

from apprenticeships.training_filter import ALL, TrainingFilter
from followup.states import TalkState
from okportal.ui.forms import DateInput

MINE = "mine"


class TalkFilter(TrainingFilter):
    """Without a status the list shows what is still to be held; one apprentice's talks are all shown."""

    state = ChoiceFilter(
        label=_("Status"), method="by_state", empty_label=_("To be held"), choices=[*TalkState.choices, (ALL, _("All"))]
    )
    whose = ChoiceFilter(
        label=_("Whose"), method="by_advisor", empty_label=_("All"), choices=[(MINE, _("My apprentices"))]
    )
    due_from = DateFilter(label=_("Due from"), field_name="due_on", lookup_expr="gte", widget=DateInput())
    due_to = DateFilter(label=_("Due to"), field_name="due_on", lookup_expr="lte", widget=DateInput())

    for_staff = ("whose", "due_from", "due_to")

    def unfinished(self, rows):
        return rows.waiting()

    def by_advisor(self, rows, name, value):
        return rows.filter(apprenticeship__advisor__user_id=self.request.member.user.pk)
