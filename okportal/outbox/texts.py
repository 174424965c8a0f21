"""What does a message look like as a text to a mobile?"""

from django.template.loader import render_to_string
from django.utils import translation

from okportal.offices.models import Office
from okportal.outbox.models import Message

LONGEST = 480  # three parts; nobody reads more on a telephone


def text_of(message: Message, office: Office, secret: str) -> str:
    """The words of templates/<app>/sms/<name>.txt on one line, in the reader's language.

    `secret` stands where the message tells its secret: the secret itself, or the sign that it is left out.
    """
    app, name = message.template.split("/")
    context = dict(message.facts, office=office, to_name=message.to_name, secret=secret)
    with translation.override(message.language):
        return " ".join(render_to_string(f"{app}/sms/{name}.txt", context).split())[:LONGEST]
