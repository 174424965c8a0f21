"""How does a message become a mail, and what if the mail server says no?"""

import smtplib
import socket
import threading
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from okportal.errors import Refused
from okportal.offices.scope import office_scope
from okportal.outbox import delivery
from okportal.outbox.actions import enqueue, retry
from okportal.outbox.models import Message, State
from okportal.permissions import Role
from tests.outbox.mail_server import MailServer, running

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(world):
    """Writes messages to given names at the own office; the world's own ones are taken off the queue."""
    for cast in (world.here, world.there):
        with cast.scope():
            Message.objects.all().delete()

    def write(*names, cast=world.here, **changes):
        with cast.scope():
            for name in names:
                fields = {
                    "office_id": cast.office.pk, "key": f"test:{name}", "template": "people/invitation",
                    "to_name": name, "to_email": f"{name}@example.test", "language": "en",
                    "facts": {"role": "advisor", "days": 14},
                }  # fmt: skip
                enqueue(**fields | changes)

    return write


def message(cast, name):
    with cast.scope():
        return Message.objects.get(key=f"test:{name}")


def make_due(cast):
    with cast.scope():
        Message.objects.update(next_at=timezone.now() - timedelta(seconds=1))


def test_delivery_keeps_what_was_sent(world, write, settings):
    write("kari")
    with running(MailServer(), settings) as server:
        assert delivery.deliver_batch() == 1
        assert delivery.deliver_batch() == 0
    (mail,) = server.taken
    row = message(world.here, "kari")
    assert row.state == State.SENT
    assert row.subject == mail["Subject"] == "Fjord opplæringskontor invites you to OKportal"
    assert "Fjord opplæringskontor uses OKportal" in row.body
    assert mail["From"].addresses[0].display_name == "Fjord opplæringskontor"
    assert mail["Reply-To"] == "post@fjord.example"
    assert mail["Auto-Submitted"] == "auto-generated"


def test_offices_are_served_together_and_apart(world, write, settings):
    write("kari")
    write("ola", cast=world.there)
    with running(MailServer(), settings) as server:
        assert delivery.deliver_batch() == 2
    senders = {mail["To"].addresses[0].addr_spec: mail["From"].addresses[0].display_name for mail in server.taken}
    assert senders == {
        "kari@example.test": "Fjord opplæringskontor", "ola@example.test": "Canary opplæringskontor",
    }  # fmt: skip


def test_greylisting_is_waited_out(world, write, settings):
    write("kari", "ola")

    def answer(recipient, attempt):
        return "451 4.7.1 Greylisted, try later" if recipient.startswith("kari") and attempt == 1 else None

    with running(MailServer(answer), settings) as server:
        delivery.deliver_batch()
        row = message(world.here, "kari")
        assert server.recipients == ["ola@example.test"]
        assert (row.state, row.attempts) == (State.DELAYED, 1)
        assert row.error == "451 4.7.1 Greylisted, try later"
        assert timedelta(seconds=5) < row.next_at - timezone.now() < timedelta(seconds=20)
        make_due(world.here)
        delivery.deliver_batch()
        assert server.recipients == ["ola@example.test", "kari@example.test"]
    row = message(world.here, "kari")
    assert (row.state, row.error) == (State.SENT, "")


def test_an_unknown_address_is_final_and_holds_up_nobody(world, write, settings):
    write("kari", "ola", "per")
    refuse = MailServer(lambda recipient, attempt: "550 5.1.1 No such user" if recipient.startswith("ola") else None)
    with running(refuse, settings) as server:
        delivery.deliver_batch()
        make_due(world.here)
        delivery.deliver_batch()
        assert sorted(server.recipients) == ["kari@example.test", "per@example.test"]
        assert server.attempts["ola@example.test"] == 1
    row = message(world.here, "ola")
    assert (row.state, row.error) == (State.GIVEN_UP, "550 5.1.1 No such user")


def test_a_connection_that_breaks_costs_only_its_own_mail(world, write, settings):
    write("kari", "ola", "per")
    drop = MailServer(lambda recipient, attempt: MailServer.DROP if recipient.startswith("ola") else None)
    with running(drop, settings) as server:
        delivery.deliver_batch()
        assert sorted(server.recipients) == ["kari@example.test", "per@example.test"]
    assert message(world.here, "ola").state == State.DELAYED


def test_a_silent_server_is_left_after_one_attempt(world, write, settings):
    """It accepts the connection and says nothing: one time-out, then all of the batch wait for another time."""
    write(*(f"reader{number}" for number in range(5)))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = silent.getsockname()
        settings.EMAIL_TIMEOUT = 0.5
        started = time.monotonic()
        assert delivery.deliver_batch() == 0
        assert time.monotonic() - started < 3
    with world.here.scope():
        rows = list(Message.objects.all())
    assert all(row.state == State.DELAYED and row.attempts == 1 and row.lease_until is None for row in rows)


def test_a_server_that_is_down_delays_and_gives_up_after_two_days(world, write, settings):
    write("kari")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    delivery.deliver_batch()
    assert "refused" in message(world.here, "kari").error
    with world.here.scope():
        Message.objects.update(attempts=delivery.MAX_ATTEMPTS - 1)
    make_due(world.here)
    delivery.deliver_batch()
    assert message(world.here, "kari").state == State.GIVEN_UP


def test_a_slow_server_gets_less_and_the_rest_is_handed_back(world, write, settings, monkeypatch):
    write("kari", "ola")
    monkeypatch.setattr(delivery, "BATCH_SECONDS", -1)
    with running(MailServer(), settings):
        assert delivery.deliver_batch() == 0
    row = message(world.here, "kari")
    assert (row.attempts, row.lease_until, row.error) == (0, None, "")


def test_a_broken_template_delays_its_own_message_only(world, write, settings):
    write("kari", template="people/there_is_none")
    write("ola")
    with running(MailServer(), settings) as server:
        delivery.deliver_batch()
        assert server.recipients == ["ola@example.test"]
    assert "TemplateDoesNotExist" in message(world.here, "kari").error


def test_a_claim_is_respected_until_it_runs_out(world, write):
    write("kari")
    assert len(delivery.claim()) == 1
    assert delivery.claim() == []
    with world.here.scope():
        Message.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert len(delivery.claim()) == 1


def test_a_message_sent_by_another_in_the_meantime_is_not_sent_again(world, write, settings):
    write("kari")
    ((message_id, office_id),) = delivery.claim()
    with world.here.scope():
        Message.objects.update(sent_at=timezone.now())
    with running(MailServer(), settings) as server:
        delivery.deliver(message_id, office_id, delivery.MailLine())
        assert server.taken == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_message_once(world, write, settings):
    write(*(f"reader{number}" for number in range(60)))
    errors = []

    def work():
        try:
            while delivery.deliver_batch():
                pass
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    with running(MailServer(), settings) as server:
        workers = [threading.Thread(target=work) for _worker in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join(30)
        assert errors == []
        assert sorted(server.recipients) == sorted(f"reader{number}@example.test" for number in range(60))


@pytest.mark.parametrize(
    ("error", "is_final"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.no": (550, b"no")}), True),
        (smtplib.SMTPRecipientsRefused({"a@b.no": (452, b"full")}), False),
        (smtplib.SMTPDataError(554, b"spam"), True),
        (smtplib.SMTPDataError(451, b"later"), False),
        (smtplib.SMTPSenderRefused(550, b"not you", "us"), False),
        (smtplib.SMTPServerDisconnected("gone"), False),
        (TimeoutError(), False),
        (ValueError("template"), False),
    ],
)
def test_what_is_final(error, is_final):
    assert delivery.is_final(error) is is_final


def test_the_office_of_a_message_is_entered_for_it_alone(world, write, settings):
    """Outside of delivery nothing is readable: the claim tells ids only."""
    write("kari")
    delivery.claim()
    with office_scope(world.there.office.pk):
        assert not Message.objects.exists()


def test_what_opens_a_door_is_forgotten_when_a_message_is_given_up(world, write, settings):
    write(
        "ola", facts={"role": "advisor", "days": 14, "page_arguments": ["key-of-ola"]}, page="people:accept_invitation"
    )
    refuse = MailServer(lambda recipient, attempt: "550 5.1.1 No such user")
    with running(refuse, settings):
        delivery.deliver_batch()
    row = message(world.here, "ola")
    assert row.state == State.GIVEN_UP
    assert "key-of-ola" not in str(row.facts)
    assert row.facts["role"] == "advisor"
    with world.here.scope(), pytest.raises(Refused, match="no longer kept"):
        retry(message=row, by=world.here.member(Role.ADVISOR))


def test_it_is_kept_while_there_is_hope(world, write, settings):
    write(
        "ola", facts={"role": "advisor", "days": 14, "page_arguments": ["key-of-ola"]}, page="people:accept_invitation"
    )
    with running(MailServer(lambda recipient, attempt: "451 4.7.1 Greylisted, try later"), settings):
        delivery.deliver_batch()
    assert message(world.here, "ola").facts["page_arguments"] == ["key-of-ola"]


def test_a_message_without_a_key_can_be_tried_again(world, write, settings):
    write("ola")
    with running(MailServer(lambda recipient, attempt: "550 5.1.1 No such user"), settings):
        delivery.deliver_batch()
    with world.here.scope():
        retry(message=message(world.here, "ola"), by=world.here.member(Role.ADVISOR))
    assert message(world.here, "ola").state == State.WAITING
