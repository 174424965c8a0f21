"""Does what was signed in this round still hold, or has something newer taken its place?"""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.models import Amendment, SigningRound
from contracts.states import UNDER_SIGNING, AmendmentState, ContractState, RoundState


@dataclass(frozen=True)
class Newer:
    """One thing that came after, and since when (None: not told).

    Nothing of what it says, nor of why: whoever holds an old paper need not learn of a break or an early end.
    """

    text: str
    since: datetime.date | None = None
    is_end: bool = False  # nothing has taken its place: it just holds no more


def newer_than(round: SigningRound) -> list[Newer]:
    """What has overtaken a signed document, in order; empty while it says what holds. Two queries."""
    found = [*_later_rounds(round), *_later_amendments(round)]
    if round.amendment_id:
        found += _own_end(round.amendment)
    return found + _contract_now(round.contract)


def _later_rounds(round):
    later = SigningRound.objects.filter(
        contract=round.contract_id, amendment=None, state=RoundState.SIGNED, number__gt=round.number
    )
    for newer in later.order_by("number"):
        yield Newer(_("A newer version of the contract has been signed by all."), _day(newer.closed_at))


def _later_amendments(round):
    later = Amendment.objects.filter(contract=round.contract_id).in_force()
    since = round.closed_at or round.sent_at  # what was changed before a version was signed stands in it
    if amendment := round.amendment:
        # They come in force in another order than they were numbered in.
        since = amendment.applied_at or since
        same_moment = Q(applied_at=since, number__gt=amendment.number)
        later = later.filter(Q(applied_at__gt=since) | same_moment).exclude(pk=amendment.pk)
    else:
        later = later.filter(applied_at__gt=since)
    if later.exists():
        yield Newer(_("A later change of the contract applies."))


def _own_end(amendment) -> list[Newer]:
    if amendment.state in {AmendmentState.WITHDRAWN, AmendmentState.REFUSED}:
        return [Newer(_("This change does not apply."), is_end=True)]
    return []


def _contract_now(contract) -> list[Newer]:
    if contract.state in {ContractState.COMPLETED, ContractState.ENDED, ContractState.REFUSED}:
        return [Newer(_("The contract is no longer in force."))]
    if contract.state == ContractState.DRAFT or contract.state in UNDER_SIGNING:
        return [Newer(_("The office has taken the contract back: this version does not apply."), is_end=True)]
    return []


def _day(moment) -> datetime.date | None:
    return timezone.localdate(moment) if moment else None
