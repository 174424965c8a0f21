"""Notes: for whom they are, who finds them, and what is left of one that is withdrawn."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from apprenticeships.actions import notes as actions
from apprenticeships.audience import can_open, readers_of
from apprenticeships.models import Apprenticeship, Note
from apprenticeships.note_readers import narrowed
from okportal.audit.models import Event, Viewing
from okportal.errors import Refused
from okportal.permissions import COMPANY_ROLES, OFFICE_ROLES, Role

Audience = Note.Audience
WRITERS = {*COMPANY_ROLES, Role.ADMINISTRATOR, Role.ADVISOR}
READ_BY = {
    Audience.OFFICE: set(OFFICE_ROLES),
    Audience.SHARED: {*OFFICE_ROLES, *COMPANY_ROLES},
    Audience.ALL: {*OFFICE_ROLES, *COMPANY_ROLES, Role.APPRENTICE},
}
TEXT = "Qwertz has been said"


def tab(here, step=""):
    return here.url(f"laerlinger/{here.rows.apprenticeship.pk}/notater/{step}")


def page_of(here, note, step=""):
    return here.url(f"laerlinger/notater/{note.pk}/{step}")


def write(here, role=Role.ADVISOR, audience=Audience.SHARED, text=TEXT):
    with here.scope():
        return actions.write(
            apprenticeship=here.rows.apprenticeship, audience=audience, text=text, by=here.member(role)
        )


def stored(here, note):
    with here.scope():
        return Note.objects.get(pk=note.pk)


def names(text):
    """What stands beside the button, by audience."""
    parts = text.split('data-audience="')[1:]
    return {part.split('"')[0]: part.split("form-actions")[0] for part in parts}


# --- who reads it


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("role", [role for role in Role if role != Role.GUARDIAN])
def test_each_reads_what_is_meant_for_them(here, role, audience):
    write(here, audience=audience)
    text = here.client(role).get(tab(here)).content.decode()
    assert (TEXT in text) == (role in READ_BY[audience])


def test_guardian_has_no_such_page(here):
    assert here.client(Role.GUARDIAN).get(tab(here)).status_code == 404


@pytest.mark.parametrize("audience", Audience)
def test_names_beside_the_button_are_those_who_find_it(here, audience):
    """The list, and Note.visible_to asked as each person: the same people."""
    note = write(here, audience=audience)
    with here.scope():
        file = Apprenticeship.objects.select_related("apprentice").get(pk=here.rows.apprenticeship.pk)
        today = here.member(Role.ADVISOR).today
        listed = narrowed(can_open(file, today), audience)
        assert listed == readers_of(file, audience, today)
        finds = {
            user.pk
            for role, user in here.users.items()
            if Note.objects.visible_to(here.member(role)).filter(pk=note.pk).exists()
        }
    assert {reader.user_id for reader in listed} == finds


def test_apprentice_who_is_also_in_the_company_is_on_no_shared_list(here):
    with here.scope():
        file = Apprenticeship.objects.select_related("apprentice").get(pk=here.rows.apprenticeship.pk)
        file.apprentice.user = here.users[Role.INSTRUCTOR]
        file.apprentice.save()
        for audience in Audience:
            assert narrowed(can_open(file), audience) == readers_of(file, audience)
        shared = {reader.user_id for reader in narrowed(can_open(file), Audience.SHARED)}
    note = write(here)
    with here.scope():
        assert here.users[Role.INSTRUCTOR].pk not in shared
        assert not Note.objects.visible_to(here.member(Role.INSTRUCTOR)).filter(pk=note.pk).exists()


def test_note_of_another_office_does_not_exist(world):
    foreign = world.there.rows.note
    for role in Role:
        client = world.here.client(role)
        for step in ("", "trekk/"):
            assert client.get(page_of(world.here, foreign, step)).status_code == 404
            assert client.post(page_of(world.here, foreign, step), {"text": "x", "version": 1}).status_code == 404


def test_looking_leaves_a_line(here):
    here.client(Role.TRAINING_SUPERVISOR).get(tab(here))
    with here.scope():
        assert Viewing.objects.about(here.rows.apprentice).first().page == "apprenticeships:notes"


# --- who writes, for whom


@pytest.mark.parametrize("role", Role)
def test_office_writes_for_three_the_company_for_two_the_apprentice_for_none(here, role):
    response = here.client(role).get(tab(here, "nytt/"))
    if role not in WRITERS:
        assert response.status_code == 404
        assert here.client(role).post(tab(here, "nytt/"), {"text": TEXT, "audience": "all"}).status_code == 404
        return
    expected = {"office", "shared", "all"} if role in OFFICE_ROLES else {"shared", "all"}
    assert set(names(response.content.decode())) == expected


@pytest.mark.parametrize("role", COMPANY_ROLES)
def test_company_cannot_write_into_the_offices_journal(here, role):
    response = here.client(role).post(tab(here, "nytt/"), {"text": TEXT, "audience": "office"})
    assert response.status_code == 422
    with here.scope():
        assert not Note.objects.filter(written_by=here.users[role]).exists()


def test_names_follow_the_audience(here):
    found = names(here.client(Role.ADVISOR).get(tab(here, "nytt/")).content.decode())
    for audience, roles in READ_BY.items():
        listed = {role for role in Role if here.users[role].name in found[audience] or (
            role == Role.APPRENTICE and "Fjord Lærling" in found[audience]
        )}  # fmt: skip
        assert listed == roles
    assert "(you)" in found["office"]


def test_nobody_is_chosen_beforehand(here):
    text = here.client(Role.ADVISOR).get(tab(here, "nytt/")).content.decode()
    assert text.count('name="audience"') == 3
    assert "checked" not in text.split('name="audience"', 1)[1].split("</fieldset>")[0]
    response = here.client(Role.ADVISOR).post(tab(here, "nytt/"), {"text": TEXT})
    assert response.status_code == 422
    assert TEXT in response.content.decode()


def test_saved_note_stands_first_and_in_the_trail_without_its_words(here):
    response = here.client(Role.INSTRUCTOR).post(tab(here, "nytt/"), {"text": TEXT, "audience": "all"})
    assert response["Location"] == tab(here)
    with here.scope():
        note = Note.objects.first()
        assert (note.written_by, note.written_by_name) == (here.users[Role.INSTRUCTOR], "Fjord Instructor")
        event = Event.objects.about(note).get()
    assert (event.verb, event.facts) == ("note.written", {"audience": "all"})


def test_second_click_writes_one(here):
    first = write(here)
    assert write(here).pk == first.pk
    assert write(here, audience=Audience.ALL).pk != first.pk
    assert write(here, role=Role.HR).pk != first.pk


def test_same_words_later_are_another_note(here):
    first = write(here)
    with here.scope():
        Note.objects.filter(pk=first.pk).update(written_at=timezone.now() - timedelta(minutes=3))
    assert write(here).pk != first.pk


def test_who_cannot_open_the_file_writes_nothing(here):
    with here.scope():
        Apprenticeship.objects.update(instructor=None)
    response = here.client(Role.INSTRUCTOR).post(tab(here, "nytt/"), {"text": TEXT, "audience": "all"})
    assert response.status_code == 404


def test_own_file_is_no_place_to_write_also_for_one_of_the_company(here):
    with here.scope():
        here.rows.apprentice.user = here.users[Role.INSTRUCTOR]
        here.rows.apprentice.save()
    assert here.client(Role.INSTRUCTOR).get(tab(here, "nytt/")).status_code == 404


def test_words_are_sealed(here):
    write(here)
    with here.scope(), connection.cursor() as cursor:
        for table in ("apprenticeships_note", "audit_event", "audit_viewing", "outbox_message", "todo_task"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", ["%Qwertz%"])  # noqa: S608
            assert cursor.fetchone()[0] == 0, table
    assert write(here).text == TEXT


# --- change


@pytest.mark.parametrize("role", Role)
def test_only_the_writer_changes_it(here, role):
    note = write(here, audience=Audience.ALL)
    response = here.client(role).post(page_of(here, note), {"text": "Other words", "version": 1})
    assert response.status_code == (302 if role == Role.ADVISOR else 404)
    assert (stored(here, note).text == "Other words") == (role == Role.ADVISOR)


def test_changed_note_says_so_and_keeps_its_readers(here):
    note = write(here)
    client = here.client(Role.ADVISOR)
    text = client.get(page_of(here, note)).content.decode()
    assert set(names(text)) == {"shared"}
    assert 'name="audience"' not in text
    client.post(page_of(here, note), {"text": "Other words", "version": 1, "audience": "all"})
    note = stored(here, note)
    assert (note.audience, note.version, note.edited_at is not None) == (Audience.SHARED, 2, True)
    assert "changed" in client.get(tab(here)).content.decode()


def test_stale_change_is_refused_with_the_text_kept(here):
    note, client = write(here), here.client(Role.ADVISOR)
    client.post(page_of(here, note), {"text": "First", "version": 1})
    response = client.post(page_of(here, note), {"text": "Second", "version": 1})
    assert response.status_code == 422
    assert "Second" in response.content.decode()
    assert stored(here, note).text == "First"


# --- withdraw


@pytest.mark.parametrize("role", Role)
def test_writer_and_administrator_withdraw(here, role):
    note = write(here, audience=Audience.ALL)
    response = here.client(role).post(page_of(here, note, "trekk/"))
    may = role in (Role.ADVISOR, Role.ADMINISTRATOR)
    assert response.status_code == (302 if may else 404)
    assert (stored(here, note).withdrawn_at is not None) == may


def test_nobody_reads_a_withdrawn_note_but_the_trail_says_it_was_there(here):
    note, client = write(here), here.client(Role.ADVISOR)
    assert TEXT not in client.get(page_of(here, note, "trekk/")).content.decode()
    client.post(page_of(here, note, "trekk/"))
    for role in (Role.ADVISOR, Role.ADMINISTRATOR, Role.TRAINING_SUPERVISOR):
        text = here.client(role).get(tab(here)).content.decode()
        assert TEXT not in text
        assert "Withdrawn" in text
    for step in ("", "trekk/"):
        assert client.get(page_of(here, note, step)).status_code == 404
    with here.scope():
        assert Event.objects.about(note).first().verb == "note.withdrawn"


def test_withdrawn_twice_is_refused(inside):
    note, member = write(inside), inside.member(Role.ADVISOR)
    actions.withdraw(note=note, by=member)
    with pytest.raises(Refused, match="is withdrawn"):
        actions.withdraw(note=note, by=member)
    with pytest.raises(Refused, match="is withdrawn"):
        actions.edit(note=note, text="x", version=1, by=member)


# --- filter and pages


@pytest.mark.parametrize("audience", Audience)
def test_filter_by_audience(here, audience):
    for one in Audience:
        write(here, audience=one, text=f"Words for {one}")
    text = here.client(Role.ADVISOR).get(tab(here), {"audience": audience}).content.decode()
    assert [one for one in Audience if f"Words for {one}" in text] == [audience]


def test_filter_offers_only_what_one_reads(here):
    def offered(role):
        text = here.client(role).get(tab(here)).content.decode()
        return [one for one in Audience if f'<option value="{one}"' in text]

    assert offered(Role.READER) == list(Audience)
    assert offered(Role.INSTRUCTOR) == [Audience.SHARED, Audience.ALL]
    assert offered(Role.APPRENTICE) == []


def test_company_cannot_ask_for_the_offices_notes(here):
    write(here, audience=Audience.OFFICE)
    text = here.client(Role.HR).get(tab(here), {"audience": "office"}).content.decode()
    assert TEXT not in text


def test_notes_come_by_the_page(here):
    for number in range(21):
        write(here, text=f"Number {number}.")
    text = here.client(Role.HR).get(tab(here)).content.decode()
    assert text.count('class="note"') == 20
    assert "Number 0." in here.client(Role.HR).get(tab(here), {"page": 2}).content.decode()


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.ADMINISTRATOR, Role.TRAINING_SUPERVISOR])
def test_who_is_in_training_here_reads_of_notes_what_is_meant_for_all(inside, role):
    rows = inside.rows
    rows.apprentice.user = inside.users[role]
    rows.apprentice.save()
    Note.objects.all().delete()
    for audience in Audience:
        Note.objects.create(
            office=inside.office, apprenticeship=rows.apprenticeship, audience=audience, text=TEXT,
            written_by=inside.users[Role.READER], written_by_name="Leser",
        )  # fmt: skip
    assert [note.audience for note in Note.objects.visible_to(inside.member(role))] == [Audience.ALL]
    file = Apprenticeship.objects.select_related("apprentice").get(pk=rows.apprenticeship.pk)
    for audience in Audience:
        sides = {reader.side for reader in readers_of(file, audience) if reader.user_id == inside.users[role].pk}
        assert sides == ({"self"} if audience == Audience.ALL else set())
