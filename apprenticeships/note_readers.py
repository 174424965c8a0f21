"""Whom of those who can open a file does a note for one audience reach?"""

from apprenticeships.audience import OFFICE, SELF, Reader
from apprenticeships.models import Note


def narrowed(everybody: list[Reader], audience: str) -> list[Reader]:
    """`readers_of(apprenticeship, audience)` out of `can_open(apprenticeship)`, without asking once more for each."""
    if audience == Note.Audience.ALL:
        return everybody
    if audience == Note.Audience.OFFICE:
        return [reader for reader in everybody if reader.side == OFFICE]
    return [reader for reader in everybody if reader.side != SELF]
