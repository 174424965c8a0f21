"""Needs mappings: sealed, for those who are named and nobody else."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.translation import override

from apprenticeships.actions import needs as actions
from apprenticeships.models import Apprenticeship, NeedsMapping, NeedsReader, NeedsTemplate
from apprenticeships.needs import LANGUAGES, default_template, packed, unpacked
from apprenticeships.needs_readers import may_be_named
from okportal.audit.models import Event, Viewing
from okportal.errors import Refused
from okportal.outbox.models import Message
from okportal.permissions import COMPANY_ROLES, Role
from okportal.todo.models import Task

A_DAY = timedelta(days=1)
SECRET = "Zyxwvut"  # in every answer: found anywhere but in the sealed columns, it has leaked
FOUND_NOWHERE = [role for role in Role if role not in (Role.ADVISOR, Role.APPRENTICE)]


@pytest.fixture
def here(world):
    return world.here


@pytest.fixture
def inside(here):
    with here.scope():
        yield here


def tab(here, step=""):
    return here.url(f"laerlinger/{here.rows.apprenticeship.pk}/kartlegging/{step}")


def page_of(here, step=""):
    return here.url(f"laerlinger/kartlegging/{here.rows.mapping.pk}/{step}")


def make(here, role=Role.ADVISOR, readers=(), **changes):
    member = here.member(role)
    given = {
        "answers": [f"{SECRET} answer"], "adaptation": f"{SECRET} arranged", "made_on": member.today, "review_on": None,
    } | changes  # fmt: skip
    return actions.make_mapping(
        apprenticeship=here.rows.apprenticeship, template=here.rows.needs_template, by=member,
        readers=[here.users[reader].pk for reader in readers], **given,
    )  # fmt: skip


def readers_on(mapping, day):
    return set(mapping.readers.on(day).values_list("user_id", flat=True))


# --- the portal's own questions


@pytest.mark.parametrize("language", LANGUAGES)
def test_default_template_has_its_language_and_no_diagnosis_question(language):
    template = default_template(language)
    assert template.title.endswith(LANGUAGES[language])
    assert len(template.questions) == len(set(template.questions)) >= 8
    assert not [question for question in template.questions if "diagnos" in question.lower()]


def test_answers_keep_their_questions():
    questions, answers = ["Hva?", "Hvordan, «da»?"], ["", "æøå\n2"]
    pairs = unpacked(packed(questions, answers))
    assert [(pair["question"], pair["answer"]) for pair in pairs] == list(zip(questions, answers, strict=True))


def test_default_templates_are_made_once_for_each_language(inside):
    NeedsMapping.objects.all().delete()
    NeedsTemplate.objects.all().delete()
    inside.office.languages = "nb,nn"
    inside.office.save()
    first = actions.make_default_templates(by=inside.member(Role.ADVISOR))
    again = actions.make_default_templates(by=inside.member(Role.ADVISOR))
    assert [row.pk for row in first] == [row.pk for row in again]
    assert [row.title.rpartition(" ")[2] for row in first] == ["bokmål", "nynorsk"]
    assert Event.objects.filter(verb="needs_template.made").count() == 2


def test_language_of_the_reader_does_not_decide_the_templates(inside):
    with override("nn"):
        assert default_template("en").questions[0].startswith("What do you do well")


# --- templates


def test_template_with_a_known_title_is_refused(inside):
    given = {"introduction": "", "questions": ["?"], "by": inside.member(Role.ADVISOR)}
    with pytest.raises(Refused) as refusal:
        actions.add_template(title=inside.rows.needs_template.title, **given)
    assert refusal.value.field == "title"
    assert actions.add_template(title="Another", **given).pk


def test_changed_template_leaves_mappings_as_they_are(inside):
    template = inside.rows.needs_template
    mapping = make(inside)
    given = {"title": "New", "introduction": "", "is_active": False, "by": inside.member(Role.ADVISOR)}
    actions.edit_template(template=template, questions=["Something else?"], version=1, **given)
    mapping.refresh_from_db()
    assert unpacked(mapping.answers)[0]["question"] == "Fjord spørsmål"
    with pytest.raises(Refused, match="changed this"):
        actions.edit_template(template=template, questions=["Late?"], version=1, **given)


@pytest.mark.parametrize("role", Role)
def test_templates_are_for_advisors_and_administrators(here, role):
    client = here.client(role)
    may = role in (Role.ADVISOR, Role.ADMINISTRATOR)
    for path in ("", "ny/", f"{here.rows.needs_template.pk}/"):
        assert client.get(here.url(f"laerlinger/kartlegging/maler/{path}")).status_code == (200 if may else 404)
    response = client.post(here.url("laerlinger/kartlegging/maler/standard/"))
    assert response.status_code == (302 if may else 404)


def test_template_of_another_office_does_not_exist(world):
    client, foreign = world.here.client(Role.ADVISOR), world.there.rows.needs_template.pk
    assert client.get(world.here.url(f"laerlinger/kartlegging/maler/{foreign}/")).status_code == 404
    assert client.get(tab(world.here, f"ny/?mal={foreign}")).status_code == 404


def test_template_is_written_one_question_a_line(here):
    client = here.client(Role.ADVISOR)
    given = {"title": "Kort", "questions": " Hva?\n\n  Hvordan? \n"}
    client.post(here.url("laerlinger/kartlegging/maler/ny/"), given)
    with here.scope():
        assert NeedsTemplate.objects.get(title="Kort").questions == ["Hva?", "Hvordan?"]
    too_many = {"title": "Lang", "questions": "\n".join(f"Nr {number}?" for number in range(31))}
    assert client.post(here.url("laerlinger/kartlegging/maler/ny/"), too_many).status_code == 422
    too_long = {"title": "Lang", "questions": "x" * 301}
    assert client.post(here.url("laerlinger/kartlegging/maler/ny/"), too_long).status_code == 422


# --- who may be named


def test_those_who_open_the_file_may_be_named_but_no_office_reader(inside):
    offered = {reader.user_id for reader in may_be_named(inside.rows.apprenticeship, inside.member(Role.ADVISOR).today)}
    expected = {*COMPANY_ROLES, Role.ADMINISTRATOR, Role.ADVISOR}
    assert offered == {inside.users[role].pk for role in expected}


def test_who_cannot_open_the_file_cannot_be_named(here):
    with here.scope():
        Apprenticeship.objects.update(instructor=None)
    response = here.client(Role.ADVISOR).post(
        tab(here, f"ny/?mal={here.rows.needs_template.pk}"),
        {"question_0": "a", "made_on": "2026-01-02", "readers": [here.users[Role.INSTRUCTOR].pk]},
    )
    assert response.status_code == 422


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


# --- who opens it


@pytest.mark.parametrize("role", FOUND_NOWHERE)
def test_who_is_not_named_finds_nothing(here, role):
    client = here.client(role)
    for step in ("", "endre/", "lesere/"):
        assert client.get(page_of(here, step)).status_code == 404
        assert client.post(page_of(here, step), {"readers": [here.users[role].pk]}).status_code == 404
    with here.scope():
        assert NeedsReader.objects.count() == 1
        assert not Viewing.objects.filter(page="apprenticeships:needs_mapping").exists()


def test_administrator_sees_the_tab_but_not_that_there_is_one(here):
    text = here.client(Role.ADMINISTRATOR).get(tab(here)).content.decode()
    assert "Nothing here that you may open" in text
    assert "Fjord kartlegging" not in text


@pytest.mark.parametrize("role", Role)
def test_tab_is_there_only_for_those_who_open_or_make_one(here, role):
    client = here.client(role)
    may = role in (Role.ADVISOR, Role.ADMINISTRATOR, Role.APPRENTICE)
    assert client.get(tab(here)).status_code == (200 if may else 404)
    if role != Role.GUARDIAN:
        file = client.get(here.url(f"laerlinger/{here.rows.apprenticeship.pk}/")).content.decode()
        assert (f'href="{tab(here)}"' in file) == may


@pytest.mark.parametrize("role", [Role.TRAINING_SUPERVISOR, Role.ADMINISTRATOR, Role.HR])
def test_named_reader_opens_it_until_taken_from_the_list(here, role):
    client = here.client(role)
    with here.scope():
        member, user = here.member(Role.ADVISOR), here.users[role]
        actions.set_readers(mapping=here.rows.mapping, readers=[user.pk], by=member)
    assert "Fjord behov" in client.get(page_of(here)).content.decode()
    assert client.get(tab(here)).status_code == 200
    with here.scope():
        NeedsReader.objects.update(from_on=member.today - 30 * A_DAY)
        actions.set_readers(mapping=here.rows.mapping, readers=[], by=member)
        row = NeedsReader.objects.get(user=user)
        assert row.to_on == member.today - A_DAY
    assert client.get(page_of(here)).status_code == 404


def test_reader_who_no_longer_opens_the_file_does_not_open_the_mapping(here):
    with here.scope():
        supervisor = here.users[Role.TRAINING_SUPERVISOR].pk
        actions.set_readers(mapping=here.rows.mapping, readers=[supervisor], by=here.member(Role.ADVISOR))
        Apprenticeship.objects.update(supervisor=None)
    assert here.client(Role.TRAINING_SUPERVISOR).get(page_of(here)).status_code == 404


def test_apprentice_reads_the_own_and_changes_nothing(here):
    client = here.client(Role.APPRENTICE)
    text = client.get(page_of(here)).content.decode()
    assert "Fjord behov" in text and "Fjord tilrettelegging" in text
    assert "endre/" not in text
    assert client.get(page_of(here, "endre/")).status_code == 404


def test_mapping_of_another_office_does_not_exist(world):
    for role in Role:
        client = world.here.client(role)
        foreign = world.there.rows.mapping.pk
        assert client.get(world.here.url(f"laerlinger/kartlegging/{foreign}/")).status_code == 404


def test_each_look_stands_in_the_apprentices_own_log(here):
    for _time in range(2):
        here.client(Role.ADVISOR).get(page_of(here))
    with here.scope():
        lines = Viewing.objects.about(here.rows.apprentice).filter(page="apprenticeships:needs_mapping")
        assert [line.by_name for line in lines] == ["Fjord ADVISOR".title()] * 2
    log = here.client(Role.APPRENTICE).get(here.url(f"laerlinger/{here.rows.apprenticeship.pk}/innsyn/"))
    assert log.content.decode().count("Fjord Advisor") >= 2


# --- later


def test_readers_are_changed_with_dates(inside):
    mapping, member = inside.rows.mapping, inside.member(Role.ADVISOR)
    supervisor, hr = (inside.users[role].pk for role in (Role.TRAINING_SUPERVISOR, Role.HR))
    actions.set_readers(mapping=mapping, readers=[supervisor], by=member)
    actions.set_readers(mapping=mapping, readers=[supervisor], by=member)
    assert mapping.readers.count() == 2
    actions.set_readers(mapping=mapping, readers=[hr], by=member)  # named today, taken away today: no day is left
    assert readers_on(mapping, member.today) == {mapping.made_by_id, hr}
    assert not mapping.readers.filter(user_id=supervisor).exists()
    verbs = list(Event.objects.about(mapping).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["needs.reader_named", "needs.reader_removed", "needs.reader_named"]


def test_maker_stays_whoever_changes_the_list(inside):
    member = inside.member(Role.ADVISOR)
    actions.set_readers(mapping=inside.rows.mapping, readers=[], by=member)
    assert readers_on(inside.rows.mapping, member.today) == {member.user.pk}


def test_every_box_unticked_is_an_answer(here):
    with here.scope():
        hr = here.users[Role.HR].pk
        actions.set_readers(mapping=here.rows.mapping, readers=[hr], by=here.member(Role.ADVISOR))
    here.client(Role.ADVISOR).post(page_of(here, "lesere/"))
    with here.scope():
        assert list(here.rows.mapping.readers.values_list("user_id", flat=True)) == [here.users[Role.ADVISOR].pk]


def test_stranger_cannot_be_named_later(here):
    client, reader = here.client(Role.ADVISOR), here.users[Role.READER].pk
    assert client.post(page_of(here, "lesere/"), {"readers": [reader]}).status_code == 422


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


# --- nothing of it anywhere else


def test_no_table_holds_a_word_of_it_outside_the_seal(here):
    today = here.rows.mapping.made_on
    client = here.client(Role.ADVISOR)
    given = {"question_0": SECRET, "adaptation": SECRET, "made_on": today, "review_on": today + 40 * A_DAY}
    made = client.post(tab(here, f"ny/?mal={here.rows.needs_template.pk}"), given)["Location"]
    client.get(made)
    client.post(f"{made}endre/", given | {"version": 1})
    client.post(f"{made}lesere/", {"readers": [here.users[Role.HR].pk]})
    with here.scope(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        assert "outbox_message" in tables
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text ILIKE %s", [f"%{SECRET}%"])  # noqa: S608
            assert cursor.fetchone()[0] == 0, table
        assert not Message.objects.filter(facts__icontains=SECRET).exists()


@pytest.mark.parametrize(
    "path", ["laerlinger/", "laerlinger/{}/", "oppgaver/", "sok/?q=Fjord", "laerlinger/{}/notater/"]
)
def test_no_other_page_says_a_word_of_it(here, path):
    for role in (Role.ADVISOR, Role.ADMINISTRATOR, Role.TRAINING_SUPERVISOR):
        text = here.client(role).get(here.url(path.format(here.rows.apprenticeship.pk))).content.decode()
        assert "Fjord behov" not in text and "Fjord tilrettelegging" not in text


def test_log_says_nothing_of_it(here, caplog):
    with caplog.at_level("DEBUG"):
        given = {"question_0": SECRET, "adaptation": SECRET, "made_on": "nonsense"}
        here.client(Role.ADVISOR).post(tab(here, f"ny/?mal={here.rows.needs_template.pk}"), given)
    assert SECRET not in caplog.text
    assert SECRET not in json.dumps([str(record.args) for record in caplog.records if "sql" not in record.name])
