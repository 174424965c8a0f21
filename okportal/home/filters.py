"""What can the caseload be narrowed by?"""

import django_filters
from django.utils.translation import gettext_lazy as _

from apprenticeships.names import called
from okportal.home.light_rules import TONES, rules_of


class CaseloadFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=[(tone, label) for tone, label in TONES.items()], method="with_tone",
        empty_label=_("All"),
    )  # fmt: skip
    q = django_filters.CharFilter(label=_("Name"), method="named")

    def with_tone(self, queryset, name, tone):
        return queryset.filter(rule__in=rules_of(tone))

    def named(self, queryset, name, text):
        return queryset.filter(called(text, "apprentice__"))
