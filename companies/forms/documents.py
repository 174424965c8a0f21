"""What does one fill in to give a company a document or a logo?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from okportal.documents.forms import UploadField
from okportal.documents.uploads import DOCUMENTS, IMAGES
from okportal.ui.forms import ActionForm


class DocumentForm(ActionForm):
    title = forms.CharField(
        label=_("Title"), max_length=150, required=False, help_text=_("Without one, the file's name is shown.")
    )
    file = UploadField(label=_("File"), allow=DOCUMENTS | IMAGES)
    is_for_office_only = forms.TypedChoiceField(
        label=_("Who can read it?"), widget=forms.RadioSelect, coerce=lambda text: text == "1", initial="1",
        choices=[("1", _("The office alone")), ("0", _("The office and all of the company's people"))],
    )  # fmt: skip


class LogoForm(ActionForm):
    file = UploadField(label=_("Picture"), allow=IMAGES)
