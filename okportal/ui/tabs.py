"""Which pages does a record have, side by side, and which of them may this person open?

A company and an apprentice have more pages than one, and the apps above add theirs: each registers its tabs when it
is ready, as it does with entries of the menu.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Value
from django.urls import reverse

COMPANY, APPRENTICESHIP, CONTRACT = "company", "apprenticeship", "contract"


@dataclass(frozen=True)
class Tab:
    """One page of a record; its URL takes the office and the record's id. Tabs stand in the order of `place`.

    `also`: URL names of pages that belong to this one although their address does not begin with its.
    """

    label: Any  # lazy text
    url_name: str
    place: int
    permission: Any = None  # None: whoever sees the record
    is_there: Callable | None = None  # (member, id of the record): has this page something for this person?
    shows: Callable | None = None  # (member, id of the record): the rows that it shows; without any there is no tab
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class TabLink:
    label: Any
    url: str
    is_current: bool


_tabs: dict[str, list[Tab]] = {COMPANY: [], APPRENTICESHIP: [], CONTRACT: []}


def register(about: str, *tabs: Tab):
    """Add pages of a kind of record; the same URL name twice is the same tab."""
    known = {tab.url_name for tab in _tabs[about]}
    _tabs[about] += [tab for tab in tabs if tab.url_name not in known]
    _tabs[about].sort(key=lambda tab: tab.place)


def links(about: str, pk: int, member, office, path: str, view_name: str = "") -> list[TabLink]:
    """The tabs that `member` may open.

    The current one is that whose page has the URL name `view_name`, itself or `also`; where none has it, the one with
    the longest address that `path` begins with.
    """
    seen = _not_empty([tab for tab in _tabs[about] if _may_see(member, tab, pk)], member, pk)
    addresses = [(tab, reverse(tab.url_name, args=[office.slug, pk])) for tab in seen]
    named = [url for tab, url in addresses if view_name in (tab.url_name, *tab.also)]
    current = max(named or [url for _tab, url in addresses if path.startswith(url)], key=len, default=None)
    return [TabLink(tab.label, url, url == current) for tab, url in addresses]


def _may_see(member, tab, pk) -> bool:
    return (tab.permission is None or member.can(tab.permission)) and (not tab.is_there or tab.is_there(member, pk))


def _not_empty(tabs, member, pk) -> list[Tab]:
    """Those that show anything: one query for all of a record's."""
    asked = [(number, tab.shows(member, pk)) for number, tab in enumerate(tabs) if tab.shows]
    parts = [rows.order_by().values_list(Value(number))[:1] for number, rows in asked]
    found = {number for (number,) in parts[0].union(*parts[1:])} if parts else set()
    return [tab for number, tab in enumerate(tabs) if not tab.shows or number in found]
