"""When does a training period end, and which lines lead to that day?

Plain values in, plain values out: no database, no clock. `calculate(inputs)` gives a `Ledger`, `what_if(inputs,
change)` two of them, `to_json` and `from_json` keep one. What differs between counties comes in as `CountyFigures`.
"""

from contracts.ledger.comparing import Change, Row, WhatIf, what_if
from contracts.ledger.credit import full_time
from contracts.ledger.inputs import (
    AGREED,
    NO_COUNTY,
    CountyFigures,
    Credit,
    Extension,
    Inputs,
    Interruption,
    PartTime,
)
from contracts.ledger.lines import Ledger, Line, Remark
from contracts.ledger.reckoning import calculate
from contracts.ledger.storing import SCHEMA, from_json, to_json

__all__ = [
    "AGREED", "NO_COUNTY", "SCHEMA", "Change", "CountyFigures", "Credit", "Extension", "Inputs", "Interruption",
    "Ledger", "Line", "PartTime", "Remark", "Row", "WhatIf", "calculate", "from_json", "full_time", "to_json",
    "what_if",
]  # fmt: skip
