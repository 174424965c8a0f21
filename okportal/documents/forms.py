"""How does one choose a file in a form?

    class DocumentForm(ActionForm):
        file = UploadField(label=_("File"), allow=DOCUMENTS | IMAGES)

    form = DocumentForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.submit(actions.add_document, by=request.member): …

The action gets an `Accepted` as `file`, and stores it. After a mistake elsewhere in the form the file must be chosen
anew: browsers give it once.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from okportal.documents.kinds import IMAGES, in_order
from okportal.documents.uploads import MOST_MEGABYTES, Accepted, accept, accept_picture, kinds_in_words
from okportal.errors import Refused


class UploadField(forms.FileField):
    """A file of one of the kinds in `allow` (DOCUMENTS, IMAGES, SHEETS of okportal.documents.uploads); cleaned, an
    Accepted. What it takes stands under its label unless `help_text` says something else.
    """

    def __init__(self, *, allow, **kwargs):
        self.allow = allow
        super().__init__(**{"help_text": _told(allow)} | kwargs)

    def widget_attrs(self, widget):
        """The browser offers fitting files first; a telephone turns HEIC into JPEG by itself when it reads this."""
        kinds = in_order(self.allow)
        fitting = [ending for kind in kinds for ending in kind.endings] + [kind.content_type for kind in kinds]
        return super().widget_attrs(widget) | {"accept": ",".join(fitting)}

    def to_python(self, data) -> Accepted | None:
        if data in self.empty_values:
            return None
        try:
            return self.taken(data)
        except Refused as refusal:
            words = " ".join(str(part) for part in (refusal.message, refusal.way_out) if part)
            raise ValidationError(words, code="refused") from refusal

    def taken(self, data) -> Accepted:
        return accept(data, self.allow)


class PictureField(UploadField):
    """A profile picture: cut to a square of 512 px."""

    def __init__(self, **kwargs):
        super().__init__(allow=IMAGES, **kwargs)

    def taken(self, data) -> Accepted:
        return accept_picture(data)


def _in_words(allow) -> str:
    return _("%(kinds)s, at most %(number)s megabytes.") % {"kinds": kinds_in_words(allow), "number": MOST_MEGABYTES}


_told = lazy(_in_words, str)
