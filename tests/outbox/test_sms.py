"""How does a text reach a mobile, and what does the gateway answer?"""

import logging
import socket
import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from okportal.errors import Refused
from okportal.outbox import checks, delivery, sms
from okportal.outbox.actions import enqueue, retry
from okportal.outbox.mail import LEFT_OUT, preview
from okportal.outbox.models import Message, State
from okportal.permissions import Role
from tests.outbox.mail_server import MailServer
from tests.outbox.mail_server import running as mail_running
from tests.outbox.sms_gateway import Gateway, running

pytestmark = pytest.mark.django_db
CODE, PHONE = "204718", "+4791234567"


@pytest.fixture
def here(world):
    for cast in (world.here, world.there):
        with cast.scope():
            Message.objects.all().delete()
    return world.here


def write(cast, key="kari", **changes):
    with cast.scope():
        fields = {
            "office_id": cast.office.pk, "key": key, "template": "contracts/signing_code", "to_name": "Kari Moe",
            "to_phone": PHONE, "language": "en", "facts": {"secret": CODE, "minutes": 10},
        }  # fmt: skip
        enqueue(**fields | changes)


def the(cast, key="kari"):
    with cast.scope():
        return Message.objects.get(key=key)


def test_the_gateway_gets_number_words_and_key(here, settings):
    write(here)
    with running(Gateway(), settings) as gateway:
        assert delivery.deliver_batch() == 1
        assert delivery.deliver_batch() == 0
    (taken,) = gateway.taken
    assert taken["to"] == PHONE
    assert taken["from"] == settings.SMS_SENDER
    assert taken["text"].startswith(f"{CODE} is your code from Fjord opplæringskontor.")
    assert len(taken["text"]) <= 160
    assert gateway.keys == ["Bearer n-key"]


def test_the_code_leaves_with_the_text_and_is_kept_nowhere(here, settings):
    write(here)
    waiting = the(here)
    with here.scope():
        assert CODE not in preview(waiting, here.office)[1]
    with running(Gateway(), settings):
        delivery.deliver_batch()
    sent = the(here)
    assert sent.state == State.SENT
    assert CODE not in f"{sent.subject} {sent.body} {sent.facts} {sent.error}"
    assert LEFT_OUT in sent.body


def test_a_mailed_code_is_kept_nowhere_either(here, settings):
    write(here, to_phone="", to_email="kari@example.test")
    with mail_running(MailServer(), settings) as server:
        delivery.deliver_batch()
    (mail,) = server.taken
    assert CODE in mail.get_body("plain").get_content()
    assert CODE in mail.get_body("html").get_content()
    assert CODE not in mail["Subject"]
    sent = the(here)
    assert CODE not in f"{sent.subject} {sent.body} {sent.facts}"
    assert LEFT_OUT in sent.body


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (400, State.GIVEN_UP), (404, State.GIVEN_UP), (422, State.GIVEN_UP), (401, State.DELAYED),
        (429, State.DELAYED), (500, State.DELAYED), (503, State.DELAYED),
    ],
)  # fmt: skip
def test_a_no_is_final_or_tried_again(here, settings, status, state):
    write(here)
    with running(Gateway(status), settings):
        delivery.deliver_batch()
    message = the(here)
    assert message.state == state
    assert message.error.startswith(str(status))
    assert CODE not in message.error


def test_it_is_tried_again_until_the_gateway_is_back(here, settings):
    write(here)
    with running(Gateway(500), settings) as gateway:
        delivery.deliver_batch()
        gateway.status = 200
        with here.scope():
            Message.objects.update(next_at=timezone.now() - timedelta(seconds=1))
        delivery.deliver_batch()
        assert [text["to"] for text in gateway.taken] == [PHONE]
    assert the(here).state == State.SENT


def test_a_gateway_that_says_nothing_is_left_after_the_time_out(here, settings):
    write(here)
    gateway = Gateway()
    gateway.hold = threading.Event()
    started = time.monotonic()
    with running(gateway, settings):
        delivery.deliver_batch()
        assert time.monotonic() - started < 3
    assert the(here).state == State.DELAYED
    assert "no answer" in the(here).error


def test_a_gateway_that_is_down_delays(here, settings):
    write(here)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings.SMS_GATEWAY, settings.SMS_URL, settings.SMS_TOKEN = "http", f"http://127.0.0.1:{port}/", "k"
    delivery.deliver_batch()
    assert (the(here).state, the(here).error) == (
        State.DELAYED, "The SMS gateway gave no answer (URLError).",
    )  # fmt: skip


def test_the_key_is_not_carried_to_another_address(here, settings):
    write(here)
    elsewhere = Gateway()
    with running(elsewhere, settings), running(Gateway(302, location=elsewhere.url), settings):
        delivery.deliver_batch()
    assert elsewhere.keys == []
    assert the(here).state == State.DELAYED


def test_a_text_needs_no_mail_server_and_holds_up_no_mail(here, settings):
    """The mail server is gone: the mails wait, and the text between them leaves."""
    write(here, "first", to_phone="", to_email="a@example.test")
    write(here)
    write(here, "last", to_phone="", to_email="b@example.test")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    with running(Gateway(), settings) as gateway:
        assert delivery.deliver_batch() == 0
    assert len(gateway.taken) == 1
    assert [the(here, key).state for key in ("first", "kari", "last")] == [State.DELAYED, State.SENT, State.DELAYED]


def test_a_refused_text_does_not_break_the_mail_that_follows(here, settings):
    write(here)
    write(here, "last", to_phone="", to_email="b@example.test")
    with mail_running(MailServer(), settings) as server, running(Gateway(500), settings):
        delivery.deliver_batch()
    assert server.recipients == ["b@example.test"]


def test_a_code_that_has_run_out_is_not_sent_however_often_one_tries(here, settings):
    gone = (timezone.now() - timedelta(seconds=1)).isoformat()
    write(here, facts={"secret": CODE, "minutes": 10, "good_until": gone})
    with running(Gateway(), settings) as gateway:
        delivery.deliver_batch()
        assert the(here).state == State.GIVEN_UP
        assert CODE not in str(the(here).facts)
        with here.scope(), pytest.raises(Refused):
            retry(message=the(here), by=here.member(Role.ADVISOR))
        delivery.deliver_batch()
        assert gateway.taken == []
    assert "run out" in the(here).error


def test_without_a_gateway_nobody_is_reachable_and_nothing_is_sent(here, settings):
    settings.SMS_GATEWAY = ""
    write(here)
    delivery.deliver_batch()
    assert not sms.is_reachable(PHONE)
    assert the(here).state == State.DELAYED
    assert "OKPORTAL_SMS_GATEWAY" in the(here).error


def test_the_gateway_for_trying_writes_on_the_console(here, settings, caplog):
    settings.SMS_GATEWAY = "log"
    write(here)
    with caplog.at_level(logging.INFO, "okportal.outbox.sms"):
        delivery.deliver_batch()
    assert CODE in caplog.text
    assert the(here).state == State.SENT


@pytest.mark.parametrize(
    ("phone", "is_reachable"),
    [
        (PHONE, True),
        ("912 34 567", True),
        ("+4771000000", False),
        ("+46701234567", False),
        ("02000", False),
        ("", False),
    ],
)
def test_who_can_be_reached(settings, phone, is_reachable):
    settings.SMS_GATEWAY = "log"
    assert sms.is_reachable(phone) is is_reachable


def test_the_messages_pages_say_sms_and_hide_most_of_the_number(here):
    write(here)
    client = here.client(Role.ADVISOR)
    for page in (here.url("meldinger/"), the_address(here)):
        text = client.get(page).text
        assert "SMS" in text
        assert "+479••••567" in text
        assert PHONE not in text and "91234567" not in text


def the_address(cast):
    with cast.scope():
        return the(cast).get_absolute_url()


@pytest.mark.parametrize(
    ("gateway", "url", "found"),
    [
        ("http", "https://sms.example/send", []),
        ("http", "http://127.0.0.1:9/send", []),
        ("http", "http://sms.example/send", ["outbox.E002"]),
        ("http", "ftp://sms.example/send", ["outbox.E002"]),
        ("pigeon", "", ["outbox.E001"]),
        ("", "", []),
    ],
)
def test_a_wrong_gateway_is_found_at_the_start(settings, gateway, url, found):
    settings.SMS_GATEWAY, settings.SMS_URL, settings.SMS_TOKEN = gateway, url, "t"
    assert [problem.id for problem in checks.sms_gateway_is_sound(None)] == found


def test_a_gateway_without_a_token_is_found_at_the_start(settings):
    settings.SMS_GATEWAY, settings.SMS_URL, settings.SMS_TOKEN = "http", "https://sms.example/send", ""
    assert [problem.id for problem in checks.sms_gateway_is_sound(None)] == ["outbox.E003"]


def test_the_console_is_warned_of_before_real_use(settings):
    settings.SMS_GATEWAY = "log"
    assert [problem.id for problem in checks.sms_goes_to_no_log(None)] == ["outbox.W001"]
    settings.SMS_GATEWAY = "http"
    assert checks.sms_goes_to_no_log(None) == []
