"""What does the page about a contract template ask?"""

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract, PaperTemplate
from okportal.documents.forms import UploadField
from okportal.documents.uploads import IMAGES
from okportal.ui.forms import ActionForm

BOTH = [("", _("Both")), ("nb", "Bokmål"), ("nn", "Nynorsk")]


class TemplateForm(ActionForm):
    name = forms.CharField(label=_("Name"), max_length=80)
    kind = forms.ChoiceField(
        label=_("For"), choices=[("", _("All contract types")), *Contract.Kind.choices], required=False
    )
    language = forms.ChoiceField(label=_("Language"), choices=BOTH, required=False)
    remarks = forms.CharField(
        label=_("Remarks to begin with"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("Every new draft begins with these; the advisor may change them."),
    )  # fmt: skip
    terms = forms.CharField(
        label=_("The office's own terms"), max_length=4000, required=False, widget=forms.Textarea({"rows": 8}),
        help_text=_("Stand below the terms that follow from the law. An empty line begins a new term."),
    )  # fmt: skip
    logo = UploadField(label=_("Logo"), allow=IMAGES, required=False)
    removes_logo = forms.BooleanField(label=_("Remove the logo"), required=False)
    copies = forms.IntegerField(
        label=_("Copies on paper"), min_value=1, max_value=9, initial=1,
        help_text=_("Stands on the contract where it is printed: one for each party, say."),
    )  # fmt: skip
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    layout = Layout(
        Fieldset(_("Template"), "name", Row("kind", "language"), "is_active"),
        Fieldset(_("Words"), "remarks", "terms"),
        Fieldset(_("On paper"), "logo", "removes_logo", "copies"),
        "version",
    )

    def __init__(self, *args, template: PaperTemplate | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if template is None:
            del self.fields["version"]
        if template is None or template.logo_id is None:
            del self.fields["removes_logo"]
