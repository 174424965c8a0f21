"""Whom of those who can open a file does a note for one audience reach?"""

from apprenticeships.audience import OFFICE, SELF, Reader
from apprenticeships.models import Note


def narrowed(everybody: list[Reader], apprenticeship, audience: str) -> list[Reader]:
    """`readers_of(apprenticeship, audience)` out of `can_open(apprenticeship)`, without asking once more for each."""
    if audience == Note.Audience.ALL:
        return everybody
    if audience == Note.Audience.OFFICE:
        return [reader for reader in everybody if reader.side == OFFICE]
    own_id = apprenticeship.apprentice.user_id
    return [
        reader for reader in everybody if reader.side == OFFICE or (reader.side != SELF and reader.user_id != own_id)
    ]
