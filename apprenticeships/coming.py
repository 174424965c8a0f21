"""What is next for an apprentice?

The apps above know of talks, contracts and tests: each registers a function when it is ready.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from apprenticeships.models import Placement
from apprenticeships.states import CURRENT
from okportal.offices.scope import office_url


@dataclass(frozen=True)
class Coming:
    """`on` is the day it is due or begins; `what` a few words; `url` where one deals with it."""

    on: date
    what: Any
    url: str


_sources: list[Callable] = []


def register(source: Callable):
    """`source(member, apprenticeship)` returns a list of Coming, what the member may see, in few queries."""
    if source not in _sources:
        _sources.append(source)


def coming_for(member, apprenticeship) -> list[Coming]:
    """In order of days; nothing once the training is over."""
    if apprenticeship.state not in CURRENT:
        return []
    found = [one for source in _sources for one in source(member, apprenticeship)]
    return sorted(found, key=lambda one: one.on)


def next_placement(member, apprenticeship) -> list[Coming]:
    """What comes after today's placement; with a reminder's worth of days, not the whole rotation."""
    rows = Placement.objects.visible_to(member).filter(apprenticeship=apprenticeship, from_on__gt=member.today)
    return [
        Coming(row.from_on, _("To %(place)s") % {"place": row.establishment or row.company},
               office_url("apprenticeships:placements", apprenticeship.pk))
        for row in rows.select_related("company", "establishment").order_by("from_on")[:1]
    ]  # fmt: skip


register(next_placement)
