"""Does one timeline tell everything that its reader may know, in order, page by page?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from apprenticeships.models import Absence, Apprenticeship, Note, Placement, Relation
from followup.models import Talk
from okportal.audit.models import Viewing
from okportal.home.timeline import KINDS, PAGE, page_of
from okportal.offices.models import Membership
from okportal.outbox.models import Message
from okportal.permissions import Permission, Role


def address(cast, query=""):
    return cast.url(f"laerlinger/{cast.rows.apprenticeship.pk}/tidslinje/{query}")


def read(cast, role, query=""):
    answer = cast.client(role).get(address(cast, query))
    assert answer.status_code == 200
    return answer.content.decode()


def note(cast, audience, text, **more):
    author = cast.users[Role.ADVISOR]
    return Note.objects.create(
        office=cast.office, apprenticeship=cast.rows.apprenticeship, audience=audience, text=text, written_by=author,
        written_by_name=author.name, **more,
    )  # fmt: skip


@pytest.fixture
def full(world):
    """A line of every kind."""
    cast = world.here
    today, rows = timezone.localdate(), cast.rows
    with cast.scope():
        mine = {"office": cast.office, "apprenticeship": rows.apprenticeship}
        Placement.objects.create(
            **mine, company=rows.company, establishment=rows.establishment, from_on=today - timedelta(days=90),
            to_on=today + timedelta(days=90),
        )  # fmt: skip
        Relation.objects.filter(apprenticeship=rows.apprenticeship).delete()
        Relation.objects.create(
            **mine, kind="supervisor", person=rows.training_supervisor, from_on=today - timedelta(days=300)
        )
        Absence.objects.create(
            **mine, kind="illness", from_on=today - timedelta(days=9), to_on=today - timedelta(days=5),
            reported_by=cast.users[Role.TRAINING_SUPERVISOR],
        )  # fmt: skip
        rows.registration.registered_on = today - timedelta(days=3)
        rows.registration.save()
        for audience in Note.Audience.values:
            note(cast, audience, f"for {audience}")
        Message.objects.create(
            office=cast.office, key="timeline:1", template="people/invitation", to_email=rows.apprentice.email,
            to_name=rows.apprentice.name,
        )  # fmt: skip
    return cast


def test_every_kind_is_told(full):
    text = read(full, Role.ADVISOR)
    for words in (
        "first day", "Placement begins", "Training supervisor", "Half-year talk 1 is due", "Away until",
        "Registered for the test", "for office", "for shared", "for all", "Invitation to the portal",
    ):  # fmt: skip
        assert words in text, words


def test_the_newest_stands_first_and_what_is_ahead_is_marked(full):
    with full.scope():
        member = full.member(Role.ADVISOR)
        found, goes_on = page_of(member, full.rows.apprentice, Apprenticeship.objects.visible_to(member), kinds=[])
    assert [line.at for line in found] == sorted((line.at for line in found), reverse=True)
    assert [line.is_ahead for line in found] == sorted((line.is_ahead for line in found), reverse=True)
    assert found[0].is_ahead
    assert goes_on is None


@pytest.mark.parametrize(("role", "reads"), [
    (Role.ADVISOR, {"office", "shared", "all"}), (Role.READER, {"office", "shared", "all"}),
    (Role.TRAINING_SUPERVISOR, {"shared", "all"}), (Role.COMPANY_CONTACT, {"shared", "all"}),
    (Role.APPRENTICE, {"all"}),
])  # fmt: skip
def test_notes_are_told_to_their_readers(full, role, reads):
    text = read(full, role)
    assert {audience for audience in Note.Audience.values if f"for {audience}" in text} == reads


@pytest.mark.parametrize("role", [Role.TRAINING_SUPERVISOR, Role.APPRENTICE, Role.INSTRUCTOR])
def test_mails_are_the_office_s(full, role):
    assert "Invitation to the portal" not in read(full, role)


def test_the_kind_of_an_absence_is_not_told(full):
    assert "llness" not in read(full, Role.ADVISOR)


def test_an_instructor_reads_of_no_absence(full):
    assert "Away until" not in read(full, Role.INSTRUCTOR)
    assert "Away until" in read(full, Role.TRAINING_SUPERVISOR)
    assert read(full, Role.INSTRUCTOR, "?slag=absence")


def test_a_withdrawn_note_is_gone(full):
    with full.scope():
        Note.objects.filter(audience="all").update(withdrawn_at=timezone.now())
    assert "for all" not in read(full, Role.ADVISOR)


def test_kinds_narrow_it(full):
    text = read(full, Role.ADVISOR, "?slag=note")
    assert "for office" in text
    assert "Placement begins" not in text


@pytest.mark.parametrize("query", ["?slag=tull", "?for=i+gaar", "?for=0001-01-01", "?for=2026-13-45", "?slag=\x00"])
def test_nonsense_in_the_address_breaks_nothing(full, query):
    assert full.client(Role.ADVISOR).get(address(full, query)).status_code == 200


def test_the_next_page_goes_on_where_the_first_ended(full):
    with full.scope():
        for number in range(PAGE + 10):
            row = note(full, "office", f"note {number:03}")
            Note.objects.filter(pk=row.pk).update(written_at=timezone.now() - timedelta(days=1, minutes=number))
        member = full.member(Role.ADVISOR)
        rows = Apprenticeship.objects.visible_to(member)
        first, before = page_of(member, full.rows.apprentice, rows, kinds=["note"])
        note(full, "office", "written while somebody reads")
        second, end = page_of(member, full.rows.apprentice, rows, kinds=["note"], before=before)
    assert len(first) == PAGE
    assert end is None
    assert len({line.detail for line in first + second if line.detail.startswith("note ")}) == PAGE + 10


def test_lines_of_one_moment_stay_together(full):
    at = timezone.now() - timedelta(days=2)
    with full.scope():
        for number in range(PAGE - 2):
            note(full, "office", f"newer {number}")
        ids = [note(full, "office", f"same {number}").pk for number in range(6)]
        Note.objects.filter(pk__in=ids).update(written_at=at)
        member = full.member(Role.ADVISOR)
        rows = Apprenticeship.objects.visible_to(member)
        first, before = page_of(member, full.rows.apprentice, rows, kinds=["note"])
        second, _end = page_of(member, full.rows.apprentice, rows, kinds=["note"], before=before)
    assert not [line for line in first if line.detail.startswith("same")]
    assert len([line for line in second if line.detail.startswith("same")]) == 6


def test_the_number_of_questions_does_not_grow(full, django_assert_max_num_queries):
    client = full.client(Role.ADVISOR)
    client.get(address(full))
    with django_assert_max_num_queries(12):
        client.get(address(full))


def test_reading_leaves_a_line_for_the_person(full):
    read(full, Role.TRAINING_SUPERVISOR)
    with full.scope():
        assert Viewing.objects.about(full.rows.apprentice).filter(page="home:timeline").count() == 1


def test_a_file_of_another_office_has_no_timeline(world):
    row = world.there.rows.apprenticeship
    answer = world.here.client(Role.ADVISOR).get(world.here.url(f"laerlinger/{row.pk}/tidslinje/"))
    assert answer.status_code == 404


def test_what_is_told_is_of_this_person_alone(full):
    with full.scope():
        other = Apprenticeship.objects.exclude(apprentice=full.rows.apprentice)
        assert not other.exists()
        Talk.objects.filter(pk=full.rows.talk.pk).update(state="cancelled")
    assert "Half-year talk 1 is due" not in read(full, Role.ADVISOR)


def test_all_kinds_have_words():
    assert set(KINDS) == {"contract", "placement", "people", "talk", "absence", "exam", "note", "message"}


def test_who_reports_absence_of_others_reads_of_none_here(full):
    """Rights of another role in the office do not count in a file where one instructs."""
    with full.scope():
        Membership.objects.create(
            office=full.office, user=full.users[Role.INSTRUCTOR], role=Role.TRAINING_SUPERVISOR,
            from_on=timezone.localdate(),
        )  # fmt: skip
        assert full.member(Role.INSTRUCTOR).can(Permission.ABSENCE_REPORT)
    assert "Away until" not in read(full, Role.INSTRUCTOR)
