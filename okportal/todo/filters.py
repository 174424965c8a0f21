"""By what can the tasks be narrowed?"""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from okportal.todo import kinds

DONE = "done"


class TaskFilter(FilterSet):
    """Without a status the list shows what is still to be done."""

    state = ChoiceFilter(label=_("Status"), method="by_state", empty_label=_("To be done"), choices=[(DONE, _("Done"))])
    kind = ChoiceFilter(label=_("Kind"), choices=kinds.choices, empty_label=_("All"))

    @property
    def qs(self):
        rows = super().qs
        return rows if self.form["state"].value() == DONE else rows.open()

    def by_state(self, rows, name, value):
        return rows.filter(done_at__isnull=False).order_by("-done_at", "-id")
