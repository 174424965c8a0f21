"""By what can a company's contact log be narrowed?"""

import django_filters
from django.utils.translation import gettext_lazy as _

from companies.models import ContactEntry


class EntryFilter(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ContactEntry.Kind, empty_label=_("All kinds"))

    class Meta:
        model = ContactEntry
        fields: list = []
