"""What has the office written to whom, and who may know?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from okportal.outbox.models import Message, State
from okportal.permissions import Role

pytestmark = pytest.mark.django_db


def path(cast, step=""):
    return cast.url(f"meldinger/{cast.rows.message.pk}/{step}")


def change(cast, **changes):
    with cast.scope():
        Message.objects.filter(pk=cast.rows.message.pk).update(**changes)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.ADVISOR])
def test_office_staff_read_their_own_messages(world, role):
    client = world.here.client(role)
    change(world.here, sent_at=timezone.now())
    page = client.get(world.here.url("meldinger/"))
    assert "Fjord Mottaker" in page.text and "Canary" not in page.text
    assert "Fjord tekst" in client.get(path(world.here)).text
    assert client.get(world.here.url(f"meldinger/{world.there.rows.message.pk}/")).status_code == 404


@pytest.mark.parametrize("role", [Role.READER, Role.COMPANY_CONTACT, Role.TRAINING_SUPERVISOR, Role.APPRENTICE])
def test_nobody_else_reads_them(world, role):
    client = world.here.client(role)
    for address in (world.here.url("meldinger/"), path(world.here)):
        assert client.get(address).status_code == 404
    assert client.post(path(world.here, "prov-igjen/")).status_code == 404


def test_a_message_given_up_shows_why_and_is_tried_again(world):
    change(world.here, dead_at=timezone.now(), error="550 5.1.1 No such user", attempts=1)
    client = world.here.client(Role.ADVISOR)
    assert "550 5.1.1 No such user" in client.get(path(world.here)).text
    client.post(path(world.here, "prov-igjen/"))
    with world.here.scope():
        assert Message.objects.get(pk=world.here.rows.message.pk).state == State.WAITING


def test_retry_needs_a_post(world):
    change(world.here, dead_at=timezone.now())
    assert world.here.client(Role.ADVISOR).get(path(world.here, "prov-igjen/")).status_code == 405


def test_a_second_click_on_retry_is_refused(world):
    change(world.here, dead_at=timezone.now())
    client = world.here.client(Role.ADVISOR)
    assert client.post(path(world.here, "prov-igjen/")).status_code == 302
    assert client.post(path(world.here, "prov-igjen/")).status_code == 422


@pytest.mark.parametrize(
    ("query", "is_shown"),
    [
        ("", True), ("q=fjord mott", True), ("q=fjord@", True), ("q=mottaker", False), ("q=%25", False),
        ("template=people/invitation", True), ("template=followup/talk_near", False), ("template=tull", True),
        ("state=waiting", True), ("state=sent", False), ("state=given_up", False), ("state=delayed", False),
        ("q=%00", True),
    ],
)  # fmt: skip
def test_list_filters(world, query, is_shown):
    page = world.here.client(Role.ADVISOR).get(world.here.url(f"meldinger/?{query}"))
    assert page.status_code == 200
    assert ("Fjord Mottaker" in page.text) is is_shown


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, State.WAITING), ({"error": "451 later"}, State.DELAYED), ({"sent_at": timezone.now()}, State.SENT),
        ({"dead_at": timezone.now(), "error": "550"}, State.GIVEN_UP),
    ],
)  # fmt: skip
def test_each_state_is_found_by_its_filter_alone(world, changes, state):
    change(world.here, **changes)
    client = world.here.client(Role.ADVISOR)
    for other in State:
        page = client.get(world.here.url(f"meldinger/?state={other}")).text
        assert ("Fjord Mottaker" in page) is (other == state)


def test_list_query_count_is_the_same_for_1_and_30_messages(world):
    client = world.here.client(Role.ADVISOR)
    client.get(world.here.url("meldinger/"))
    with CaptureQueriesContext(connection) as one:
        client.get(world.here.url("meldinger/"))
    with world.here.scope():
        Message.objects.bulk_create(
            Message(
                office=world.here.office, key=f"k{number}", template="people/invitation", to_name="B",
                to_email="b@example.test", created_at=timezone.now() - timedelta(days=1),
            )
            for number in range(29)
        )  # fmt: skip
    with CaptureQueriesContext(connection) as thirty:
        page = client.get(world.here.url("meldinger/"))
    assert page.text.count("<tr data-click") == 30
    assert len(thirty) == len(one) <= 12
