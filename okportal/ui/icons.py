"""What is the drawing of an icon?"""

import re
from difflib import get_close_matches
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.safestring import SafeString, mark_safe

# The drawings' own size and role would win over the style sheet and be read aloud.
_UNWANTED = re.compile(r'\s(?:width|height|role|aria-labelledby|focusable|xmlns)="[^"]*"')


@cache
def svg(name: str) -> SafeString:
    """The Aksel icon `name` ("House", "HouseFill") as inline SVG, hidden from screen readers.

    Raises ImproperlyConfigured when it does not exist or the front-end packages are not installed.
    """
    folder = settings.NODE_MODULES / "@navikt/aksel-icons/dist/svg"
    try:
        drawing = (folder / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ImproperlyConfigured(_why_missing(name, folder)) from None
    drawing = _UNWANTED.sub("", drawing[drawing.index("<svg") :])
    drawing = re.sub(r">\s+<", "><", drawing.strip())
    return mark_safe(drawing.replace("<svg", '<svg class="icon" aria-hidden="true" focusable="false"', 1))  # noqa: S308


def _why_missing(name, folder):
    if not folder.is_dir():
        return f"No icons in {folder}: install the front-end packages (npm ci)."
    names = sorted(path.stem for path in folder.glob("*.svg"))
    alike = get_close_matches(name, names, n=3) or [known for known in names if name.lower() in known.lower()][:3]
    return f"There is no icon {name!r}. Did you mean {', '.join(alike) or 'another name'}?"
