"""How does what a broker tells become a step of the round?"""

from collections.abc import Mapping

from django.db.transaction import atomic

from contracts.actions import rounds
from contracts.models import Party, SigningEvent
from contracts.signing.providers import provider


@atomic
def take_results(*, office_id: int, payload: bytes, headers: Mapping[str, str]) -> int:
    """Take in a broker's call; returns how many signers it told of. For the view of whoever connects one.

    The same call again changes nothing. Raises ValueError for a call that is not the broker's, Refused for a signer
    whose turn it is not, for another document than the one that was sent, and for a closed round.
    """
    told = provider().results(payload, headers)
    for result in told:
        parties = Party.objects.select_related("round")
        party = parties.get(office_id=office_id, pk=result.party_id)
        if _is_known(party, result):
            continue
        if result.is_signed:
            rounds.sign(party=party, sha256=result.document_sha256, how=result.how, by=None)
        else:
            rounds.decline(party=party, reason=result.reason, by=None)
    return len(told)


def _is_known(party, result) -> bool:
    """Told before: their signature on this document, or their refusal. The round may be closed since, by them even."""
    if result.is_signed:
        return party.signed_sha256 == result.document_sha256 != ""
    declined = SigningEvent.objects.filter(round=party.round_id, party=party, verb=SigningEvent.Verb.DECLINED)
    return declined.exists()
