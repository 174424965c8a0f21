"""Which half-year does the absence report show, and whose?"""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apprenticeships.absence import Half, half_called, half_of, halves
from apprenticeships.names import called

YEARS_BACK = 5


class AbsenceReportFilter(django_filters.FilterSet):
    """Everybody whose training period touches the half-year. Without an answer it is the half-year of today."""

    half = django_filters.ChoiceFilter(label=gettext_lazy("Half-year"), method="kept", empty_label=None)
    name = django_filters.CharFilter(
        label=gettext_lazy("Name"), method="by_name", max_length=100, widget=forms.TextInput({"type": "search"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = self.request.member.today if self.request else timezone.localdate()
        first_on = self.today.replace(year=self.today.year - YEARS_BACK, day=1)
        choices = [(str(half), in_words(half)) for half in halves(first_on, self.today)]
        self.filters["half"].extra["choices"] = choices

    @property
    def chosen_half(self) -> Half:
        return half_called(self.form.cleaned_data.get("half") or "") or half_of(self.today)

    @property
    def qs(self):
        half = self.chosen_half if self.form.is_valid() else half_of(self.today)
        return super().qs.filter(start_on__lte=half.last_on, end_on__gte=half.first_on)

    def kept(self, rows, name, value):
        return rows  # `qs` narrows by it, chosen or not

    def by_name(self, rows, name, value):
        return rows.filter(called(value, "apprentice__"))


def in_words(half: Half) -> str:
    if half.number == 1:
        return _("January to June %(year)s") % {"year": half.year}
    return _("July to December %(year)s") % {"year": half.year}
