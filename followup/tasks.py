"""When are the reminders looked for?"""

from celery import shared_task
from django.utils import timezone

from okportal.outbox.reminders import sweep


@shared_task
def sweep_reminders():
    """Ask the rules of all apps, in all offices. Beat counts in UTC, the rules in Oslo days."""
    sweep(timezone.localdate())
