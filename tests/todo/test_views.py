"""Can the office's people see, take, write, finish and take back what is to be done?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from okportal.offices.models import Membership
from okportal.permissions import Role
from okportal.todo.models import Task

pytestmark = pytest.mark.django_db


def path(cast, step=""):
    return cast.url(f"oppgaver/{cast.rows.task.pk}/{step}")


def stored(cast):
    with cast.scope():
        return Task.objects.select_related("assigned__user", "done_by").get(pk=cast.rows.task.pk)


def change(cast, **changes):
    with cast.scope():
        Task.objects.filter(pk=cast.rows.task.pk).update(**changes)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.ADVISOR, Role.READER])
def test_office_staff_see_their_offices_tasks(world, role):
    client = world.here.client(role)
    for page in (client.get(world.here.url("oppgaver/")), client.get(path(world.here))):
        assert "Fjord oppgave" in page.text and "Canary" not in page.text
    assert client.get(world.here.url(f"oppgaver/{world.there.rows.task.pk}/")).status_code == 404


@pytest.mark.parametrize("role", [Role.COMPANY_CONTACT, Role.TRAINING_SUPERVISOR, Role.INSTRUCTOR, Role.APPRENTICE])
def test_nobody_else_sees_them(world, role):
    client = world.here.client(role)
    for address in (world.here.url("oppgaver/"), path(world.here)):
        assert client.get(address).status_code == 404


def test_reader_changes_nothing(world):
    client = world.here.client(Role.READER)
    page = client.get(world.here.url("oppgaver/")).text
    assert "utfort" not in page and "oppgaver/ny" not in page
    assert client.get(world.here.url("oppgaver/ny/")).status_code == 404
    for step in ("utfort/", "gjenapne/", "fordel/"):
        assert client.post(path(world.here, step)).status_code == 404
    assert stored(world.here).done_at is None


def test_done_from_the_list_can_be_undone_at_once(world):
    client = world.here.client(Role.ADVISOR)
    here = world.here.url("oppgaver/?vis=alle")
    answer = client.post(path(world.here, "utfort/"), {"next": here}, follow=True)
    assert answer.redirect_chain == [(here, 302)]
    assert "Done: Fjord oppgave" in answer.text and path(world.here, "gjenapne/") in answer.text
    assert stored(world.here).done_by == world.here.users[Role.ADVISOR]
    client.post(path(world.here, "gjenapne/"))
    assert stored(world.here).done_at is None


@pytest.mark.parametrize("step", ["utfort/", "gjenapne/"])
def test_steps_need_a_post(world, step):
    assert world.here.client(Role.ADVISOR).get(path(world.here, step)).status_code == 405


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_done_leads_nowhere_else(world, target):
    answer = world.here.client(Role.ADVISOR).post(path(world.here, "utfort/"), {"next": target})
    assert answer.url == world.here.url("oppgaver/")


def test_what_came_of_it_is_kept_and_shown(world):
    client = world.here.client(Role.ADVISOR)
    client.post(path(world.here, "utfort/"), {"outcome": "They go on <elsewhere>"})
    assert stored(world.here).outcome == "They go on <elsewhere>"
    assert "They go on &lt;elsewhere&gt;" in client.get(path(world.here)).text


def test_too_long_an_outcome_is_shown_again(world):
    answer = world.here.client(Role.ADVISOR).post(path(world.here, "utfort/"), {"outcome": "x" * 301})
    assert answer.status_code == 422 and "x" * 301 in answer.text
    assert stored(world.here).done_at is None


def test_task_leads_to_where_it_is_dealt_with(world):
    page = world.here.client(Role.ADVISOR).get(path(world.here)).text
    assert f'href="{world.here.url(f"bedrifter/{world.here.rows.company.pk}/")}"' in page


@pytest.mark.parametrize("name", ["gone:away", "companies:list", ""])
def test_page_that_is_gone_or_takes_no_row_breaks_nothing(world, name):
    change(world.here, page=name)
    client = world.here.client(Role.ADVISOR)
    assert "Go to what it is about" not in client.get(path(world.here)).text
    assert client.get(world.here.url("oppgaver/")).status_code == 200
    change(world.here, page="companies:list", about_id=None)
    assert f'href="{world.here.url("bedrifter/")}"' in client.get(path(world.here)).text


def test_advisor_sees_first_what_is_for_the_advisor(world):
    with world.here.scope():
        colleague = Membership.objects.get(user=world.here.users[Role.ADMINISTRATOR])
    change(world.here, assigned=colleague)
    client = world.here.client(Role.ADVISOR)
    assert "Fjord oppgave" not in client.get(world.here.url("oppgaver/")).text
    assert "Fjord oppgave" in client.get(world.here.url("oppgaver/?vis=alle")).text
    assert "Fjord oppgave" in world.here.client(Role.READER).get(world.here.url("oppgaver/")).text


@pytest.mark.parametrize(
    ("query", "is_open", "is_done"),
    [
        ("", True, False), ("state=done", False, True), ("state=tull", True, False), ("kind=todo/own", True, False),
        ("kind=tull", True, False), ("state=done&kind=todo/own", False, True),
    ],
)  # fmt: skip
def test_list_filters(world, query, is_open, is_done):
    address = world.here.url(f"oppgaver/?{query}")
    client = world.here.client(Role.ADVISOR)
    assert ("Fjord oppgave" in client.get(address).text) is is_open
    change(world.here, done_at=timezone.now())
    assert ("Fjord oppgave" in client.get(address).text) is is_done


def test_empty_list_says_why(world):
    with world.here.scope():
        Task.objects.all().delete()
    client = world.here.client(Role.ADVISOR)
    assert "Nothing waits for you" in client.get(world.here.url("oppgaver/")).text
    assert "Nothing waits to be done" in client.get(world.here.url("oppgaver/?vis=alle")).text
    assert "No task fits the filter" in client.get(world.here.url("oppgaver/?state=done")).text


def test_task_is_written_for_oneself_unless_told_otherwise(world):
    client = world.here.client(Role.ADVISOR)
    form = client.get(world.here.url("oppgaver/ny/")).context["form"]
    assert form.initial["assigned"].user == world.here.users[Role.ADVISOR]
    due_on = timezone.localdate() + timedelta(days=7)
    answers = {"text": "Call the school", "assigned": "", "due_on": due_on.isoformat(), "serial": uuid4()}
    for _click in range(2):
        assert client.post(world.here.url("oppgaver/ny/"), answers).status_code == 302
    with world.here.scope():
        task = Task.objects.get(facts__text="Call the school")
    assert (task.assigned, task.due_on, task.raised_by) == (None, due_on, world.here.users[Role.ADVISOR])


def test_task_without_words_is_shown_again(world):
    answers = {"text": " ", "serial": uuid4()}
    assert world.here.client(Role.ADVISOR).post(world.here.url("oppgaver/ny/"), answers).status_code == 422


def test_task_is_given_to_a_colleague(world):
    with world.here.scope():
        colleague = Membership.objects.get(user=world.here.users[Role.ADMINISTRATOR])
        reader = Membership.objects.get(user=world.here.users[Role.READER])
    client = world.here.client(Role.ADVISOR)
    assert client.post(path(world.here, "fordel/"), {"assigned": reader.pk}).status_code == 422
    answer = client.post(path(world.here, "fordel/"), {"assigned": colleague.pk}, follow=True)
    assert "The task now belongs to Fjord Administrator." in answer.text
    assert stored(world.here).assigned == colleague
    answer = client.post(path(world.here, "fordel/"), {"assigned": ""}, follow=True)
    assert "The task now belongs to the whole office." in answer.text


def test_task_of_another_office_is_not_there(world):
    client = world.here.client(Role.ADVISOR)
    for step in ("utfort/", "gjenapne/", "fordel/"):
        assert client.post(world.here.url(f"oppgaver/{world.there.rows.task.pk}/{step}")).status_code == 404


def test_my_day_shows_first_tasks_with_their_button(world):
    page = world.here.client(Role.ADVISOR).get(world.here.url("min-dag/")).text
    assert "Fjord oppgave" in page and path(world.here, "utfort/") in page
    reader = world.here.client(Role.READER).get(world.here.url("min-dag/")).text
    assert path(world.here, "utfort/") not in reader


@pytest.mark.parametrize("step", ["oppgaver/ny/", "oppgaver/{}/", "oppgaver/{}/fordel/"])
def test_every_form_can_be_left(world, step):
    page = world.here.client(Role.ADVISOR).get(world.here.url(step.format(world.here.rows.task.pk))).text
    assert "Cancel" in page
