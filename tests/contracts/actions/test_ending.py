"""Does a contract end with its training, and on a day that can be?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from apprenticeships.models import Apprenticeship
from contracts import actions
from contracts.signals import contract_ended
from contracts.states import ContractState as S
from okportal.errors import Refused
from tests.contracts.stages import last_event


def test_complete_and_end_close_the_training_and_tell(road, advisor):
    contract = road.to(S.ACTIVE)
    told = []
    contract_ended.connect(lambda **facts: told.append(facts["contract"].state), weak=False, dispatch_uid="test")
    point = connection.savepoint()
    actions.complete(contract=contract, ended_on=timezone.localdate(), by=advisor)
    assert road.fresh().apprenticeship.state == "completed"
    connection.savepoint_rollback(point)
    actions.end(contract=contract, ended_on=timezone.localdate(), end_reason="Enige", by=advisor)
    contract_ended.disconnect(dispatch_uid="test")
    assert road.fresh().apprenticeship.state == "ended"
    assert told == [S.COMPLETED, S.ENDED]


@pytest.mark.parametrize("days", [1, -1])
def test_end_outside_the_training_is_refused(road, advisor, days):
    contract = road.to(S.ACTIVE)
    with pytest.raises(Refused) as refusal:
        actions.end(contract=contract, ended_on=timezone.localdate() + timedelta(days), end_reason="Enige", by=advisor)
    assert refusal.value.field == "ended_on"


def test_end_of_one_that_never_began(road, advisor):
    contract = road.to(S.APPROVED)
    actions.end(contract=contract, ended_on=timezone.localdate(), end_reason="Møtte ikke", by=advisor)
    assert road.fresh().apprenticeship.state == "ended"


@pytest.mark.parametrize("over", ["ended", "completed"])
def test_end_of_one_that_never_began_when_the_training_is_over(road, advisor, over):
    contract = road.to(S.APPROVED)
    Apprenticeship.objects.filter(pk=contract.apprenticeship_id).update(state=over)
    actions.end(contract=contract, ended_on=timezone.localdate(), end_reason="Møtte ikke", by=advisor)
    contract = road.fresh()
    assert (contract.state, contract.apprenticeship.state) == (S.ENDED, over)
    assert last_event(contract).verb == "contract.ended"


def test_end_of_one_in_force_does_not_pass_over_the_training(road, advisor):
    contract = road.to(S.ACTIVE)
    Apprenticeship.objects.filter(pk=contract.apprenticeship_id).update(state="completed")
    with pytest.raises(Refused):
        actions.end(contract=contract, ended_on=timezone.localdate(), end_reason="Enige", by=advisor)
    assert road.fresh().state == S.ACTIVE
