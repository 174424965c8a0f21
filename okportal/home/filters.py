"""What can the caseload be narrowed by?"""

import django_filters
from django.utils.translation import gettext_lazy as _

from okportal.home.caseload import TONES, rules_of
from okportal.norwegian import sort_key


class CaseloadFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=[(tone, label) for tone, label in TONES.items()], method="with_tone",
        empty_label=_("All"),
    )  # fmt: skip
    q = django_filters.CharFilter(label=_("Last name"), method="named")

    def with_tone(self, queryset, name, tone):
        return queryset.filter(rule__in=rules_of(tone))

    def named(self, queryset, name, text):
        prefix = sort_key(text.replace("\0", "").strip())
        # A range, not LIKE: only leakproof operators use the index under row-level security.
        return queryset.filter(apprentice__sort_name__gte=prefix, apprentice__sort_name__lt=prefix + "\U0010ffff")
