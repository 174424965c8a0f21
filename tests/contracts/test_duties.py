"""Does a contract that was taken back because somebody left come back to its parties?"""

from datetime import timedelta

import pytest

from companies.actions import end_person
from companies.models import AimCoverage, CompanyPerson, Qualification
from contracts import actions
from contracts.amending.kinds import Kind
from contracts.duties import changes_under_signing, signed
from contracts.states import AmendmentState
from contracts.states import ContractState as S
from okportal.permissions import Role
from okportal.todo.models import Task
from tests.contracts.amending.changes import Changes, fresh
from tests.contracts.stages import mails

pytestmark = pytest.mark.django_db


def test_sent_again_it_names_the_new_supervisor_and_the_task_is_done(draft, advisor, here):
    AimCoverage.objects.all().delete()
    contract = actions.send(contract=draft, version=draft.version, by=advisor)
    heir = CompanyPerson.objects.create(
        office=here.office, company=here.rows.company, name="Nils Ny", email="nils@ny.example",
        role="training_supervisor", from_on=advisor.today,
    )  # fmt: skip
    Qualification.objects.create(
        office=here.office, person=heir, kind="certificate", title="Fagbrev", trade_id=here.rows.planned.trade_id
    )  # fmt: skip
    end_person(
        person=here.rows.training_supervisor, on=advisor.today + timedelta(days=9), by=advisor,
        successors={"supervisor": heir},
    )  # fmt: skip
    contract.refresh_from_db()
    task = Task.objects.get(kind="contracts/send_again")
    assert (contract.state, task.done_at) == (S.DRAFT, None)
    told = {mail.to_email for mail in mails("taken_back")}
    assert told == {here.users[Role.APPRENTICE].email, here.users[Role.TRAINING_SUPERVISOR].email}
    contract = actions.send(contract=contract, version=contract.version, by=advisor)
    assert contract.round.parties.get(role="company").email == heir.email
    task.refresh_from_db()
    assert task.done_at


def test_a_change_that_waits_for_somebody_who_left_is_a_draft_again(here, advisor):
    AimCoverage.objects.all().delete()
    changes = Changes(here)
    row = changes.to(AmendmentState.SIGNING, changes.draft(Kind.EXTENSION))
    heir = CompanyPerson.objects.create(
        office=here.office, company=here.rows.company, name="Nils Ny", email="nils@ny.example",
        role="training_supervisor", from_on=advisor.today,
    )  # fmt: skip
    end_person(
        person=here.rows.training_supervisor, on=advisor.today + timedelta(days=9), by=advisor,
        successors={"supervisor": heir},
    )  # fmt: skip
    row = fresh(row)
    task = Task.objects.get(kind="contracts/send_change_again")
    assert (row.state, row.rounds.get().state, task.done_at) == (AmendmentState.DRAFT, "withdrawn", None)
    changes.to(AmendmentState.SIGNING, row)
    open_round = row.rounds.get(state="open")
    assert open_round.parties.get(role="company").email == heir.email
    task.refresh_from_db()
    assert task.done_at


def test_a_change_without_their_name_stays_on_its_way(here, advisor):
    changes = Changes(here)
    row = changes.draft(Kind.EXTENSION, signers=["apprentice", "office"])
    changes.to(AmendmentState.SIGNING, row)
    assert list(changes_under_signing(here.rows.training_supervisor)) == []
    assert fresh(row).state == AmendmentState.SIGNING


def leave(person, heir, advisor):
    end_person(person=person, on=advisor.today + timedelta(days=9), by=advisor, successors={"supervisor": heir})


@pytest.fixture
def heir(here, advisor):
    AimCoverage.objects.all().delete()
    heir = CompanyPerson.objects.create(
        office=here.office, company=here.rows.company, name="Nils Ny", email="nils@ny.example",
        role="training_supervisor", from_on=advisor.today,
    )  # fmt: skip
    Qualification.objects.create(
        office=here.office, person=heir, kind="certificate", title="Fagbrev", trade_id=here.rows.planned.trade_id
    )  # fmt: skip
    return heir


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (S.SIGNED, "signed_names_left"), (S.AT_COUNTY, "sent_names_left"), (S.RETURNED, "sent_names_left"),
        (S.APPROVED, "sent_names_left"),
    ],
)  # fmt: skip
def test_a_signed_contract_stays_and_the_advisor_is_told(road, heir, here, advisor, state, kind):
    contract = road.to(state)
    leave(here.rows.training_supervisor, heir, advisor)
    contract.refresh_from_db()
    task = Task.objects.get(kind=f"contracts/{kind}")
    assert (contract.state, contract.round.state, task.about_id) == (state, "signed", contract.pk)
    assert (task.facts["number"], task.facts["name"]) == (contract.number, here.rows.training_supervisor.name)
    assert task.assigned_id == contract.apprenticeship.advisor_id


def test_taken_back_and_signed_anew_it_names_who_took_over(road, heir, here, advisor):
    contract = road.to(S.SIGNED)
    leave(here.rows.training_supervisor, heir, advisor)
    contract = actions.take_back(contract=contract, reason="Ny faglig leder", by=advisor)
    assert Task.objects.get(kind="contracts/signed_names_left").done_at
    contract = actions.send(contract=contract, version=contract.version, by=advisor)
    assert contract.round.parties.get(role="company").email == heir.email


@pytest.mark.parametrize("state", [S.DRAFT, S.ACTIVE, S.COMPLETED])
def test_no_task_for_what_is_not_signed_or_has_begun(road, heir, here, advisor, state):
    road.to(state)
    leave(here.rows.training_supervisor, heir, advisor)
    assert not Task.objects.filter(kind__endswith="names_left").exists()


def test_the_responsible_leader_is_named_on_no_paper(road, here, advisor):
    road.to(S.SIGNED)
    assert list(signed(here.rows.responsible_leader)) == []
    assert list(signed(here.rows.training_supervisor)) == [road.contract]


def test_an_agreed_change_that_makes_them_supervisor_is_told_of(here, advisor):
    changes = Changes(here)
    row = changes.to(
        AmendmentState.AGREED, changes.draft(Kind.SUPERVISOR, from_on=changes.today + timedelta(days=9))
    )  # fmt: skip
    end_person(person=row.new_supervisor, on=advisor.today, by=advisor)
    task = Task.objects.get(kind="contracts/change_names_left")
    assert (fresh(row).state, task.facts["change"], task.done_at) == (AmendmentState.AGREED, row.number, None)
    changes.to(AmendmentState.WITHDRAWN, row)
    task.refresh_from_db()
    assert task.done_at
