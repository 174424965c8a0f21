"""How does a message become a mail, and what if the mail server says no?"""

import hashlib
import logging
import smtplib
from datetime import timedelta
from email.utils import formataddr, parseaddr

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection as database
from django.template.loader import render_to_string
from django.utils import timezone, translation

from okportal.offices.models import Office
from okportal.offices.scope import office_scope, office_url
from okportal.outbox.models import Message

log = logging.getLogger(__name__)

LEASE_SECONDS = 60  # a batch is sent well within it; after a crash the rest is taken up that much later
BATCH = 20
MAX_ATTEMPTS = 8
_inliner = css_inline.CSSInliner(load_remote_stylesheets=False)


def deliver_batch() -> int:
    """Claim up to BATCH waiting messages of all offices and send them; returns how many were claimed."""
    with database.cursor() as cursor:
        cursor.execute("SELECT id, office_id FROM okportal_claim_messages(%s, %s)", [BATCH, LEASE_SECONDS])
        claimed = cursor.fetchall()
    if claimed:
        with get_connection() as mail_server:
            for message_id, office_id in claimed:
                deliver(message_id, office_id, mail_server)
    return len(claimed)


def deliver(message_id: int, office_id: int, mail_server):
    """Send one claimed message. `sent_at` is written before and committed right after the server took it,

    so that a crash can repeat at most the one mail in the server's hands; its Message-ID is the same.
    """
    try:
        with office_scope(office_id):
            message = Message.objects.waiting().select_for_update().filter(pk=message_id).first()
            if message is None:
                return
            mail = compose(message, Office.objects.get(pk=office_id))
            mail.connection = mail_server
            message.subject, message.body, message.sent_at, message.lease_until = mail.subject, mail.body, timezone.now(), None
            message.error = ""
            message.save(update_fields=["subject", "body", "sent_at", "lease_until", "error"])
            mail.send()
    except Exception as error:
        log.warning("Message %s was not delivered: %s", message_id, type(error).__name__)
        with office_scope(office_id):
            postpone(Message.objects.select_for_update().get(pk=message_id), error)


def postpone(message: Message, error: Exception):
    """Try again later (15 s, 30 s, 1 min … 1 h), or give up: at once when the server refuses the address."""
    is_final = isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        code >= 500 for code, _reason in error.recipients.values()
    )
    if is_final or message.attempts >= MAX_ATTEMPTS:
        message.dead_at = timezone.now()
    message.next_at = timezone.now() + timedelta(seconds=min(3600, 15 * 2 ** max(0, message.attempts - 1)))
    message.lease_until = None
    message.error = f"{type(error).__name__}: {error}"[:500]
    message.save(update_fields=["dead_at", "next_at", "lease_until", "error"])


def compose(message: Message, office: Office) -> EmailMultiAlternatives:
    """The mail in the reader's language: text and HTML, styles inlined, nothing loaded from anywhere."""
    app, name = message.template.split("/")
    facts = dict(message.facts, office=office, to_name=message.to_name, url="")
    if message.page:
        arguments = [message.about_id] if message.about_id else message.facts.get("page_arguments", [])
        facts["url"] = settings.BASE_URL + office_url(message.page, *arguments)
    with translation.override(message.language):
        subject = " ".join(render_to_string(f"{app}/email/{name}.subject.txt", facts).split())
        text = render_to_string(f"{app}/email/{name}.txt", facts)
        html = render_to_string(f"{app}/email/{name}.html", facts)
    sender = formataddr((office.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    mail = EmailMultiAlternatives(
        subject[:200], text, sender, [formataddr((message.to_name, message.to_email))],
        reply_to=[office.email] if office.email else None,
        headers={"Message-ID": message_id_of(message), "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    mail.attach_alternative(_inliner.inline(html), "text/html")
    return mail


def message_id_of(message: Message) -> str:
    digest = hashlib.sha256(f"{message.office_id}/{message.key}".encode()).hexdigest()[:32]
    return f"<{digest}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].split('@')[1]}>"
