"""How does the person who is signed in sign a contract: as the party they are, or for the office?"""

from django.db.transaction import atomic
from django.utils.translation import gettext as _

from contracts.actions import rounds
from contracts.models import Contract, Party
from contracts.states import OFFICE_SIGN, SIGN
from okportal.errors import Refused
from okportal.states import begin


@atomic
def confirm_and_sign(*, contract: Contract, sha256: str, how: str, by) -> Party:
    """Sign, as the party the person is, the PDF with this hash. A second click changes nothing.

    `how` says in the contract's language how the person proved who they are. Refused for somebody who is no party,
    out of turn, when the file is not the one that was read, and when what it says is no longer what is registered.
    """
    party = own_party(contract, by)
    if party is None:
        raise Refused(_("You are not a party to this contract."))
    if not (party.signed_at and party.signed_sha256 == sha256):
        begin(contract, SIGN)
    return rounds.sign(party=party, sha256=sha256, how=how, by=by)


@atomic
def sign_for_office(*, contract: Contract, sha256: str, how: str, by) -> Contract:
    """The office signs last; the signed PDF is made and kept, and the contract is ready for the county."""
    begun = begin(contract, OFFICE_SIGN)
    party = begun.round.parties.get(role=Party.Role.OFFICE)
    rounds.sign(party=party, sha256=sha256, how=how, by=by)
    return Contract.objects.with_people().get(pk=begun.pk)


def own_party(contract: Contract, by) -> Party | None:
    """The part that the person has in the newest round."""
    return own_party_in(contract.round_id, by) if contract.round_id else None


def own_party_in(round_id: int, by) -> Party | None:
    """The part of the person in this round; of two the one that waits for them."""
    mine = Party.objects.filter(round_id=round_id, user_id=by.user.pk).exclude(role=Party.Role.OFFICE)
    return min(mine, key=_waits, default=None)


def _waits(party) -> tuple:
    return (party.signed_at is not None, party.confirmed_at is not None, party.asked_at is None, party.place)
