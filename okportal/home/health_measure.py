"""What is a measure of a company's health, and in which words is a share told?

Few cases say little: below FEW there is no percentage.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

FEW = 3
Stand = tuple[str, str, str]  # tone, word, reason


@dataclass(frozen=True)
class Measure:
    """`counted` says what is counted and from where, `good` what is good; `figures` and `rows` are (words, value)."""

    key: str
    title: Any
    tone: str
    word: str
    reason: str
    counted: str
    good: str
    figures: list[tuple] = field(default_factory=list)
    rows: list[tuple] = field(default_factory=list)


def share(part: int, whole: int) -> str:
    """'9 of 10, 90 percent'; where there are few, a sentence that says so instead of the percentage."""
    if not whole:
        return _("Nothing to count yet.")
    told = {"part": part, "whole": whole}
    if whole < FEW:
        return f"{_('%(part)s of %(whole)s.') % told} {few()}"
    return _("%(part)s of %(whole)s, %(percent)s percent.") % (told | {"percent": part * 100 // whole})


def judged(part, whole, good, fair) -> tuple[str, str]:
    """(tone, word). One miss among a few is a reason to look, not a verdict."""
    if not whole:
        return nothing()[:2]
    if part * 100 >= whole * good:
        return "success", _("Good")
    if whole < FEW or part * 100 >= whole * fair:
        return "warning", _("Keep an eye on")
    return "danger", _("Too low")


def nothing() -> tuple[str, str, str]:
    return "neutral", _("Nothing to count"), _("Nothing to count yet.")


def few() -> str:
    return _("Too few for a percentage.")


def on(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
