"""What do registrations do when a contract starts or ends?"""

import pytest

from contracts.models import Contract
from contracts.signals import contract_ended, contract_started
from contracts.states import ContractState
from exams.models import Registration
from exams.states import RegistrationState

pytestmark = pytest.mark.django_db


def test_contract_started_plans_once(world):
    with world.here.scope():
        Registration.objects.all().delete()
        for _twice in range(2):
            contract_started.send(Contract, contract=world.here.rows.contract, by=None)
        assert Registration.objects.get().state == RegistrationState.PLANNED
    with world.there.scope():
        assert Registration.objects.count() == 1


@pytest.mark.parametrize(
    ("contract_state", "state"),
    [(ContractState.ENDED, RegistrationState.CANCELLED), (ContractState.COMPLETED, RegistrationState.PLANNED)],
)
def test_only_an_early_end_cancels(world, contract_state, state):
    with world.here.scope():
        contract = world.here.rows.contract
        contract.state = contract_state
        contract_ended.send(Contract, contract=contract, by=None)
        assert Registration.objects.get().state == state
