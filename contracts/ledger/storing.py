"""How is a ledger kept, so that it says the same when rules and words have changed?"""

from dataclasses import asdict
from datetime import date
from typing import Any

from contracts.ledger.inputs import CountyFigures, Credit, Extension, Inputs, Interruption, PartTime
from contracts.ledger.lines import Ledger, Line, Remark

SCHEMA = "okportal.ledger/1"


def to_json(ledger: Ledger) -> dict[str, Any]:
    """Plain values for a JSON column, dates as ISO text. Holds names of people where the inputs do."""
    return {"schema": SCHEMA, **_written(asdict(ledger))}


def from_json(data: dict[str, Any]) -> Ledger:
    """The ledger as it was kept: nothing is reckoned anew. ValueError for a schema that is not known."""
    if data.get("schema") != SCHEMA:
        raise ValueError(f"unknown ledger schema: {data.get('schema')}")
    kept = {name: _read(value, name) for name, value in data.items() if name != "schema"}
    return Ledger(
        inputs=_inputs(kept["inputs"]),
        lines=tuple(Line(**line) for line in kept["lines"]),
        remarks=tuple(Remark(**remark) for remark in kept["remarks"]),
        calculated_on=kept["calculated_on"],
    )


def _inputs(kept) -> Inputs:
    return Inputs(
        **{
            **kept,
            "credits": [Credit(**one) for one in kept["credits"]],
            "interruptions": [Interruption(**one) for one in kept["interruptions"]],
            "part_time": [PartTime(**one) for one in kept["part_time"]],
            "extensions": [Extension(**one) for one in kept["extensions"]],
            "figures": CountyFigures(**kept["figures"]),
        }
    )


def _written(value):
    if isinstance(value, dict):
        return {name: _written(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_written(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _read(value, name=""):
    """Dates are known by their names: a line's `day`, and all that end in `_on`."""
    if isinstance(value, dict):
        return {key: _read(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_read(one) for one in value]
    is_date = isinstance(value, str) and (name == "day" or name.endswith("_on"))
    return date.fromisoformat(value) if is_date else value
