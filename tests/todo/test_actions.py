"""Does one fact raise one task, and does a task that changes hands or is done say so?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.permissions import Role
from okportal.todo import actions
from okportal.todo.kinds import OWN
from okportal.todo.models import Task
from okportal.todo.queries import open_for


@pytest.fixture
def office(world):
    with world.here.scope(Role.ADVISOR):
        Task.objects.all().delete()
        yield world.here


def raised(office, key="company:1", **changes):
    given = {"kind": OWN, "facts": {"text": "Look at this"}, "page": "companies:list"}
    return actions.raise_task(office_id=office.office.pk, key=key, **given | changes)


def membership(office, role):
    return Membership.objects.get(office=office.office, user=office.users[role])


def verbs(task):
    return [event.verb for event in Event.objects.about(task).order_by("pk")]


def test_same_fact_raises_one_task(office):
    first, second = raised(office), raised(office)
    assert first.pk == second.pk
    assert verbs(first) == ["task.raised"]


def test_same_key_in_another_office_is_another_task(world):
    for cast in (world.here, world.there):
        with cast.scope():
            raised(cast, key="shared")
            assert Task.objects.filter(key="shared").count() == 1


def test_open_task_takes_the_newest_facts_and_date(office):
    due_on = timezone.localdate()
    raised(office)
    task = raised(office, facts={"text": "Look again"}, due_on=due_on)
    task.refresh_from_db()
    assert (task.title, task.due_on) == ("Look again", due_on)
    assert verbs(task) == ["task.raised", "task.updated"]


def test_task_that_was_done_stays_done(office):
    task = actions.finish_task(task=raised(office), by=office.member(Role.ADVISOR), outcome="Talked to them")
    raised(office, facts={"text": "Look again"})
    task.refresh_from_db()
    assert (task.title, task.outcome) == ("Look at this", "Talked to them")
    assert task.done_by == office.users[Role.ADVISOR]


def test_fact_that_comes_back_may_reopen_its_task(office):
    task = actions.finish_task(task=raised(office), by=office.member(Role.ADVISOR), outcome="Talked to them")
    raised(office, facts={"text": "Look again"}, reopen=True)
    task.refresh_from_db()
    assert (task.title, task.outcome, task.done_at, task.done_by) == ("Look again", "", None, None)
    assert verbs(task) == ["task.raised", "task.done", "task.raised_again"]


def test_whom_it_has_been_given_to_stays(office):
    advisor, administrator = membership(office, Role.ADVISOR), membership(office, Role.ADMINISTRATOR)
    task = raised(office)
    assert raised(office, assigned=advisor).assigned == advisor
    actions.assign_task(task=task, assigned=administrator, by=office.member(Role.ADVISOR))
    assert raised(office, assigned=advisor).assigned == administrator


def test_kind_that_nobody_has_registered_cannot_be_raised(office):
    with pytest.raises(LookupError):
        raised(office, kind="companies/unheard_of")


def test_second_click_on_done_changes_nothing(office):
    task = raised(office)
    first = actions.finish_task(task=task, by=office.member(Role.ADVISOR), outcome="First")
    again = actions.finish_task(task=task, by=office.member(Role.ADMINISTRATOR), outcome="Second")
    assert (again.outcome, again.done_at, again.done_by) == ("First", first.done_at, office.users[Role.ADVISOR])
    assert verbs(task) == ["task.raised", "task.done"]


def test_undo_twice_opens_once(office):
    task = actions.finish_task(task=raised(office), by=office.member(Role.ADVISOR), outcome="Done")
    for _click in range(2):
        task = actions.reopen_task(task=task, by=office.member(Role.ADVISOR))
    assert (task.done_at, task.done_by, task.outcome) == (None, None, "")
    assert verbs(task) == ["task.raised", "task.done", "task.reopened"]


def test_system_takes_a_task_away_when_its_fact_is_gone(office):
    task = raised(office)
    for _sweep in range(2):
        actions.settle_task(office_id=office.office.pk, key="company:1")
    actions.settle_task(office_id=office.office.pk, key="never:raised")
    task.refresh_from_db()
    assert task.done_at and task.done_by is None
    assert Event.objects.about(task).first().by_name == "OKportal"


@pytest.mark.parametrize("role", [Role.READER, Role.TRAINING_SUPERVISOR, Role.APPRENTICE])
def test_only_those_who_change_the_registers_are_given_tasks(office, role):
    task = raised(office)
    with pytest.raises(Refused) as refusal:
        actions.assign_task(task=task, assigned=membership(office, role), by=office.member(Role.ADVISOR))
    assert refusal.value.field == "assigned"
    with pytest.raises(Refused):
        own(office, assigned=membership(office, role))


def test_nobody_who_has_left_is_given_a_task(office):
    left = membership(office, Role.ADMINISTRATOR)
    left.to_on = timezone.localdate() - timedelta(days=1)
    left.save()
    with pytest.raises(Refused):
        actions.assign_task(task=raised(office), assigned=left, by=office.member(Role.ADVISOR))


def test_nobody_of_another_office_is_given_a_task(world):
    with world.there.scope():
        stranger = membership(world.there, Role.ADVISOR)
    with world.here.scope(Role.ADVISOR):
        task = raised(world.here)
        with pytest.raises(Refused):
            actions.assign_task(task=task, assigned=stranger, by=world.here.member(Role.ADVISOR))


def test_database_refuses_a_person_of_another_office(world):
    with world.there.scope():
        stranger = membership(world.there, Role.ADVISOR)
    with world.here.scope(Role.ADVISOR), pytest.raises(IntegrityError), transaction.atomic():
        raised(world.here, assigned=stranger)
        connection.check_constraints()


def test_task_that_is_done_changes_no_hands(office):
    task = actions.finish_task(task=raised(office), by=office.member(Role.ADVISOR))
    with pytest.raises(Refused):
        actions.assign_task(task=task, assigned=None, by=office.member(Role.ADVISOR))


def test_giving_it_to_the_same_person_leaves_no_line(office):
    advisor = membership(office, Role.ADVISOR)
    task = raised(office, assigned=advisor)
    actions.assign_task(task=task, assigned=advisor, by=office.member(Role.ADVISOR))
    assert verbs(task) == ["task.raised"]
    actions.assign_task(task=task, assigned=None, by=office.member(Role.ADVISOR))
    assert verbs(task) == ["task.raised", "task.assigned"]


def own(office, **changes):
    given = {"text": "Call the school", "serial": uuid4(), "by": office.member(Role.ADVISOR)}
    return actions.add_own_task(**given | changes)


def test_own_task_is_kept_once_when_sent_twice(office):
    serial = uuid4()
    assert own(office, serial=serial).pk == own(office, serial=serial).pk
    assert own(office).title == "Call the school"
    assert Task.objects.count() == 2


def test_first_tasks_are_ones_own_and_those_nobody_else_takes(office):
    today = timezone.localdate()
    advisor, administrator = membership(office, Role.ADVISOR), membership(office, Role.ADMINISTRATOR)
    late = raised(office, key="late", due_on=today - timedelta(days=2), assigned=advisor)
    whole = raised(office, key="whole", due_on=today)
    undated = raised(office, key="undated", assigned=advisor)
    others = raised(office, key="others", assigned=administrator)
    raised(office, key="done", assigned=advisor)
    actions.settle_task(office_id=office.office.pk, key="done")
    member = office.member(Role.ADVISOR)
    assert open_for(member, 9) == [late, whole, undated]
    assert open_for(member, 2) == [late, whole]
    administrator.to_on = today - timedelta(days=1)
    administrator.save()
    assert others in open_for(member, 9)


@pytest.mark.parametrize(
    ("role", "sees"), [(Role.READER, True), (Role.COMPANY_CONTACT, False), (Role.APPRENTICE, False)]
)
def test_only_the_offices_own_people_see_tasks(world, role, sees):
    with world.here.scope(role):
        seen = Task.objects.visible_to(world.here.member(role))
        assert set(seen) == (set(Task.objects.all()) if sees else set())
        assert Task.objects.filter(pk=world.here.rows.task.pk).exists()
