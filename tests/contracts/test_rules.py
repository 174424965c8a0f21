"""Which first day, and which length to begin with, has a contract?"""

from datetime import date

import pytest

from contracts import rules
from contracts.ledger import CountyFigures
from contracts.types import TYPES


@pytest.mark.parametrize(
    ("kind", "trade_months", "practice", "expected"),
    [
        ("apprentice", 24, None, 24), ("apprentice", 36, None, 36), ("training", 24, None, 24),
        ("practice", 30, None, 24), ("on_the_job", 24, None, 12), ("on_the_job", 24, 12, 36),
        ("on_the_job", 24, 40, 12), ("apprentice", 24, 12, 24),
    ],
)  # fmt: skip
def test_base_months_of_each_kind(kind, trade_months, practice, expected):
    assert rules.base_months(kind, trade_months, practice) == expected


def test_base_months_follow_the_countys_figures():
    figures = CountyFigures("x", practice_months=18, on_the_job_months=60)
    assert rules.base_months("practice", 24, None, figures) == 18
    assert rules.base_months("on_the_job", 24, 12, figures) == 48


@pytest.mark.parametrize(
    ("day", "may"),
    [
        (date(2016, 8, 17), True), (date(2016, 8, 16), False), (date(2036, 8, 17), True), (date(2036, 8, 18), False),
        (date.min, False), (date.max, False),
    ],
)  # fmt: skip
def test_first_day_lies_within_ten_years(day, may):
    assert rules.may_start_on(day, date(2026, 8, 17)) is may


def test_every_type_has_a_row_and_only_a_training_candidate_own_aims():
    assert set(TYPES) == {"apprentice", "training", "practice", "on_the_job"}
    assert [kind for kind, row in TYPES.items() if "mal" in row.steps] == ["training"]
    assert [kind for kind, row in TYPES.items() if row.has_practice_before] == ["on_the_job"]
    assert all(row.steps[0] == "type" and row.steps[-1] == "kontroll" for row in TYPES.values())


@pytest.mark.parametrize(("start_on", "act"), [(date(2024, 7, 31), "1998"), (date(2024, 8, 1), "2023")])
def test_the_act_that_held_on_the_first_day(start_on, act):
    assert rules.legal_basis_on(start_on) == act
