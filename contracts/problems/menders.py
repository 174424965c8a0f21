"""Who can supply what a draft lacks, and how are they reached?"""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from contracts.models import Contract
from contracts.problems import Problem
from contracts.problems.problem import APPRENTICE, COMPANY, OFFICE
from okportal.norwegian import spaced_phone
from okportal.outbox.models import Message


@dataclass(frozen=True)
class Mender:
    """One side with what it can supply. `asks`: what it is asked for by mail; `asked_today`: that mail has gone out."""

    who: str
    role: str
    name: str
    email: str = ""
    phone: str = ""
    language: str = "nb"
    problems: list[Problem] = field(default_factory=list)
    asked_today: bool = False

    @property
    def asks(self) -> list[str]:
        return list(dict.fromkeys(problem.ask for problem in self.problems if problem.ask))

    @property
    def can_be_asked(self) -> bool:
        return bool(self.email and self.asks and self.who != OFFICE)

    @property
    def spaced_phone(self) -> str:
        return spaced_phone(self.phone)


def menders(contract: Contract, found: list[Problem], today: datetime.date) -> list[Mender]:
    """Company, apprentice and office, as far as they have something to supply. Load the contract `with_people()`."""
    # The office writes this itself: only what it cannot send without is a thing to supply.
    to_supply = [problem for problem in found if problem.who != OFFICE or problem.is_blocker]
    keys = {problem.who: key_of(contract, problem.who, today) for problem in to_supply if problem.ask}
    sent = set(Message.objects.filter(key__in=keys.values()).values_list("key", flat=True)) if keys else set()
    return [
        mender(contract, who, [problem for problem in to_supply if problem.who == who], keys.get(who) in sent)
        for who in (COMPANY, APPRENTICE, OFFICE)
        if any(problem.who == who for problem in to_supply)
    ]


def mender(contract: Contract, who: str, found: list[Problem], asked_today=False) -> Mender:
    name, email, phone, language = _reached(contract, who)
    role = {COMPANY: _("The training company"), APPRENTICE: _("The apprentice"), OFFICE: _("The training office")}[who]
    return Mender(who, role, name, email, phone, language, found, asked_today)


def key_of(contract: Contract, who: str, today: datetime.date) -> str:
    """Of the mail that asks: one a day and side."""
    return f"contract:{contract.pk}:missing:{who}:{today}"


def _reached(contract, who) -> tuple[str, str, str, str]:
    """(name, e-mail, phone, language); of a company the training supervisor, without one its own address."""
    training, office = contract.apprenticeship, contract.office
    if who == APPRENTICE:
        person = training.apprentice
        return person.name, person.email, person.phone, person.language
    if who == COMPANY:
        person, company = contract.whose.supervisor, contract.whose.company
        if person is not None and person.email:
            return person.name, person.email, person.phone, person.language
        return company.name, company.email, company.phone, contract.language
    user = training.advisor.user if training.advisor else None
    return (
        (user.name, user.email, office.phone, user.language) if user else (office.name, office.email, office.phone, "")
    )
