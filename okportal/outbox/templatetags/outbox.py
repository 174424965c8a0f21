"""How does a message show days and times, which are ISO text in its facts, in the reader's language?

`{% load outbox %}`: {{ day|iso_day }} "1. mai 2026" · {{ at|iso_weekday }} "torsdag" · {{ at|iso_clock }} "10:00".
Facts are plain JSON, written by SQL or Python; times carry their offset and are shown as Oslo time.
"""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format

from okportal.outbox import kinds

register = template.Library()


@register.filter
def iso_day(text):
    return date_format(_day(text), "DATE_FORMAT")


@register.filter
def iso_weekday(text):
    return date_format(_day(text), "l", use_l10n=False)


@register.filter
def iso_clock(text):
    return f"{timezone.localtime(datetime.fromisoformat(text)):%H:%M}"


@register.filter
def kind_name(message):
    """What the list calls a message of this template."""
    return kinds.name_of(message.template)


def _day(text) -> date:
    return timezone.localdate(datetime.fromisoformat(text)) if "T" in text else date.fromisoformat(text)
