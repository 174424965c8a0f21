"""Which row of Vigo's export is which contract of ours, and what do the two say differently? Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from contracts.states import ContractState as S
from contracts.vigo.rows import Found, Ours, Theirs
from contracts.vigo.statuses import means
from okportal.norwegian import sort_key
from okportal.sheets.heads import plain

# What Vigo should know of: current contracts that have been sent there.
CURRENT = frozenset({S.AT_COUNTY, S.RETURNED, S.APPROVED, S.ACTIVE})
EXPECTED = frozenset({S.AT_COUNTY, S.APPROVED, S.ACTIVE})
LONGEST = 200  # letters of a value
NOT_A_NAME = re.compile(r"[^\w\s]+")
COMPANY_FORMS = frozenset({"as", "asa", "ba", "sa", "ans", "da", "kf", "iks"})


@dataclass
class Result:
    found: list[Found] = field(default_factory=list)
    equal: int = 0  # rows that say the same as we do


def compare(rows: Iterable[Theirs], ours: Iterable[Ours]) -> Result:
    """All differences in the order of the file, then what is only here.

    A county that no row is about is not in the file: its contracts are not missing there.
    """
    result, register, taken = Result(), Register(ours), {}
    for row in rows:
        if row.fault:
            result.found.append(Found("unreadable", label_of(row), theirs=row.fault, line=row.line))
            continue
        contract = register.find(row, taken)
        if contract is None:
            result.found.append(Found("not_here", label_of(row), theirs=_told(row), line=row.line))
            continue
        taken[contract.contract_id] = row.line
        differing = list(differences(row, contract))
        result.found += differing
        result.equal += not differing
    result.found += register.missing(taken)
    return result


class Register:
    """Our contracts by everything that a row may be found by."""

    def __init__(self, ours: Iterable[Ours]):
        self.all = list(ours)
        self.by_index, self.by_case, self.by_number = defaultdict(list), defaultdict(list), defaultdict(list)
        self.trades = frozenset(name for one in self.all for name in one.trades)
        for one in self.all:
            self.by_index[one.index].append(one)
            self.by_case[case_key(one.case_number)].append(one)
            self.by_number[plain(one.number)].append(one)

    def find(self, row: Theirs, taken) -> Ours | None:
        """By person and trade, else by case number, else by contract number; one contract answers to one row.

        A row that names another person is never that person's contract, whatever its number.
        """
        trades = self._trades(row.trade)
        of_person = [one for one in self.by_index[row.index] if not trades or trades & one.trades] if row.index else []
        of_case = self._same_person(row, self.by_case[case_key(row.case_number)]) if case_key(row.case_number) else []
        of_number = self._same_person(row, self.by_number[plain(row.number)]) if plain(row.number) else []
        for fitting in (of_person, of_case, of_number):
            free = [one for one in fitting if one.contract_id not in taken]
            if free:
                return max(free, key=lambda one: _fit(row, one))
        return None

    def _trades(self, words: str) -> frozenset[str]:
        """Our names that stand in what the file says; none for a trade that no contract of ours has a name for."""
        said = plain(words)
        return frozenset(name for name in self.trades if name == said or (len(name) > 4 and name in said))

    @staticmethod
    def _same_person(row, fitting):
        return [one for one in fitting if not (row.index and one.index and row.index != one.index)]

    def missing(self, taken) -> list[Found]:
        counties = {one.county for one in self.all if one.contract_id in taken}
        return [
            Found("not_there", one.name, ours=one.number, contract_id=one.contract_id)
            for one in self.all
            if one.state in EXPECTED and one.contract_id not in taken and one.county in (counties or {one.county})
        ]


def _fit(row, one) -> tuple:
    """How well a contract fits a row of its own person: the largest is meant."""
    return (
        bool(row.case_number) and case_key(row.case_number) == case_key(one.case_number),
        bool(row.number) and plain(row.number) == plain(one.number),
        row.start_on is not None and row.start_on == one.start_on,
        one.state in CURRENT,
        one.state != S.DRAFT,
        one.contract_id,
    )


def differences(row: Theirs, one: Ours):
    """What the two say differently. What the file leaves empty, it says nothing about."""

    def found(name, here, there):
        return Found(name, one.name, here[:LONGEST], there[:LONGEST], row.line, one.contract_id)

    for name in ("start_on", "end_on"):
        there, here = getattr(row, name), getattr(one, name)
        if there and there != here:
            yield found(name, here.isoformat() if here else "", there.isoformat())
    yield from _supervisor(row, one, found)
    if row.email and email_key(row.email) != email_key(one.email):
        yield found("email", one.email, row.email)
    if row.status and not means(plain(row.status), one.state):
        yield found("status", one.state, row.status)
    if row.case_number and case_key(row.case_number) != case_key(one.case_number):
        yield found("case_number", one.case_number, row.case_number)
    if not is_same_company(row, one):
        here, there = (
            _company(one.company, *one.organisation_numbers[:1]),
            _company(row.company, row.organisation_number),
        )
        yield found("company", here, there)


def _supervisor(row, one, found):
    """Another person has another address: it is never ours to take over. Without a name, who knows whose it is?"""
    is_other_email = bool(row.supervisor_email) and email_key(row.supervisor_email) != email_key(one.supervisor_email)
    if row.supervisor and name_key(row.supervisor) == name_key(one.supervisor):
        if is_other_email:
            yield found("supervisor_email", one.supervisor_email, row.supervisor_email)
    elif row.supervisor or is_other_email:
        here = " · ".join(filter(None, (one.supervisor, "" if row.supervisor else one.supervisor_email)))
        yield found("supervisor", here, row.supervisor or row.supervisor_email)


def is_same_company(row: Theirs, one: Ours) -> bool:
    """By number where the file has one: the company's own, or that of its place of work."""
    if row.organisation_number:
        return row.organisation_number in one.organisation_numbers
    return not row.company or company_key(row.company) == company_key(one.company)


def name_key(name: str) -> tuple[str, ...]:
    """The same for 'Ås, Kari' and 'kari AAS': words without order, case, accents and signs."""
    folded = sort_key(name.casefold()).replace("{", "æ").replace("|", "ø").replace("}", "å")
    return tuple(sorted(NOT_A_NAME.sub(" ", folded).split()))


def company_key(name: str) -> tuple[str, ...]:
    return tuple(word for word in name_key(name) if word not in COMPANY_FORMS)


def email_key(address: str) -> str:
    return "".join(address.split()).casefold()


def case_key(number: str) -> str:
    """The same for '2026/00123' and ' 2026 / 123': letters and figures, without leading noughts and blanks."""
    parts = re.findall(r"[^\W\d_]+|\d+", number.casefold())
    return "/".join(part.lstrip("0") or "0" for part in parts)


def label_of(row: Theirs) -> str:
    return row.name[:LONGEST]


def _told(row) -> str:
    """What Vigo says of a contract that we do not have, so that one knows which it is."""
    days = " – ".join(day.strftime("%d.%m.%Y") for day in (row.start_on, row.end_on) if day)
    parts = (row.case_number or row.number, row.trade, row.company or row.organisation_number, days, row.status)
    return " · ".join(filter(None, parts))[:LONGEST]


def _company(*parts) -> str:
    return " · ".join(filter(None, parts))
