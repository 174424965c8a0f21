"""Which column of a file holds what?"""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from typing import Protocol


class Named(Protocol):
    """What a column may hold: `heads` are the names that such columns are known to have, `plain`, the best first."""

    key: str
    heads: tuple[str, ...]


@lru_cache(maxsize=4096)  # a file names the same companies and trades over and over
def plain(words: str) -> str:
    """Letters and digits in lower case: 'Org.nr' and 'orgnr' are one, 'HSBUA3----' is 'hsbua3'."""
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def layout_of(header: list[str]) -> str:
    """The same for two files with the same heads in the same order."""
    return hashlib.sha256("\x1f".join(map(plain, header)).encode()).hexdigest()


def matched(fields: Iterable[Named], header: list[str]) -> dict[str, str]:
    """{key of a field: head}, by the names that such columns are known to have; each head is used once.

    An exact name goes before one that only begins like it ("E-post lærling" for "E-post").
    """
    by_name = {}
    for head in header:
        by_name.setdefault(plain(head), head)
    found: dict[str, str] = {}
    for exact in (True, False):
        for field in fields:
            if field.key in found:
                continue
            head = _head_for(field, by_name, set(found.values()), exact)
            if head is not None:
                found[field.key] = head
    return found


def _head_for(field, by_name, taken, exact):
    for wanted in field.heads:
        for name, head in by_name.items():
            fits = name == wanted if exact else len(wanted) >= 5 and name.startswith(wanted)
            if fits and head not in taken:
                return head
    return None


def still_valid(columns: dict[str, str], fields: Iterable[Named], header: list[str]) -> dict[str, str]:
    """What of a remembered matching still names a field and a head."""
    keys = {field.key for field in fields}
    return {key: head for key, head in columns.items() if key in keys and head in header}
