"""Which aims can a training candidate work towards, and which were chosen?"""

from collections.abc import Iterable

from contracts.models import Amendment, Contract
from contracts.types import TYPES
from okportal.curricula.models import Aim, Curriculum


def curriculum_of(contract: Contract) -> Curriculum | None:
    """The one pinned to the training; without it the trade's, in force on the first day. At most one query."""
    training = contract.apprenticeship
    if training.curriculum_id:
        return training.curriculum
    return Curriculum.objects.in_force(training.trade_id, contract.start_on or contract.created_at.date())


def choices(contract: Contract, chosen: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """(code, text) of the curriculum's aims; a chosen one that is not in it any more stays, by its code.

    `chosen`: codes other than the contract's own, as of a change of it.
    """
    curriculum = curriculum_of(contract)
    known = list(Aim.objects.filter(curriculum=curriculum).values_list("code", "text")) if curriculum else []
    gone = set(contract.aim_codes if chosen is None else chosen) - {code for code, _text in known}
    return known + [(code, code) for code in sorted(gone)]


def chosen(contract: Contract) -> list[tuple[str, str]]:
    """(code, text) of the contract's own aims, in the curriculum's order; none for the types that have none."""
    if not contract.aim_codes or not TYPES[contract.kind].has_own_aims:
        return []
    return [(code, text) for code, text in choices(contract) if code in contract.aim_codes]


def to_come(amendment: Amendment, contract: Contract) -> list[tuple[str, str]]:
    """(code, text) of the aims that a change of the contract chooses, in the curriculum's order."""
    codes = amendment.new_aim_codes
    return [(code, text) for code, text in choices(contract, codes) if code in codes] if codes else []
