"""Who may write the closing assessment, and until when?"""

import pytest

from apprenticeships.models import Apprenticeship
from contracts.actions.handover import ask_assessment, cancel_handover, save_handover, write_assessment
from contracts.models import Handover
from okportal.errors import Refused
from okportal.permissions import Role
from okportal.todo.actions import finish_task
from okportal.todo.models import Task
from tests.contracts.stages import address, mails

pytestmark = pytest.mark.django_db
WORDS = {"strengths": "Nøye", "ahead": "Tempo", "assessment": "Bra"}


@pytest.fixture
def asked(way, advisor):
    ask_assessment(handover=way.drafted(), by=advisor)
    return way.fresh()


def page(contract):
    return address(contract, "sluttvurdering/")


def test_asked_by_mail_with_a_task_for_the_advisor(asked, here):
    (mail,) = mails("closing_assessment")
    assert mail.to_email == here.users[Role.TRAINING_SUPERVISOR].email
    task = Task.objects.get(kind="contracts/closing_assessment")
    assert (task.assigned, task.done_at) == (here.rows.apprenticeship.advisor, None)


def test_asked_twice_is_one_mail_a_day_and_one_task(asked, advisor):
    ask_assessment(handover=asked, by=advisor)
    assert mails("closing_assessment").count() == 1
    assert Task.objects.filter(kind="contracts/closing_assessment").count() == 1


def test_the_supervisor_writes_and_hands_in(asked, contract, browse):
    browser = browse(Role.TRAINING_SUPERVISOR)
    shown = browser.get(page(contract)).content.decode()
    assert "Nothing about health" in shown and "Flytter" not in shown  # the office's own note is not there
    browser.post(page(contract), {**WORDS, "version": asked.version})
    saved = Handover.objects.get(pk=asked.pk)
    assert (saved.strengths, saved.ahead, saved.assessment) == tuple(WORDS.values())
    assert Task.objects.open().filter(key=asked.task_key).exists()
    browser.post(page(contract), {**WORDS, "version": saved.version, "done": "1"})
    assert not Task.objects.open().filter(key=asked.task_key).exists()
    assert browser.get(page(contract)).status_code == 404


def test_not_handed_in_without_a_word(asked, contract, browse):
    sent = {"strengths": "", "ahead": "", "assessment": "", "version": asked.version, "done": "1"}
    assert browse(Role.TRAINING_SUPERVISOR).post(page(contract), sent).status_code == 422
    assert Task.objects.open().filter(key=asked.task_key).exists()


@pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.COMPANY_CONTACT, Role.APPRENTICE, Role.ADVISOR])
def test_nobody_else_has_that_page(asked, contract, browse, role):
    assert browse(role).get(page(contract)).status_code == 404


def test_not_asked_is_not_there(way, contract, browse, member):
    row = way.drafted()
    assert browse(Role.TRAINING_SUPERVISOR).get(page(contract)).status_code == 404
    with pytest.raises(Refused):
        write_assessment(handover=row, version=row.version, is_done=True, by=member(Role.TRAINING_SUPERVISOR), **WORDS)


def test_the_other_office_is_another_world(asked, contract, world):
    browser = world.there.client(Role.TRAINING_SUPERVISOR)
    assert browser.get(page(contract)).status_code == 404
    assert browser.get(f"/canary/kontrakter/{contract.pk}/sluttvurdering/").status_code == 404


def test_closed_when_the_advisor_takes_it_back_or_calls_it_off(asked, contract, browse, advisor):
    task = Task.objects.get(key=asked.task_key)
    finish_task(task=task, by=advisor)
    assert browse(Role.TRAINING_SUPERVISOR).get(page(contract)).status_code == 404
    ask_assessment(handover=asked, by=advisor)
    assert browse(Role.TRAINING_SUPERVISOR).get(page(contract)).status_code == 200
    cancel_handover(handover=asked, by=advisor)
    assert browse(Role.TRAINING_SUPERVISOR).get(page(contract)).status_code == 404


def test_without_anybody_to_ask_it_is_refused(way, advisor):
    row = way.drafted()
    Apprenticeship.objects.filter(pk=way.contract.apprenticeship_id).update(supervisor=None)
    with pytest.raises(Refused) as refused:
        ask_assessment(handover=row, by=advisor)
    assert refused.value.way_out


def test_two_write_the_second_is_told(asked, advisor, member):
    save_handover(handover=asked, version=asked.version, by=advisor, assessment="Fra kontoret")
    with pytest.raises(Refused) as refused:
        write_assessment(
            handover=asked, version=asked.version, is_done=False, by=member(Role.TRAINING_SUPERVISOR), **WORDS
        )
    assert "closing assessment" in refused.value.message
