"""By what can the sent messages be narrowed?"""

from django.db.models import Q
from django.forms import TextInput
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from okportal.outbox import kinds
from okportal.outbox.models import State

WHERE = {
    State.SENT: Q(sent_at__isnull=False),
    State.GIVEN_UP: Q(dead_at__isnull=False),
    State.WAITING: Q(sent_at__isnull=True, dead_at__isnull=True, error=""),
    State.DELAYED: Q(sent_at__isnull=True, dead_at__isnull=True) & ~Q(error=""),
}


class MessageFilter(FilterSet):
    """`q` is the beginning of the reader's name or address."""

    q = CharFilter(
        label=_("To"), method="filter_q", max_length=100,
        widget=TextInput({"type": "search", "placeholder": _("Name or e-mail")}),
    )  # fmt: skip
    state = ChoiceFilter(label=_("Status"), choices=State, method="filter_state", empty_label=_("All"))
    template = ChoiceFilter(label=_("Message"), choices=kinds.choices, empty_label=_("All"))

    def filter_q(self, queryset, name, value):
        return queryset.filter(Q(to_name__istartswith=value) | Q(to_email__istartswith=value))

    def filter_state(self, queryset, name, value):
        return queryset.filter(WHERE[value])
