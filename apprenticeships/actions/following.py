"""What of an apprenticeship follows a change of the contract in force?"""

import datetime

from django.db.transaction import atomic

from apprenticeships.models import Apprenticeship
from apprenticeships.stale import CHANGED
from okportal.audit.actions import record

FOLLOWS = ("end_on", "trade", "curriculum", "establishment")


@atomic
def follow_contract(*, apprenticeship: Apprenticeship, by, **values) -> Apprenticeship:
    """Write what the contract says now: last day, trade with its curriculum, place of work. The same again is nothing.

    `values`: any of FOLLOWS. The contract's change is what was agreed and signed, so that the trade and the curriculum
    that are pinned otherwise (domain § 8) move here. A last day is taken over once the training runs.
    """
    row = Apprenticeship.objects.select_for_update(of=("self",)).get(pk=apprenticeship.pk)
    if row.state != row.State.RUNNING:
        values.pop("end_on", None)
    before = {}
    for name in FOLLOWS:
        if name in values and getattr(row, name) != values[name]:
            before[name] = _plain(row, name)
            setattr(row, name, values[name])
    if before:
        row.version += 1
        row.save()
        record(by, CHANGED, row, version=row.version, before=before)
    return row


def _plain(row, name):
    """What the trail keeps of the value: a day as text, of a row its key."""
    value = getattr(row, Apprenticeship._meta.get_field(name).attname)
    return value.isoformat() if isinstance(value, datetime.date) else value
