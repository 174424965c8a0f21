"""Does a contract that was taken back because somebody left come back to its parties?"""

from datetime import timedelta

import pytest

from companies.actions import end_person
from companies.models import AimCoverage, CompanyPerson, Qualification
from contracts import actions
from contracts.amending.kinds import Kind
from contracts.duties import changes_under_signing
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
