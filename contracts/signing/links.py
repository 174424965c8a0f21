"""Does this link open a door, what stands behind it, and what proves who came in?"""

from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Sum
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from contracts.models import Contract, Party, SigningLink
from contracts.signing.rules import rule_for
from contracts.states import ContractState, RoundState
from okportal.outbox import sms
from okportal.outbox.models import Message, masked_phone
from okportal.people.actions import token_hash

CODE_TEMPLATE = "contracts/signing_code"
CODE_DIGITS = 6
CODE_VALID = timedelta(minutes=10)
MOST_TRIES = 5  # wrong codes; then the link is closed
MOST_TRIES_IN_ALL = 15  # of one party in a round, whatever the link; then only the office sends another
MOST_CODES = 3  # to one party in AN_HOUR, whatever the link
MOST_LINKS = 3  # that a party gets for asking themselves
AN_HOUR = timedelta(hours=1)
INSIDE = timedelta(minutes=30)  # so long a right code holds, in the browser it was typed in


class Closed(StrEnum):
    """Why a link opens nothing."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    TRIES = "tries"
    REPLACED = "replaced"
    ROUND = "round"
    NOT_ALLOWED = "not_allowed"


class Phase(StrEnum):
    """What a signer can do now."""

    CHECK = "check"
    SIGN = "sign"
    READ = "read"  # all have signed
    NOTHING = "nothing"


def find(office_id: int, token: str) -> SigningLink | None:
    """The link of this secret in this office, open or not, with what it is about."""
    links = SigningLink.objects.filter(office_id=office_id, token_sha256=token_hash(token))
    return links.select_related("office", "party__round__unsigned_file", "party__round__amendment").first()


def why_closed(link: SigningLink | None, now: datetime) -> Closed | None:
    """None for a link that opens its door. The first reason that holds, the most telling one first."""
    if link is None:
        return Closed.UNKNOWN
    if link.used_at:
        return Closed.USED
    if link.party.round.is_closed and not is_for_copy(link):
        return Closed.ROUND
    if link.closed_at:
        return Closed.TRIES if link.code_tries >= MOST_TRIES else Closed.REPLACED
    if link.expires_at <= now:
        return Closed.EXPIRED
    return None if may_use_link(link.party) else Closed.NOT_ALLOWED


def is_for_copy(link: SigningLink) -> bool:
    """Made when all had signed: it shows the signed document and does nothing else."""
    round = link.party.round
    return round.state == RoundState.SIGNED and link.created_at >= round.closed_at


def is_locked_out(party: Party) -> bool:
    """Have so many wrong codes been typed for this signer that somebody seems to be guessing?"""
    tries = SigningLink.objects.filter(party=party).aggregate(all=Sum("code_tries"))["all"] or 0
    return tries >= MOST_TRIES_IN_ALL


def may_use_link(party: Party) -> bool:
    """Does the office let this signer in without a login, by its rule for the county? The office itself never."""
    if party.role == Party.Role.OFFICE:
        return False
    county_id = Contract.objects.values_list("apprenticeship__county_id", flat=True).get(pk=party.contract_id)
    return rule_for(party.office_id, county_id).may_use_link


def phase_of(party: Party) -> Phase:
    """What this signer's round waits for from them."""
    round = party.round
    if round.state == RoundState.SIGNED and party.role != Party.Role.OFFICE and party.user_id is None:
        return Phase.READ
    if round.is_closed or party.role == Party.Role.OFFICE or party.signed_at:
        return Phase.NOTHING
    if round.amendment_id is None and round.contract.state == ContractState.CHECKING:
        return Phase.NOTHING if party.confirmed_at else Phase.CHECK
    return Phase.SIGN if party.asked_at else Phase.NOTHING


def code_channel(party: Party) -> str:
    """By SMS where that is possible: then the mailbox alone is not enough to sign.

    By mail once an SMS was given up, or whoever has a wrong number in the round would never come in.
    """
    is_texted = sms.is_reachable(party.phone) and not _is_lost(party)
    return SigningLink.Channel.SMS if is_texted else SigningLink.Channel.MAIL


def _is_lost(party: Party) -> bool:
    """Has a code to this number not arrived since the round was sent?"""
    codes = Message.objects.filter(office_id=party.office_id, template=CODE_TEMPLATE, to_phone=party.phone)
    return codes.filter(created_at__gte=party.round.sent_at, dead_at__isnull=False).exists()


def where_to(party: Party) -> str:
    """Where the code goes, so that its owner knows it again and nobody else learns it."""
    if code_channel(party) == SigningLink.Channel.SMS:
        return masked_phone(party.phone)
    name, _at, domain = party.email.partition("@")
    return f"{name[:1]}•••@{domain}"


def code_digest(link: SigningLink, code: str) -> str:
    """What is stored of a code: keyed, because a million codes are tried in a second."""
    return salted_hmac("contracts.signing_code", f"{link.office_id}:{link.pk}:{code}", algorithm="sha256").hexdigest()


def how(link: SigningLink) -> str:
    """How the signer showed who they are, in the contract's language, for the log page of the document."""
    with translation.override(link.party.round.contract.language):
        if link.code_channel == SigningLink.Channel.SMS:
            return _("Link by e-mail and code by SMS")
        return _("Link by e-mail and code by e-mail")
