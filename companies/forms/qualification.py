"""What is asked about a certificate, years of practice, an education or a course?"""

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Qualification
from okportal.curricula.models import Trade
from okportal.documents.forms import UploadField
from okportal.documents.uploads import DOCUMENTS, IMAGES
from okportal.ui.forms import ActionForm, DateInput


class QualificationForm(ActionForm):
    """Which fields a kind must have, the action says."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Qualification.Kind, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("What"), max_length=150, required=False,
        help_text=_("Name of the certificate, education or course, or where the practice was."),
    )  # fmt: skip
    trade = forms.ModelChoiceField(
        label=_("Trade"), queryset=Trade.objects.all(), required=False, empty_label=_("Not chosen"),
        help_text=_("Needed for a certificate."),
    )  # fmt: skip
    years = forms.IntegerField(
        label=_("Years"), min_value=1, max_value=60, required=False, help_text=_("Needed for practice.")
    )
    obtained_on = forms.DateField(
        label=_("Obtained on"), widget=DateInput(), required=False, help_text=_("Not needed for practice.")
    )
    expires_on = forms.DateField(label=_("Must be renewed by"), widget=DateInput(), required=False)
    file = UploadField(label=_("Evidence"), allow=DOCUMENTS | IMAGES, required=False)
    layout = Layout(
        Fieldset(_("What can the person show?"), "kind", "title", Row(Column("trade"), Column("years"))),
        Fieldset(_("When, and the paper"), Row(Column("obtained_on"), Column("expires_on")), "file"),
    )
