"""How much of the training is credited, and why not more?"""

from dataclasses import dataclass
from datetime import date, timedelta

from contracts.ledger import inputs as known
from contracts.ledger.inputs import Credit
from contracts.ledger.months import add_months, moved

# Months of the whole training, school years and all (opplæringsforskrifta §§ 6-5–6-12).
FIGURES = {
    known.VG1_RIGHT: 12, known.VG1_OTHER: 3, known.VG2_RIGHT: 12, known.VG2_SAME_PROGRAMME: 6, known.VG2_OTHER: 3,
    known.CERTIFICATE_SAME_VG2: 36, known.CERTIFICATE_SAME_PROGRAMME: 24, known.CERTIFICATE_OTHER: 6,
}  # fmt: skip
RELEVANT_YFF = 3
WITH_YFF = {known.VG1_OTHER, known.VG2_SAME_PROGRAMME, known.VG2_OTHER}
LEVEL = {
    known.VG1_RIGHT: 1, known.VG1_OTHER: 1, known.VG2_RIGHT: 2, known.VG2_SAME_PROGRAMME: 2, known.VG2_OTHER: 2,
}  # fmt: skip
CERTIFICATES = {known.CERTIFICATE_SAME_VG2, known.CERTIFICATE_SAME_PROGRAMME, known.CERTIFICATE_OTHER}


@dataclass(frozen=True)
class Granted:
    """What one credit gives, before the minimum; `why` says what became of the rest: a remark's code, or empty."""

    credit: Credit
    months: int
    days: int
    why: str = ""


@dataclass(frozen=True)
class Counted:
    """What was taken off for one credit, once the minimum has been kept."""

    granted: Granted
    months: int
    days: int

    @property
    def is_cut(self) -> bool:
        return (self.months, self.days) != (self.granted.months, self.granted.days)


def figure(credit: Credit) -> int | None:
    """The regulation's months for it, None where there is none; for another trade's certificate the most there is."""
    months = FIGURES.get(credit.kind)
    return months + RELEVANT_YFF if credit.has_relevant_yff and credit.kind in WITH_YFF else months


def granted(credits: tuple[Credit, ...], school_years: int) -> list[Granted]:
    """In the order given. What the county decided counts as it stands; of the regulation's figures nothing twice.

    A school year that the route reckons with is no credit. A certificate's figure has its school years in it: either
    they count or the certificate does, whichever gives more.
    """
    by_rule = [credit for credit in credits if credit.months is None]
    school = sum(figure(credit) for credit in by_rule if LEVEL.get(credit.kind, 0) > school_years)
    certificates = [credit for credit in by_rule if credit.kind in CERTIFICATES]
    best = max(certificates, key=figure, default=None)
    worth = max(0, figure(best) - 12 * school_years) if best else 0
    counts = best if worth > school else None
    return [_granted(credit, school_years, counts, worth) for credit in credits]


def _granted(credit, school_years, certificate, worth) -> Granted:
    if credit.months is not None:
        return Granted(credit, credit.months, credit.days, _doubt(credit, school_years))
    if credit.kind in CERTIFICATES:
        if credit is not certificate:
            return Granted(credit, 0, 0, "credit_within_school")
        return Granted(credit, worth, 0, "credit_in_route" if worth < figure(credit) else "")
    if LEVEL[credit.kind] <= school_years:
        return Granted(credit, 0, 0, "credit_in_route")
    return Granted(credit, 0, 0, "credit_within_certificate") if certificate else Granted(credit, figure(credit), 0)


def _doubt(credit, school_years) -> str:
    """What to look at in a decision, which counts all the same."""
    most = figure(credit)
    if most is not None and moved(date.min, credit.months, credit.days) > add_months(date.min, most):
        return "credit_over_figure"
    return "credit_although_in_route" if LEVEL.get(credit.kind, school_years + 1) <= school_years else ""


def counted(found: list[Granted], start_on: date, months: int, least: int) -> list[Counted]:
    """Taken off `months` one after the other, until only `least` months are left; the rest is cut."""
    floor, gone_months, gone_days, result = add_months(start_on, least), 0, 0, []
    for one in found:
        taken = _room(start_on, months - gone_months, gone_days, floor, one)
        gone_months, gone_days = gone_months + taken.months, gone_days + taken.days
        result.append(taken)
    return result


def _room(start_on, months_left, days_gone, floor, one) -> Counted:
    """As much of `one` as leads to `floor` and not below: whole months first, then days."""

    def after(months, days=0):
        return moved(start_on, months_left - months, -days_gone - days)

    if after(one.months, one.days) >= floor:
        return Counted(one, one.months, one.days)
    months = max(number for number in range(one.months + 1) if after(number) >= floor)
    return Counted(one, months, (after(months) - floor).days)


def full_time(from_on: date, to_on: date, percent: int = 100, *, counts_as_full: int = 100) -> tuple[int, int]:
    """Months and days of full-time practice from `from_on` to `to_on` inclusive, as a certificate of employment says.

    From `counts_as_full` percent on it counts as full (80 before a contract on the job, § 9-58); below it shrinks to
    its share, in days.
    """
    if to_on < from_on or not 1 <= percent <= 100:
        raise ValueError("practice has a first and a last day, and a percent")
    after = to_on + timedelta(days=1)
    if percent < counts_as_full:
        return 0, (after - from_on).days * percent // 100
    months = (after.year - from_on.year) * 12 + after.month - from_on.month
    while add_months(from_on, months) > after:
        months -= 1
    return months, (after - add_months(from_on, months)).days
