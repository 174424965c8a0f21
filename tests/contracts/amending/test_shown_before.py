"""Is everything that a change leads to told before it is saved: last day, talks, test, grant, signers, county?"""

from datetime import date

import pytest

from apprenticeships.models import Apprenticeship
from contracts.amending.effects import of_grants, preview
from contracts.amending.filling import fill
from contracts.amending.kinds import Kind
from contracts.effects import Changed
from contracts.models import Amendment
from tests.contracts.amending.changes import A_DAY

START, END = date(2026, 8, 17), date(2028, 8, 16)


def told_of(changes, kind, **others) -> dict[str, str]:
    contract = changes.contract
    row = fill(Amendment(office_id=contract.office_id, kind=kind), contract, changes.answers(kind, **others))
    return {effect.title: effect.text for effect in preview(contract, row, changes.today).effects}


def test_an_extension_tells_of_all_six(changes):
    told = told_of(changes, Kind.EXTENSION, days=60)
    assert list(told) == [
        "Training period", "Half-year talks", "Registration for the test", "Grant", "Signatures", "County authority",
    ]  # fmt: skip
    assert "60 days later" in told["Training period"]
    assert told["Signatures"] == "Signed by: apprentice, training company and training office."
    assert "must consent" in told["County authority"]


def test_another_place_of_work_moves_neither_grant_nor_test(changes):
    told = told_of(changes, Kind.WORKPLACE, needs_consent=False, signers=[])
    assert not {"Grant", "Registration for the test"} & set(told)
    assert told["Training period"].startswith("The last day stays")
    assert told["Signatures"] == "Nobody has to sign."
    assert "without" in told["County authority"]


def test_nothing_of_it_is_saved(changes):
    told_of(changes, Kind.EXTENSION, days=60)
    assert not Amendment.objects.exists()
    assert changes.contract.end_on == changes.office.rows.contract.end_on


@pytest.mark.parametrize(
    ("right", "days", "said"),
    [
        # domain § 6: one year's amount however long it takes; by the month; counted on 30 June and 31 December
        (
            "basis_1",
            60,
            "the sum stays, spread over other months. Counts on 30 June and 31 December: 4 before, 4 after.",
        ),
        ("basis_1", 150, "Counts on 30 June and 31 December: 4 before, 5 after."),
        ("basis_2", 60, "about 2 months more. Counts"),
        ("basis_2", -91, "about 3 months less. Counts on 30 June and 31 December: 4 before, 3 after."),
        ("", 60, "is not registered yet."),
    ],
)
def test_the_grant_follows_the_training_period(changes, right, days, said):
    contract = changes.contract
    contract.apprenticeship.grant_right = right
    (effect,) = of_grants(contract, Changed(START, START, END, END + days * A_DAY))
    assert said in effect.text


def test_a_last_day_that_stays_leaves_the_grant(changes):
    assert of_grants(changes.contract, Changed(START, START, END, END)) == []


def test_each_basis_is_told_of(changes):
    """A new basis needs a sentence of its own."""
    assert set(Apprenticeship.GrantRight.values) == {"basis_1", "basis_2"}
