"""What does a task say, in the language of the one who reads it?

A task stores its kind and the facts; the sentence is put together each time it is shown. Each app names its kinds when
it is ready:

    kinds.register(
        companies__bankrupt=Kind(_("%(company)s is bankrupt"), next=_("Ask where the apprentices can go on.")),
        companies__renamed=_("%(company)s has a new name"),
    )
    raise_task(kind="companies/bankrupt", facts={"company": company.name}, …)

A fact whose name ends in `_on` is an ISO date and is written as one says a date in the reader's language.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

FACT = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Kind:
    """`title` and `next`, what to do about it, have a placeholder `%(fact)s` for each fact that they use.

    `name` is what the list calls the kind; without one the title does, with "…" in the place of facts.
    """

    title: Any  # lazy texts
    next: Any = ""
    name: Any = ""

    def __str__(self):
        return str(self.name) or FACT.sub("…", str(self.title)).replace("%%", "%")


class _Facts(dict):
    """A fact that is missing leaves a gap in the sentence, and not the page without an answer."""

    def __missing__(self, name):
        return "…"


OWN = "todo/own"
_kinds = {OWN: Kind("%(text)s", name=_("Written by a colleague"))}


def register(**kinds):
    """`register(companies__bankrupt=…)` adds the kind `companies/bankrupt`: a Kind, or its title alone."""
    for name, kind in kinds.items():
        _kinds[name.replace("__", "/")] = kind if isinstance(kind, Kind) else Kind(kind)


def title_of(kind: str, facts: dict) -> str:
    """The sentence; a kind that no app registers any more shows its own name, so that nothing is hidden."""
    return _filled(_kinds[kind].title, facts) if kind in _kinds else kind


def next_of(kind: str, facts: dict) -> str:
    return _filled(_kinds[kind].next, facts) if kind in _kinds else ""


def is_known(kind: str) -> bool:
    return kind in _kinds


def choices() -> list[tuple]:
    return sorted(((name, str(kind)) for name, kind in _kinds.items()), key=lambda named: named[1].casefold())


def _filled(sentence, facts) -> str:
    return str(sentence) % _Facts({name: _written(name, value) for name, value in facts.items()})


def _written(name, value):
    return date_format(date.fromisoformat(value), "DATE_FORMAT") if name.endswith("_on") and value else value
