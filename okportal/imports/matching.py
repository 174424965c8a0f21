"""Which column of a file holds what?"""

import hashlib

from okportal.imports.fields import Field, plain


def layout_of(header: list[str]) -> str:
    """The same for two files with the same heads in the same order."""
    return hashlib.sha256("\x1f".join(map(plain, header)).encode()).hexdigest()


def matched(fields: list[Field], header: list[str]) -> dict[str, str]:
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


def still_valid(columns: dict[str, str], fields: list[Field], header: list[str]) -> dict[str, str]:
    """What of a remembered matching still names a field and a head."""
    keys = {field.key for field in fields}
    return {key: head for key, head in columns.items() if key in keys and head in header}
