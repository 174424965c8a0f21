"""What did a contract say on a day, and what has it said since?

A change keeps what stood there before. The last day is the sum of what all changes moved it by; of the values that a
change replaces, the first change after the day tells what was there until then.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from companies.models import CompanyPerson, Establishment
from contracts.amending.kinds import Kind
from contracts.models import Amendment, Contract
from contracts.reckoning.amended import A_DAY
from okportal.curricula.models import Trade

# Which of the kept values a kind replaces.
REPLACED = {
    Kind.WORKPLACE: ("workplace", "establishment"), Kind.SUPERVISOR: ("supervisor",),
    Kind.TRADE: ("trade", "curriculum", "months"), Kind.TYPE: ("kind", "months"),
}  # fmt: skip


@dataclass(frozen=True)
class AsOf:
    """A contract on one day. `standing_still`: the interruption that held then."""

    kind: str
    months: int
    end_on: datetime.date
    position_percent: int
    workplace: str
    trade: Trade
    supervisor: CompanyPerson | None
    standing_still: Amendment | None
    newest: Amendment | None


def as_of(contract: Contract, on: datetime.date) -> AsOf:
    """As it was on that day, changes included that were registered later but count from before. Five queries at most.

    Load the contract `with_people()`.
    """
    rows = sorted(contract.amendments.in_force(), key=lambda row: (row.from_on, row.number))
    later = [row for row in rows if row.from_on > on]
    kept = _kept(later)
    training = contract.apprenticeship
    supervisor, trade = training.supervisor, training.trade
    if "supervisor" in kept:
        supervisor = CompanyPerson.objects.filter(pk=kept["supervisor"]).first()
    if "trade" in kept:
        trade = Trade.objects.get(pk=kept["trade"])
    held = [row for row in rows if row.from_on <= on]
    return AsOf(
        kind=str(Contract.Kind(kept.get("kind", contract.kind)).label), months=kept.get("months", contract.months),
        end_on=contract.end_on - sum((_moved(row) for row in later), timedelta()),
        position_percent=position_on(contract, rows, on), workplace=_workplace(contract, kept), trade=trade,
        supervisor=supervisor, standing_still=_standing_still(rows, on), newest=held[-1] if held else None,
    )  # fmt: skip


def position_on(contract: Contract, amendments: Iterable[Amendment], on: datetime.date) -> int:
    """In percent: what the last change says that holds on the day, else what the contract says."""
    held = [
        row for row in amendments
        if row.kind == Kind.PART_TIME and row.from_on <= on and (row.to_on is None or on <= row.to_on)
    ]  # fmt: skip
    return max(held, key=lambda row: row.from_on).percent if held else contract.position_percent


def position_now(contract: Contract, today: datetime.date, amendments: Iterable[Amendment] | None = None) -> int:
    """With the changes in force; of a contract that is over, as it was on its last day. One query, none with them."""
    rows = contract.amendments.in_force() if amendments is None else amendments
    return position_on(contract, rows, min(contract.ended_on or today, today))


def _kept(later) -> dict:
    """What stood there until the first of the later changes that replaced it."""
    kept = {}
    for row in later:
        for name in REPLACED.get(row.kind, ()):
            kept.setdefault(name, row.before[name])
    return kept


def _moved(row) -> timedelta:
    before, became = row.before["end_on"], row.before["became"]["end_on"]
    return datetime.date.fromisoformat(became) - datetime.date.fromisoformat(before)


def _workplace(contract, kept) -> str:
    if "workplace" not in kept:
        place = contract.apprenticeship.establishment
        return contract.workplace or (place.name if place else "")
    place = Establishment.objects.filter(pk=kept["establishment"]).first() if kept["establishment"] else None
    return kept["workplace"] or (place.name if place else "")


def _standing_still(rows, on) -> Amendment | None:
    back = {row.interruption_id: row.from_on - A_DAY for row in rows if row.kind == Kind.RESUMPTION}
    for row in rows:
        last_on = back.get(row.pk, row.to_on)
        if row.kind == Kind.INTERRUPTION and row.from_on <= on and (last_on is None or on <= last_on):
            return row
    return None
