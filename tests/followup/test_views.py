"""Which pages are there about talks, for whom, and what do they refuse?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from companies.models import CompanyPerson
from followup.models import Participant, Talk
from followup.states import TalkState
from okportal.audit.models import Viewing
from okportal.offices.models import Membership
from okportal.outbox.models import Message
from okportal.permissions import Role

pytestmark = pytest.mark.django_db
EDITORS = [Role.ADMINISTRATOR, Role.ADVISOR, Role.TRAINING_SUPERVISOR]
READERS = [Role.READER, Role.COMPANY_CONTACT, Role.INSTRUCTOR, Role.APPRENTICE]
STEPS = ["avtal", "holdt", "avlys"]


def path(cast, step=""):
    return cast.url(f"samtaler/{cast.rows.talk.pk}/{step + '/' if step else ''}")


def answers(days=3, **changes):
    day = timezone.localdate() + timedelta(days=days)
    return {"on": day.isoformat(), "at": "09:30", "place": "Møterom 2", "agenda": "Ett punkt", "version": 1, **changes}


def talk_of(cast):
    with cast.scope():
        return Talk.objects.get(pk=cast.rows.talk.pk)


@pytest.mark.parametrize("role", EDITORS + READERS)
def test_list_and_detail_show_the_own_office_only(world, role):
    client = world.here.client(role)
    pages = client.get(world.here.url("samtaler/")).text + client.get(path(world.here)).text
    assert "Fjord Lærling" in pages and "Fjord saksliste" in pages
    assert "Canary" not in pages
    assert client.get(world.here.url(f"samtaler/{world.there.rows.talk.pk}/")).status_code == 404


@pytest.mark.parametrize("role", EDITORS)
@pytest.mark.parametrize("step", STEPS)
def test_editors_get_the_steps(world, role, step):
    client = world.here.client(role)
    assert path(world.here, step) in client.get(path(world.here)).text
    assert client.get(path(world.here, step)).status_code == 200


@pytest.mark.parametrize("role", READERS)
def test_readers_get_no_steps(world, role):
    client = world.here.client(role)
    assert "/avtal/" not in client.get(path(world.here)).text
    for step in [*STEPS, "gjenapne"]:
        assert client.post(path(world.here, step), answers()).status_code == 404
    assert talk_of(world.here).state == TalkState.PLANNED


def test_guardian_sees_no_talks(world):
    assert world.here.client(Role.GUARDIAN).get(world.here.url("samtaler/")).status_code == 404


def test_supervisor_agrees_on_a_date(world):
    client = world.here.client(Role.TRAINING_SUPERVISOR)
    page = client.post(path(world.here, "avtal"), answers(with_advisor="on"), follow=True)
    assert page.redirect_chain[0][0] == path(world.here)
    talk = talk_of(world.here)
    assert (talk.state, talk.place, talk.agenda) == (TalkState.SCHEDULED, "Møterom 2", "Ett punkt")
    with world.here.scope():
        assert Message.objects.filter(template="followup/invitation").count() == 3


def test_double_click_sends_one_invitation_each(world):
    client = world.here.client(Role.TRAINING_SUPERVISOR)
    for _click in range(2):
        client.post(path(world.here, "avtal"), answers())
    with world.here.scope():
        assert Message.objects.filter(template="followup/invitation").count() == 2


def test_a_refused_form_keeps_what_was_typed(world):
    page = world.here.client(Role.ADVISOR).post(path(world.here, "avtal"), answers(days=-2, place="Kantina"))
    assert page.status_code == 422
    assert "Kantina" in page.text


def test_a_stale_form_is_refused(world):
    client = world.here.client(Role.ADVISOR)
    client.post(path(world.here, "avtal"), answers())
    page = client.post(path(world.here, "avtal"), answers(place="Et annet sted"))
    assert page.status_code == 422
    assert talk_of(world.here).place == "Møterom 2"


@pytest.mark.parametrize(
    "junk",
    [
        {"on": "2026-02-30"}, {"at": "25:99"}, {"version": "9" * 40}, {"version": ""}, {"place": "x" * 10_000},
        {"on": "\x00"}, {"agenda": "\x00"},
    ],
)  # fmt: skip
def test_junk_is_answered_with_the_form(world, junk):
    assert world.here.client(Role.ADVISOR).post(path(world.here, "avtal"), answers(**junk)).status_code == 422


def test_record_and_reopen(world):
    client = world.here.client(Role.TRAINING_SUPERVISOR)
    minutes = {"held_on": timezone.localdate().isoformat(), "minutes": "Vi snakket om målene.", "version": 1}
    client.post(path(world.here, "holdt"), minutes)
    assert talk_of(world.here).state == TalkState.HELD
    assert "Vi snakket om målene." in client.get(path(world.here)).text
    client.post(path(world.here, "gjenapne"), {"reason": "Feil dato", "version": 2})
    assert talk_of(world.here).state == TalkState.PLANNED


def test_a_step_that_is_over_leads_back_to_the_talk(world):
    client = world.here.client(Role.ADVISOR)
    client.post(path(world.here, "avlys"), {"reason": "Sluttet", "version": 1})
    assert client.get(path(world.here, "holdt")).url == path(world.here)


def test_minutes_are_for_those_at_the_table(world):
    """The contact, and a supervisor who was not there, see that the talk was held, not what was said (domain § 4)."""
    with world.here.scope():
        Talk.objects.filter(pk=world.here.rows.talk.pk).update(
            state=TalkState.HELD, held_on=timezone.localdate(), minutes="Fortrolig notat"
        )
        Participant.objects.create(
            office=world.here.office, talk=world.here.rows.talk, role=Participant.Role.INSTRUCTOR,
            user=world.here.users[Role.INSTRUCTOR], name="Fjord Instructor", email="instructor@fjord.example",
        )  # fmt: skip
    for role in (Role.APPRENTICE, Role.INSTRUCTOR, Role.ADVISOR, Role.READER):
        assert "Fortrolig notat" in world.here.client(role).get(path(world.here)).text
    for role in (Role.COMPANY_CONTACT, Role.TRAINING_SUPERVISOR):
        assert "Fortrolig notat" not in world.here.client(role).get(path(world.here)).text


def test_a_draft_of_minutes_is_not_shown_to_a_supervisor_who_was_not_there(world):
    with world.here.scope():
        Talk.objects.filter(pk=world.here.rows.talk.pk).update(minutes="Fortrolig notat")
    for role, is_shown in ((Role.ADVISOR, True), (Role.TRAINING_SUPERVISOR, False)):
        client = world.here.client(role)
        pages = [client.get(path(world.here)).text, client.get(path(world.here, "holdt")).text]
        assert [("Fortrolig notat" in page) for page in pages] == [is_shown, is_shown]


@pytest.mark.parametrize("how", ["another's apprentice", "has left"])
def test_only_the_own_supervisor_takes_steps(world, how):
    """Who supervises elsewhere in the company may see this talk as its contact, and no more."""
    here = world.here
    with here.scope():
        contact, rows = here.rows.company_contact, here.rows
        Membership.objects.create(
            office=here.office, user=contact.user, role=Role.TRAINING_SUPERVISOR, from_on=contact.from_on
        )
        if how == "has left":
            gone = CompanyPerson.objects.create(
                office=here.office, company=rows.company, user=contact.user, name=contact.name, email=contact.email,
                role="training_supervisor", from_on=contact.from_on, to_on=timezone.localdate() - timedelta(days=1),
            )  # fmt: skip
            rows.apprenticeship.supervisor = gone
            rows.apprenticeship.save()
    client = here.client(Role.COMPANY_CONTACT)
    page = client.get(path(here))
    assert page.status_code == 200
    for step in [*STEPS, "gjenapne"]:
        assert f"/{step}/" not in page.text
        assert client.get(path(here, step)).status_code == client.post(path(here, step), answers()).status_code == 404


def test_who_took_part_is_asked_and_kept(world):
    client = world.here.client(Role.TRAINING_SUPERVISOR)
    client.post(path(world.here, "avtal"), answers(with_advisor="on"))
    page = client.get(path(world.here, "holdt"))
    assert page.context["form"]["with_advisor"].value() is True
    assert page.context["form"]["with_instructor"].value() is False
    assert "The advisor, Fjord Advisor, took part" in page.text
    minutes = {"held_on": timezone.localdate().isoformat(), "minutes": "Hei", "version": 2, "with_instructor": "on"}
    client.post(path(world.here, "holdt"), minutes)
    with world.here.scope():
        roles = set(Participant.objects.filter(talk=world.here.rows.talk).values_list("role", flat=True))
    assert roles == {"apprentice", "supervisor", "instructor"}


def test_a_look_at_a_talk_leaves_one_line_for_the_apprentice(world):
    world.here.client(Role.READER).get(path(world.here))
    with world.here.scope():
        lines = Viewing.objects.about(world.here.rows.apprentice).filter(page="followup:detail")
        assert [line.by_name for line in lines] == ["Fjord Reader"]


@pytest.mark.parametrize(
    ("query", "is_shown"),
    [
        ("", True), ("q=lærl", True), ("q=fjord", True), ("q=annen", False), ("state=held", False), ("state=all", True),
        ("whose=mine", True), ("due_from=2099-01-01", False), ("due_to=2099-01-01", True), ("due_from=tull", True),
        ("apprenticeship=999999", False), ("apprenticeship=" + "9" * 30, True), ("page=-3", True), ("q=%00", True),
    ],
)  # fmt: skip
def test_list_filters(world, query, is_shown):
    page = world.here.client(Role.ADVISOR).get(world.here.url(f"samtaler/?{query}"))
    assert page.status_code == 200
    assert (path(world.here) in page.text) is is_shown


def test_list_query_count_is_the_same_for_1_and_30_talks(world):
    client = world.here.client(Role.ADVISOR)
    client.get(world.here.url("samtaler/"))
    with CaptureQueriesContext(connection) as one:
        client.get(world.here.url("samtaler/"))
    add_talks(world.here, 29)
    with CaptureQueriesContext(connection) as thirty:
        page = client.get(world.here.url("samtaler/"))
    assert page.text.count("<tr data-click") == 30
    assert len(thirty) == len(one) <= 12


def add_talks(cast, number):
    with cast.scope():
        talk = Talk.objects.get(pk=cast.rows.talk.pk)
        for extra in range(number):
            talk.pk, talk.number = None, extra + 10
            talk.save(force_insert=True)
