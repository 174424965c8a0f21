"""Is the county's decision kept, and does the training start on its day?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from contracts import actions
from contracts.models import Contract
from contracts.signals import contract_started
from contracts.states import ContractState as S
from okportal.errors import Refused
from tests.contracts.stages import decision, mails


def test_approve_before_the_first_day_waits(road):
    contract = road.to(S.APPROVED)
    assert contract.apprenticeship.state == "planned"
    assert mails("approved").count() == 2


def test_approve_on_the_first_day_starts_at_once(road, advisor, here):
    contract = road.to(S.AT_COUNTY)
    Contract.objects.filter(pk=contract.pk).update(start_on=timezone.localdate())
    told = []
    contract_started.connect(lambda **facts: told.append(facts["contract"].pk), weak=False, dispatch_uid="test")
    actions.approve(contract=contract, **decision(), by=advisor)
    contract_started.disconnect(dispatch_uid="test")
    contract = road.fresh()
    assert (contract.state, contract.apprenticeship.state) == (S.ACTIVE, "running")
    assert contract.apprenticeship.end_on == contract.end_on
    assert told == [contract.pk]


@pytest.mark.parametrize("days", [1, -400])
def test_approve_on_an_impossible_day_is_refused(road, advisor, days):
    contract = road.to(S.AT_COUNTY)
    with pytest.raises(Refused) as refusal:
        actions.approve(
            contract=contract, **decision() | {"decided_on": timezone.localdate() + timedelta(days)}, by=advisor
        )
    assert refusal.value.field == "decided_on"


def test_refuse_without_reason_is_refused(road, advisor):
    contract = road.to(S.AT_COUNTY)
    with pytest.raises(Refused) as refusal:
        actions.refuse(contract=contract, **decision(), by=advisor)
    assert refusal.value.field == "decision_remark"


def test_reopen_keeps_the_remark_and_can_be_sent_again(road, advisor):
    contract = road.to(S.REFUSED)
    actions.reopen(contract=contract, by=advisor)
    assert road.fresh().decision_remark == "Mangler vedlegg"
    actions.send(contract=road.contract, version=road.contract.version, by=advisor)
    assert road.fresh().state == S.CHECKING


def test_start_before_the_first_day_is_refused(road):
    contract = road.to(S.APPROVED)
    with pytest.raises(Refused, match="starts on"):
        actions.start(contract=contract, by=None)
