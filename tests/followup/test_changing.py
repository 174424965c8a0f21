"""Which talks follow when the training period gets another last day?"""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from contracts.amending.kinds import Kind
from contracts.effects import Changed
from contracts.models import Contract
from followup.actions import follow_change, plan_talks
from followup.changing import effects, replan
from followup.models import Talk
from followup.rules import talk_days
from followup.states import TalkState
from tests.contracts.amending.changes import Changes

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def changes(world):
    with world.here.scope():
        plan_talks(contract=world.here.rows.contract, by=None)
        for talk in Talk.objects.all():
            talk.due_on = talk_days(talk.contract.start_on, talk.contract.end_on)[talk.number - 1]
            talk.save()
        yield Changes(world.here)


def days(changes):
    return list(Talk.objects.waiting().order_by("number").values_list("number", "due_on"))


def test_a_pause_moves_what_is_due_in_and_after_it():
    pauses = [(date(2025, 3, 1), date(2025, 4, 30))]  # 61 days
    before = talk_days(date(2024, 8, 1), date(2026, 7, 31))
    after = talk_days(date(2024, 8, 1), date(2026, 9, 30), pauses)
    assert after[0] == before[0] == date(2025, 2, 1)
    assert after[1:] == [day + 61 * A_DAY for day in before[1:]]


def test_pauses_in_any_order():
    pauses = [(date(2025, 3, 1), date(2025, 3, 10)), (date(2025, 9, 1), date(2025, 9, 5))]
    one = talk_days(date(2024, 8, 1), date(2026, 7, 31), pauses)
    assert one == talk_days(date(2024, 8, 1), date(2026, 7, 31), reversed(pauses))


def test_a_longer_training_has_one_talk_more(changes):
    known = days(changes)
    changes.in_force(Kind.EXTENSION, days=100)
    contract = changes.contract
    assert days(changes) == [*known, (4, contract.start_on + relativedelta(months=24))]


def test_an_interruption_moves_talks_and_leaves_agreed_dates(changes):
    Talk.objects.filter(number=2).update(state=TalkState.SCHEDULED, scheduled_at=timezone.now() + 10 * A_DAY)
    before = dict(days(changes))
    changes.in_force(Kind.INTERRUPTION, from_on=changes.today - 200 * A_DAY, to_on=changes.today - 111 * A_DAY)
    after = dict(days(changes))
    assert after[3] == before[3] + 90 * A_DAY
    assert after[2] == before[2]


def test_a_shorter_training_loses_what_lies_behind_its_end_and_gets_it_back(changes):
    end_on = changes.contract.end_on
    new_end = changes.contract.start_on + relativedelta(months=13)
    changes.in_force(Kind.TYPE, new_kind="practice", end_on=new_end)
    assert [number for number, _day in days(changes)] == [1, 2]
    gone = Talk.objects.get(number=3)
    assert (gone.state, bool(gone.cancel_reason)) == (TalkState.CANCELLED, True)
    changes.in_force(Kind.EXTENSION, days=None, end_on=end_on)
    assert [number for number, _day in days(changes)] == [1, 2, 3]


def test_what_is_told_is_what_happens(changes):
    contract = changes.contract
    new_end = contract.end_on + 200 * A_DAY
    told = effects(contract, Changed(changes.today, contract.start_on, contract.end_on, new_end))
    assert "talk 4" in told[0].text
    changes.in_force(Kind.EXTENSION, days=200)
    assert not replan(changes.contract, old_end_on=new_end, end_on=new_end, pauses=())


def test_nothing_is_told_of_a_contract_that_has_not_begun(changes):
    contract = changes.contract
    contract.state = "approved"
    told = Changed(changes.today, contract.start_on, contract.end_on, contract.end_on + 200 * A_DAY)
    assert effects(contract, told) == []


def test_a_contract_that_began_mid_training_goes_on_counting(changes):
    """After a company change: talks before it were held under the contract before, the others go on under this one."""
    old, half_way = changes.contract, changes.contract.start_on + relativedelta(months=13)
    new = Contract.objects.create(
        office=old.office, apprenticeship=old.apprenticeship, number="X-1", state="active", start_on=half_way,
        end_on=old.end_on,
    )  # fmt: skip
    Talk.objects.filter(number__lte=2).update(state=TalkState.HELD, held_on=changes.today)
    Talk.objects.filter(number=3).update(contract=new)
    before = list(Talk.objects.order_by("number").values_list("number", "due_on", "contract_id"))
    follow_change(contract=new, old_end_on=new.end_on, by=None)
    assert list(Talk.objects.order_by("number").values_list("number", "due_on", "contract_id")) == before
    new.end_on = new.end_on + 100 * A_DAY
    follow_change(contract=new, old_end_on=old.end_on, by=None)
    after = list(Talk.objects.order_by("number").values_list("number", "due_on", "contract_id"))
    assert after == [*before, (4, old.start_on + relativedelta(months=24), new.pk)]
