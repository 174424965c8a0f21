"""Which page of a file did somebody open, in words? What the access log calls them.

The apps above register their own pages, by URL name, in apps.ready().
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

_pages: dict[str, Any] = {}
A_PAGE = _("The file")


def register(pages: dict[str, Any]):
    """{URL name: lazy text}."""
    _pages.update(pages)


def in_words(page: str) -> str:
    """A page that is not known (any more) is still the file."""
    return str(_pages.get(page, A_PAGE))


register(
    {
        "apprenticeships:detail": _("Overview"),
        "apprenticeships:person": _("Person"),
        "apprenticeships:edit": _("Edit person"),
        "apprenticeships:placements": _("Placements"),
        "apprenticeships:absence": _("Absence"),
        "apprenticeships:absence_detail": _("Absence"),
        "apprenticeships:notes": _("Notes"),
        "apprenticeships:needs_mapping": _("Needs mapping"),
        "apprenticeships:edit_mapping": _("Needs mapping"),
    }
)
