"""A worker is killed in the middle of 1,000 reminders: is each delivered, and none twice?

Real broker, real PostgreSQL, real SMTP, a real Celery worker. A mail server can take a mail in the very moment in
which the sender dies, before it has written so down; that one is sent again with the same Message-ID. Hence two
figures: by Message-ID, as a mailbox counts, none is there twice; by transactions at most one more for each sending
process that was killed.
"""

import os
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
from tests.outbox.mail_server import MailServer, running

TALKS = 500  # a supervisor and an advisor each
PROCESSES = 2  # as in production
KILL_AT = 300  # mails that the server has then
SECONDS = 100  # some 20 on a quiet machine with two processors
ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


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


def beat_until(server, number, deadline):
    """Do what beat does about the outbox, faster, until the server has that many mails."""
    while len(server.taken) < number:
        assert time.monotonic() < deadline, f"{len(server.taken)} of {number} mails when the time was up"
        current_app.send_task("okportal.outbox.tasks.deliver_waiting", expires=5)
        until = time.monotonic() + 1
        while time.monotonic() < until and len(server.taken) < number:
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


def test_all_reminders_arrive_once_though_a_worker_is_killed(world, settings):
    assert django_settings.CELERY_TASK_ACKS_LATE
    fill(world)
    expected = 2 * TALKS + 2
    deadline = time.monotonic() + SECONDS
    t0=time.monotonic(); say=lambda *a: print(round(time.monotonic()-t0,1), *a, flush=True)
    with running(MailServer(), settings) as server:
        with worker(settings) as victim:
            current_app.send_task("followup.tasks.sweep_reminders")
            beat_until(server, KILL_AT, deadline)
            say("kill", len(server.taken)); os.killpg(victim.pid, signal.SIGKILL)
        with worker(settings):
            beat_until(server, len(server.taken)+1, deadline); say("first")
            import collections
            while len({mail["Message-ID"] for mail in server.taken}) < expected:
                beat_until(server, len(server.taken) + 1, deadline); say(len(server.taken)) if len(server.taken) % 50 == 0 else None
            say("done", len(server.taken)); ids = [mail["Message-ID"] for mail in server.taken]
    assert len(set(ids)) == expected
    assert len(ids) - len(set(ids)) <= PROCESSES
    for cast, number in ((world.here, 2 * TALKS), (world.there, 2)):
        with cast.scope():
            assert Message.objects.filter(sent_at__isnull=False).count() == number
            assert not Message.objects.waiting().exists()
