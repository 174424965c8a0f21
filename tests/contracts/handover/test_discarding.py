"""Does a draft that nobody needs go away with all that is its own, and only that one?"""

import pytest

from contracts.actions.discarding import discard
from contracts.actions.papers import add_paper
from contracts.models import Contract, ContractCredit
from contracts.states import ContractState
from okportal.audit.models import Event
from okportal.documents.uploads import Accepted
from okportal.errors import Refused
from okportal.permissions import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(here, contract, advisor):
    row = Contract.objects.create(office=here.office, apprenticeship=contract.apprenticeship, number="2026-90001")
    paper = add_paper(
        contract=row, kind="employer", file=Accepted(b"%PDF-1.4", "application/pdf", "attest.pdf"), by=advisor
    )
    ContractCredit.objects.create(office=here.office, contract=row, kind="practice", months=2, paper=paper)
    return row


def test_credit_and_papers_go_with_it_and_twice_is_once(draft, advisor):
    for _again in range(2):
        discard(contract=draft, by=advisor)
    assert not Contract.objects.filter(pk=draft.pk).exists()
    assert Event.objects.filter(verb="contract.removed").count() == 1


@pytest.mark.parametrize("state", sorted(set(ContractState) - {ContractState.DRAFT}))
def test_no_other_than_a_draft(here, contract, advisor, state):
    ended_on = advisor.today if state in {"completed", "ended"} else None
    Contract.objects.filter(pk=contract.pk).update(state=state, ended_on=ended_on)
    with pytest.raises(Refused, match="never sent"):
        discard(contract=contract, by=advisor)


def test_nor_one_that_was_sent_once(contract, advisor):
    assert contract.rounds.exists()
    Contract.objects.filter(pk=contract.pk).update(state="draft")
    with pytest.raises(Refused, match="never sent"):
        discard(contract=contract, by=advisor)


def test_nor_one_that_a_change_of_company_needs(way, soon, advisor):
    new = way.planned(soon).new_contract
    with pytest.raises(Refused) as refused:
        discard(contract=new, by=advisor)
    assert "Call off" in refused.value.way_out


def test_asked_first_and_then_gone(here, draft):
    browser, page = here.client(Role.ADVISOR), f"/fjord/kontrakter/{draft.pk}/forkast/"
    assert page in browser.get(f"/fjord/kontrakter/{draft.pk}/").content.decode()
    assert "Discard" in browser.get(page).content.decode()
    assert browser.post(page).status_code == 302
    assert not Contract.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("role", [Role.APPRENTICE, Role.TRAINING_SUPERVISOR, Role.READER])
def test_not_for_others(here, draft, role):
    assert here.client(role).post(f"/fjord/kontrakter/{draft.pk}/forkast/").status_code in {403, 404}
    assert Contract.objects.filter(pk=draft.pk).exists()
