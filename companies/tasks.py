"""When is Enhetsregisteret asked? Never inside a request, and never while a transaction is open."""

import logging
import time

from celery import shared_task
from django.conf import settings

from companies import enhetsregisteret
from companies.actions import record_look_up
from companies.models import Company
from okportal.offices.scope import office_ids, office_scope

log = logging.getLogger(__name__)

LookUp = Company.LookUp
SECONDS_A_RUN = 60  # below the task's time limit; the next sweep goes on
MOST_AT_ONCE = 100


@shared_task
def look_up_company(office_id: int, company_id: int) -> str | None:
    """Fill in one waiting company; returns the outcome, None when it does not wait (any more)."""
    with office_scope(office_id):
        company = Company.objects.filter(pk=company_id, look_up=LookUp.WAITING).first()
    if company is None:
        return None
    outcome, found = _answer(company.organisation_number)
    with office_scope(office_id):
        record_look_up(company_id=company_id, version=company.version, outcome=outcome, found=found)
    return outcome


@shared_task
def look_up_waiting():
    """The companies whose own task was lost. Stops at the first silence: the register is down for all of them."""
    started = time.monotonic()
    for office_id in office_ids():
        for company_id in _waiting_in(office_id):
            is_late = time.monotonic() - started > SECONDS_A_RUN
            if is_late or look_up_company(office_id, company_id) == LookUp.NOT_CHECKED:
                return


def _waiting_in(office_id) -> list[int]:
    with office_scope(office_id):
        waiting = Company.objects.filter(look_up=LookUp.WAITING).order_by("created_at")
        return list(waiting.values_list("pk", flat=True)[:MOST_AT_ONCE])


def _answer(organisation_number):
    if not settings.BRREG_ENABLED:
        return LookUp.NOT_CHECKED, None
    try:
        return LookUp.FOUND, enhetsregisteret.look_up(organisation_number)
    except enhetsregisteret.NotFound:
        return LookUp.UNKNOWN, None
    except enhetsregisteret.Unreachable as error:
        log.warning("Enhetsregisteret gave no answer: %s", error)
        return LookUp.NOT_CHECKED, None
