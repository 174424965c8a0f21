"""Which contracts come into force today?"""

import logging

from celery import shared_task
from django.utils import timezone

from contracts import actions
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
