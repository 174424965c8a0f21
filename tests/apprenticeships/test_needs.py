"""Is a needs mapping made once and sealed, corrected without losing its questions, and looked at again in time?"""

import pytest
from django.db import connection
from django.utils import timezone

from apprenticeships.actions import needs as actions
from apprenticeships.models import NeedsMapping, NeedsTemplate
from apprenticeships.needs import unpacked
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.permissions import Role
from okportal.todo.models import Task
from tests.apprenticeships.mapped import A_DAY, SECRET, make, page_of, readers_on, tab

# --- make


def test_maker_is_always_a_reader(inside):
    mapping = make(inside, readers=[Role.TRAINING_SUPERVISOR])
    expected = {inside.users[Role.ADVISOR].pk, inside.users[Role.TRAINING_SUPERVISOR].pk}
    assert readers_on(mapping, mapping.made_on) == expected
    named = Event.objects.about(mapping).filter(verb="needs.reader_named")
    assert {event.facts["user"] for event in named} == expected


def test_answers_are_sealed(inside):
    mapping = make(inside)
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM apprenticeships_needsmapping t WHERE id = %s", [mapping.pk])
        assert SECRET not in cursor.fetchone()[0]
    mapping.refresh_from_db()
    assert unpacked(mapping.answers)[0]["answer"] == f"{SECRET} answer"


def test_second_click_makes_one(inside):
    assert make(inside, readers=[Role.HR]).pk == make(inside, readers=[Role.HR]).pk
    assert make(inside, answers=["other"]).pk != make(inside).pk


@pytest.mark.parametrize(("days", "field"), [((1, None), "made_on"), ((0, 0), "review_on"), ((0, -1), "review_on")])
def test_days_that_cannot_be_are_refused(inside, days, field):
    today = inside.member(Role.ADVISOR).today
    made_on, review_on = (None if day is None else today + day * A_DAY for day in days)
    with pytest.raises(Refused) as refusal:
        make(inside, made_on=made_on, review_on=review_on)
    assert refusal.value.field == field


@pytest.mark.parametrize("role", Role)
def test_only_advisors_and_administrators_make_one(here, role):
    status = here.client(role).get(tab(here, "ny/")).status_code
    assert status == (200 if role in (Role.ADVISOR, Role.ADMINISTRATOR) else 404)


def test_readers_are_named_before_saving_and_stand_above_the_button(here):
    text = here.client(Role.ADVISOR).get(tab(here, f"ny/?mal={here.rows.needs_template.pk}")).content.decode()
    form = text.split('id="h-readers"')[1]
    readers, button = form.split("Save for these readers")[0], form.index("form-actions")
    assert "Fjord Lærling" in readers and "You, who make it" in readers
    assert "Fjord Training_Supervisor · Training supervisor" in readers
    assert f'value="{here.users[Role.TRAINING_SUPERVISOR].pk}"' in readers
    assert f'value="{here.users[Role.ADVISOR].pk}"' not in readers  # the maker is no choice
    assert form.index('name="readers"') < button


def test_form_saves_for_those_who_are_ticked(here):
    today = here.rows.mapping.made_on
    given = {
        "question_0": SECRET, "adaptation": "", "made_on": today, "review_on": "",
        "readers": [here.users[Role.INSTRUCTOR].pk],
    }  # fmt: skip
    response = here.client(Role.ADVISOR).post(tab(here, f"ny/?mal={here.rows.needs_template.pk}"), given)
    with here.scope():
        mapping = NeedsMapping.objects.exclude(pk=here.rows.mapping.pk).get()
        assert readers_on(mapping, today) == {here.users[Role.ADVISOR].pk, here.users[Role.INSTRUCTOR].pk}
    assert response["Location"] == here.url(f"laerlinger/kartlegging/{mapping.pk}/")
    assert SECRET in here.client(Role.INSTRUCTOR).get(response["Location"]).content.decode()


def test_nothing_written_is_refused(here):
    given = {"question_0": " ", "adaptation": "", "made_on": here.rows.mapping.made_on}
    response = here.client(Role.ADVISOR).post(tab(here, f"ny/?mal={here.rows.needs_template.pk}"), given)
    assert response.status_code == 422
    assert "at least one answer" in response.content.decode()


def test_without_a_template_the_portals_questions_are_offered(here):
    with here.scope():
        NeedsTemplate.objects.update(is_active=False)
    client = here.client(Role.ADVISOR)
    assert "Begin with the portal" in client.get(tab(here, "ny/")).content.decode()
    response = client.post(here.url("laerlinger/kartlegging/maler/standard/"), {"next": tab(here, "ny/")})
    assert response["Location"] == tab(here, "ny/")
    assert "nynorsk" in client.get(tab(here, "ny/")).content.decode()


def test_next_leads_nowhere_else(here):
    address = here.url("laerlinger/kartlegging/maler/standard/")
    response = here.client(Role.ADVISOR).post(address, {"next": "https://evil.example/"})
    assert response["Location"] == here.url("laerlinger/kartlegging/maler/")


def test_edit_keeps_questions_and_refuses_an_older_version(here):
    client, today = here.client(Role.ADVISOR), here.rows.mapping.made_on
    assert "Fjord behov" in client.get(page_of(here, "endre/")).content.decode()
    given = {"question_0": "Nytt", "adaptation": "", "made_on": today, "review_on": "", "version": 1}
    assert client.post(page_of(here, "endre/"), given).status_code == 302
    response = client.post(page_of(here, "endre/"), given | {"question_0": "Seint"})
    assert response.status_code == 422
    assert "Seint" in response.content.decode()
    with here.scope():
        row = NeedsMapping.objects.get(pk=here.rows.mapping.pk)
        assert unpacked(row.answers) == [{"question": "Fjord spørsmål", "answer": "Nytt"}]
        assert row.version == 2


# --- look at it again


def reviews():
    return Task.objects.filter(kind=actions.REVIEW)


def test_day_to_look_again_is_a_task_without_content(inside):
    member = inside.member(Role.ADVISOR)
    mapping = make(inside, review_on=member.today + 90 * A_DAY)
    task = reviews().get()
    assert (task.due_on, task.assigned.user) == (mapping.review_on, member.user)
    assert task.facts == {"apprentice": "Fjord Lærling"}
    for word in (SECRET, "eeds", "apping", "kartlegging"):
        assert word not in f"{task.title} {task.next_action} {task.page} {task.page_url}"


def test_day_moved_moves_the_task_and_without_it_there_is_none(inside):
    member = inside.member(Role.ADVISOR)
    mapping = make(inside, review_on=member.today + 90 * A_DAY)

    def moved_to(day):
        mapping.refresh_from_db()
        actions.edit_mapping(
            mapping=mapping, answers=[SECRET], adaptation="", made_on=mapping.made_on, review_on=day,
            version=mapping.version, by=member,
        )  # fmt: skip
        return reviews().get()

    assert moved_to(member.today + 30 * A_DAY).due_on == member.today + 30 * A_DAY
    assert moved_to(None).done_at is not None
    assert moved_to(member.today + 60 * A_DAY).done_at is None
    reviews().update(done_at=timezone.now(), done_by=member.user)
    assert moved_to(member.today + 60 * A_DAY).done_at is not None  # done; nothing has changed
