"""Is everybody reminded as often as the office wants, once, and what when the deadline has passed?"""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from contracts import tasks
from contracts.actions import deadlines, rounds
from contracts.models import SigningRule
from contracts.states import ContractState as S
from okportal.errors import Refused
from okportal.permissions import Role
from okportal.todo.models import Task
from tests.contracts.stages import hash_of, last_event, mails

HOW = "Innlogget med passord"


@pytest.fixture
def later():
    """`later(days)`: a stay that many days ahead."""
    now = timezone.now()
    return lambda days: time_machine.travel(now + timedelta(days=days), tick=False)


def reminded(contract):
    return contract.round.events.filter(verb="reminded").count()


def test_the_sweep_twice_is_once_and_goes_on_every_few_days(road, later):
    contract = road.to(S.CHECKING)
    tasks.remind_signers()
    assert mails("reminder").count() == 0
    for days, mails_by_then in ((2, 0), (3, 2), (5, 2), (6, 4)):
        with later(days):
            tasks.remind_signers()
            tasks.remind_signers()
            assert mails("reminder").count() == reminded(contract) == mails_by_then, days
    assert {mail.page for mail in mails("reminder")} == {"contracts:check"}


def test_only_those_it_lies_with_are_reminded(road, later, member):
    contract = road.to(S.WITH_PARTIES)
    rounds.sign(party=road.party("company"), sha256=hash_of(contract), how=HOW, by=member(Role.TRAINING_SUPERVISOR))
    with later(4):
        tasks.remind_signers()
    (mail,) = mails("reminder")
    assert (mail.to_email, mail.page) == (member(Role.APPRENTICE).user.email, "contracts:sign")


def test_the_office_says_how_often(road, later, here):
    SigningRule.objects.create(office=here.office, remind_days=7)
    road.to(S.CHECKING)
    with later(6):
        tasks.remind_signers()
        assert not mails("reminder").exists()
    with later(7):
        tasks.remind_signers()
        assert mails("reminder").count() == 2


def test_after_the_deadline_the_advisor_gets_one_task_and_the_signers_no_mail(road, later):
    contract = road.to(S.WITH_PARTIES)
    with later(15):
        tasks.remind_signers()
        tasks.remind_signers()
        assert not mails("reminder").exists()
        task = Task.objects.get(kind="contracts/signing_overdue")
    assert (task.assigned, task.about_id) == (contract.apprenticeship.advisor, contract.pk)
    assert "Fjord Lærling" in task.facts["names"]


def test_more_time_settles_the_task_and_tells_those_who_owe(road, later, advisor):
    contract = road.to(S.WITH_PARTIES)
    with later(15):
        tasks.remind_signers()
        day = timezone.localdate() + timedelta(days=5)
        deadlines.prolong(round=contract.round, sign_by_on=day, by=advisor)
        deadlines.prolong(round=contract.round, sign_by_on=day, by=advisor)
        assert Task.objects.get(kind="contracts/signing_overdue").done_at
        assert road.fresh().round.sign_by_on == day
        assert mails("prolonged").count() == 2
        assert contract.round.events.filter(verb="prolonged").count() == 1
        assert last_event(contract).verb == "contract.prolonged"
        tasks.remind_signers()
        assert mails("reminder").count() == 2
    with later(21):  # another deadline, another task
        tasks.remind_signers()
        assert Task.objects.open().filter(kind="contracts/signing_overdue").count() == 1


@pytest.mark.parametrize("days", [-1, 5])
def test_less_time_is_refused(road, advisor, days):
    round = road.to(S.WITH_PARTIES).round
    with pytest.raises(Refused) as refusal:
        deadlines.prolong(round=round, sign_by_on=timezone.localdate() + timedelta(days=days), by=advisor)
    assert refusal.value.field == "sign_by_on"


def test_by_hand_everybody_is_reminded_once_a_day(road, advisor, later):
    round = road.to(S.CHECKING).round
    assert {party.role for party in deadlines.remind(round=round, by=advisor)} == {"apprentice", "company"}
    assert deadlines.remind(round=round, by=advisor) == []
    assert mails("reminder").count() == 2
    with later(1):
        assert len(deadlines.remind(round=round, by=advisor)) == 2


def test_a_closed_round_reminds_nobody(road, advisor, later):
    round = road.to(S.SIGNED).round
    for step in (
        lambda: deadlines.remind(round=round, by=advisor),
        lambda: deadlines.prolong(round=round, sign_by_on=timezone.localdate() + timedelta(days=90), by=advisor),
    ):
        with pytest.raises(Refused, match="closed"):
            step()
    with later(20):
        tasks.remind_signers()
    assert not Task.objects.filter(kind="contracts/signing_overdue").exists()
