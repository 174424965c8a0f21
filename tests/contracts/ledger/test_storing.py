"""Does a kept ledger stay what it was?"""

from datetime import date

import pytest
from django.utils import translation

from contracts.ledger import SCHEMA, CountyFigures, Credit, Inputs, Interruption, calculate, from_json, to_json

FIGURES = CountyFigures("46:2024-08-01", county="Vestland", from_on=date(2024, 8, 1), minimums={"apprentice": 6})
LEDGER = calculate(
    Inputs(
        date(2026, 8, 17),
        credits=[Credit("practice", months=30, document="Attest", person="Kari Nes", decided_on=date(2026, 5, 2))],
        interruptions=[Interruption("leave", date(2026, 10, 1), date(2026, 12, 1))],
        agreed_end_on=date(2027, 3, 31),
        figures=FIGURES,
    )
)


def test_kept_ledger_has_plain_values_its_schema_and_the_version_of_the_figures():
    kept = to_json(LEDGER)
    assert kept["schema"] == SCHEMA
    assert kept["calculated_on"] == "2027-04-19"
    assert kept["inputs"]["figures"]["version"] == "46:2024-08-01"
    assert kept["inputs"]["figures"]["from_on"] == "2024-08-01"
    assert [line["code"] for line in kept["lines"]] == ["start", "base", "credit", "last_day", "interruption"]
    assert kept["lines"][2]["decided_on"] == "2026-05-02"


def test_kept_ledger_is_read_and_not_reckoned_anew():
    kept = to_json(LEDGER)
    kept["calculated_on"] = kept["lines"][-1]["day"] = "2027-04-20"  # as a rule of another day would have had it
    assert from_json(kept).calculated_on == date(2027, 4, 20)


def test_kept_ledger_speaks_the_readers_language():
    read = from_json(to_json(LEDGER))
    assert read.lines[0].label == "First day of the training"
    with translation.override("nb"):
        assert read.lines[0].label == "Første dag i opplæringen"


def test_read_ledger_can_be_reckoned_with():
    assert calculate(from_json(to_json(LEDGER)).inputs) == LEDGER


@pytest.mark.parametrize("data", [{}, {"schema": "okportal.ledger/0"}])
def test_unknown_schema_is_refused(data):
    with pytest.raises(ValueError, match="schema"):
        from_json(data)
