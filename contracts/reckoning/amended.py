"""What do the amendments in force add to the reckoning of the last day?"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils import timezone

from apprenticeships.absence import Spell
from contracts.ledger import Extension, Interruption, PartTime
from contracts.models import Amendment, Contract

A_DAY = timedelta(days=1)
Kind = Amendment.Kind


def interruptions(amendments: Iterable[Amendment], county: str, on: date) -> list[Interruption]:
    """Each lasts to the day before the resumption, where there is one; what still lasts is reckoned to `on`."""
    resumed = {row.interruption_id: row.from_on for row in amendments if row.kind == Kind.RESUMPTION}
    found = []
    for row in _of(Kind.INTERRUPTION, amendments):
        back_on = resumed.get(row.pk)
        to_on = back_on - A_DAY if back_on else row.to_on
        if to_on is None or to_on >= row.from_on:  # back before it began: there was none
            found.append(
                Interruption(
                    row.absence or Amendment.Absence.OTHER, row.from_on, to_on or max(on, row.from_on),
                    percent=row.percent or 100, is_open=to_on is None, **_facts(row, county),
                )
            )  # fmt: skip
    return found


def part_time(contract: Contract, amendments: Iterable[Amendment], county: str) -> list[PartTime]:
    """Stretches below a full position, without overlap: of several amendments the last one holds for its days.

    The position of the contract itself is what it said before the first of them.
    """
    rows = _of(Kind.PART_TIME, amendments)
    before = rows[0].before if rows else {}
    held = [(contract.start_on, None, before.get("position_percent", contract.position_percent), None)]
    held += [(row.from_on, row.to_on, row.percent or 100, row) for row in rows]
    found = []
    for from_on, to_on in _stretches(contract.start_on, held):
        percent, row = next((one[2], one[3]) for one in reversed(held) if _holds(one, from_on))
        if percent < 100:
            found.append(PartTime(percent, from_on, to_on, **(_facts(row, county) if row else {})))
    return found


def extensions(amendments: Iterable[Amendment], county: str) -> list[Extension]:
    """By days; without them to the day that the amendment names."""
    return [
        Extension(days=row.days, **_facts(row, county)) if row.days
        else Extension(to_on=row.to_on or row.end_on, **_facts(row, county))
        for row in _of(Kind.EXTENSION, amendments)
    ]  # fmt: skip


def settled(amendments: Iterable[Amendment], spells: Iterable[Spell]) -> list[Spell]:
    """Long absences that an extension by days made up for; they would count twice otherwise.

    The oldest first, as far as the days reach, as the task about an absence is settled by an extension
    (contracts.actions.extending): those over when it came in force.
    """
    waiting = sorted((spell for spell in spells if spell.to_on), key=lambda spell: spell.from_on)
    found = []
    for row in _of(Kind.EXTENSION, amendments):
        left, since = row.days or 0, timezone.localdate(row.applied_at)
        for spell in [one for one in waiting if one.to_on <= since]:
            left -= spell.extension_days
            if left < 0:
                break
            waiting.remove(spell)
            found.append(spell)
    return found


def _of(kind, amendments) -> list[Amendment]:
    return [row for row in amendments if row.kind == kind]


def _facts(row, county) -> dict:
    """Paper, person and day: the county's decision where there is one, else the day it came in force."""
    return {
        "document": str(row.document or row.case_number or ""), "person": county if row.decided_on else "",
        "decided_on": row.decided_on or timezone.localdate(row.applied_at),
    }  # fmt: skip


def _stretches(start_on, held):
    """(first day, last day or None) between the days on which something begins or has ended."""
    days = {start_on}
    for from_on, to_on, _percent, _row in held:
        days |= {from_on, to_on + A_DAY} if to_on else {from_on}
    turns = sorted(day for day in days if day >= start_on)
    return [(day, after and after - A_DAY) for day, after in zip(turns, [*turns[1:], None], strict=True)]


def _holds(one, day) -> bool:
    return one[0] <= day and (one[1] is None or day <= one[1])
