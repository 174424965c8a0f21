"""What may be uploaded, and how is it made safe to keep and to show?

    accepted = accept(request.FILES["file"], allow=DOCUMENTS | IMAGES)
    store(name=accepted.name, content=accepted.content, content_type=accepted.content_type, …)

Forms do it with `okportal.documents.forms.UploadField`. There is no virus scanner here: an office that wants one puts
it before the portal; what is refused is what would run by itself.
"""

from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.base import File
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from okportal.documents import active, pictures
from okportal.documents.actions import file_name
from okportal.documents.kinds import DOCUMENTS, DOCX, IMAGES, ODT, PDF, SHEETS, XLSX, Kind, in_order, is_heic, kind_of
from okportal.errors import Refused

__all__ = ["DOCUMENTS", "IMAGES", "SHEETS", "Accepted", "accept", "accept_picture", "kinds_in_words"]

MOST_MEGABYTES = 20
CHECKS = {
    PDF: active.refuse_active_pdf,
    DOCX: active.refuse_active_office_file,
    XLSX: active.refuse_active_office_file,
    ODT: active.refuse_active_office_file,
}


@dataclass(frozen=True)
class Accepted:
    """What is kept: a picture redrawn, a document as it came. `name` has no folders and the ending of its kind."""

    content: bytes
    content_type: str
    name: str


def accept(uploaded: File, allow: frozenset[Kind]) -> Accepted:
    """The file, if its bytes are of a kind in `allow` and nothing in it would run; else Refused, field "file"."""
    return _accepted(uploaded, allow, pictures.redrawn)


def accept_picture(uploaded: File) -> Accepted:
    """A profile picture: 512 × 512 px, JPEG."""
    return _accepted(uploaded, IMAGES, pictures.portrait)


def kinds_in_words(allow) -> str:
    """'PDF, JPEG or PNG'."""
    return get_text_list([str(kind.label) for kind in in_order(allow)], _("or"))


def _accepted(uploaded, allow, redraw) -> Accepted:
    try:
        content = _read(uploaded)
        kind = kind_of(content)
        if kind not in allow:
            raise _not_taken(content, allow)
        if kind in IMAGES:
            content, kind = redraw(content)
        elif kind in CHECKS:
            CHECKS[kind](content)
        return Accepted(content, kind.content_type, _named(uploaded.name, kind))
    except Refused as refusal:
        refusal.field = "file"
        raise


def _read(uploaded) -> bytes:
    if uploaded.size > MOST_MEGABYTES * 1_000_000:
        raise Refused(
            _("The file is larger than %(number)s megabytes.") % {"number": MOST_MEGABYTES},
            way_out=_("Make it smaller, or divide it in two."),
        )
    uploaded.seek(0)
    content = uploaded.read()
    if not content:
        raise Refused(_("The file is empty."), way_out=_("Open it and see whether something stands in it."))
    active.refuse_virus_test(content)
    return content


def _not_taken(content, allow) -> Refused:
    if is_heic(content) and allow & IMAGES:
        return Refused(
            _("Pictures in the format HEIC cannot be shown in all browsers."),
            way_out=_("Save the picture as JPEG, or choose “Most compatible” in the telephone's camera settings."),
        )
    return Refused(
        _("Files of this kind are not taken in here, whatever they are called."),
        way_out=_("Choose a file of one of these kinds: %(kinds)s.") % {"kinds": kinds_in_words(allow)},
    )


def _named(name: str, kind: Kind) -> str:
    """Without folders, and ending as its kind does: `regning.exe` that is a PDF becomes `regning.exe.pdf`."""
    clean = file_name(name or "").strip(" .") or "file"
    if PurePath(clean).suffix.lower() in kind.endings:
        return clean
    stem = PurePath(clean).stem if PurePath(clean).suffix.lower() in _EVERY_ENDING else clean
    return file_name(f"{stem}{kind.endings[0]}")


_EVERY_ENDING = {ending for kind in DOCUMENTS | IMAGES | SHEETS for ending in kind.endings} | {".heic"}
