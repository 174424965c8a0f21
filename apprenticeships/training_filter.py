"""By what can a list of what belongs to a training (its talks, its registrations) be narrowed, whatever the list is?"""

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, FilterSet, NumberFilter

from apprenticeships.names import called

ALL = "all"
LARGEST = 2**63 - 1


class TrainingFilter(FilterSet):
    """Without a status the list shows what is `unfinished`; all that belongs to one apprenticeship is shown.

    A subclass adds `state`, with the method `by_state` and the choice ALL.
    """

    q = CharFilter(label=_("Apprentice"), method="by_name", max_length=100, widget=forms.TextInput({"type": "search"}))
    apprenticeship = NumberFilter(field_name="apprenticeship_id", max_value=LARGEST, widget=forms.HiddenInput())
    company = NumberFilter(field_name="apprenticeship__company_id", max_value=LARGEST, widget=forms.HiddenInput())

    for_staff = ()  # filters that nobody else needs: they have a handful, all their own

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        member = self.request.member
        needless = () if member.is_staff else self.for_staff
        for name in needless if member.is_staff or member.is_company_person else ("q", *needless):
            del self.filters[name]

    @property
    def qs(self):
        rows = super().qs
        is_narrowed = self.form["state"].value() or self.form["apprenticeship"].value()
        return rows if is_narrowed else self.unfinished(rows)

    def unfinished(self, rows):
        raise NotImplementedError

    def by_name(self, rows, name, value):
        return rows.filter(called(value, "apprenticeship__apprentice__"))

    def by_state(self, rows, name, value):
        return rows if value == ALL else rows.filter(state=value)
