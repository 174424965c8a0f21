"""How much of its curriculum does a company cover, and has somebody changed an answer in the meantime?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from companies.models import AimCoverage

By = AimCoverage.CoveredBy
LANGUAGES = {"nob": "nb", "nno": "nn", "sme": "se"}
ANSWERS = ("covered_by", "person_id", "place", "equipment", "partner")


@dataclass(frozen=True)
class Coverage:
    """Numbers of aims. A curriculum without aims is covered by nobody: 0 percent."""

    total: int
    here: int
    partner: int
    cannot: int

    @property
    def covered(self) -> int:
        return self.here + self.partner

    @property
    def open(self) -> int:
        return self.total - self.covered - self.cannot

    @property
    def percent(self) -> int:
        """Rounded down: 100 is the whole curriculum."""
        return self.covered * 100 // self.total if self.total else 0

    @property
    def is_whole(self) -> bool:
        return 0 < self.total == self.covered

    @property
    def tone(self) -> str:
        return "success" if self.is_whole else "danger" if self.cannot else "warning"


def count(rows: Iterable[AimCoverage]) -> Coverage:
    found = Counter(row.covered_by for row in rows)
    return Coverage(found.total(), found[By.HERE], found[By.PARTNER], found[By.NOT])


def mark(row: AimCoverage) -> str:
    """Short sign of a row's answers; a form brings back the one it was filled from, and a change is noticed."""
    answers = "\n".join(str(getattr(row, name) or "") for name in ANSWERS)
    return sha256(answers.encode()).hexdigest()[:16]


def aim_language(curriculum) -> str:
    """The `lang` attribute for the aims of a curriculum; they stand in the language that it was set in."""
    return LANGUAGES.get(curriculum.language if curriculum else "", "nb")
