"""What does the reckoning of a contract's last day start from: which credit, which days away, which changes?"""

from dataclasses import replace
from datetime import date

from django.utils import timezone

from contracts.ledger import NO_COUNTY, CountyFigures, Credit, Inputs
from contracts.ledger.inputs import FBJ, JOB
from contracts.models import Amendment, Contract
from contracts.reckoning import amended
from contracts.reckoning.away import days_away

SPECIAL_ROUTE_MONTHS = 36  # a trade that lasts so long has no Vg2: one year at school (særløp, domain § 8)
FIGURES = (
    "long_absence_days", "full_position_percent", "practice_months", "taf_months", "on_the_job_months",
    "practice_before_months",
)  # fmt: skip


def inputs_of(contract: Contract, on: date | None = None, amendments: list[Amendment] | None = None) -> Inputs:
    """Everything that the database knows about the last day; five queries, however much that is.

    `amendments`: those in force, where the caller has read them already (`changes_of`).

    What still lasts is reckoned to `on`; where none is given, to the day it ended, or today. Load the contract
    `with_people()`. ValueError while it has no first day.
    """
    on = on or contract.ended_on or timezone.localdate()
    amendments = changes_of(contract) if amendments is None else amendments
    county = str(contract.apprenticeship.county)
    interruptions = amended.interruptions(amendments, county, on)
    agreed = agreed_inputs(contract)
    away = days_away(contract, interruptions, amendments, agreed.figures.long_absence_days, on)
    return replace(
        agreed,
        interruptions=interruptions + away,
        part_time=amended.part_time(contract, amendments, county),
        extensions=amended.extensions(amendments, county),
    )


def changes_of(contract: Contract) -> list[Amendment]:
    """The amendments in force, in the order they were written."""
    return list(contract.amendments.in_force().select_related("document").order_by("number"))


def agreed_inputs(contract: Contract) -> Inputs:
    """What the contract says by itself: all that its paper rests on. Two queries; none where it is not stored."""
    if contract.start_on is None:
        raise ValueError("a contract without a first day has no last one")
    training, is_stored = contract.apprenticeship, contract.pk is not None
    return Inputs(
        contract.start_on, kind=contract.kind, trade_months=training.trade.months,
        trade_school_years=school_years(training.trade.months), route=route_of(contract), base_months=contract.months,
        credits=[as_credit(row) for row in contract.credits.all()] if is_stored else [],
        part_time=amended.part_time(contract, [], ""), agreed_end_on=contract.end_on,
        figures=figures_on(training.county, contract.start_on) if is_stored else NO_COUNTY,
    )  # fmt: skip


def school_years(trade_months: int) -> int:
    return 1 if trade_months >= SPECIAL_ROUTE_MONTHS else 2


def route_of(contract: Contract) -> str:
    """The training's, where it goes with the type of the contract; else the type's own."""
    route = contract.apprenticeship.route
    return route if (route == FBJ) == (contract.kind == JOB) else ""


def figures_on(county, day: date) -> CountyFigures:
    """The county's figures as the ledger keeps them, with the version they come from: "46:2024-08-01"."""
    rule = county.rule_on(day)
    if rule is None:
        return NO_COUNTY
    return CountyFigures(
        version=f"{county.pk}:{rule.valid_from}", county=str(county), from_on=rule.valid_from,
        **{name: getattr(rule, name) for name in FIGURES},
    )  # fmt: skip


def as_credit(row) -> Credit:
    """A ContractCredit with its `paper__file`."""
    return Credit(
        row.kind, months=row.months, days=row.days, has_relevant_yff=row.has_relevant_yff,
        document=row.paper.file.name if row.paper else "", person=row.decided_by, decided_on=row.decided_on,
    )  # fmt: skip
