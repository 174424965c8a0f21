"""What is the drawing of an icon?

A drawing takes 500 to 1,200 bytes. What a page shows again and again, the tones and the menu, is drawn once in
base.html (`symbols`) and referred to (`use`): of a list of 50 rows that was a third (benchmarks, row `list`).
"""

import re
from difflib import get_close_matches
from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.safestring import SafeString, mark_safe

# Each tone has a shape of its own: colour never says anything alone.
TONES = {
    "danger": "XMarkOctagonFill",
    "warning": "ExclamationmarkTriangleFill",
    "success": "CheckmarkCircleFill",
    "info": "InformationSquareFill",
    "neutral": "MinusCircleFill",
}

# The drawings' own size and role would win over the style sheet and be read aloud.
_UNWANTED = re.compile(r'\s(?:width|height|role|aria-labelledby|focusable|xmlns|clip-rule)="[^"]*"')
# Places are told on a grid of 24 by 24 to five decimals. One is finer than a screen shows, and takes off a quarter.
_PATH, _DECIMALS = re.compile(r'\sd="[^"]*"'), re.compile(r"\d*\.\d+")


@cache
def svg(name: str) -> SafeString:
    """The Aksel icon `name` ("House", "HouseFill") as inline SVG, hidden from screen readers.

    Raises ImproperlyConfigured when it does not exist or the front-end packages are not installed.
    """
    return _safe(_drawing(name).replace("<svg", '<svg class="icon" aria-hidden="true" focusable="false"', 1))


@cache
def use(name: str) -> SafeString:
    """The icon `name` as a reference to its symbol: only for what `symbols` has on every page with a menu."""
    return _safe(f'<svg class="icon" aria-hidden="true"><use href="#icon-{name}"/></svg>')


def symbols(names) -> SafeString:
    """The drawings that `use` refers to: all tones and `names`, each once; invisible where they stand."""
    return _safe("".join(_symbol(name) for name in dict.fromkeys([*TONES.values(), *names])))


@cache
def _symbol(name):
    return _drawing(name).replace("<svg", f'<symbol id="icon-{name}"', 1).replace("</svg>", "</symbol>")


def _drawing(name):
    folder = settings.NODE_MODULES / "@navikt/aksel-icons/dist/svg"
    try:
        drawing = (folder / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ImproperlyConfigured(_why_missing(name, folder)) from None
    drawing = re.sub(r">\s+<", "><", _UNWANTED.sub("", drawing[drawing.index("<svg") :]).strip())
    return _PATH.sub(lambda path: _DECIMALS.sub(_rounded, path.group()), drawing)


def _rounded(number):
    """ "0.75" → ".8"; the paths' numbers are absolute, so that nothing adds up."""
    return f"{float(number.group()):.1f}".removesuffix(".0").removeprefix("0") or "0"


def _safe(drawing):
    return mark_safe(drawing)  # noqa: S308 - from the package's own files


def _why_missing(name, folder):
    if not folder.is_dir():
        return f"No icons in {folder}: install the front-end packages (npm ci)."
    names = sorted(path.stem for path in folder.glob("*.svg"))
    alike = get_close_matches(name, names, n=3) or [known for known in names if name.lower() in known.lower()][:3]
    return f"There is no icon {name!r}. Did you mean {', '.join(alike) or 'another name'}?"
