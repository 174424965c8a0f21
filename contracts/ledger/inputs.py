"""What must be known before the last day can be reckoned?

Days are inclusive at both ends. `document` is a reference to the paper, `person` the one who decided or registered, as
text; both are only carried along to the line they explain.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

# Values of Contract.Kind; the ledger knows plain values only.
APPRENTICE, TRAINING, PRACTICE_CERTIFICATE, JOB = "apprentice", "training", "practice", "on_the_job"

# Routes. The plain one is the trade's own: two years at school and two in the company, or one and three where the trade
# has no Vg2 (særløp).
MAIN, ONE_AND_THREE, IN_COMPANY, TAF, FBJ = "2+2", "1+3", "0+4", "taf", "fbj"
ROUTES = {MAIN, ONE_AND_THREE, IN_COMPANY, TAF, FBJ}

VG1_RIGHT, VG1_OTHER = "vg1_right", "vg1_other"
VG2_RIGHT, VG2_SAME_PROGRAMME, VG2_OTHER = "vg2_right", "vg2_same_programme", "vg2_other"
CERTIFICATE_SAME_VG2, CERTIFICATE_SAME_PROGRAMME = "certificate_same_vg2", "certificate_same_programme"
CERTIFICATE_OTHER = "certificate_other"
RELEVANT_PRACTICE = "practice"
AGREED = "agreed"  # one sum, whatever it is made up of
WITH_FIGURE = {
    VG1_RIGHT, VG1_OTHER, VG2_RIGHT, VG2_SAME_PROGRAMME, VG2_OTHER, CERTIFICATE_SAME_VG2, CERTIFICATE_SAME_PROGRAMME,
}  # fmt: skip
CREDITS = WITH_FIGURE | {CERTIFICATE_OTHER, RELEVANT_PRACTICE, AGREED}

INTERRUPTING = {"illness", "leave", "parental", "military", "other"}
NEVER_COUNT = {"holiday", "unexcused"}

# Ten years, longer than any training: a mistyped number is found.
MOST_MONTHS, MOST_DAYS = 120, 3660


@dataclass(frozen=True)
class CountyFigures:
    """What holds in one county from a day on (domain § 14). `version` identifies it, and stays with every result.

    `long_absence_days`: an interruption must be longer than this to move the end. `full_position_percent`: a position
    from this percent on counts as a full one. `minimums`: months that credit must leave, by kind; 1 where none is
    given. `practice_months`: the whole training towards a practice certificate. `taf_months`, `on_the_job_months`: what
    these routes last from start to test; on the job, the practice before the contract is taken off them.
    `practice_before_months`: the practice that must lie before a contract on the job, in full time.
    """

    version: str
    county: str = ""
    from_on: date | None = None
    long_absence_days: int = 30
    full_position_percent: int = 100
    practice_months: int = 24
    taf_months: int = 48
    on_the_job_months: int = 48
    practice_before_months: int = 12
    minimums: dict[str, int] = field(default_factory=lambda: {JOB: 12})

    def minimum(self, kind: str) -> int:
        return self.minimums.get(kind, 1)


NO_COUNTY = CountyFigures(version="")


@dataclass(frozen=True)
class Credit:
    """Schooling, an earlier certificate or practice that shortens the training.

    `months` None: what the regulation says for this kind. Given: what the county decided for this training period, and
    taken off as it stands; needed where the regulation has no fixed figure. `has_relevant_yff`: the vocational project
    of another Vg1 or Vg2 was relevant.
    """

    kind: str
    months: int | None = None
    days: int = 0
    has_relevant_yff: bool = False
    document: str = ""
    person: str = ""
    decided_on: date | None = None

    def __post_init__(self):
        _one_of(self.kind, CREDITS)
        if self.months is None and (self.kind not in WITH_FIGURE or self.days):
            raise ValueError(f"credit for {self.kind} needs months")
        if not (0 <= (self.months or 0) <= MOST_MONTHS and 0 <= self.days <= MOST_DAYS):
            raise ValueError("credit is negative, or longer than any training")


@dataclass(frozen=True)
class Interruption:
    """Days away, wholly (100) or in part. `decided_on`: the county has agreed, so that it counts however short.

    `is_open`: it still lasts, and `to_on` is the day it is reckoned to. `is_part`: of an absence that is long as a
    whole, the rest of which counts in another contract; this part counts however short.
    """

    kind: str
    from_on: date
    to_on: date
    percent: int = 100
    is_open: bool = False
    document: str = ""
    person: str = ""
    decided_on: date | None = None
    is_part: bool = False

    def __post_init__(self):
        _one_of(self.kind, INTERRUPTING | NEVER_COUNT)
        _percent(self.percent)
        if self.to_on < self.from_on:
            raise ValueError("an interruption ends before it begins")


@dataclass(frozen=True)
class PartTime:
    """A position below a full one; `to_on` None: for the rest of the training."""

    percent: int
    from_on: date
    to_on: date | None = None
    document: str = ""
    person: str = ""
    decided_on: date | None = None

    def __post_init__(self):
        _percent(self.percent)
        if self.to_on and self.to_on < self.from_on:
            raise ValueError("a part-time period ends before it begins")


@dataclass(frozen=True)
class Extension:
    """The county's decision to extend, by `days` or up to and with `to_on`; one of the two."""

    decided_on: date
    days: int = 0
    to_on: date | None = None
    document: str = ""
    person: str = ""

    def __post_init__(self):
        if bool(self.days) == bool(self.to_on) or not 0 <= self.days <= MOST_DAYS:
            raise ValueError("an extension has either a number of days or a day")


@dataclass(frozen=True)
class Inputs:
    """Everything the last day depends on.

    `base_months`: the training period that stands in the contract, before credit; None: what kind and route give.
    `trade_months`: time in the company on the trade's own route. `trade_school_years`: years at school before that (2;
    særløp 1; Vg3 at school 3). `route` "" is the kind's own. `agreed_end_on` stands beside the calculated day.
    """

    start_on: date
    kind: str = APPRENTICE
    trade_months: int = 24
    trade_school_years: int = 2
    route: str = ""
    base_months: int | None = None
    credits: tuple[Credit, ...] = ()
    interruptions: tuple[Interruption, ...] = ()
    part_time: tuple[PartTime, ...] = ()
    extensions: tuple[Extension, ...] = ()
    agreed_end_on: date | None = None
    figures: CountyFigures = NO_COUNTY

    def __post_init__(self):
        if self.route:
            _one_of(self.route, ROUTES)
        if self.route and (self.route == FBJ) != (self.kind == JOB):
            raise ValueError(f"route {self.route} does not go with {self.kind}")
        for name in ("credits", "interruptions", "part_time", "extensions"):
            object.__setattr__(self, name, tuple(getattr(self, name)))


def _one_of(value: str, known: Iterable[str]):
    if value not in known:
        raise ValueError(f"unknown: {value}")


def _percent(value: int):
    if not 1 <= value <= 100:
        raise ValueError("a percent lies between 1 and 100")
