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
from okportal.outbox.texts import text_of

LEFT_OUT = "[…]"  # what stands for a link that opens a door, wherever a mail's text is kept or shown
_inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)


class Mail(EmailMultiAlternatives):
    """`kept_text` is the text that may be stored and shown to others than the reader."""

    kept_text = ""


def compose(message: Message, office: Office) -> Mail:
    """The mail in the reader's language: text and HTML, styles inlined, nothing loaded from anywhere."""
    url = address_of(message, office)
    subject, text, html = render(message, office, url, message.facts.get("secret", ""))
    sender = formataddr((office.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    mail = Mail(
        subject, text, sender, [formataddr((message.to_name, message.to_email))],
        reply_to=[office.email] if office.email else None,
        headers={"Message-ID": message_id_of(message), "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    mail.kept_text = without_secrets(message, text, url)
    mail.attach_alternative(_inliner.inline(html), "text/html")
    return mail


def without_secrets(message: Message, text: str, url: str) -> str:
    """The text as it may be kept: without the link that is a key, and without the code."""
    if message.has_secret_link:
        text = text.replace(url, LEFT_OUT)
    secret = message.facts.get("secret")
    return text.replace(secret, LEFT_OUT) if secret else text


def preview(message: Message, office: Office) -> tuple[str, str]:
    """(subject, text) as it will be sent, or as it was; a link that opens a door is left out.

    Empty for one whose template is no longer there: it waits from before an upgrade, or was given up.
    """
    if message.sent_at:
        return message.subject, message.body
    try:
        if message.is_sms:
            return "", text_of(message, office, LEFT_OUT)
        url = LEFT_OUT if message.has_secret_link else address_of(message, office)
        return render(message, office, url, LEFT_OUT)[:2]
    except (TemplateDoesNotExist, NoReverseMatch):
        return "", ""


def render(message: Message, office: Office, url: str, secret: str) -> tuple[str, str, str]:
    """(subject, text, HTML) of the message's templates, in the reader's language. No secret stands in a subject."""
    app, name = message.template.split("/")
    context = dict(message.facts, office=office, to_name=message.to_name, url=url, secret=LEFT_OUT)
    with translation.override(message.language):
        subject = " ".join(render_to_string(f"{app}/email/{name}.subject.txt", context).split())[:200]
        context |= {"subject": subject, "secret": secret}
        text = render_to_string(f"{app}/email/{name}.txt", context)
        html = render_to_string(f"{app}/email/{name}.html", context)
    return subject, text.strip() + "\n", html


def address_of(message: Message, office: Office) -> str:
    """The page that the mail leads to; "" for none."""
    if not message.page:
        return ""
    arguments = [message.about_id] if message.about_id else message.facts.get("page_arguments", [])
    return settings.BASE_URL + reverse(message.page, args=[office.slug, *arguments])


def reference_of(message: Message) -> str:
    """The same for each delivery of the same message, so that a repetition can be told."""
    return hashlib.sha256(f"{message.office_id}/{message.key}".encode()).hexdigest()[:32]


def message_id_of(message: Message) -> str:
    return f"<{reference_of(message)}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].split('@')[1]}>"
