"""What does a signer do who came in by a link? Each of these uses the link up."""

from django.db.transaction import atomic
from django.utils import timezone

from contracts.actions import rounds
from contracts.actions.links import enter
from contracts.models import Party, SigningLink, SigningRound
from contracts.signing import links


@atomic
def confirm_by_link(*, link: SigningLink) -> Party:
    link = enter(link)
    return _used(link, rounds.confirm(party=link.party, by=None))


@atomic
def sign_by_link(*, link: SigningLink, sha256: str) -> Party:
    """Sign the stored file with this hash, which is the one that was shown."""
    link = enter(link)
    return _used(link, rounds.sign(party=link.party, sha256=sha256, how=links.how(link), by=None))


@atomic
def flag_by_link(*, link: SigningLink, comment: str) -> SigningRound:
    link = enter(link)
    return _used(link, rounds.flag(party=link.party, comment=comment, by=None))


@atomic
def decline_by_link(*, link: SigningLink, reason: str) -> SigningRound:
    link = enter(link)
    return _used(link, rounds.decline(party=link.party, reason=reason, by=None))


def _used(link, outcome):
    """The step may have closed this link already, by sending the party the next one."""
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])
    return outcome
