"""Is this paper ours, is it unchanged, and does it still hold?

Whoever holds the paper may ask; the answer repeats what stands on it and says what has happened since, no more.
"""

import hashlib
import json
from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from contracts.models import Contract, Party, SigningRound
from contracts.signing.log import is_whole
from contracts.states import RoundState
from contracts.verifying.inside import Inside, look_inside
from contracts.verifying.standing import Newer, newer_than
from okportal.documents.actions import read
from okportal.documents.models import SealCertificate
from okportal.documents.seal_checking import SealReport, check
from okportal.errors import Refused

END_OF_PDF = (b"%%EOF", b"%%EOF\n", b"%%EOF\r\n")
# How people read letters that no code has.
MISREAD = str.maketrans("OILU", "011V")


class File(StrEnum):
    """What a file is that was sent in."""

    KEPT = "kept"  # byte for byte what was signed by all
    UNSEALED = "unsealed"  # the same without the office's seal
    SENT = "sent"  # byte for byte what the parties were asked to sign
    ADDED_TO = "added_to"  # ours, and something behind it
    CHANGED = "changed"  # says that it is ours
    UNREGISTERED = "unregistered"  # sealed by us, but not among what we keep
    UNKNOWN = "unknown"


@dataclass
class Answer:
    """`round` is None where nothing is recognised; `file` where a code was asked about; `wrong` says what is wrong."""

    round: SigningRound | None = None
    file: File | None = None
    seal: SealReport = field(default_factory=SealReport)
    wrong: list[str] = field(default_factory=list)
    newer: list[Newer] = field(default_factory=list)
    signatures: list[Party] = field(default_factory=list)
    facts: dict = field(default_factory=dict)

    @property
    def is_signed(self) -> bool:
        return self.round is not None and self.round.state == RoundState.SIGNED

    @property
    def is_tampered(self) -> bool:
        return self.file in {File.ADDED_TO, File.CHANGED}

    @property
    def is_withdrawn(self) -> bool:
        """Signed by all, and taken back since."""
        return any(newer.is_end for newer in self.newer)

    @property
    def tone(self) -> str:
        if self.is_tampered:
            return "danger"
        if not self.is_signed or self.file in {File.UNKNOWN, File.UNREGISTERED, File.SENT}:
            return "warning" if self.round else "neutral"
        return "warning" if self.newer else "success"


def verify_url(office, code: str) -> str:
    """Where anybody asks about the paper with this code, without login; printed on it with a QR code."""
    return settings.BASE_URL + reverse("contracts_verify:code", args=[office.slug, code])


def tidy(code: str) -> str:
    """'7k3m x0qa 94tz' as '7K3M-X0QA-94TZ'; anything that can be no code as ''."""
    letters = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum()).translate(MISREAD)
    return "-".join((letters[:4], letters[4:8], letters[8:])) if len(letters) == 12 else ""


def about_code(office, code: str) -> Answer:
    """What is to be said of the paper with this code in this office."""
    return _told(Answer(round=_rounds(office).filter(code=code).first()))


def about_file(office, content: bytes) -> Answer:
    """What is to be said of this file; never raises on what is no PDF, and keeps nothing of it."""
    digest = hashlib.sha256(content).hexdigest()
    seal = check(content, SealCertificate.objects.filter(office=office))
    kept = _rounds(office).filter(signed_file__sha256=digest).first()
    if kept:
        return _told(Answer(kept, File.KEPT, seal))
    sent = _rounds(office).filter(unsigned_file__sha256=digest).order_by("-number").first()
    if sent:
        return _told(Answer(sent, File.SENT, seal))
    return _told(_recognised(office, content, seal))


def _rounds(office):
    related = ("contract__apprenticeship__trade", "contract__apprenticeship__apprentice", "amendment", "signed_file")
    return SigningRound.objects.filter(office=office).select_related(*related)


def _recognised(office, content, seal) -> Answer:
    """By its seal, then by the code in it, then by the log and the document attached to it."""
    if seal.is_ours and seal.is_intact and seal.is_added_to:
        digest = hashlib.sha256(content[: seal.length]).hexdigest()
        round = _rounds(office).filter(signed_file__sha256=digest).first()
        return Answer(round, File.ADDED_TO, seal, [_("Something has been added to the file after it was sealed.")])
    inside = look_inside(content)
    found = {row.code: row for row in _rounds(office).filter(code__in=inside.codes)}
    round = next((found[code] for code in inside.codes if code in found), None)
    if seal.is_whole:
        return Answer(round, File.UNREGISTERED, seal, _wrong_inside(inside))
    kept = _kept(round)
    if kept and kept.startswith(content) and content.endswith(END_OF_PDF):
        return Answer(round, File.UNSEALED, seal)
    if round or seal.is_ours:
        return Answer(round, File.CHANGED, seal, _wrong(content, seal, inside, kept))
    return Answer(file=File.UNKNOWN, seal=seal)


def _kept(round) -> bytes:
    """The signed file of this round, b"" where there is none to compare with."""
    if round is None or round.signed_file is None:
        return b""
    try:
        return read(round.signed_file)
    except Refused:  # gone, or changed on the server's disk: logged there
        return b""


def _wrong(content, seal, inside, kept) -> list[str]:
    found = []
    if kept and kept.startswith(content):
        found.append(_("The file is cut off: its end is missing."))
    elif seal.is_ours:
        found.append(_("The office's seal is in it, but does not fit what it seals: the content has been changed."))
    elif kept:
        found.append(_("The office's seal is missing, and the file is not the one that was sealed."))
    else:
        found.append(_("The file is not the one that the office has sent out."))
    return found + _wrong_inside(inside)


def _wrong_inside(inside: Inside) -> list[str]:
    """What the log and the document in the file itself say."""
    found = []
    if inside.events and not is_whole(inside.events):
        found.append(_("The signing log in it has been changed."))
    signed = {event.document_sha256 for event in inside.events if event.verb == "signed"}
    if inside.events and not signed <= inside.documents:
        found.append(_("The document attached to it is not the one that was signed."))
    return found


def _told(answer: Answer) -> Answer:
    """With what stands on the paper, once all have signed it."""
    if answer.is_signed:
        answer.newer = newer_than(answer.round)
        answer.signatures = [party for party in answer.round.parties.all() if party.signed_at]
        answer.facts = _facts(answer.round)
    return answer


def _facts(round) -> dict:
    """From what was signed, as it was signed; from the contract for what was signed before the portal kept it."""
    contract, training = round.contract, round.contract.apprenticeship
    data = json.loads(round.content) if round.content else {}
    kinds = dict(Contract.Kind.choices)
    return {
        "title": kinds.get(data.get("kind"), "") or contract.get_kind_display(),
        "number": contract.number,
        "apprentice": data.get("apprentice", {}).get("name") or training.apprentice.name,
        "company": data.get("company", {}).get("name", ""),
        "trade": data.get("trade", {}).get("name") or training.trade.name,
        "start_on": _day(data.get("start_on")) or contract.start_on,
        "end_on": _day(data.get("end_on")) or contract.end_on,
        "from_on": _day(data.get("from_on")),
    }


def _day(text):
    return parse_date(text) if text else None
