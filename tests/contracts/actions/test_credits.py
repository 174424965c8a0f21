"""Does credit shorten a draft, keep its paper, and tell a colleague?"""

from datetime import timedelta

import pytest
from django.core.files.storage import storages

from contracts import actions
from contracts.actions.drafting import EDITS
from contracts.ledger.months import add_months
from contracts.models import Contract, ContractCredit, ContractPaper
from contracts.states import ContractState as S
from okportal.audit.models import Event
from okportal.documents.models import StoredFile
from okportal.errors import Refused
from okportal.permissions import Role
from tests.contracts.given import paper, upload
from tests.contracts.stages import last_event

FACTS = {
    "kind": "practice", "months": 6, "days": 0, "has_relevant_yff": False, "decided_on": None, "decided_by": "",
    "paper": None,
}  # fmt: skip


def add(draft, by, file=None, version=None, **facts) -> ContractCredit:
    version = version or Contract.objects.get(pk=draft.pk).version
    return actions.add_credit(contract=draft, version=version, by=by, file=file, **FACTS | facts)


def fresh(draft) -> Contract:
    return Contract.objects.get(pk=draft.pk)


def test_credit_shortens_the_training_and_is_summed_up(draft, advisor):
    end_on = draft.end_on
    add(draft, advisor)
    add(draft, advisor, kind="certificate_other", months=3, days=10)
    after = fresh(draft)
    assert after.credit_months == 9
    assert after.end_on == after.calculated_end_on == add_months(end_on + timedelta(1), -9) - timedelta(11)
    assert (last_event(draft).verb, last_event(draft).facts["fields"]) == (EDITS.verb, ["credit_months"])


def test_credit_with_a_new_file_keeps_it_among_the_papers(draft, advisor):
    row = add(draft, advisor, file=upload(), kind="vg2_other", months=None)
    assert (row.paper.kind, row.paper.file.kind) == ("transcript", StoredFile.Kind.CONTRACT_PAPER)
    row = add(draft, advisor, file=upload())
    assert row.paper.kind == "employer"
    assert draft.papers.count() == 2


def test_credit_without_a_figure_needs_months(draft, advisor):
    with pytest.raises(Refused) as refusal:
        add(draft, advisor, months=None)
    assert refusal.value.field == "months"
    assert not draft.credits.exists()


def test_edited_and_removed_credit_reckons_anew(draft, advisor):
    end_on, row = draft.end_on, add(draft, advisor)
    changed = FACTS | {"months": 2}
    actions.edit_credit(credit=row, version=fresh(draft).version, by=advisor, **changed)
    assert fresh(draft).credit_months == 2
    actions.remove_credit(credit=row, by=advisor)
    assert (fresh(draft).credit_months, fresh(draft).end_on) == (0, end_on)
    version = fresh(draft).version
    actions.remove_credit(credit=row, by=advisor)
    assert fresh(draft).version == version
    with pytest.raises(Refused, match="removed in the meantime"):
        actions.edit_credit(credit=row, version=version, by=advisor, **changed)


def test_another_agreed_day_stands_when_credit_changes(draft, advisor):
    agreed = draft.end_on + timedelta(days=40)
    actions.save_step(contract=draft, version=draft.version, by=advisor, end_on=agreed, other_end_because="Prøven")
    add(draft, advisor)
    assert fresh(draft).end_on == agreed != fresh(draft).calculated_end_on


def test_credit_tells_who_else_has_written(draft, advisor, member):
    version = draft.version
    add(draft, member(Role.ADMINISTRATOR))
    with pytest.raises(Refused, match="Fjord Administrator"):
        add(draft, advisor, version=version)
    with pytest.raises(Refused) as refusal:
        actions.save_step(contract=draft, version=version, by=advisor, remarks="Etterpå")
    assert "credit" in refusal.value.message


def test_credit_of_a_sent_contract_is_refused(road, advisor):
    row = add(road.contract, advisor, file=upload())
    contract = road.to(S.CHECKING)
    for step in (
        lambda: add(contract, advisor), lambda: actions.remove_credit(credit=row, by=advisor),
        lambda: actions.edit_credit(credit=row, version=contract.version, by=advisor, **FACTS),
    ):  # fmt: skip
        with pytest.raises(Refused, match="has been sent"):
            step()


def test_paper_is_kept_and_taken_away_with_its_file(draft, advisor, django_capture_on_commit_callbacks):
    held = paper(draft, advisor, "transcript", "vitnemål.pdf")
    assert last_event(draft).verb == "contract.paper_added"
    key = held.file.key
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_paper(paper=held, by=advisor)
    assert not ContractPaper.objects.filter(pk=held.pk).exists()
    assert not StoredFile.objects.filter(key=key).exists()
    assert not storages["private"].exists(key)
    events = Event.objects.about(draft).filter(verb="contract.paper_removed")
    actions.remove_paper(paper=held, by=advisor)
    assert events.count() == 1


def test_paper_under_credit_stays(draft, advisor):
    row = add(draft, advisor, file=upload())
    with pytest.raises(Refused, match="Credit rests"):
        actions.remove_paper(paper=row.paper, by=advisor)


def test_paper_of_a_sent_contract_stays_and_another_may_come(road, advisor):
    held = paper(road.contract, advisor)
    contract = road.to(S.AT_COUNTY)
    with pytest.raises(Refused, match="sent with this paper"):
        actions.remove_paper(paper=held, by=advisor)
    paper(contract, advisor, "transcript")
    contract = road.to(S.ACTIVE)
    with pytest.raises(Refused, match="No more papers"):
        paper(contract, advisor)
