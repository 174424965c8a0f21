"""How does a message leave as a mail or an SMS, and what if mail server or gateway say no?

One message is one short transaction: lock, write `sent_at`, hand the mail over, commit. A crash can repeat at most
the one mail that each sending process has in the server's hands, and the repetition has the same Message-ID.
"""

import logging
import smtplib
import time
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection as database
from django.utils import timezone

from okportal.offices.models import Office
from okportal.offices.scope import office_scope
from okportal.outbox import sms
from okportal.outbox.mail import LEFT_OUT, compose, reference_of
from okportal.outbox.models import Message
from okportal.outbox.texts import text_of

log = logging.getLogger(__name__)

LEASE_SECONDS = settings.OUTBOX_LEASE_SECONDS  # after a crash the rest is taken up that much later
BATCH = 20
BATCH_SECONDS = LEASE_SECONDS / 2  # a slow server: hand the rest back long before others may claim it
MAX_ATTEMPTS = 50  # with the pauses below some two days, as long as mail servers try among themselves


class TooLate(Exception):
    """The code in the message has run out before the message could leave."""


class MailLine:
    """The connection of one batch. A server that cannot be reached is asked once: the batch's other mails wait."""

    def __init__(self):
        self.server, self.failure = get_connection(), None

    def send(self, mail):
        if self.failure:
            raise self.failure
        try:
            self.server.open()  # does nothing while the connection holds
        except (OSError, smtplib.SMTPException) as error:
            log.warning("The mail server cannot be reached: %s", error)
            self.failure = error
            raise
        mail.connection = self.server
        mail.send()

    def hang_up(self):
        try:
            self.server.close()
        except (OSError, smtplib.SMTPException):  # a goodbye to a server that has gone
            self.server.connection = None


def deliver_batch() -> int:
    """Claim up to BATCH waiting messages of all offices and send them; returns how many were claimed.

    0 as well when the mail server cannot be reached: then trying on is for the next run.
    """
    claimed = claim()
    line, started = MailLine(), time.monotonic()
    try:
        for position, (message_id, office_id) in enumerate(claimed):
            if time.monotonic() - started > BATCH_SECONDS:
                hand_back(claimed[position:])
                return 0
            deliver(message_id, office_id, line)
    finally:
        line.hang_up()
    return 0 if line.failure else len(claimed)


def claim() -> list[tuple[int, int]]:
    """(message id, office id) of what nobody else has; leased to this process, so that a crash gives it back."""
    with database.cursor() as cursor:
        cursor.execute("SELECT id, office_id FROM okportal_claim_messages(%s, %s)", [BATCH, LEASE_SECONDS])
        return cursor.fetchall()


def deliver(message_id: int, office_id: int, line: MailLine):
    """Send one claimed message; whatever fails is written on it, and it is tried again later."""
    try:
        with office_scope(office_id):
            unlocked = Message.objects.waiting().select_for_update(skip_locked=True)
            message = unlocked.filter(pk=message_id).first()
            if message is None:  # sent or held by another who claimed it after our lease
                return
            if message.is_too_late(timezone.now()):
                raise TooLate("The code has run out; a new one must be asked for.")
            send = send_text if message.is_sms else send_mail
            send(message, Office.objects.get(pk=office_id), line)
    except Exception as error:
        log.warning("Message %s was not delivered: %s", message_id, type(error).__name__)
        if isinstance(error, OSError) and not answers(error):
            line.hang_up()  # or the others of the batch would be thrown at a dead connection
        postpone(message_id, office_id, error)


def send_mail(message: Message, office: Office, line: MailLine):
    mail = compose(message, office)
    message.mark_sent(mail.subject, mail.kept_text, timezone.now())
    line.send(mail)


def send_text(message: Message, office: Office, _line: MailLine):
    """An SMS needs no mail server; what is kept of it is without its code."""
    text, reference = text_of(message, office, message.facts.get("secret", "")), reference_of(message)
    message.mark_sent("", text_of(message, office, LEFT_OUT), timezone.now())
    sms.send(message.to_phone, text, reference)


def postpone(message_id: int, office_id: int, error: Exception):
    """Try again in 15 s, 30 s, 1 min … 1 h; give up after MAX_ATTEMPTS, at once when the server says never."""
    with office_scope(office_id):
        message = Message.objects.waiting().select_for_update().filter(pk=message_id).first()
        if message is None:
            return
        if is_final(error) or message.attempts >= MAX_ATTEMPTS:
            message.mark_given_up(timezone.now())
        pause = min(3600, 15 * 2 ** min(8, max(0, message.attempts - 1)))
        message.next_at, message.lease_until = timezone.now() + timedelta(seconds=pause), None
        message.error = explain(error)[:500]
        message.save(update_fields=["dead_at", "next_at", "lease_until", "error", "facts"])


def hand_back(claimed: list[tuple[int, int]]):
    """Give up the lease on what was not tried; it counts as no attempt."""
    for message_id, office_id in claimed:
        with office_scope(office_id):
            message = Message.objects.waiting().select_for_update().filter(pk=message_id).first()
            if message is not None:
                message.attempts, message.lease_until = max(0, message.attempts - 1), None
                message.save(update_fields=["attempts", "lease_until"])


def answers(error: OSError) -> bool:
    """Did the server say no in words (and may be spoken to further), or is it gone? smtplib's errors are OSErrors."""
    return isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused) and 421 not in codes(error)


def is_final(error: Exception) -> bool:
    """A lasting no (5xx) to this address or this text. To the sender it is our own mistake, and mendable."""
    if isinstance(error, sms.NotTaken):
        return error.is_final
    if isinstance(error, TooLate):
        return True
    is_about_mail = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
    return is_about_mail and all(code >= 500 for code in codes(error))


def codes(error) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _reason in error.recipients.values()]
    return [error.smtp_code]


def explain(error: Exception) -> str:
    """The server's own words, for the advisor to read; for everything else the kind of error."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_text(reason)}" for code, reason in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    if isinstance(error, sms.NotTaken | TooLate):
        return str(error)
    return f"{type(error).__name__}: {error}"


def _text(reason) -> str:
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
