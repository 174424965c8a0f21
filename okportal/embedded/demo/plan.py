"""What is each demo office like: how big, which trades, which counties?"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class OfficePlan:
    """One office to build. `trades` are programme areas without dashes, the first ones the most frequent."""

    slug: str
    name: str
    organisation_serial: int
    address: str
    phone: str
    companies: tuple[str, ...]
    apprentices: int
    trades: tuple[str, ...]
    counties: tuple[str, ...]
    advisors: tuple[str, ...]
    administrator: str
    seed: int
    takes_part_in_selection: bool = True
    documents: int = 6  # contracts on their way that get a real PDF, besides those of the scenes
    has_all_scenes: bool = False  # each point in the life of a contract (scenes.WHOLE)
    domain: str = field(default="")

    @property
    def email_domain(self):
        return self.domain or f"{self.slug}.example"


def state_companies(kinds, fields, number) -> tuple[str, ...]:
    """`number` invented agencies: every kind with every field, in a fixed order that mixes them."""
    pairs = [
        f"{kinds[(step * 5 + turn) % len(kinds)]} {fields[step]}" for turn in range(6) for step in range(len(fields))
    ]
    return tuple(dict.fromkeys(pairs))[:number]
