"""Which contracts come into force today, and which approvals lapse because no contract has used them?"""

import logging

from celery import shared_task
from django.utils import timezone

from companies.actions import lapse_approval, warn_office
from companies.models import Approval
from companies.states import GRANTED
from contracts import actions, use
from contracts.models import Contract
from contracts.states import ContractState
from okportal.errors import Refused
from okportal.offices.scope import office_ids, office_scope

log = logging.getLogger(__name__)


@shared_task
def start_due_contracts():
    """Start every approved contract whose first day has come, each in a transaction of its own."""
    for office_id in office_ids():
        with office_scope(office_id):
            due = Contract.objects.filter(state=ContractState.APPROVED, start_on__lte=timezone.localdate())
            contract_ids = list(due.order_by("start_on", "pk").values_list("pk", flat=True))
        for contract_id in contract_ids:
            start_one(office_id, contract_id)


def start_one(office_id: int, contract_id: int):
    """One that cannot be started is logged and does not hold up the others; the next run tries again."""
    try:
        with office_scope(office_id):
            actions.start(contract=Contract.objects.get(pk=contract_id), by=None)
    except Refused as refusal:
        log.info("Contract %s was not started: %s", contract_id, refusal.message)
    except Exception:
        log.exception("Contract %s was not started", contract_id)


@shared_task
def watch_approvals():
    """Count anew how long each approval has been unused, warn the office, and let lapse what two years have passed for.

    Twice a day is once: a task and a lapse are written once.
    """
    today = timezone.localdate()
    for office_id in office_ids():
        for approval_id in _unused_in(office_id):
            watch_one(office_id, approval_id, today)


def watch_one(office_id: int, approval_id: int, today):
    """One that fails is logged and does not hold up the others."""
    try:
        with office_scope(office_id):
            approval = Approval.objects.select_related("company", "trade", "county").get(pk=approval_id)
            if lapse_approval(approval=approval, today=today) is None:
                warn_office(approval=approval, today=today)
    except Exception:
        log.exception("Approval %s was not watched", approval_id)


def _unused_in(office_id) -> list[int]:
    try:
        with office_scope(office_id):
            granted = Approval.objects.filter(state__in=sorted(GRANTED))
            use.recount(granted)
            return list(granted.filter(unused_since__isnull=False).order_by("pk").values_list("pk", flat=True))
    except Exception:
        log.exception("The approvals of office %s were not counted", office_id)
        return []
