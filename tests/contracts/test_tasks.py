"""Do approved contracts come into force by themselves on their first day?"""

import time_machine
from django.utils import timezone

from contracts import tasks
from contracts.models import Contract
from contracts.states import ContractState as S


def test_contract_starts_on_its_first_day_and_only_once(road, here):
    contract = road.to(S.APPROVED)
    tasks.start_due_contracts()
    assert road.fresh().state == S.APPROVED
    with time_machine.travel(f"{contract.start_on}T08:00:00+01:00"):
        tasks.start_due_contracts()
        tasks.start_due_contracts()
    contract = road.fresh()
    assert contract.state == S.ACTIVE
    assert contract.apprenticeship.state == "running"


def test_one_that_cannot_start_does_not_hold_up_the_others(road, here):
    contract = road.to(S.APPROVED)
    Contract.objects.filter(pk=contract.pk).update(start_on=timezone.localdate())
    stuck = Contract.objects.get(pk=here.rows.contract.pk)
    stuck.state, stuck.start_on = S.APPROVED, timezone.localdate().replace(year=2020)
    stuck.save()
    stuck.apprenticeship.state = "completed"
    stuck.apprenticeship.save()
    tasks.start_due_contracts()
    stuck.refresh_from_db()
    assert stuck.state == S.APPROVED
    assert road.fresh().state == S.ACTIVE
