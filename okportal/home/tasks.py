"""When is it written down how everybody stands?"""

import logging

from celery import shared_task
from django.utils import timezone

from okportal.home.actions import write_week
from okportal.offices.scope import office_ids, office_scope

log = logging.getLogger(__name__)


@shared_task
def write_lights() -> int:
    """This week's lights, office by office; run daily, so that a week is written even when Monday was missed."""
    added = 0
    for office_id in office_ids():
        try:
            with office_scope(office_id):
                added += write_week(office_id=office_id, today=timezone.localdate())
        except Exception:
            log.exception("The lights of office %s were not written.", office_id)
    return added
