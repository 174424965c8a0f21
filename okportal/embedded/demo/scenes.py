"""Which apprentice of a demo office shows which point in the life of a contract?

Numbers are places in the caseload. Even ones are the first advisor's, so that the login `advisor@` meets them on her
day; every tenth trains in the first company, whose logins meet them as well.
"""

from dataclasses import dataclass
from enum import IntEnum

from apprenticeships.models import Apprenticeship
from contracts.states import ContractState

S, Of, Type = ContractState, Apprenticeship.State, Apprenticeship.CandidateType
YEAR = 365
OVER = {S.COMPLETED: Of.COMPLETED, S.ENDED: Of.ENDED}


class Cast(IntEnum):
    """Who is who: `OWN` is the login `apprentice@`; 10 and 20 wait for `supervisor@`, 40 leaves the first company."""

    OWN = 0
    DRAFT = 2
    FLAGGED = 4
    BY_LINK = 6
    WITH_OFFICE = 8
    TO_SIGN = 10
    SIGNED = 12
    AT_COUNTY = 14
    RETURNED = 16
    APPROVED = 18
    TO_CHECK = 20
    PART_TIME = 22
    NEW_TYPE = 24
    ENDING = 28
    ON_LEAVE = 30
    RUN_OUT = 32
    RUN_OUT_TOO = 34
    COMPLETED = 36
    ON_THE_JOB = 38
    MOVING = 40
    PRACTICE = 42
    OWN_AIMS = 44


@dataclass(frozen=True)
class Scene:
    """`days` since the first day of the training; negative: until then."""

    contract_state: str
    days: int
    candidate_type: str = Type.APPRENTICE
    trade: str = "HSHEA3"

    @property
    def state(self) -> str:
        if self.contract_state in OVER:
            return OVER[self.contract_state]
        return Of.RUNNING if self.contract_state == S.ACTIVE else Of.PLANNED


EVERYWHERE = {
    Cast.OWN: Scene(S.ACTIVE, 456),
    Cast.TO_SIGN: Scene(S.WITH_PARTIES, -31),
    Cast.TO_CHECK: Scene(S.CHECKING, -38),
}
WHOLE = EVERYWHERE | {
    Cast.DRAFT: Scene(S.DRAFT, -52, Type.TRAINING_CANDIDATE, "RMKOK3"),
    Cast.FLAGGED: Scene(S.CHECKING, -45, trade="HSBUA3"),
    Cast.BY_LINK: Scene(S.WITH_PARTIES, -33, trade="IMITD3"),
    Cast.WITH_OFFICE: Scene(S.WITH_OFFICE, -24, Type.ON_THE_JOB, "SRSOA3"),
    Cast.SIGNED: Scene(S.SIGNED, -6, trade="HSBUA3"),
    Cast.AT_COUNTY: Scene(S.AT_COUNTY, -26),
    Cast.RETURNED: Scene(S.RETURNED, -20, Type.PRACTICE_CANDIDATE, "RMKOK3"),
    Cast.APPROVED: Scene(S.APPROVED, -10, trade="SRSOA3"),
    Cast.PART_TIME: Scene(S.ACTIVE, 240),
    Cast.NEW_TYPE: Scene(S.ACTIVE, 300, trade="RMKOK3"),
    Cast.ENDING: Scene(S.ACTIVE, 190, trade="IMITD3"),
    Cast.ON_LEAVE: Scene(S.ACTIVE, 270, trade="HSBUA3"),
    Cast.RUN_OUT: Scene(S.ACTIVE, 2 * YEAR + 16),
    Cast.RUN_OUT_TOO: Scene(S.ACTIVE, 2 * YEAR + 9, trade="HSBUA3"),
    Cast.COMPLETED: Scene(S.COMPLETED, 2 * YEAR + 24, trade="SRSOA3"),
    Cast.ON_THE_JOB: Scene(S.ACTIVE, 150, Type.ON_THE_JOB),
    Cast.MOVING: Scene(S.ACTIVE, 330, trade="HSBUA3"),
    Cast.PRACTICE: Scene(S.ACTIVE, 200, Type.PRACTICE_CANDIDATE, "RMKOK3"),
    Cast.OWN_AIMS: Scene(S.ACTIVE, 210, Type.TRAINING_CANDIDATE, "SRSOA3"),
    # Over, in several years, for the figures on drop-out.
    45: Scene(S.ENDED, 230, trade="RMKOK3"), 47: Scene(S.ENDED, 340, trade="IMITD3"), 49: Scene(S.ENDED, 410),
    51: Scene(S.ENDED, 600, trade="HSBUA3"), 53: Scene(S.ENDED, 920, trade="RMKOK3"),
    55: Scene(S.COMPLETED, 2 * YEAR + 60, trade="HSBUA3"), 57: Scene(S.COMPLETED, 3 * YEAR + 20),
}  # fmt: skip


def scenes_of(plan) -> dict[int, Scene]:
    found = WHOLE if plan.has_all_scenes else EVERYWHERE
    return {number: scene for number, scene in found.items() if scene.trade in plan.trades}


def other_type(number: int) -> str:
    """A few of those in training without a scene of their own are no apprentices."""
    if number % 13 == 5:
        return Type.ON_THE_JOB
    if number % 29 == 9:
        return Type.TRAINING_CANDIDATE
    return Type.PRACTICE_CANDIDATE if number % 41 == 7 else Type.APPRENTICE
