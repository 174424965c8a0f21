"""Which pages are there? Found from the URL resolver, the login library's and Django admin's among them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLResolver, get_resolver, reverse

# Django admin's own two without a name: the old address of a change page, and "anything else" (404).
UNNAMED = {"admin:<path:object_id>/", "admin:(?P<url>.*)$"}


@dataclass(frozen=True)
class Page:
    """One URL pattern. `keys` are its arguments beside the office."""

    name: str
    arguments: tuple[str, ...]
    view: Callable
    is_named: bool

    @property
    def is_in_office(self) -> bool:
        return "office" in self.arguments

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(argument for argument in self.arguments if argument != "office")

    @property
    def is_admin(self) -> bool:
        return self.name.startswith("admin:")

    def url(self, slug: str, values: dict) -> str:
        office = {"office": slug} if self.is_in_office else {}
        return reverse(self.name, kwargs=office | values)


@cache
def every_page() -> tuple[Page, ...]:
    return tuple(_walk(get_resolver()))


def pages() -> list[Page]:
    """Those that a person can ask for by name."""
    return [page for page in every_page() if page.is_named]


def _walk(resolver, namespaces=(), arguments=()) -> Iterator[Page]:
    for pattern in resolver.url_patterns:
        known = (*arguments, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern, inner, known)
        else:
            name = ":".join([*namespaces, pattern.name or str(pattern.pattern)])
            yield Page(name, known, pattern.callback, is_named=bool(pattern.name))
