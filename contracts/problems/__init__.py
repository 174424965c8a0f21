"""What stands in the way of sending this contract, what should one think about first, and who can mend it?"""

import datetime

from contracts.models import Contract
from contracts.problems import company, papers, people, period
from contracts.problems.problem import Problem

__all__ = ["Problem", "before_sending", "blockers"]


def before_sending(contract: Contract, today: datetime.date) -> list[Problem]:
    """Blockers first. Load the contract `with_people()`."""
    parts = (period, company, people, papers)
    found = [problem for part in parts for problem in part.problems(contract, today)]
    return sorted(found, key=lambda problem: not problem.is_blocker)


def blockers(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.is_blocker]
