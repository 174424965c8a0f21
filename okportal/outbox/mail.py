"""What does a message look like as a mail?"""

import hashlib
from email.utils import formataddr, parseaddr

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from okportal.offices.models import Office
from okportal.outbox.models import Message

LEFT_OUT = "[…]"  # what stands for a link that opens a door, wherever a mail's text is kept or shown
_inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)


class Mail(EmailMultiAlternatives):
    """`kept_text` is the text that may be stored and shown to others than the reader."""

    kept_text = ""


def compose(message: Message, office: Office) -> Mail:
    """The mail in the reader's language: text and HTML, styles inlined, nothing loaded from anywhere."""
    url = address_of(message, office)
    subject, text, html = render(message, office, url)
    sender = formataddr((office.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    mail = Mail(
        subject, text, sender, [formataddr((message.to_name, message.to_email))],
        reply_to=[office.email] if office.email else None,
        headers={"Message-ID": message_id_of(message), "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    mail.kept_text = text.replace(url, LEFT_OUT) if message.has_secret_link else text
    mail.attach_alternative(_inliner.inline(html), "text/html")
    return mail


def preview(message: Message, office: Office) -> tuple[str, str]:
    """(subject, text) as it will be sent, or as it was; a link that opens a door is left out.

    Empty for one whose template is no longer there: it waits from before an upgrade, or was given up.
    """
    if message.sent_at:
        return message.subject, message.body
    try:
        url = LEFT_OUT if message.has_secret_link else address_of(message, office)
        return render(message, office, url)[:2]
    except (TemplateDoesNotExist, NoReverseMatch):
        return "", ""


def render(message: Message, office: Office, url: str) -> tuple[str, str, str]:
    """(subject, text, HTML) of the message's templates, in the reader's language."""
    app, name = message.template.split("/")
    context = dict(message.facts, office=office, to_name=message.to_name, url=url)
    with translation.override(message.language):
        subject = " ".join(render_to_string(f"{app}/email/{name}.subject.txt", context).split())[:200]
        context["subject"] = subject
        text = render_to_string(f"{app}/email/{name}.txt", context)
        html = render_to_string(f"{app}/email/{name}.html", context)
    return subject, text.strip() + "\n", html


def address_of(message: Message, office: Office) -> str:
    """The page that the mail leads to; "" for none."""
    if not message.page:
        return ""
    arguments = [message.about_id] if message.about_id else message.facts.get("page_arguments", [])
    return settings.BASE_URL + reverse(message.page, args=[office.slug, *arguments])


def message_id_of(message: Message) -> str:
    """The same for each delivery of the same message, so that a mailbox can tell a repetition."""
    digest = hashlib.sha256(f"{message.office_id}/{message.key}".encode()).hexdigest()[:32]
    return f"<{digest}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].split('@')[1]}>"
