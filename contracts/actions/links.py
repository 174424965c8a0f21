"""How does a signer without a login get in: a link once, and a code that goes with it?

The contract's row is locked first, as in all steps of a round, so that no two wait for each other.
"""

import secrets
from datetime import timedelta

from django.db.transaction import atomic
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts import link_emails, links
from contracts.actions.events import add_event
from contracts.links import AN_HOUR, CODE_DIGITS, CODE_VALID, MOST_CODES, MOST_LINKS, MOST_TRIES, Closed, Phase
from contracts.models import Contract, Party, SigningEvent, SigningLink
from contracts.signing_rules import rule_for
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.people.actions import token_hash

Verb = SigningEvent.Verb


class LinkClosed(Refused):
    """The link opens nothing; `why` is a links.Closed, `link` the row, None for an unknown one."""

    def __init__(self, why: Closed, link: SigningLink | None):
        self.why, self.link = why, link
        super().__init__(
            _("This link does not work any more."), way_out=_("Ask the training office for a new one.")
        )  # fmt: skip


@atomic
def make_link(*, party: Party, by) -> str:
    """A new secret for the party's mail; older open links of theirs are closed. Only its hash is kept.

    Raises Refused where the office's rule wants a login, and for whoever signs for the office.
    """
    if not links.may_use_link(party):
        raise Refused(_("In this office one logs in to sign."), way_out=_("Change the signing rule, or send no link."))
    now, token = timezone.now(), secrets.token_urlsafe(32)
    contract = _locked(party.contract_id)
    _open(party).update(closed_at=now)
    link = SigningLink.objects.create(
        office_id=party.office_id, party=party, token_sha256=token_hash(token),
        expires_at=now + timedelta(days=rule_for(party.office_id, _county(contract)).link_days),
    )  # fmt: skip
    add_event(party.round, Verb.LINK_SENT, party=party)
    record(by, "signing_link.made", link, role=party.role)
    return token


@atomic
def new_link(*, party: Party, by) -> Party:
    """The office writes to one signer anew, to the address that the round knows.

    Refused where nothing waits for them.
    """
    if links.phase_of(party) == Phase.NOTHING:
        raise Refused(
            _("Nothing waits for %(name)s now.") % {"name": party.name}, way_out=_("Look at the signing page again.")
        )
    link_emails.new_link(party, make_link(party=party, by=by))
    return party


@atomic
def ask_for_link(*, link: SigningLink):
    """The holder of a link that works no more wants another: it goes to the address the round knows, or nowhere.

    Says nothing of which, for whoever asks may be anybody. At most three in an hour.
    """
    party = link.party
    _locked(party.contract_id)
    sent = SigningLink.objects.filter(party=party, created_at__gt=timezone.now() - AN_HOUR).count()
    if sent < MOST_LINKS and links.phase_of(party) != Phase.NOTHING and links.may_use_link(party):
        new_link(party=party, by=None)


def open_link(*, office_id: int, token: str) -> SigningLink:
    """The link of this secret, when it opens its door; raises LinkClosed with the reason. Opening does not use it."""
    link = links.find(office_id, token)
    if why := links.why_closed(link, timezone.now()):
        raise LinkClosed(why, link)
    return link


@atomic
def send_code(*, link: SigningLink) -> SigningLink:
    """Send six digits, by SMS where the signer can be reached so, else by mail; the code before it works no more."""
    link = enter(link)
    now = timezone.now()
    sent = SigningEvent.objects.filter(
        round_id=link.party.round_id, party=link.party, verb=Verb.CODE_SENT, at__gt=now - AN_HOUR
    )  # fmt: skip
    if sent.count() >= MOST_CODES:
        raise Refused(
            _("You have got three codes in the last hour."), way_out=_("Use the newest one, or wait an hour."),
            field="code",
        )  # fmt: skip
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    link.code_sha256, link.code_channel = links.code_digest(link, code), links.code_channel(link.party)
    link.code_expires_at = now + CODE_VALID
    link.save(update_fields=["code_sha256", "code_channel", "code_expires_at"])
    with translation.override(link.party.round.contract.language):
        channel = _("By SMS") if link.code_channel == SigningLink.Channel.SMS else _("By e-mail")
    event = add_event(link.party.round, Verb.CODE_SENT, party=link.party, how=channel)
    link_emails.code(link, code, serial=event.number)
    record(None, "signing_link.code_sent", link, channel=link.code_channel)
    return link


def check_code(*, link: SigningLink, code: str) -> SigningLink:
    """Is this the code that was sent? Raises Refused with how many tries are left; the fifth wrong one closes the link.

    A right one works once. No transaction of its own around the refusal, or the try would be rolled back with it.
    """
    link, left = _tried(link, code)
    if left is None:
        return link
    if left == 0:
        raise LinkClosed(Closed.TRIES, link)
    words = ngettext(
        "This is not the code. You have %(left)s try left.", "This is not the code. You have %(left)s tries left.", left
    )
    raise Refused(words % {"left": left}, field="code")


@atomic
def _tried(link, code) -> tuple[SigningLink, int | None]:
    """The link, and how many tries are left after a wrong code; None after the right one."""
    link = enter(link)
    if not link.code_sha256 or link.code_expires_at <= timezone.now():
        raise Refused(_("This code works no more."), way_out=_("Ask for a new one."), field="code")
    if constant_time_compare(link.code_sha256, links.code_digest(link, code)):
        link.code_sha256 = ""
        link.save(update_fields=["code_sha256"])
        add_event(link.party.round, Verb.OPENED, party=link.party, how=links.how(link))
        record(None, "signing_link.opened", link)
        return link, None
    link.code_tries += 1
    if link.code_tries >= MOST_TRIES:
        link.closed_at = timezone.now()
        record(None, "signing_link.closed", link, tries=link.code_tries)
    link.save(update_fields=["code_tries", "closed_at"])
    return link, MOST_TRIES - link.code_tries


def enter(link: SigningLink) -> SigningLink:
    """The open link, locked and read anew; raises LinkClosed. Inside a transaction."""
    contract = _locked(link.party.contract_id)
    locked = SigningLink.objects.select_for_update(of=("self",)).select_related("party__round__unsigned_file")
    link = locked.get(pk=link.pk)
    link.party.round.contract = contract
    if why := links.why_closed(link, timezone.now()):
        raise LinkClosed(why, link)
    return link


def _open(party):
    return SigningLink.objects.filter(party=party, used_at=None, closed_at=None)


def _locked(contract_id) -> Contract:
    return Contract.objects.select_for_update(of=("self",)).select_related("apprenticeship").get(pk=contract_id)


def _county(contract) -> str:
    return contract.apprenticeship.county_id
