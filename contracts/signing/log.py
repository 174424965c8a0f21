"""What does a signed document say, on paper and for machines, about how it was signed?"""

import datetime
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from contracts.models import Party, SigningEvent
from contracts.signing.chain import broken_at

FORMAT = "okportal.signing_log/1"
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
MOST_BYTES = 1_000_000  # a log of forty events has 20,000
WORDS = ("number", "verb", "by_name", "role", "how", "comment", "document_sha256", "previous_hash", "hash")


@dataclass(frozen=True)
class LogLine:
    number: int
    at: datetime.datetime
    what: str
    who: str
    role: str
    how: str
    hash: str


@dataclass(frozen=True)
class SigningLog:
    """The page in the document's language; comments stay with those who wrote them."""

    lines: tuple[LogLine, ...]
    document_sha256: str
    last_hash: str
    stem: str = "kontrakt"  # what the attached files are called


def signing_log(events: Sequence[SigningEvent], stem: str = "kontrakt") -> SigningLog:
    """The log as it is printed, in the language that is active."""
    lines = tuple(
        LogLine(
            event.number, event.at, event.get_verb_display(), event.by_name or _("The portal"),
            str(Party.Role(event.role).label) if event.role else "", event.how, event.hash,
        )
        for event in events
    )  # fmt: skip
    last = events[-1] if events else None
    return SigningLog(lines, last.document_sha256 if last else "", last.hash if last else "", stem)


def log_data(code: str, events: Sequence[SigningEvent]) -> dict:
    """The log for machines: with the words that each hash covers, so that anybody can reckon the chain anew."""
    rows = [{word: getattr(event, word) for word in WORDS} | {"at": _utc(event.at)} for event in events]
    return {"format": FORMAT, "code": code, "events": rows}


def read_log(content: bytes) -> tuple[str, list[SigningEvent]] | None:
    """Code and events of what `log_data` wrote; None for anything else, whatever it is."""
    try:
        data = json.loads(content) if len(content) <= MOST_BYTES else {}
        if data["format"] != FORMAT or not CODE.fullmatch(data["code"]):
            return None
        return data["code"], [_event(row) for row in data["events"]]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _event(row) -> SigningEvent:
    """Raises TypeError where something else than text, or than a number, stands for it."""
    words = {word: row[word] for word in WORDS}
    if not all(type(value) is (int if word == "number" else str) for word, value in words.items()):
        raise TypeError("not a signing log")
    return SigningEvent(at=datetime.datetime.fromisoformat(row["at"]), **words)


def is_whole(events: Sequence[SigningEvent]) -> bool:
    """The chain holds from the first line on; a file made to mislead may hold anything where text belongs."""
    try:
        return bool(events) and broken_at(events) is None
    except (TypeError, ValueError, AttributeError, OverflowError):
        return False


def _utc(at) -> str:
    return at.astimezone(datetime.UTC).isoformat(timespec="microseconds")
