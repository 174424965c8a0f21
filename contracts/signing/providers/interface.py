"""What must something do that takes signatures for the portal? Described for its builders in docs/signing.md."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from contracts.models import Party, SigningRound


@dataclass(frozen=True)
class Way:
    """Where one signer is sent: with `token` to the portal's page for links, with `url` on to a broker.

    With neither they log in and sign on the portal's own page.
    """

    party: Party
    token: str = ""
    url: str = ""


@dataclass(frozen=True)
class Result:
    """What one signer did elsewhere. `document_sha256` is that of the file they were shown; `reason` of a decline.

    `how` stands on the log page, in the contract's language: "BankID hos …". At most 120 letters.
    """

    party_id: int
    is_signed: bool
    document_sha256: str
    how: str
    at: datetime
    reason: str = ""


class SigningProvider(Protocol):
    def start(self, round: SigningRound, parties: Iterable[Party], *, by) -> list[Way]:
        """It is the turn of these signers: make ready what they need. Called again for reminders and new links."""
        ...

    def results(self, payload: bytes, headers: Mapping[str, str]) -> list[Result]:
        """What a broker's call tells, checked for being the broker's; raises ValueError where it is not."""
        ...

    def cancel(self, round: SigningRound) -> None:
        """The round is closed: nobody shall be able to sign it any more. May be called for one never started."""
        ...
