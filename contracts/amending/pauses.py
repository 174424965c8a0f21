"""On which days does a training stand wholly still, by what is agreed?"""

import datetime

from django.db.models import QuerySet

from contracts.models import Amendment, Contract
from contracts.reckoning import amended

Pause = tuple[datetime.date, datetime.date]


def pauses_of(contract: Contract, coming: Amendment | None = None) -> tuple[Pause, ...]:
    """First and last day of each whole interruption that has a last day, in order; with `coming` as if in force.

    Of the whole training: what an earlier contract agreed on stood still as well. One query. Those in part are none:
    the training goes on beside them.
    """
    in_force = Amendment.objects.in_force().filter(contract__apprenticeship=contract.apprenticeship_id)
    rows = list(in_force.order_by("contract_id", "number")) + ([coming] if coming else [])
    found = amended.interruptions(rows, "", datetime.date.max)
    return tuple(sorted((one.from_on, one.to_on) for one in found if one.percent == 100 and not one.is_open))


def without_last_day() -> QuerySet[Amendment]:
    """Interruptions in force that nothing has ended: while one lasts, the last day of its contract is not known."""
    in_force = Amendment.objects.in_force()
    resumed = in_force.filter(kind=Amendment.Kind.RESUMPTION, interruption__isnull=False).values("interruption_id")
    return in_force.filter(kind=Amendment.Kind.INTERRUPTION, to_on=None).exclude(pk__in=resumed)
