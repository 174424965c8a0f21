"""When is Enhetsregisteret asked? Never inside a request, and never while a transaction is open."""

import logging
import time
from dataclasses import dataclass
from datetime import timedelta
from random import sample

from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.db.models import F, Q
from django.utils import timezone

from companies import enhetsregisteret
from companies.actions import record_look_up, remind_intake
from companies.enhetsregisteret import Registered
from companies.models import Company
from okportal.offices.scope import office_ids, office_scope

log = logging.getLogger(__name__)

LookUp = Company.LookUp
SECONDS_A_RUN = 60  # below the task's time limit; the next sweep goes on
MOST_AT_ONCE = 100
REFRESHED_AFTER = timedelta(days=7)
PAUSE = 0.2  # seconds between two companies: the register is everybody's
REST = 24 * 3600  # seconds for which a company is left alone after silence


@dataclass(frozen=True)
class Answer:
    outcome: str
    found: Registered | None = None
    is_deleted: bool = False
    is_silence: bool = False


@shared_task
def look_up_company(office_id: int, company_id: int) -> str | None:
    """Fill in one waiting company; returns the outcome, None when it does not wait (any more)."""
    answer = _look_up(office_id, company_id)
    return answer and answer.outcome


@shared_task
def look_up_waiting():
    """The companies whose own task was lost. Stops at the first silence: the register is down for all of them."""
    started = time.monotonic()
    for office_id in office_ids():
        for company_id in _waiting_in(office_id):
            if time.monotonic() - started > SECONDS_A_RUN:
                return
            answer = _look_up(office_id, company_id)
            if answer and answer.is_silence:
                return


def _look_up(office_id, company_id) -> Answer | None:
    asked = _asked(office_id, company_id, is_refresh=False)
    if asked is None:
        return None
    answer = _answer(*asked)
    _record(office_id, asked[0], answer, is_refresh=False)
    return answer


@shared_task
def refresh_companies():
    """Ask again about members that were checked a week ago, the oldest first; stops at the first silence.

    Offices come in another order each time, so that none waits for the others for ever.
    """
    if not settings.BRREG_ENABLED:
        return
    started, offices = time.monotonic(), office_ids()
    for office_id in sample(offices, len(offices)):
        for company_id in _due_in(office_id):
            if time.monotonic() - started > SECONDS_A_RUN or not _refresh(office_id, company_id):
                return
            time.sleep(PAUSE)


def _refresh(office_id, company_id) -> bool:
    """False: the register is silent. What was known stays, and the company lets others go first tomorrow as well."""
    asked = _asked(office_id, company_id, is_refresh=True)
    if asked is None:
        return True
    answer = _answer(*asked)
    if answer.is_silence:
        cache.set(_silent(office_id, company_id), True, REST)
        return False
    _record(office_id, asked[0], answer, is_refresh=True)
    return True


@shared_task
def remind_of_intake():
    """Those who have had the question about places for 14 days; office by office, one failure stops no other."""
    for office_id in office_ids():
        try:
            with office_scope(office_id):
                remind_intake(office_id=office_id, now=timezone.now())
        except Exception:
            log.exception("Reminding of the question about places failed in office %s.", office_id)


def _waiting_in(office_id) -> list[int]:
    with office_scope(office_id):
        waiting = Company.objects.filter(look_up=LookUp.WAITING).order_by("created_at")
        return list(waiting.values_list("pk", flat=True)[:MOST_AT_ONCE])


def _due_in(office_id) -> list[int]:
    checked_before = timezone.now() - REFRESHED_AFTER
    with office_scope(office_id):
        due = Company.objects.active().exclude(look_up=LookUp.WAITING)
        due = due.filter(Q(looked_up_at=None) | Q(looked_up_at__lt=checked_before))
        oldest_first = due.order_by(F("looked_up_at").asc(nulls_first=True), "pk")
        found = list(oldest_first.values_list("pk", flat=True)[:MOST_AT_ONCE])
    silent = cache.get_many([_silent(office_id, pk) for pk in found])
    return [pk for pk in found if _silent(office_id, pk) not in silent]


def _silent(office_id, company_id) -> str:
    return f"enhetsregisteret:silent:{office_id}:{company_id}"


def _asked(office_id, company_id, is_refresh) -> tuple[Company, frozenset] | None:
    """The company and the numbers of its places that came from the register."""
    with office_scope(office_id):
        rows = Company.objects.filter(pk=company_id)
        rows = rows.exclude(look_up=LookUp.WAITING) if is_refresh else rows.filter(look_up=LookUp.WAITING)
        company = rows.first()
        if company is None:
            return None
        places = company.establishments.exclude(organisation_number="").filter(closed_on=None)
        return company, frozenset(places.values_list("organisation_number", flat=True))


def _record(office_id, company, answer, is_refresh):
    with office_scope(office_id):
        record_look_up(
            company_id=company.pk, number=company.organisation_number, version=company.version, outcome=answer.outcome,
            found=answer.found, is_deleted=answer.is_deleted, is_refresh=is_refresh,
        )  # fmt: skip


def _answer(company, known_places) -> Answer:
    if not settings.BRREG_ENABLED:
        return Answer(LookUp.NOT_CHECKED)
    try:
        return Answer(LookUp.FOUND, enhetsregisteret.look_up(company.organisation_number, known_places))
    except enhetsregisteret.Deleted:
        return Answer(LookUp.UNKNOWN, is_deleted=True)
    except enhetsregisteret.NotFound:
        return Answer(LookUp.UNKNOWN)
    except enhetsregisteret.Unreadable as error:
        log.error("An answer of Enhetsregisteret about %s could not be read: %s", company.organisation_number, error)
        return Answer(LookUp.NOT_CHECKED)
    except enhetsregisteret.Unreachable as error:
        log.warning("Enhetsregisteret gave no answer: %s", error)
        return Answer(LookUp.NOT_CHECKED, is_silence=True)
