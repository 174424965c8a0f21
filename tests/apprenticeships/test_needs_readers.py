"""Is a needs mapping open to those who are named and nobody else, and does no word of it stand anywhere else?"""

import json

import pytest
from django.db import connection

from apprenticeships.actions import needs as actions
from apprenticeships.models import Apprenticeship, NeedsReader
from apprenticeships.needs_readers import may_be_named
from okportal.audit.models import Event, Viewing
from okportal.outbox.models import Message
from okportal.permissions import COMPANY_ROLES, Role
from tests.apprenticeships.mapped import A_DAY, SECRET, page_of, readers_on, tab

FOUND_NOWHERE = [role for role in Role if role not in (Role.ADVISOR, Role.APPRENTICE)]


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
