"""How does a training begin and end?"""

from django.db.transaction import atomic

from apprenticeships.actions import absence
from apprenticeships.models import Apprenticeship
from apprenticeships.signals import apprenticeship_finished, apprenticeship_started
from apprenticeships.states import COMPLETE, END, START
from okportal.audit.actions import record
from okportal.curricula.models import Curriculum
from okportal.states import begin


@atomic
def start(*, apprenticeship, start_on, end_on, by) -> Apprenticeship:
    """The contract is in force: take over its dates and tell the apps above. The caller has checked the contract.

    The curriculum that was chosen, or else the one in force on the first day, is pinned from here on (domain § 8).
    """
    row = begin(apprenticeship, START)
    row.start_on, row.end_on = start_on, end_on
    if row.curriculum_id is None:
        row.curriculum = Curriculum.objects.in_force(row.trade_id, start_on)
    row.save()
    record(by, "apprenticeship.started", row, start_on=str(start_on), end_on=str(end_on))
    apprenticeship_started.send(Apprenticeship, apprenticeship=row, by=by)
    return row


@atomic
def finish(*, apprenticeship, is_completed, by, last_on=None) -> Apprenticeship:
    """The contract is over: completed with the test, or ended early. The dates stay, as the contract's own do.

    `last_on`: the last day that somebody was in training, at the latest today.
    """
    row = begin(apprenticeship, COMPLETE if is_completed else END)
    row.save()
    record(by, "apprenticeship.finished", row, state=row.state)
    absence.stop(apprenticeship=row, last_on=last_on, by=by)
    apprenticeship_finished.send(Apprenticeship, apprenticeship=row, by=by)
    return row
