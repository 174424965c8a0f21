"""Is what happened in a signing round still what was written down?"""

import datetime
import hashlib
import json
from collections.abc import Iterable

from contracts.models import SigningEvent


def event_hash(event: SigningEvent) -> str:
    """SHA-256, hexadecimal, over the event's own words and the hash before it, as canonical JSON (keys sorted, UTF-8).

    Times are UTC with microseconds, as the database keeps them.
    """
    words = {
        "number": event.number, "at": event.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
        "verb": str(event.verb), "by_name": event.by_name, "role": str(event.role), "how": event.how,
        "comment": event.comment, "document_sha256": event.document_sha256, "previous_hash": event.previous_hash,
    }  # fmt: skip
    text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def broken_at(events: Iterable[SigningEvent]) -> int | None:
    """The number of the first event that is not what was written, or does not follow the one before it; None: whole.

    `events` are those of one round, in order. That the last ones were cut off shows only in the sealed file.
    """
    previous = ""
    for number, event in enumerate(events, start=1):
        if (event.number, event.previous_hash, event.hash) != (number, previous, event_hash(event)):
            return number
        previous = event.hash
    return None
