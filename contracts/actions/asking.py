"""Whose turn is it, and how are they asked?"""

from collections.abc import Iterable

from django.utils import timezone

from contracts import emails
from contracts.actions.events import add_event
from contracts.actions.logins import is_awaited
from contracts.models import Party, SigningEvent, SigningRound
from contracts.signing.providers import provider
from contracts.states import PARTIES_SIGNED
from okportal.audit.actions import record
from okportal.states import begin


def ask_to_check(round: SigningRound, parties: Iterable[Party], by):
    """All outside the office at once: each reads their own part."""
    for party in parties:
        if party.role != Party.Role.OFFICE:
            emails.ask_to_check(round, party, token=token_for(party, by), is_invited=is_awaited(party))


def ask_next(round: SigningRound, by):
    """Ask the next place, all with the same number at the same time, once all before it have signed."""
    waiting = list(round.parties.unsigned())
    place = min((party.place for party in waiting), default=None)
    next_ones = [party for party in waiting if party.place == place and party.asked_at is None]
    if next_ones and all(party.role == Party.Role.OFFICE for party in waiting):
        _hand_to_office(round, by)
    for party in next_ones:
        party.asked_at = timezone.now()
        party.save(update_fields=["asked_at"])
        add_event(round, SigningEvent.Verb.ASKED, party=party)
        emails.ask_to_sign(round, party, token=token_for(party, by), is_invited=is_awaited(party))


def token_for(party: Party, by) -> str:
    """A new link for whoever has no login, where the office lets them in so; "" for all others, who log in."""
    (way,) = provider().start(party.round, [party], by=by)
    return way.token


def _hand_to_office(round, by):
    if round.amendment_id is None:
        round.contract.state = begin(round.contract, PARTIES_SIGNED).state
        round.contract.save(update_fields=["state"])
        record(by, "contract.signed_by_parties", round.contract, round=round.number)
