"""What do talks do when a contract starts or ends?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from contracts.models import Contract
from contracts.signals import contract_ended, contract_started
from followup.models import Participant, Talk
from followup.states import TalkState
from okportal.outbox.models import Message

pytestmark = pytest.mark.django_db


def test_contract_started_plans_once(world):
    with world.here.scope():
        for _twice in range(2):
            contract_started.send(Contract, contract=world.here.rows.contract, by=None)
        assert list(Talk.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    with world.there.scope():
        assert Talk.objects.count() == 1


def test_contract_ended_cancels_what_waits_and_keeps_what_was_held(world):
    with world.here.scope():
        contract = world.here.rows.contract
        contract_started.send(Contract, contract=contract, by=None)
        Talk.objects.filter(number=1).update(state=TalkState.HELD, held_on=contract.start_on)
        contract_ended.send(Contract, contract=contract, by=None)
        states = dict(Talk.objects.values_list("number", "state"))
        assert states == {1: TalkState.HELD, 2: TalkState.CANCELLED, 3: TalkState.CANCELLED}
        assert Talk.objects.get(number=2).cancel_reason
    with world.there.scope():
        assert Talk.objects.get().state == TalkState.PLANNED


def test_contract_ended_tells_those_who_had_a_date(world):
    with world.here.scope():
        contract, talk = world.here.rows.contract, world.here.rows.talk
        contract_started.send(Contract, contract=contract, by=None)
        at = timezone.now() + timedelta(days=3)
        Talk.objects.filter(pk=talk.pk).update(state=TalkState.SCHEDULED, scheduled_at=at)
        for _twice in range(2):
            contract_ended.send(Contract, contract=contract, by=None)
        assert Participant.objects.filter(talk=talk).count() == 1
        message = Message.objects.get(template="followup/called_off")
        assert (message.to_email, message.about_id) == ("apprentice@fjord.example", talk.pk)
