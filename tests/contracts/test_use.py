"""Does an approval know whether contracts use it, and is it warned about and lapsed in time?"""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from companies import lapse
from companies.models import Approval, Establishment
from companies.states import ApprovalState
from contracts import tasks, use
from contracts.models import Contract
from contracts.signals import contract_ended, contract_started
from contracts.states import ContractState
from okportal.audit.models import Event
from okportal.outbox.models import Message
from okportal.outbox.reminders import sweep
from okportal.todo.models import Task
from tests.world import TRADE

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
AGO = TODAY - timedelta(days=400)


@pytest.fixture
def approval(here):
    """The world's: for the whole company, in trade and county of the running contract."""
    return here.rows.approval


def fresh(approval) -> Approval:
    return Approval.objects.get(pk=approval.pk)


def end_contract(here, on=TODAY, state=ContractState.ENDED):
    Contract.objects.filter(pk=here.rows.contract.pk).update(state=state, ended_on=on)
    contract_ended.send(Contract, contract=Contract.objects.get(pk=here.rows.contract.pk), by=None)


def unused(approval, months, extra_days=0):
    """As if the last contract had ended so long ago."""
    since = TODAY - relativedelta(months=months) - timedelta(days=extra_days)
    Approval.objects.filter(pk=approval.pk).update(unused_since=since, from_on=min(since, approval.from_on))
    Contract.objects.filter(state=ContractState.ACTIVE).update(state=ContractState.ENDED, ended_on=since)
    Contract.objects.filter(state=ContractState.ENDED).update(start_on=since - timedelta(days=300))
    return since


# --- in use or not
def test_unused_from_the_day_after_the_last_contract(here, approval):
    end_contract(here, TODAY - timedelta(days=3))
    assert fresh(approval).unused_since == TODAY - timedelta(days=2)


def test_in_use_again_when_a_contract_begins(here, approval):
    Approval.objects.filter(pk=approval.pk).update(unused_since=AGO)
    contract_started.send(Contract, contract=here.rows.contract, by=None)
    assert fresh(approval).unused_since is None
    assert Event.objects.about(approval).filter(verb="approval.used").count() == 1
    contract_started.send(Contract, contract=here.rows.contract, by=None)
    assert Event.objects.about(approval).filter(verb="approval.used").count() == 1


def test_in_use_as_long_as_another_contract_runs(here, approval):
    Contract.objects.filter(pk=here.rows.draft.pk).update(
        state=ContractState.ACTIVE, start_on=AGO, end_on=TODAY + timedelta(days=9)
    )
    end_contract(here)
    assert fresh(approval).unused_since is None


def test_a_contract_that_never_began_was_no_use(here, approval):
    Approval.objects.filter(pk=approval.pk).update(unused_since=AGO)
    end_contract(here, here.rows.contract.start_on - timedelta(days=1))
    assert fresh(approval).unused_since == AGO


@pytest.mark.parametrize(
    ("which", "is_used"),
    [("whole", True), ("place", True), ("other place", False), ("other county", False), ("other trade", False)],
)
def test_use_is_of_the_trade_at_the_place_in_the_county(here, approval, which, is_used):
    other = Establishment.objects.create(office=here.office, company=here.rows.company, name="Sør")
    changes = {
        "whole": {}, "place": {"establishment": here.rows.establishment}, "other place": {"establishment": other},
        "other county": {"county_id": "03"}, "other trade": {"trade_id": "HSHEA3----"},
    }[which]  # fmt: skip
    Approval.objects.filter(pk=approval.pk).update(unused_since=AGO, **changes)
    use.recount(Approval.objects.filter(pk=approval.pk))
    assert fresh(approval).unused_since == (None if is_used else AGO)


@pytest.mark.parametrize("state", [ContractState.APPROVED, ContractState.ACTIVE])
def test_what_the_county_has_approved_is_in_use(here, approval, state):
    Approval.objects.filter(pk=approval.pk).update(unused_since=AGO)
    Contract.objects.filter(pk=here.rows.contract.pk).update(state=state)
    use.recount(Approval.objects.filter(pk=approval.pk))
    assert fresh(approval).unused_since is None


@pytest.mark.parametrize("has_earlier", [False, True])
def test_a_contract_that_leaves_without_an_end_leaves_two_years_from_today(here, approval, has_earlier):
    """The apprentice learns at another place of work now; neither the day of the grant nor an older contract counts."""
    running, trainings = here.rows.contract.apprenticeship, type(here.rows.planned).objects
    like_the_running_one = {name: getattr(running, name) for name in ("company", "trade", "county", "establishment")}
    other = Establishment.objects.create(office=here.office, company=here.rows.company, name="Sør")
    granted_on = TODAY - relativedelta(months=20)
    Approval.objects.filter(pk=approval.pk).update(
        establishment=here.rows.establishment, from_on=granted_on, unused_since=granted_on
    )
    use.recount(Approval.objects.filter(pk=approval.pk))
    assert fresh(approval).unused_since is None
    if has_earlier:
        trainings.filter(pk=here.rows.planned.pk).update(**like_the_running_one)
        Contract.objects.filter(pk=here.rows.draft.pk).update(
            state=ContractState.ENDED, start_on=granted_on, end_on=TODAY, ended_on=AGO, calculated_end_on=TODAY,
        )  # fmt: skip
    trainings.filter(pk=running.pk).update(establishment=other)
    for _night in range(2):
        use.recount(Approval.objects.filter(pk=approval.pk))
    assert fresh(approval).unused_since == TODAY


def test_an_approval_that_is_not_granted_keeps_no_count(here, approval):
    Approval.objects.filter(pk=approval.pk).update(state=ApprovalState.REFUSED, unused_since=None)
    Contract.objects.update(state=ContractState.DRAFT)
    use.recount(Approval.objects.filter(pk=approval.pk))
    assert fresh(approval).unused_since is None


def test_counting_asks_as_often_for_many_as_for_one(here, approval, django_assert_num_queries):
    with django_assert_num_queries(3):
        use.recount(Approval.objects.filter(pk=approval.pk))
    for county in ("03", "11", "15"):
        Approval.objects.create(
            office=here.office, company=here.rows.company, trade_id=TRADE, county_id=county,
            state=ApprovalState.APPROVED, from_on=AGO, unused_since=AGO,
        )  # fmt: skip
    with django_assert_num_queries(3):
        use.recount(Approval.objects.filter(company=here.rows.company))


# --- warned and lapsed
def watch():
    tasks.watch_approvals()


def open_tasks():
    return list(Task.objects.filter(done_at=None, kind__startswith="companies/approval").order_by("pk"))


@pytest.mark.parametrize(("months", "told"), [(17, None), (18, 18), (21, 18), (22, 22), (23, 22)])
def test_the_office_gets_a_task_once(here, approval, months, told):
    since = unused(approval, months, extra_days=1)
    for _night in range(2):
        watch()
    assert [(task.kind, task.facts.get("months")) for task in open_tasks()] == (
        [("companies/approval_unused", told)] if told else []
    )
    if told:
        (task,) = open_tasks()
        assert task.due_on == lapse.last_day(fresh(approval).unused_since)
        assert (task.page, task.about_id) == ("companies:approval", approval.pk)
        assert since < task.due_on


def test_the_later_warning_takes_the_place_of_the_earlier(here, approval):
    unused(approval, 19)
    watch()
    (early,) = open_tasks()
    assert early.facts["months"] == 18
    since = fresh(approval).unused_since
    tasks.watch(fresh(approval), since + relativedelta(months=22))
    assert [task.facts["months"] for task in open_tasks()] == [22]


def test_a_new_contract_takes_the_task_away(here, approval):
    unused(approval, 19)
    watch()
    assert open_tasks()
    Contract.objects.filter(pk=here.rows.contract.pk).update(state=ContractState.ACTIVE)
    contract_started.send(Contract, contract=Contract.objects.get(pk=here.rows.contract.pk), by=None)
    assert not open_tasks()


def test_lapses_after_two_years_and_tells_company_and_office_once(here, approval):
    unused(approval, 24, extra_days=1)
    for _night in range(2):
        watch()
    lapsed = fresh(approval)
    assert (lapsed.state, lapsed.to_on) == (ApprovalState.LAPSED, lapse.last_day(lapsed.unused_since))
    assert [task.kind for task in open_tasks()] == ["companies/approval_lapsed"]
    event = Event.objects.about(approval).get(verb="approval.lapsed")
    assert event.by_name == "OKportal"
    told = Message.objects.filter(template="companies/approval_lapsed")
    assert {mail.to_email.split("@")[0] for mail in told} == {
        "company_contact", "responsible_leader", "training_supervisor"
    }  # fmt: skip


def test_one_day_earlier_it_holds(here, approval):
    since = unused(approval, 24)
    counted = since + timedelta(days=1)  # the day after the last contract
    watch()
    assert (fresh(approval).state, fresh(approval).unused_since) == (ApprovalState.APPROVED, counted)


def test_what_is_used_after_all_does_not_lapse(here, approval):
    """The count is wrong, as after an import: before anything lapses the contracts are asked."""
    Approval.objects.filter(pk=approval.pk).update(unused_since=date(2020, 1, 1), from_on=date(2019, 1, 1))
    watch()
    assert (fresh(approval).state, fresh(approval).unused_since) == (ApprovalState.APPROVED, None)


def test_an_old_approval_with_no_known_contract_is_given_two_years(here, approval):
    Contract.objects.all().update(state=ContractState.DRAFT)
    Approval.objects.filter(pk=approval.pk).update(from_on=date(2019, 1, 1), unused_since=None)
    watch()
    assert (fresh(approval).state, fresh(approval).unused_since) == (ApprovalState.APPROVED, TODAY)


def test_the_other_office_is_watched_as_well_and_not_mixed_up(world, here, approval):
    unused(approval, 24, extra_days=1)
    watch()
    with world.there.scope():
        assert Approval.objects.get().state == ApprovalState.APPROVED
        assert not Task.objects.filter(kind__startswith="companies/approval").exists()


# --- reminders to the company
def reminded(today=TODAY):
    sweep(today)
    return Message.objects.filter(template="companies/approval_unused").order_by("pk")


@pytest.mark.parametrize("months", [17, 18, 22, 24])
def test_the_contact_is_reminded_once_at_18_and_once_at_22_months(here, approval, months):
    since = TODAY - relativedelta(months=months, days=1)
    Approval.objects.filter(pk=approval.pk).update(unused_since=since, from_on=since)
    reminded()
    mails = list(reminded())
    assert [mail.to_email for mail in mails] == (["company_contact@fjord.example"] if months in (18, 22) else [])
    if mails:
        assert mails[0].facts["day"] == lapse.lapses_on(since).isoformat()
        assert mails[0].key.startswith(f"approval-{months}m:")


def test_both_reminders_are_mails_of_their_own(here, approval):
    since = TODAY - relativedelta(months=18, days=1)
    Approval.objects.filter(pk=approval.pk).update(unused_since=since, from_on=since)
    reminded()
    assert reminded(TODAY + relativedelta(months=4)).count() == 2


@pytest.mark.parametrize(
    "since", [date(2024, 2, 29), date(2024, 8, 29), date(2024, 8, 30), date(2024, 8, 31), date(2025, 12, 31)]
)
def test_the_database_reckons_as_the_rules_do(here, approval, since):
    Approval.objects.filter(pk=approval.pk).update(unused_since=since, from_on=since)
    type(here.rows.company_contact).objects.update(from_on=since)
    first = since + relativedelta(months=18)
    assert not reminded(first - timedelta(days=1))
    assert reminded(first).get().facts["day"] == lapse.lapses_on(since).isoformat()


def test_without_a_contact_the_leader_is_reminded_and_nobody_who_has_left(here, approval):
    since = TODAY - relativedelta(months=18, days=1)
    Approval.objects.filter(pk=approval.pk).update(unused_since=since, from_on=since)
    contact = here.rows.company_contact
    contact.to_on = TODAY - timedelta(days=1)
    contact.save()
    assert [mail.to_email for mail in reminded()] == ["responsible_leader@fjord.example"]
