"""Which days away count in this contract, and which in another one of the same training?

Where somebody changes company in the middle of an absence, the days until then belong to the contract that is left,
those after to the next; whether it is a long one is judged by the whole. What the earlier contract has made up for
already, by an agreed interruption or an extension, moved the last day that the next one took over, and counts no more.
"""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from apprenticeships.absence import Spell, spells
from apprenticeships.models import Absence
from contracts.ledger import Interruption
from contracts.models import Amendment, Contract, Handover
from contracts.reckoning import amended
from contracts.states import HandoverState

SPAN = tuple[date, date]


def days_away(
    contract: Contract, agreed: Iterable[Interruption], amendments: Iterable[Amendment], limit: int, on: date
) -> list[Interruption]:
    """Confirmed days away within the contract's time, as of `on`; `limit`: the county's, in days.

    Those inside an interruption of `agreed` are told of there; those that one of `amendments` made up for, there. One
    query, and up to two for each earlier contract that an absence reaches back into.
    """
    rows = _confirmed(contract, on)
    whole = spells(rows, _until(contract, on))
    long = [spell for spell in whole if spell.length > limit]
    earlier = _earlier(contract) if _reaches_back(whole, contract) else None
    told = [*_spans(agreed), *_settled(contract, amendments, long)]
    if earlier:
        told += _told_in(earlier, whole, limit, on)
    found = []
    for row in rows:
        if _is_within(row, contract, on) and not _is_told(row, told, on):
            found.append(_as_interruption(row, contract, long, on, goes_on_from=earlier))
    return found


def _confirmed(contract, on) -> list[Absence]:
    rows = contract.apprenticeship.absences.filter(state=Absence.State.CONFIRMED, from_on__lte=_until(contract, on))
    return list(rows.select_related("decided_by").order_by("from_on", "pk"))


def _until(contract, on) -> date:
    """An absence that goes on after the contract was left is as long as it is."""
    return max(on, timezone.localdate()) if contract.ended_on else on


def _reaches_back(whole: list[Spell], contract) -> bool:
    start_on = contract.start_on
    return any(one.from_on < start_on and (one.to_on is None or one.to_on >= start_on) for one in whole)


def _is_within(row, contract, on) -> bool:
    return row.from_on <= (contract.ended_on or on) and (row.to_on is None or row.to_on >= contract.start_on)


def _is_told(row, told: Iterable[SPAN], on) -> bool:
    last_on = row.to_on or max(on, row.from_on)
    return any(from_on <= row.from_on and last_on <= to_on for from_on, to_on in told)


def _earlier(contract) -> Contract | None:
    """The contract that this one goes on from, with another company."""
    changes = Handover.objects.exclude(state=HandoverState.CANCELLED).filter(new_contract=contract)
    row = changes.select_related("contract__apprenticeship").first()
    return row.contract if row else None


def _told_in(earlier, whole: list[Spell], limit, on) -> list[SPAN]:
    """What the contract that was left, and those before it, have made up for."""
    amendments = list(earlier.amendments.in_force().order_by("number"))
    long = [spell for spell in whole if spell.length > limit]
    told = [*_spans(amended.interruptions(amendments, "", on)), *_settled(earlier, amendments, long)]
    if _reaches_back(whole, earlier) and (before := _earlier(earlier)):
        told += _told_in(before, whole, limit, on)
    return told


def _spans(interruptions: Iterable[Interruption]) -> list[SPAN]:
    return [(one.from_on, one.to_on) for one in interruptions]


def _settled(contract, amendments, long: list[Spell]) -> list[SPAN]:
    """An extension makes up for what lies in its own contract; what was over before that began is another's."""
    here = [one for one in long if one.to_on is None or one.to_on >= contract.start_on]
    return [(one.from_on, one.to_on) for one in amended.settled(amendments, here)]


def _as_interruption(row, contract, long, on, *, goes_on_from) -> Interruption:
    from_on, to_on = row.from_on, row.to_on or max(on, row.from_on)
    if goes_on_from:
        from_on = max(from_on, contract.start_on)
    if contract.ended_on:
        to_on = min(to_on, contract.ended_on)
    return Interruption(
        row.kind, from_on, to_on, percent=row.percent, is_open=row.to_on is None and contract.ended_on is None,
        person=str(row.decided_by) if row.decided_by else "",
        is_part=any(_is_cut(one, contract, goes_on_from) and _holds(one, row) for one in long),
    )  # fmt: skip


def _is_cut(spell, contract, goes_on_from) -> bool:
    """Does a part of it lie in another contract?"""
    begins_before = goes_on_from is not None and spell.from_on < contract.start_on
    return begins_before or (contract.ended_on is not None and (spell.to_on is None or spell.to_on > contract.ended_on))


def _holds(spell, row) -> bool:
    return spell.from_on <= row.from_on and (spell.to_on is None or row.from_on <= spell.to_on)
