"""On which days does a training stand wholly still, by what is agreed?"""

import datetime

from contracts import amended
from contracts.models import Amendment, Contract

Pause = tuple[datetime.date, datetime.date]


def pauses_of(contract: Contract, coming: Amendment | None = None) -> tuple[Pause, ...]:
    """First and last day of each whole interruption that has a last day, in order; with `coming` as if in force.

    One query. Those in part are none: the training goes on beside them.
    """
    rows = list(contract.amendments.in_force().order_by("number")) + ([coming] if coming else [])
    found = amended.interruptions(rows, "", datetime.date.max)
    return tuple(sorted((one.from_on, one.to_on) for one in found if one.percent == 100 and not one.is_open))
