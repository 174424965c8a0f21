"""What do we recognise inside a file that somebody sends in?

The file may come from anybody, so nobody opens it as a PDF here: its packed parts are unpacked one after another, each
no further than a contract's may be, and looked through for codes and for a signing log.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from zlib import decompressobj
from zlib import error as zlib_error

from contracts.models import SigningEvent
from contracts.signing.log import read_log

CODE = re.compile(rb"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
MOST_STREAMS = 300  # a signed contract has 40
MOST_OF_ONE, MOST_IN_ALL = 4_000_000, 20_000_000  # bytes unpacked; a signed contract has 0.6 million
MOST_CODES = 20


@dataclass
class Inside:
    """Codes in the order they were found, the log's own first; hashes of the PDFs attached."""

    codes: list[str] = field(default_factory=list)
    events: list[SigningEvent] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)  # SHA-256, hexadecimal


def look_inside(content: bytes) -> Inside:
    """Never raises, whatever the file is; unpacks 20 MB at most, and gives up after five streams that break."""
    found = Inside()
    for part in [content, *_unpacked(content)]:
        _take_codes(found, part)
        if part.startswith(b"{"):
            log = read_log(part)
            if log:
                found.codes.insert(0, log[0])
                found.events = log[1]
        elif part.startswith(b"%PDF-") and part is not content:
            found.documents.add(hashlib.sha256(part).hexdigest())
    return found


def _take_codes(found, part):
    for match in CODE.finditer(part):
        code = match.group().decode()
        if code not in found.codes:
            found.codes.append(code)
        if len(found.codes) >= MOST_CODES:
            return


def _unpacked(content) -> Iterator[bytes]:
    left = MOST_IN_ALL
    position = 0
    for _number in range(MOST_STREAMS):
        start = STREAM.search(content, position)
        if start is None or left <= 0:
            return
        end = content.find(b"endstream", start.end())
        packed = content[start.end() : end if end >= 0 else len(content)]
        position = start.end() + len(packed)
        if not _is_packed(packed):
            continue  # looked through with the file
        most = min(MOST_OF_ONE, left)
        try:
            part = decompressobj().decompress(packed, most)
        except zlib_error:
            left -= most  # it may break at its very end, when all the work is done
            continue
        left -= len(part)
        yield part


def _is_packed(packed) -> bool:
    """Begins as zlib's streams do (RFC 1950, 2.2); all others fail at once and cost nothing."""
    return len(packed) > 2 and packed[0] & 0x0F == 8 and int.from_bytes(packed[:2]) % 31 == 0
