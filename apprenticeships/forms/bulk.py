"""What is asked before something is done to several apprentices?"""

import secrets

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from apprenticeships.forms import advisors
from apprenticeships.models import Apprenticeship
from okportal.offices.models import Membership
from okportal.ui.forms import ActionForm
from okportal.ui.selection import CHOSEN


class ChosenForm(ActionForm):
    """`selection` goes along in a hidden field, and is handed to the action as `ids`."""

    def __init__(self, *args, selection, **kwargs):
        super().__init__(*args, **kwargs)
        self.selection = selection
        self.fields[CHOSEN] = forms.CharField(initial=selection.carried, required=False, widget=forms.HiddenInput)
        self.helper.layout.append(CHOSEN)

    def clean(self):
        self.cleaned_data.pop(CHOSEN, None)  # read by okportal.ui.selection.chosen, through visible_to
        self.cleaned_data["ids"] = self.selection.ids
        return self.cleaned_data


class AdvisorChoices(forms.ModelMultipleChoiceField):
    """Each with how many they follow up already."""

    counts: dict[int, int] = {}

    def label_from_instance(self, membership):
        count = self.counts.get(membership.pk, 0)
        words = ngettext("%(count)s apprentice", "%(count)s apprentices", count) % {"count": count}
        return f"{membership.user.name} · {words}"


class AssignForm(ChosenForm):
    advisors = AdvisorChoices(
        label=_("Advisors"), queryset=Membership.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=_("Several share evenly. Those of one company mostly get the same advisor."),
    )  # fmt: skip
    layout = Layout(Fieldset(_("Who takes over"), "advisors"))

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["advisors"]
        field.queryset = advisors(member)
        mine = Apprenticeship.objects.visible_to(member).current().filter(advisor__isnull=False)
        field.counts = dict(mine.order_by().values_list("advisor").annotate(Count("pk")))


class MessageForm(ChosenForm):
    """`token` makes a repeated click the same message."""

    subject = forms.CharField(label=_("Subject"), max_length=150)
    text = forms.CharField(
        label=_("Text"), max_length=5000, widget=forms.Textarea({"rows": 10}),
        help_text=_("Sent as you write it, in no other language. A blank line begins a new paragraph."),
    )  # fmt: skip
    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    layout = Layout(Fieldset(_("Message"), "subject", "text"), "token")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = secrets.token_urlsafe(16)
