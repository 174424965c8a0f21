"""What stands in the main menu, and which of it may this person see?"""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True)
class MenuItem:
    """One entry: `permission` None shows it to every member; `section` groups entries under a small heading."""

    label: Any  # lazy text
    icon: str
    url_name: str
    permission: Any = None
    section: Any = ""
    is_exact: bool = False  # the office's front page is a prefix of every other address


@dataclass(frozen=True)
class MenuLink:
    """An entry as one page shows it."""

    label: Any
    icon: str
    url: str
    section: Any
    current: str  # "page", "true" (a page below it) or ""


_items: list[MenuItem] = []


def register(*items):
    """Add entries in the order they shall stand; the app that knows all others calls this once, when it is ready."""
    known = {item.url_name for item in _items}
    _items.extend(item for item in items if item.url_name not in known)


def links(member, office, path):
    """The entries `member` may open, with addresses inside `office`; `path` decides which one is current."""
    visible = [
        (item, url) for item in _items if _may_see(member, item) and (url := _url(item.url_name, office)) is not None
    ]
    current = max((url for item, url in visible if _covers(item, url, path)), key=len, default=None)
    return [MenuLink(item.label, item.icon, url, item.section, _current(url, current, path)) for item, url in visible]


def _may_see(member, item):
    return item.permission is None or (member is not None and member.can(item.permission))


def _url(url_name, office):
    try:
        return reverse(url_name, kwargs={"office": office.slug})
    except NoReverseMatch:
        return None  # an entry may be registered before its page is mounted


def _covers(item, url, path):
    return path == url or (not item.is_exact and path.startswith(url))


def _current(url, current, path):
    if url != current:
        return ""
    return "page" if url == path else "true"
