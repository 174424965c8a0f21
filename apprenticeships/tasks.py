"""Which absences have become long while nobody wrote anything?"""

import logging

from celery import shared_task

from apprenticeships.actions import absence as absences
from apprenticeships.models import Absence, Apprenticeship
from okportal.offices.scope import office_ids, office_scope

log = logging.getLogger(__name__)


@shared_task
def weigh_open_absences():
    """Weigh the files of those who are still away, each in a transaction of its own."""
    for office_id in office_ids():
        with office_scope(office_id):
            away = Absence.objects.filter(
                state=Absence.State.CONFIRMED, to_on__isnull=True, apprenticeship__state=Apprenticeship.State.RUNNING
            )
            ids = list(away.order_by("apprenticeship_id").values_list("apprenticeship_id", flat=True).distinct())
        for apprenticeship_id in ids:
            _weigh_one(office_id, apprenticeship_id)


def _weigh_one(office_id, apprenticeship_id):
    """One that fails is logged and does not hold up the others; the next run tries again."""
    try:
        with office_scope(office_id):
            file = Apprenticeship.objects.select_related("apprentice", "advisor").get(pk=apprenticeship_id)
            absences.weigh(apprenticeship=file, by=None)
    except Exception:
        log.exception("Absence in apprenticeship %s was not weighed", apprenticeship_id)
