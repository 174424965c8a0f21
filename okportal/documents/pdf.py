"""How does a template become a PDF that can be archived and read aloud?"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from okportal.documents import libraries
from okportal.errors import Refused

BASE_STYLE = "pdf/base.css"
IMAGES = "okportal:/"  # begins the address of each picture in a document
# Of HTML: four times a contract. At this size the worst text, all line breaks, took 7 s and 320 MB (measured).
MAX_CHARACTERS = 40_000


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF that holds its content for machines."""

    name: str
    content: bytes
    description: str
    relationship: str = "Data"  # to the document: also Source, Supplement (ISO 32000-2, 7.11.3)


def render_pdf(
    template: str,
    context: dict,
    *,
    stylesheets: Iterable[str] = (),
    attachments: Iterable[Attachment] = (),
    images: dict[str, tuple[bytes, str]] | None = None,
    created_at: datetime.datetime,
    language: str,
    is_tagged: bool = True,
) -> bytes:
    """PDF/A-3u and PDF/UA-1 of a template that extends `pdf/base.html`; the same input gives the same bytes.

    `stylesheets`: template names of CSS files, after `pdf/base.css`. They do without `columns`, `flex` and `grid`
    (three times slower) and `overflow-wrap: anywhere` (19 s for a table cell of 2,000 characters). `images`: {name,
    which stands in `src` after IMAGES: (bytes, content type)}; nothing else is loaded. `created_at` is aware.
    `is_tagged` is false for what is drawn into another document. Raises Refused where the server lacks libraries or
    fonts, and when the document is too long. A contract of two pages takes 0.2 s of processor time.
    """
    engine = _engine()
    created_at = created_at.astimezone(datetime.UTC).replace(microsecond=0)
    with translation.override(language):
        written = {"language": language, "created": created_at.strftime("%Y-%m-%dT%H:%M:%SZ")}
        html = render_to_string(template, context | {"pdf": written})
    if len(html) > MAX_CHARACTERS:
        raise Refused(
            _("This document is too long to be made into a PDF."), way_out=_("Shorten the longest texts in it.")
        )
    created_at = created_at.replace(tzinfo=None)
    return engine.make(html, (BASE_STYLE, *stylesheets), attachments, created_at, images or {}, is_tagged)


def _engine():
    """The engine, loaded at the first document: everything else must start without Pango."""
    packages = libraries.missing_packages(libraries.REQUIRED)
    if packages or libraries.missing_fonts():
        way_out = _("Ask whoever runs the server to look at “python3 run.py check”.")
        if packages:
            way_out = _("Ask whoever runs the server to run: %s") % libraries.install_line(packages)
        raise Refused(_("PDF documents cannot be made on this server yet."), way_out=way_out)
    return import_module("okportal.documents.engine").engine
