"""Workers are killed one after the other in the middle of 1,000 reminders: is each delivered, and none twice?

Real broker, real PostgreSQL, real SMTP, a real Celery worker. A mail server can take a mail in the very moment in
which the sender dies, before it has written so down; that one is sent again with the same Message-ID. Hence two
figures: by Message-ID, as a mailbox counts, none is there twice; by transactions at most one more for each sending
process that was killed.
"""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings as django_settings
from django.db import connection

from followup.models import Talk
from okportal.outbox.models import Message
from tests.outbox.mail_server import running

TALKS = 500  # a supervisor and an advisor each
PROCESSES = 2  # as in production
KILL_AT = (150, 400, 700)  # mails that the server has then
SECONDS = 55  # some 12 on two processors
ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


class CountingServer:
    """Takes every mail and keeps its Message-ID, in the order of arrival."""

    def __init__(self):
        self.ids = []

    async def handle_DATA(self, server, session, envelope):
        self.ids.append(re.search(rb"(?im)^Message-ID: (\S+)", envelope.content).group(1))
        return "250 taken"


@contextmanager
def worker(settings):
    """A worker in a process group of its own, on the database and the broker of this test."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.drills.settings",
        "OKPORTAL_DB_NAME": connection.settings_dict["NAME"],
        "OKPORTAL_EMAIL_URL": f"smtp://{settings.EMAIL_HOST}:{settings.EMAIL_PORT}",
        "OKPORTAL_LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "celery", "-A", "okportal.config.celery", "--quiet", "worker"]
    command += ["--concurrency", str(PROCESSES), "--loglevel", "WARNING", "--without-gossip", "--without-mingle"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def beat_until(is_done, server, deadline):
    """Do what beat does about the outbox, faster, until `is_done()`."""
    next_beat = 0.0
    while not is_done():
        assert time.monotonic() < deadline, f"{len(server.ids)} mails when the time was up"
        if time.monotonic() > next_beat:
            current_app.send_task("okportal.outbox.tasks.deliver_waiting", expires=5)
            next_beat = time.monotonic() + 1
        time.sleep(0.01)


def fill(world):
    """1,000 reminders due in the own office and two in the other; nothing else waits."""
    for cast in (world.here, world.there):
        with cast.scope():
            Message.objects.all().delete()
    with world.here.scope():
        talk = world.here.rows.talk
        Talk.objects.bulk_create(
            Talk(
                office=world.here.office, apprenticeship_id=talk.apprenticeship_id, contract_id=talk.contract_id,
                number=extra + 10, due_on=talk.due_on,
            )
            for extra in range(TALKS - 1)
        )  # fmt: skip
    with current_app.connection_for_read() as line:
        line.SimpleQueue("celery").clear()


def test_all_reminders_arrive_once_though_workers_are_killed(world, settings):
    assert django_settings.CELERY_TASK_ACKS_LATE
    fill(world)
    expected = 2 * TALKS + 2
    deadline = time.monotonic() + SECONDS
    with running(CountingServer(), settings) as server:
        current_app.send_task("followup.tasks.sweep_reminders")
        for number in KILL_AT:
            with worker(settings) as victim:
                beat_until(lambda: len(server.ids) >= number, server, deadline)  # noqa: B023
                os.killpg(victim.pid, signal.SIGKILL)
        with worker(settings):
            beat_until(lambda: len(set(server.ids)) == expected, server, deadline)
            # Whatever would come twice comes when the leases of the killed one have run out.
            beat_until(lambda: not waiting(world), server, deadline)
    assert len(set(server.ids)) == expected
    assert len(server.ids) - expected <= PROCESSES * len(KILL_AT)
    for cast, number in ((world.here, 2 * TALKS), (world.there, 2)):
        with cast.scope():
            assert Message.objects.filter(sent_at__isnull=False).count() == number


def waiting(world):
    """How many messages are not sent, in both offices."""
    number = 0
    for cast in (world.here, world.there):
        with cast.scope():
            number += Message.objects.waiting().count()
    return number
