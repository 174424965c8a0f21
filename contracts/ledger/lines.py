"""What does the ledger say: lines that sum up to a day, and remarks about them?"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from contracts.ledger import words
from contracts.ledger.inputs import Inputs

# Said for the record; everything else asks somebody to look.
ONLY_INFORMATION = {
    "interruption_too_short", "interruption_before_start", "interruption_after_end", "interruption_never_counts",
    "credit_in_route", "credit_within_certificate", "credit_within_school",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One step: `months` and `days` that it adds (negative: takes away), and `day`, where all steps so far lead.

    `key` is the same for the same step of another ledger. `rule` names the statute, `figures` the version of the
    county's figures where the amount rests on them. `facts` are what the words are made of.
    """

    code: str
    key: str
    months: int
    days: int
    day: date
    rule: str = ""
    figures: str = ""
    document: str = ""
    person: str = ""
    decided_on: date | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return words.label(self.code, self.facts)

    @property
    def note(self) -> str:
        """Why the amount is another than one would think; mostly empty."""
        return words.note(self.code, self.facts)

    @property
    def amount(self) -> str:
        """'+ 24 months', '− 1 day', '0 days'; empty for the first day."""
        return "" if self.code == "start" else words.signed(self.months, self.days)

    def says_the_same(self, other: "Line") -> bool:
        """Apart from where it leads: that changes with every line before it."""
        mine, others = ({**vars(line), "day": None} for line in (self, other))
        return mine == others


@dataclass(frozen=True)
class Remark:
    """A sentence about the reckoning. `key` names the line it is about, where there is one."""

    code: str
    key: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        return words.remark(self.code, self.facts)

    @property
    def is_warning(self) -> bool:
        return self.code not in ONLY_INFORMATION

    @property
    def tone(self) -> str:
        return "warning" if self.is_warning else "info"


@dataclass(frozen=True)
class Ledger:
    """The last day, and why.

    The lines sum up: `add_months(start_on, total_months) + total_days == calculated_on`, and each line's `day` is the
    sum so far. `inputs` hold the county's figures, so that the result keeps the version it was made with.
    """

    inputs: Inputs
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...]
    calculated_on: date

    @property
    def total_months(self) -> int:
        return sum(line.months for line in self.lines)

    @property
    def total_days(self) -> int:
        return sum(line.days for line in self.lines)

    @property
    def agreed_on(self) -> date | None:
        return self.inputs.agreed_end_on

    @property
    def difference_days(self) -> int:
        """How much later (negative: earlier) the agreed day is; 0 where none is agreed."""
        return (self.agreed_on - self.calculated_on).days if self.agreed_on else 0

    @property
    def warnings(self) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.remarks if remark.is_warning)

    @property
    def figures_text(self) -> str:
        """Which version of which county's figures this rests on, for the lines that have `figures`."""
        return words.figures(self.inputs.figures)

    @property
    def has_papers(self) -> bool:
        return any(line.document or line.person or line.decided_on for line in self.lines)
