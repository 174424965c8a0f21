"""Can the contracts that the demo has on their way be checked, signed and sent on?"""

import pytest

from contracts import actions
from contracts.actions import rounds
from contracts.models import Contract, SigningRule
from contracts.signing.chain import broken_at
from contracts.states import ContractState as S
from contracts.states import RoundState
from okportal.embedded.demo.papers import add_paper
from okportal.permissions import Role
from tests.contracts.stages import HOW, hash_of


@pytest.fixture
def shown(draft, road, here):
    """`shown(state)`: the contract as the demo puts it there."""

    def put(state):
        draft.state = state
        draft.save()
        add_paper(Contract.objects.with_people().select_related("office").get(pk=draft.pk))
        return road.fresh()

    return put


def test_contract_of_the_demo_can_be_signed_for_the_office(shown, road, advisor):
    contract = shown(S.WITH_OFFICE)
    actions.sign_for_office(contract=contract, sha256=hash_of(contract), how=HOW, by=advisor)
    assert road.fresh().state == S.SIGNED
    assert road.contract.round.signed_file


def test_contract_of_the_demo_can_be_checked_by_the_supervisor(shown, road, member):
    shown(S.CHECKING)
    rounds.confirm(party=road.party("company"), by=member(Role.TRAINING_SUPERVISOR))
    assert road.fresh().state == S.WITH_PARTIES


@pytest.mark.parametrize("state", [S.CHECKING, S.WITH_PARTIES, S.WITH_OFFICE, S.SIGNED, S.AT_COUNTY, S.APPROVED])
def test_chain_of_the_demo_is_whole(shown, state):
    round = shown(state).round
    assert broken_at(round.events.all()) is None
    assert (round.state == RoundState.SIGNED) is (state in {S.SIGNED, S.AT_COUNTY, S.APPROVED})


def test_contract_of_the_demo_is_signed_in_the_order_of_the_rule(shown, road, here):
    SigningRule.objects.create(office_id=here.office.pk, county=None, apprentice_place=1, supervisor_place=2)
    contract = shown(S.WITH_PARTIES)
    assert road.party("apprentice").signed_at and not road.party("company").signed_at
    assert road.party("company").asked_at >= road.party("apprentice").signed_at
    assert broken_at(contract.round.events.all()) is None
