"""Can the contracts that the demo has on their way be signed?"""

from contracts import actions
from contracts.models import Contract
from contracts.states import ContractState as S
from okportal.embedded.demo.papers import add_paper
from tests.contracts.stages import HOW, hash_of


def test_contract_of_the_demo_can_be_signed_for_the_office(road, here, advisor):
    contract = road.to(S.WITH_OFFICE)
    Contract.objects.filter(pk=contract.pk).update(content_sha256="")
    add_paper(here.office, road.fresh())
    contract = road.fresh()
    assert len(contract.content_sha256) == 64
    actions.sign_for_office(contract=contract, sha256=hash_of(contract), how=HOW, by=advisor)
    assert road.fresh().state == S.AT_COUNTY
