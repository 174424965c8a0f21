"""What does one line say about a contract, in Vigo's export and here? Plain values, nothing of the database."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Theirs:
    """One row of the export; "" and None where it says nothing. `index`: blind index, the number itself stays out."""

    line: int
    index: str = ""
    name: str = ""
    number: str = ""
    case_number: str = ""
    trade: str = ""
    organisation_number: str = ""
    company: str = ""
    supervisor: str = ""
    supervisor_email: str = ""
    email: str = ""
    start_on: date | None = None
    end_on: date | None = None
    status: str = ""
    fault: str = ""  # why the row cannot be read, a sentence


@dataclass(frozen=True)
class Ours:
    """One contract of the office, with all names that Vigo may use for it."""

    contract_id: int
    number: str
    state: str
    name: str
    county: str
    trades: frozenset[str]  # code, subject code and name, plain
    index: str = ""
    case_number: str = ""
    company: str = ""
    organisation_numbers: tuple[str, ...] = ()  # the company's first, then its place of work's
    supervisor: str = ""
    supervisor_email: str = ""
    email: str = ""
    start_on: date | None = None
    end_on: date | None = None


@dataclass(frozen=True)
class Found:
    """One difference: `field` is a VigoDifference.Field."""

    field: str
    label: str
    ours: str = ""
    theirs: str = ""
    line: int | None = None
    contract_id: int | None = None
