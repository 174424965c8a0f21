"""Which kinds of files does an office take, and of which kind is this one, by its bytes?

A name says nothing: it is changed by anyone, and a browser or an operating system may believe the bytes instead.
"""

import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import filetype
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, eq=False)  # each is itself: its label is another word in each language
class Kind:
    content_type: str
    endings: tuple[str, ...]  # the first is given to a file that has none of them
    label: Any  # lazy text


PDF = Kind("application/pdf", (".pdf",), "PDF")
DOCX = Kind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",), _("Word document (.docx)")
)
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",), _("Excel sheet (.xlsx)"))
ODT = Kind("application/vnd.oasis.opendocument.text", (".odt",), _("LibreOffice document (.odt)"))
CSV = Kind("text/csv", (".csv", ".txt"), "CSV")
JPEG = Kind("image/jpeg", (".jpg", ".jpeg"), "JPEG")
PNG = Kind("image/png", (".png",), "PNG")
WEBP = Kind("image/webp", (".webp",), "WebP")

IMAGES = frozenset({JPEG, PNG, WEBP})
DOCUMENTS = frozenset({PDF, DOCX, XLSX, ODT})
SHEETS = frozenset({XLSX, CSV})
IN_ORDER = (PDF, DOCX, XLSX, ODT, CSV, JPEG, PNG, WEBP)

_BY_BYTES = {kind.content_type: kind for kind in (PDF, JPEG, PNG, WEBP)} | {"image/apng": PNG}
# [Content_Types].xml names the type of an office file's main part. Those with macros are told apart, and refused with
# their own sentence, in okportal.documents.active.
_MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"ms-word.document.macroEnabled.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
    b"ms-excel.sheet.macroEnabled.main+xml": XLSX,
}
HEIC_TYPES = {"image/heic", "image/avif"}
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a"))  # bytes that no text has
MOST_OF_A_PART = 1_000_000  # bytes read of the part that says what an office file is


def kind_of(content: bytes) -> Kind | None:
    """The kind of what is in the file; None for all that is not taken. CSV is whatever is plain text."""
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content)
    known = _BY_BYTES.get(_guessed(content))
    # Text last and by itself: two letters at the beginning of a sheet are taken for a picture.
    return known or (CSV if is_plain_text(content) else None)


def is_heic(content: bytes) -> bool:
    return _guessed(content) in HEIC_TYPES


def _guessed(content) -> str:
    guess = filetype.guess(content)
    return guess.mime if guess else ""


def is_plain_text(content: bytes) -> bool:
    """Text in UTF-8, UTF-16 with its mark, or one byte a letter, that is no markup (SVG, HTML, XML) and no script."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            content = content.decode("utf-16").encode()
        except UnicodeDecodeError:
            return False
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:2]
    is_text = len(content.translate(None, CONTROLS)) == len(content)
    return is_text and not start.startswith((b"<", b"#!", b"%!", b"{\\"))


def in_order(allow) -> list[Kind]:
    return [kind for kind in IN_ORDER if kind in allow]


def _office_kind(content) -> Kind | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names:
                types = _beginning(archive, "[Content_Types].xml")
                return next((kind for part, kind in _MAIN_PARTS.items() if part in types), None)
            is_odt = "mimetype" in names and _beginning(archive, "mimetype").strip() == ODT.content_type.encode()
            return ODT if is_odt else None
    except UNREADABLE:
        return None


def _beginning(archive, name) -> bytes:
    with archive.open(name) as part:
        return part.read(MOST_OF_A_PART)


# What zipfile raises for archives that are cut off, encrypted, packed in an unknown way or made to mislead.
UNREADABLE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError, zlib.error)
