"""Does what was signed in this round still hold, or has something newer taken its place?"""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.models import Amendment, SigningRound
from contracts.states import UNDER_SIGNING, AmendmentState, ContractState, RoundState


@dataclass(frozen=True)
class Newer:
    """One thing that came after: which, and since when (None: not known). Nothing of what it says."""

    text: str
    since: datetime.date | None = None


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
    if round.amendment_id:
        later = later.filter(number__gt=round.amendment.number)
    else:  # what was changed before this version was signed stands in it
        later = later.filter(applied_at__gt=round.closed_at or round.sent_at)
    for change in later.order_by("number"):
        text = _("A change of the contract applies: no. %(number)s, %(what)s.")
        yield Newer(text % {"number": change.number, "what": change.get_kind_display().lower()}, change.from_on)


def _own_end(amendment) -> list[Newer]:
    if amendment.state == AmendmentState.WITHDRAWN:
        return [Newer(_("This change has been withdrawn, and does not apply."))]
    if amendment.state == AmendmentState.REFUSED:
        return [Newer(_("The county authority has refused this change."), amendment.decided_on)]
    return []


def _contract_now(contract) -> list[Newer]:
    if contract.state == ContractState.COMPLETED:
        return [Newer(_("The training is completed, and the contract is over."), contract.ended_on)]
    if contract.state == ContractState.ENDED:
        return [Newer(_("The contract was ended before its time."), contract.ended_on)]
    if contract.state == ContractState.REFUSED:
        return [Newer(_("The county authority has not approved the contract."), contract.decided_on)]
    if contract.state == ContractState.DRAFT or contract.state in UNDER_SIGNING:
        return [Newer(_("The office has taken the contract up again, and a new version is being made."))]
    return []


def _day(moment) -> datetime.date | None:
    return timezone.localdate(moment) if moment else None
