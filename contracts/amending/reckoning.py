"""What becomes of a contract's last day when it is changed?

Reckoned on what is agreed: the contract and its changes in force. Days away that nobody has agreed on yet move the
calculated day on the page "Why this end date", but not the agreed one.
"""

import datetime
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, replace
from datetime import timedelta

from apprenticeships.actions.types import route_of as training_route_of
from contracts import rules
from contracts.amending.kinds import CANDIDATE_OF_KIND, KINDS, Kind
from contracts.ledger import CountyFigures, Inputs, WhatIf, calculate
from contracts.models import Amendment, Contract
from contracts.reckoning import amended
from contracts.reckoning.inputs import agreed_inputs, figures_on

NEWEST = 32_767  # in place of the number that an amendment gets when it is saved


@dataclass(frozen=True)
class Outcome:
    """The agreed last day before and after, and the reckoning that leads from one to the other.

    `reckoned_on` is what the reckoning gives, `new_end_on` what is agreed: the same, unless another day was typed.
    """

    what_if: WhatIf
    end_on: datetime.date
    reckoned_on: datetime.date
    new_end_on: datetime.date

    @property
    def days(self) -> int:
        """How much later (negative: earlier) the training ends."""
        return (self.new_end_on - self.end_on).days


def outcome(contract: Contract, amendment: Amendment, today: datetime.date, *, is_agreed: bool = False) -> Outcome:
    """Of an amendment that is not in force yet. Load the contract `with_people()`; five queries at most.

    `is_agreed`: what stands in the amendment was agreed on an earlier day. Where it differs from what was reckoned
    then, it keeps its distance: other changes may have come into force in between, and count as well.
    """
    in_force = list(contract.amendments.in_force().select_related("document").order_by("number"))
    before = calculate(_agreed(contract, in_force, today))
    following = sorted([*in_force, amendment], key=lambda row: row.number or NEWEST)
    after = calculate(_agreed(changed(contract, amendment), following, today))
    what_if = WhatIf(before, after)
    reckoned_on = contract.end_on
    if KINDS[amendment.kind].moves_end:
        reckoned_on += timedelta(days=what_if.days)
    return Outcome(what_if, contract.end_on, reckoned_on, _agreed_end(amendment, reckoned_on, is_agreed))


def _agreed_end(amendment, reckoned_on, is_agreed):
    if amendment.end_on is None:
        return reckoned_on
    if not is_agreed:
        return amendment.end_on
    return reckoned_on + (amendment.end_on - amendment.calculated_end_on)


def _agreed(contract: Contract, amendments: Iterable[Amendment], today) -> Inputs:
    """What is agreed; an interruption that still lasts moves nothing before it has a last day."""
    county = str(contract.apprenticeship.county)
    return replace(
        agreed_inputs(contract),
        interruptions=[one for one in amended.interruptions(amendments, county, today) if not one.is_open],
        part_time=amended.part_time(contract, amendments, county),
        extensions=amended.extensions(amendments, county),
    )


def changed(contract: Contract, amendment: Amendment) -> Contract:
    """The contract as it will say, with its training; a copy, nothing is saved."""
    after = copy(contract)
    after.apprenticeship = training = copy(contract.apprenticeship)
    if amendment.kind == Kind.TYPE:
        after.kind = amendment.new_kind
        training.candidate_type = CANDIDATE_OF_KIND[amendment.new_kind]
        training.route = training_route_of(
            training.candidate_type, "" if training.route == training.Route.ON_THE_JOB else training.route
        )
    if amendment.kind == Kind.TRADE:
        training.trade = amendment.new_trade
    if amendment.kind in (Kind.TYPE, Kind.TRADE):
        after.months = months_of(contract, after)
    return after


def months_of(before: Contract, after: Contract) -> int:
    """The usual length of the new type or trade, where the old one had the usual length; else at least the least."""
    if _usual(before) == before.months:
        return _usual(after)
    return max(before.months, rules.minimum_months(after.kind, _figures(after)))


def _usual(contract) -> int:
    trade_months = contract.apprenticeship.trade.months
    return rules.base_months(contract.kind, trade_months, contract.practice_before_months, _figures(contract))


def _figures(contract) -> CountyFigures:
    return figures_on(contract.apprenticeship.county, contract.start_on)
