"""A real SMTP server for tests, that takes, refuses, delays or breaks off as one asks."""

from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller


class MailServer:
    """`answer(recipient, attempt)` gives an SMTP answer to the recipient, None to take the mail, or DROP."""

    DROP = "drop"

    def __init__(self, answer=lambda recipient, attempt: None):
        self.answer = answer
        self.taken = []
        self.attempts = {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.attempts[address] = self.attempts.get(address, 0) + 1
        answer = self.answer(address, self.attempts[address])
        if answer == self.DROP:
            server.transport.abort()
            return "421 gone"
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(message_from_bytes(envelope.content, policy=default))
        return "250 taken"

    @property
    def recipients(self):
        return [mail["To"].addresses[0].addr_spec for mail in self.taken]


class OnFreePort(Controller):
    """aiosmtpd greets its own server before it is ready to be used, at the port it was told: 0 here."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def running(server, settings):
    """Point Django at `server`, on a free port of this machine."""
    controller = OnFreePort(server, hostname="127.0.0.1", port=0)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    settings.EMAIL_TIMEOUT = 1
    try:
        yield server
    finally:
        controller.stop()
