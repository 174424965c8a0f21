"""What does a curriculum document say: title, dates, language, aims?

Two shapes are read. Udir's own (`laereplaner-lk20/X`, which names its aim sets, and `kompetansemaalsett-lk20/X`), and
a simple one with one file per plan. Nothing here touches the database or the network (domain § 8).
"""

import html
import re
from dataclasses import dataclass
from datetime import date

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from okportal.errors import Refused

LANGUAGES = ("nob", "nno", "sme")
PUBLISHED = "status_publisert"
CODE = re.compile(r"[\w-]{2,12}")  # BUA03-02, KM5421
# Tags between which two words stand: without a space "one<br>two" would become "onetwo".
BLOCK_TAGS = re.compile(r"</?(?:p|br|li|ul|ol|div|h[1-6]|tr|td)\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True)
class AimText:
    code: str
    text: str


@dataclass(frozen=True)
class CurriculumText:
    """One curriculum as plain values. `trade_code` is "" when the document names no trade."""

    code: str
    trade_code: str
    title: str
    language: str
    set_on: date | None
    valid_from: date
    introduction: str
    aims: tuple[AimText, ...]


def is_aim_set(document) -> bool:
    """Is this one aim set of Udir's, and not a whole plan?"""
    return isinstance(document, dict) and isinstance(document.get("kompetansemaal"), list)


def missing_aim_sets(document) -> list[str]:
    """Codes of the aim sets that a plan of Udir's refers to without holding their aims."""
    return [_code(entry) for entry in _aim_set_entries(document) if not is_aim_set(entry)]


def parse(document, aim_sets=()) -> CurriculumText:
    """Read one plan. `aim_sets`: documents of Udir's aim sets, among which are those the plan refers to.

    Raises Refused with a sentence for the one who imports.
    """
    if not CODE.fullmatch(_code(document)):
        raise Refused(_("This is not a curriculum: it has no code."))
    if is_aim_set(document):
        raise Refused(
            _("%(code)s is a set of aims, not a curriculum.") % {"code": document["kode"]},
            way_out=_("Give the curriculum it belongs to in the same call."),
        )
    if "kompetansemaalsett" in document:
        return _parse_simple(document)
    if "kompetansemaal-kapittel" in document:
        return _parse_udir(document, {_code(found): found for found in aim_sets})
    raise Refused(_("%(code)s has no competence aims in it.") % {"code": document["kode"]})


def _parse_simple(document) -> CurriculumText:
    sets = _list(document["kompetansemaalsett"])
    return CurriculumText(
        code=document["kode"],
        trade_code=document.get("laerefag", ""),
        title=_text(document.get("tittel")),
        language=_language(document, document.get("spraak")),
        set_on=_date(document, document.get("fastsatt")),
        valid_from=_required_date(document, document.get("gyldigFra")),
        introduction=" ".join(filter(None, (_text(found.get("ingress")) for found in sets))),
        aims=_aims(document, [aim for found in sets for aim in _list(found.get("maal"))], "tekst"),
    )


def _parse_udir(document, fetched) -> CurriculumText:
    setting = document.get("fastsettelsesinformasjon") or {}
    language = _language(document, (setting.get("fastsatt-spraak") or {}).get("kode"))
    begins = (document.get("gyldighetsperiode") or {}).get("gyldig-fra") or {}
    sets = [_whole_aim_set(document, entry, fetched) for entry in _aim_set_entries(document)]
    aims = [aim for found in sets for aim in _in_order(found["kompetansemaal"])]
    if _is_published(document):
        # In a plan that has expired every aim has; there they all stay.
        aims = [aim for aim in aims if _is_published(aim)]
    return CurriculumText(
        code=document["kode"],
        trade_code="",
        title=_text(document.get("tittel"), language),
        language=language,
        set_on=_date(document, setting.get("fastsatt-dato")),
        valid_from=_required_date(document, begins.get("dato") if isinstance(begins, dict) else begins),
        introduction=" ".join(filter(None, (_text(found.get("kompetansemaal-ingress"), language) for found in sets))),
        aims=_aims(document, aims, "tittel", language),
    )


def _aim_set_entries(document) -> list:
    chapter = document.get("kompetansemaal-kapittel") if isinstance(document, dict) else None
    return _list(chapter.get("kompetansemaalsett")) if isinstance(chapter, dict) else []


def _whole_aim_set(document, entry, fetched):
    found = entry if is_aim_set(entry) else fetched.get(_code(entry))
    if found is None:
        raise Refused(
            _("%(plan)s refers to the aim set %(set)s, which is not there.")
            % {"plan": document["kode"], "set": _code(entry)},
            way_out=_("Give its file as well, or only the curriculum's code to fetch both from Udir."),
        )
    return found


def _in_order(aims):
    """By `rekkefoelge` where the aims carry it, else as they stand (sorting is stable)."""
    return sorted(_list(aims), key=lambda aim: aim.get("rekkefoelge") or 0)


def _aims(document, entries, text_key, language="") -> tuple[AimText, ...]:
    found = {}  # an aim that stands in two sets of one plan is one aim
    for entry in entries:
        code, text = _code(entry), _text(entry.get(text_key), language)
        if not CODE.fullmatch(code) or not text:
            raise Refused(_("An aim in %(plan)s lacks its code or its text.") % {"plan": document["kode"]})
        found.setdefault(code, AimText(code, text))
    if not found:
        raise Refused(_("%(code)s has no competence aims in it.") % {"code": document["kode"]})
    return tuple(found.values())


def _text(value, language="") -> str:
    """The words of a `tittel` in any of its three shapes, without HTML; "" for nothing."""
    if isinstance(value, dict):
        value = value.get("tekst", "")
    if isinstance(value, list):
        value = _in_language(value, language)
    plain = html.unescape(strip_tags(BLOCK_TAGS.sub(" ", value or "")))
    return " ".join(plain.split())


def _in_language(versions, language) -> str:
    spoken = {found.get("spraak"): found.get("verdi", "") for found in versions if isinstance(found, dict)}
    for wanted in (language, "default", *LANGUAGES):
        if spoken.get(wanted):
            return spoken[wanted]
    return next(iter(spoken.values()), "")


def _language(document, code) -> str:
    # Some documents give the code alone, others an address that ends in it.
    language = re.split(r"[/_]", code or "nob")[-1]
    if language not in LANGUAGES:
        raise Refused(_("%(plan)s is set in an unknown language: %(code)s.") % {"plan": document["kode"], "code": code})
    return language


def _required_date(document, text) -> date:
    found = _date(document, text)
    if found is None:
        raise Refused(_("%(plan)s does not say from when it is valid.") % {"plan": document["kode"]})
    return found


def _date(document, text) -> date | None:
    """The day of "2022-08-01" or "2022-08-01T00:00:00+02:00"."""
    if not text:
        return None
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        raise Refused(
            _("%(plan)s has a date that cannot be read: %(date)s.") % {"plan": document["kode"], "date": text}
        ) from None


def _is_published(document) -> bool:
    status = document.get("status")
    return not status or str(status).endswith(PUBLISHED)


def _list(value) -> list[dict]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _code(document) -> str:
    return str(document.get("kode") or "") if isinstance(document, dict) else ""
