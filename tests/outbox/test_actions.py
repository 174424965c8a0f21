"""How does a message get into the outbox, and what if the broker is sick?"""

import socket
import threading
import time

import pytest
from celery import current_app
from django.db import transaction
from django.utils import timezone

from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.outbox import actions
from okportal.outbox.models import Message, State
from okportal.permissions import Role

pytestmark = pytest.mark.django_db


def write(cast, key="test:new", **changes):
    fields = {
        "office_id": cast.office.pk, "key": key, "template": "people/invitation", "to_email": "a@example.test",
        "to_name": "A", "language": "nb",
    }  # fmt: skip
    actions.enqueue(**fields | changes)


def test_enqueue_twice_writes_once(world):
    with world.here.scope():
        write(world.here, to_name="Kari")
        write(world.here, to_name="Ola")
        message = Message.objects.get(key="test:new")
    assert (message.to_name, message.state, message.attempts) == ("Kari", State.WAITING, 0)


def test_two_offices_may_have_the_same_key(world):
    for cast in (world.here, world.there):
        with cast.scope():
            write(cast)
            assert Message.objects.filter(key="test:new").count() == 1


def test_a_rolled_back_action_writes_nothing(world):
    with world.here.scope():
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            write(world.here)
            raise ZeroDivisionError
        assert not Message.objects.filter(key="test:new").exists()


def test_many_messages_wake_the_worker_once(world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, world.here.scope():
        for number in range(5):
            write(world.here, key=f"test:{number}")
    assert callbacks == [actions.wake_worker]


@pytest.fixture
def broker():
    """Sends the wake-up to another address for a while; the port that answers is the caller's."""
    before = current_app.conf.broker_url, current_app.conf.broker_write_url
    actions.Broker.rests_until = 0.0

    def use(*addresses):
        current_app.conf.broker_url, current_app.conf.broker_write_url = addresses
        current_app._pool = current_app.amqp._producer_pool = None  # celery remembers where it was connected

    yield lambda port: use(*[f"redis://127.0.0.1:{port}/0"] * 2)
    use(*before)
    actions.Broker.rests_until = 0.0


@pytest.mark.parametrize("sickness", ["gone", "silent"])
@pytest.mark.django_db(transaction=True)
def test_a_sick_broker_holds_up_nobody(world, broker, sickness):
    """The request is answered at once and the row is safe; beat delivers it later."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if sickness == "silent":
            listener.listen(5)
        broker(listener.getsockname()[1])
        started = time.monotonic()
        with world.here.scope():
            write(world.here)
        assert time.monotonic() - started < 1
        for thread in threading.enumerate():
            if thread.name == "wake the worker":
                thread.join(10)
    assert actions.Broker.rests_until > time.monotonic()
    with world.here.scope():
        assert Message.objects.filter(key="test:new").exists()


def test_retry_starts_again(world):
    message = world.here.rows.message
    with world.here.scope(Role.ADVISOR):
        Message.objects.filter(pk=message.pk).update(dead_at=timezone.now(), attempts=50, error="550 no such user")
        actions.retry(message=message, by=world.here.member(Role.ADVISOR))
        message.refresh_from_db()
        assert (message.state, message.attempts, message.error) == (State.WAITING, 0, "")
        assert Event.objects.about(message).first().verb == "message.retried"


def test_retry_of_a_message_on_its_way_is_refused(world):
    with world.here.scope(Role.ADVISOR), pytest.raises(Refused):
        actions.retry(message=world.here.rows.message, by=world.here.member(Role.ADVISOR))


def test_the_wake_up_reaches_a_broker(world):
    """The real broker of the tests: the task lies in the queue."""
    with current_app.connection_for_read() as line:
        queue = line.SimpleQueue("celery")
        queue.clear()
        actions._send_wake_up()
        assert queue.get(timeout=5).headers["task"] == "okportal.outbox.tasks.deliver_waiting"
        queue.close()
