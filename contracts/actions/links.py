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

from contracts import emails
from contracts.actions.events import add_event
from contracts.models import Contract, Party, SigningEvent, SigningLink
from contracts.signing import link_emails, links
from contracts.signing.links import AN_HOUR, CODE_DIGITS, CODE_VALID, MOST_CODES, MOST_LINKS, MOST_TRIES, Closed, Phase
from contracts.signing.rules import rule_for
from okportal.audit.actions import record
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.people.actions import token_hash
from okportal.todo.actions import raise_task, settle_task

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
    party = _fresh(party)
    if party.round.is_closed and links.phase_of(party) != Phase.READ:
        raise LinkClosed(Closed.ROUND, None)
    _open(party).update(closed_at=now)
    link = SigningLink.objects.create(
        office_id=party.office_id, party=party, token_sha256=token_hash(token),
        expires_at=now + timedelta(days=rule_for(party.office_id, _county(contract)).link_days),
    )  # fmt: skip
    _note(party, Verb.LINK_SENT)
    record(by, "signing_link.made", link, role=party.role)
    return token


@atomic
def new_link(*, party: Party, by) -> Party:
    """The office writes to one signer anew, to the address that the round knows.

    Once all have signed, whoever has no login gets one that shows the signed document. Refused where nothing waits.
    """
    _locked(party.contract_id)
    party = _fresh(party)
    settle_task(office_id=party.office_id, key=_guessed_key(party), by=by)
    if links.phase_of(party) == Phase.NOTHING:
        raise Refused(
            _("Nothing waits for %(name)s now.") % {"name": party.name}, way_out=_("Look at the signing page again.")
        )
    if links.phase_of(party) == Phase.READ:
        _mail_copy(party.round, party, by)
    else:
        link_emails.new_link(party, make_link(party=party, by=by))
    return party


@atomic
def send_copies(*, round, by):
    """All have signed: whoever has no login gets a link to the signed document, where the rule allows links."""
    for party in round.parties.filter(user=None).exclude(role=Party.Role.OFFICE):
        if links.may_use_link(party):
            _mail_copy(round, party, by)


def _mail_copy(round, party, by):
    token = make_link(party=party, by=by)
    emails.signed_copy(round, party, token=token, serial=token_hash(token)[:12])


@atomic
def ask_for_link(*, link: SigningLink):
    """The holder of a link that works no more wants another: it goes to the address the round knows, or nowhere.

    Says nothing of which, for whoever asks may be anybody. At most three in an hour, and none after many wrong codes.
    """
    _locked(link.party.contract_id)
    party = _fresh(link.party)
    if links.is_locked_out(party):
        return
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
    sent = _codes_sent(SigningLink.objects.filter(party=link.party))
    if sent.filter(at__gt=now - AN_HOUR).count() >= MOST_CODES:
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
    _note(link.party, Verb.CODE_SENT, channel)
    link_emails.code(link, code, serial=sent.count() + 1)
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
        _note(link.party, Verb.OPENED, links.how(link))
        record(None, "signing_link.opened", link)
        return link, None
    link.code_tries += 1
    if link.code_tries >= MOST_TRIES:
        link.closed_at = timezone.now()
        record(None, "signing_link.closed", link, tries=link.code_tries)
    link.save(update_fields=["code_tries", "closed_at"])
    if links.is_locked_out(link.party):
        _tell_advisor(link.party)
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


def _note(party, verb, how=""):
    """In the chain of the round; that a copy was fetched afterwards stands in the trail alone."""
    if not party.round.is_closed:
        add_event(party.round, verb, party=party, how=how)


def _codes_sent(of_links):
    here = Event.objects.filter(subject=SigningLink._meta.label_lower, verb="signing_link.code_sent")
    return here.filter(subject_id__in=of_links.values("pk"))


def _tell_advisor(party):
    contract = Contract.objects.select_related("apprenticeship__advisor").get(pk=party.contract_id)
    raise_task(
        office_id=party.office_id, key=_guessed_key(party), kind="contracts/codes_guessed", by=None, reopen=True,
        facts={"number": contract.number, "name": party.name}, page="contracts:signing", about_id=contract.pk,
        assigned=contract.apprenticeship.advisor,
    )  # fmt: skip


def _guessed_key(party) -> str:
    return f"party:{party.pk}:codes_guessed"


def _fresh(party) -> Party:
    """Read anew, once the contract's row is locked."""
    return Party.objects.select_related("round__unsigned_file", "round__contract").get(pk=party.pk)


def _open(party):
    return SigningLink.objects.filter(party=party, used_at=None, closed_at=None)


def _locked(contract_id) -> Contract:
    return Contract.objects.select_for_update(of=("self",)).select_related("apprenticeship").get(pk=contract_id)


def _county(contract) -> str:
    return contract.apprenticeship.county_id
