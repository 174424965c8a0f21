"""What is asked when a view is saved?"""

from django import forms
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext_lazy as _

from okportal.ui.forms import ActionForm


class SaveForm(ActionForm):
    """`page` must be a list that the person may open: its address takes the office and nothing else."""

    name = forms.CharField(label=_("Name of the view"), max_length=60)
    is_shared = forms.BooleanField(label=_("For everybody in the office"), required=False)
    page = forms.CharField(max_length=60, widget=forms.HiddenInput)
    query = forms.CharField(max_length=5000, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, member, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member
        self.url = ""
        if not member.is_staff:
            self.fields["is_shared"].widget = forms.HiddenInput()

    def clean_page(self):
        page = self.cleaned_data["page"]
        try:
            self.url = reverse(page, args=[self.member.office.slug])
        except NoReverseMatch as error:
            raise forms.ValidationError(_("This page has no filters to keep.")) from error
        permission = getattr(resolve(self.url).func, "permission", None)
        if permission is None or not self.member.can(permission):
            raise forms.ValidationError(_("This page has no filters to keep."))
        return page
