"""What does the reckoning of a contract's last day start from: which credit, which days away, which changes?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.utils import timezone

from apprenticeships.absence import Spell, spells
from apprenticeships.models import Absence
from contracts.ledger import NO_COUNTY, CountyFigures, Credit, Inputs, Interruption
from contracts.ledger.inputs import FBJ, JOB
from contracts.models import Amendment, Contract
from contracts.reckoning import amended
from okportal.offices.models import CountyRule

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
    rows = _confirmed(contract, on)
    settled = amended.settled(amendments, _long(rows, agreed.figures, on))
    return replace(
        agreed,
        interruptions=interruptions + _absences(contract, rows, interruptions, settled, on),
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
        credits=[as_credit(row) for row in contract.credits.select_related("paper__file")] if is_stored else [],
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
    rule = CountyRule.objects.in_force(county.pk, day)
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


def _confirmed(contract: Contract, on: date) -> list[Absence]:
    rows = contract.apprenticeship.absences.filter(state=Absence.State.CONFIRMED, from_on__lte=contract.ended_on or on)
    return list(rows.select_related("decided_by").order_by("from_on", "pk"))


def _long(rows: Iterable[Absence], figures: CountyFigures, on: date) -> list[Spell]:
    """Those that the county's limit makes count."""
    return [spell for spell in spells(rows, on) if spell.length > figures.long_absence_days]


def _absences(contract: Contract, rows, agreed: Iterable[Interruption], settled: list[Spell], on) -> list[Interruption]:
    """Confirmed days away within the contract's time.

    Those inside an agreed interruption are told of there; those of `settled` in the extension that made up for them.
    """
    found = []
    for row in rows:
        to_on = row.to_on or max(on, row.from_on)
        is_told = any(one.from_on <= row.from_on and to_on <= one.to_on for one in [*agreed, *settled])
        if to_on >= contract.start_on and not is_told:
            person = str(row.decided_by) if row.decided_by else ""
            found.append(
                Interruption(
                    row.kind, row.from_on, to_on, percent=row.percent, is_open=row.to_on is None, person=person
                )
            )  # fmt: skip
    return found
