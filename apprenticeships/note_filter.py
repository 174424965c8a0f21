"""Which notes of a file are shown?"""

import django_filters
from django.utils.translation import gettext_lazy as _

from apprenticeships.models import Note


class NoteFilter(django_filters.FilterSet):
    """Only the audiences that this person reads at all; one who reads but one has nothing to choose."""

    audience = django_filters.ChoiceFilter(label=_("Who reads it?"), empty_label=_("All"))

    def __init__(self, *args, audiences=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["audience"].extra["choices"] = [(one, Note.Audience(one).label) for one in audiences or ()]


def for_audiences(audiences):
    """A filter set that offers these."""

    def build(data, **kwargs):
        return NoteFilter(data, audiences=audiences, **kwargs)

    return build
