"""Which interruptions move the end, and why do the others not?"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from apprenticeships.days_off import only_days_off_between
from contracts.ledger.inputs import NEVER_COUNT, Inputs, Interruption
from contracts.ledger.pace import Stretch

A_DAY = timedelta(days=1)
COUNTS = ""


@dataclass(frozen=True)
class Judged:
    """An interruption and why it does not count: a remark's code, or empty where it does."""

    interruption: Interruption
    why: str = COUNTS

    @property
    def stretches(self) -> list[Stretch]:
        one = self.interruption
        return [] if self.why else [Stretch(one.from_on, one.to_on, one.percent)]


@dataclass
class Spell:
    """Interruptions that follow one another without a day between them, whatever their kinds.

    Of the same kind also with nothing but days off between: an illness written down week by week is one, as it is for
    whoever proposes an extension (apprenticeships.absence.Spell).
    """

    from_on: date
    to_on: date
    members: list[Interruption] = field(default_factory=list)

    def counts(self, long_absence_days: int) -> bool:
        """Longer than the county's threshold, here or with what lies in another contract, or agreed with the county."""
        is_long = (self.to_on - self.from_on).days + 1 > long_absence_days
        return is_long or any(member.decided_on or member.is_part for member in self.members)


def judge(inputs: Inputs) -> list[Judged]:
    """All of them, in an order that does not depend on the one they came in."""
    counting = [one for one in inputs.interruptions if one.kind not in NEVER_COUNT and one.to_on >= inputs.start_on]
    short = [
        id(member)
        for spell in spells(counting, inputs.start_on)
        if not spell.counts(inputs.figures.long_absence_days)
        for member in spell.members
    ]
    return [Judged(one, _why(one, inputs.start_on, short)) for one in sorted(inputs.interruptions, key=in_order)]


def _why(one, start_on, short) -> str:
    if one.kind in NEVER_COUNT:
        return "interruption_never_counts"
    if one.to_on < start_on:
        return "interruption_before_start"
    return "interruption_too_short" if id(one) in short else COUNTS


def spells(interruptions: Iterable[Interruption], start_on: date) -> list[Spell]:
    """Reckoned from the start on: days before it are none of the training's."""
    found: list[Spell] = []
    for one in sorted(interruptions, key=in_order):
        from_on = max(one.from_on, start_on)
        if not found or not _goes_on(found[-1], one, from_on):
            found.append(Spell(from_on, one.to_on))
        found[-1].to_on = max(found[-1].to_on, one.to_on)
        found[-1].members.append(one)
    return found


def _goes_on(spell: Spell, one: Interruption, from_on: date) -> bool:
    if from_on <= spell.to_on + A_DAY:
        return True
    is_same_kind = any(member.kind == one.kind and member.to_on == spell.to_on for member in spell.members)
    return is_same_kind and only_days_off_between(spell.to_on, from_on)


def in_order(one: Interruption):
    return (one.from_on, one.to_on, one.kind, one.percent, one.document, one.person, str(one.decided_on))


def twice(judged: list[Judged], start_on: date) -> int:
    """Days of the training that a counting interruption covers although another one does already."""
    days, covered_to = 0, start_on - A_DAY
    for one in (found.interruption for found in judged if not found.why):
        shared = min(covered_to, one.to_on) - max(one.from_on, start_on)
        days += max(0, shared.days + 1)
        covered_to = max(covered_to, one.to_on)
    return days
