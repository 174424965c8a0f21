"""Who sees and changes registrations, and what do the pages refuse?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from exams.models import Registration
from exams.states import RegistrationState as S
from okportal.permissions import Role

pytestmark = pytest.mark.django_db
READERS = [Role.READER, Role.COMPANY_CONTACT, Role.TRAINING_SUPERVISOR, Role.APPRENTICE]
STEPS = {"meld-opp": S.PLANNED, "bekreftet": S.REGISTERED, "retur": S.CONFIRMED, "provedato": S.CONFIRMED,
         "resultat": S.SCHEDULED, "ny-prove": S.FAILED, "rett-resultat": S.PASSED, "avlys": S.PLANNED}  # fmt: skip


def path(cast, step=""):
    return cast.url(f"oppmelding/{cast.rows.registration.pk}/{step + '/' if step else ''}")


def row(cast):
    with cast.scope():
        return Registration.objects.get(pk=cast.rows.registration.pk)


def put(cast, **changes):
    with cast.scope():
        Registration.objects.filter(pk=cast.rows.registration.pk).update(**changes)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.ADVISOR, *READERS])
def test_list_and_detail_show_the_own_office_only(world, role):
    client = world.here.client(role)
    pages = client.get(world.here.url("oppmelding/")).text + client.get(path(world.here)).text
    assert "Fjord Lærling" in pages and "Fjord prøvested" in pages
    assert "Canary" not in pages
    foreign = world.here.url(f"oppmelding/{world.there.rows.registration.pk}/")
    assert client.get(foreign).status_code == client.get(f"{foreign}skjema/").status_code == 404


@pytest.mark.parametrize("role", [Role.INSTRUCTOR, Role.GUARDIAN])
def test_others_see_nothing(world, role):
    assert world.here.client(role).get(path(world.here)).status_code == 404


@pytest.mark.parametrize(("step", "state"), STEPS.items())
def test_steps_are_for_advisors(world, step, state):
    put(world.here, state=state, result_on=timezone.localdate(), test_from_on=timezone.localdate())
    page = world.here.client(Role.ADVISOR).get(path(world.here))
    assert path(world.here, step) in page.text
    assert world.here.client(Role.ADVISOR).get(path(world.here, step)).status_code == 200
    for role in READERS:
        assert path(world.here, step) not in world.here.client(role).get(path(world.here)).text
        assert world.here.client(role).post(path(world.here, step), {}).status_code == 404


def test_register_and_read_the_form(open_window):
    client = open_window.client(Role.ADVISOR)
    answers = {"place": "Fjord avdeling", "remarks": "", "wanted_from_on": "", "version": 1}
    page = client.post(path(open_window, "meld-opp"), answers, follow=True)
    assert page.redirect_chain == [(path(open_window), 302)]
    assert row(open_window).state == S.REGISTERED
    for role in (Role.ADVISOR, Role.TRAINING_SUPERVISOR, Role.APPRENTICE):
        form = open_window.client(role).get(path(open_window, "skjema"))
        assert form.content.startswith(b"%PDF-")
        assert form.headers["Content-Disposition"].startswith('inline; filename="oppmelding-')


def test_a_double_click_registers_once(open_window):
    client = open_window.client(Role.ADVISOR)
    answers = {"place": "Fjord avdeling", "version": 1}
    first, second = (client.post(path(open_window, "meld-opp"), answers) for _click in range(2))
    assert first.status_code == second.status_code == 302
    assert row(open_window).version == 2


def test_a_blocked_registration_says_why_and_keeps_what_was_typed(world):
    """The world's window opens in some months."""
    page = world.here.client(Role.ADVISOR).post(path(world.here, "meld-opp"), {"place": "Kulturhuset", "version": 1})
    assert page.status_code == 422
    assert "Kulturhuset" in page.text
    assert row(world.here).state == S.PLANNED


def test_without_a_form_there_is_none_to_read(open_window):
    assert open_window.client(Role.ADVISOR).get(path(open_window, "skjema")).status_code == 404


def test_an_early_test_date_is_saved_with_a_warning(open_window):
    put(open_window, state=S.CONFIRMED)
    day = timezone.localdate() + timedelta(days=3)
    page = open_window.client(Role.ADVISOR).post(
        path(open_window, "provedato"), {"test_from_on": day.isoformat(), "place": "Bergen", "version": 1}, follow=True
    )
    assert "9-55" in page.text
    assert row(open_window).test_from_on == day


def test_result_and_new_attempt(open_window):
    put(open_window, state=S.SCHEDULED, test_from_on=timezone.localdate())
    client = open_window.client(Role.ADVISOR)
    today = timezone.localdate()
    client.post(path(open_window, "resultat"), {"result": "failed", "result_on": today.isoformat(), "version": 1})
    assert row(open_window).state == S.FAILED
    due_on = (today + timedelta(days=40)).isoformat()
    page = client.post(path(open_window, "ny-prove"), {"due_on": due_on}, follow=True)
    assert page.status_code == 200
    with open_window.scope():
        assert Registration.objects.filter(attempt=2, due_on=due_on).count() == 1


def test_correct_a_result(open_window):
    today = timezone.localdate()
    put(open_window, state=S.FAILED, test_from_on=today, result_on=today)
    client = open_window.client(Role.ADVISOR)
    assert client.get(path(open_window, "rett-resultat")).context["form"]["result"].value() == "failed"
    answers = {"result": "passed", "result_on": today.isoformat(), "version": 1}
    assert client.post(path(open_window, "rett-resultat"), answers).status_code == 422  # why?
    page = client.post(path(open_window, "rett-resultat"), answers | {"reason": "Ført feil"}, follow=True)
    assert "Result corrected: Ført feil" in page.text
    assert row(open_window).state == S.PASSED


@pytest.mark.parametrize(
    "junk", [{"result": "planned"}, {"result": ""}, {"result_on": "2026-02-30"}, {"version": "1e400"}, {"version": -1}]
)
def test_junk_is_answered_with_the_form(world, junk):
    put(world.here, state=S.SCHEDULED, test_from_on=timezone.localdate())
    answers = {"result": "passed", "result_on": timezone.localdate().isoformat(), "version": 1} | junk
    assert world.here.client(Role.ADVISOR).post(path(world.here, "resultat"), answers).status_code == 422


@pytest.mark.parametrize(
    ("query", "is_shown"),
    [
        ("", True), ("q=lær", True), ("q=annen", False), ("state=passed", False), ("state=all", True),
        ("trade=HSBUA3----", True), ("trade=tull", True), ("due=late", False), ("due=30", False), ("due=x", True),
        ("apprenticeship=999999", False), ("apprenticeship=" + "9" * 30, True), ("page=9999", True),
    ],
)  # fmt: skip
def test_list_filters(world, query, is_shown):
    page = world.here.client(Role.ADVISOR).get(world.here.url(f"oppmelding/?{query}"))
    assert page.status_code == 200
    assert (path(world.here) in page.text) is is_shown


def test_due_filters_find_what_is_not_registered(open_window):
    client = open_window.client(Role.ADVISOR)
    assert path(open_window) in client.get(open_window.url("oppmelding/?due=60")).text
    put(open_window, due_on=timezone.localdate() - timedelta(days=1))
    assert path(open_window) in client.get(open_window.url("oppmelding/?due=late")).text


def test_list_query_count_is_the_same_for_1_and_30_registrations(world):
    client = world.here.client(Role.ADVISOR)
    client.get(world.here.url("oppmelding/"))
    with CaptureQueriesContext(connection) as one:
        client.get(world.here.url("oppmelding/"))
    with world.here.scope():
        registration = Registration.objects.get(pk=world.here.rows.registration.pk)
        for extra in range(29):
            registration.pk, registration.attempt = None, extra + 2
            registration.save(force_insert=True)
    with CaptureQueriesContext(connection) as thirty:
        page = client.get(world.here.url("oppmelding/"))
    assert page.text.count("<tr data-click") == 30
    assert len(thirty) == len(one) <= 12
