"""Would something run when this document is opened?

Nothing here is taken out: a document is taken as it is, signatures and all, or refused with a sentence that says how to
make one without.
"""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath

import pikepdf
from django.utils.translation import gettext as _

from okportal.documents.kinds import UNREADABLE
from okportal.errors import Refused

# Actions that a reader carries out, and where scripts lie (ISO 32000-2, 12.6 and 12.7).
ACTIONS = {"/JavaScript", "/Launch", "/ImportData"}
SCRIPTS = {"/JS", "/JavaScript", "/XFA"}
MULTIMEDIA = {"/RichMedia", "/Flash"}
# Files inside a PDF are common, our own contracts carry one; what an operating system would run is not.
ATTACHED = {".xml", ".json", ".txt", ".csv", ".pdf", ".png", ".jpg", ".jpeg", ".docx", ".xlsx", ".odt"}
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")
MOST_OBJECTS = 100_000  # 2 s of looking; a scanned book of 1,000 pages has 5,000
MOST_DICTIONARIES = 200_000  # as above, when they lie inside each other

MOST_PARTS, MOST_UNPACKED = 10_000, 200_000_000  # of an office file; the second in bytes
OFFICE_PROGRAMS = ("vbaproject.bin", "vbadata.xml")
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"  # apart, or a scanner takes us


def refuse_virus_test(content: bytes):
    """The harmless file by which one finds out whether uploads are looked at."""
    if EICAR in content:
        raise Refused(_("A virus scanner stops this file."), way_out=_("Scan your computer, and choose another file."))


def refuse_active_pdf(content: bytes):
    """Refused: scripts, programs, encryption, and what cannot be read from beginning to end."""
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False, suppress_warnings=True) as opened:
            if opened.is_encrypted:
                raise _locked()
            if len(opened.objects) > MOST_OBJECTS or not len(opened.pages):
                raise _damaged()
            parts = (part for thing in opened.objects for part in _parts(thing))
            for number, part in enumerate(parts):
                if number > MOST_DICTIONARIES:
                    raise _damaged()
                _refuse_active(part)
    except Refused:
        raise
    except pikepdf.PasswordError as error:
        raise _locked() from error
    except Exception as error:  # whatever the parser raises for what is no PDF after all
        raise _damaged() from error


def refuse_active_office_file(content: bytes):
    """Refused: macros, objects of other programs, encryption, archives that unpack to far more than they are."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Refused(
                    _("The file is too large when it is unpacked."), way_out=_("Save it as PDF and try again.")
                )
            for part in parts:
                _refuse_part(part.filename.lower(), archive.read(part))
    except Refused:
        raise
    except UNREADABLE as error:
        raise _damaged() from error


def _parts(thing) -> Iterator:
    """The dictionaries in one object, without following references: each object gets its own turn."""
    waiting = [thing]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            yield part
            inner = [value for _key, value in part.items()]
        elif isinstance(part, pikepdf.Array):
            inner = list(part)
        else:
            continue
        waiting += [value for value in inner if isinstance(value, pikepdf.Object) and not value.is_indirect]


def _refuse_active(part):
    keys = set(part.keys())
    if keys & SCRIPTS or _name(part, "/S") in ACTIONS or _name(part, "/Subtype") in MULTIMEDIA:
        raise Refused(
            _("The PDF holds scripts or commands, and those are not taken in."),
            way_out=_("Open it, choose Print and “Save as PDF”, and choose the new file."),
        )
    if "/EF" in keys and _is_dangerous(part):
        raise Refused(
            _("There is a file inside this PDF that could be run as a program."),
            way_out=_("Open it, choose Print and “Save as PDF”, and choose the new file."),
        )


def _name(part, key) -> str:
    value = part.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def _is_dangerous(specification) -> bool:
    """Named as something that is run, or beginning as one."""
    names = [str(specification[key]) for key in ("/F", "/UF") if key in specification]
    if any(PurePath(name).suffix.lower() not in ATTACHED for name in names):
        return True
    return any(_first_bytes(stream).startswith(PROGRAMS) for _key, stream in specification["/EF"].items())


def _first_bytes(stream) -> bytes:
    """The beginning, unpacked no further than that; of a packing other than deflate what one would have to fear."""
    packed_by = stream.get("/Filter")
    packed_by = list(packed_by) if isinstance(packed_by, pikepdf.Array) else [packed_by]
    raw = stream.read_raw_bytes()
    if packed_by in ([], [None]):
        return raw[:16]
    return zlib.decompressobj().decompress(raw, 16) if packed_by == [pikepdf.Name.FlateDecode] else PROGRAMS[0]


def _refuse_part(name: str, content: bytes):
    folder, _slash, own_name = name.rpartition("/")
    is_program = own_name in OFFICE_PROGRAMS or folder.split("/")[0] in {"basic", "scripts"}
    is_object = folder.endswith("/embeddings") and own_name.endswith(".bin")
    if (
        is_program
        or is_object
        or "/activex" in folder
        or (own_name == "[content_types].xml" and b"macroEnabled" in content)
    ):
        raise Refused(
            _("The file holds macros or objects of other programs, and those are not taken in."),
            way_out=_("Save it without macros, or as PDF, and choose the new file."),
        )
    if name == "meta-inf/manifest.xml" and b"encryption-data" in content:
        raise _locked()
    refuse_virus_test(content)


def _locked() -> Refused:
    return Refused(_("The file is locked with a password."), way_out=_("Save it without one and choose the new file."))


def _damaged() -> Refused:
    return Refused(
        _("The file is damaged and cannot be read."), way_out=_("Open it, save it anew and choose the new file.")
    )
