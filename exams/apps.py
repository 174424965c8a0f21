"""Registration for the trade test, and its result."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from okportal.outbox import kinds


class ExamsConfig(AppConfig):
    name = "exams"

    def ready(self):
        from exams import known_results, receivers, reminders, viewed  # noqa: F401

        kinds.register(
            exams__registered=_("Registered for the test"),
            exams__test_date=_("Date of the test"),
            exams__registration_ahead=_("Reminder: registration for the test comes nearer"),
            exams__registration_due=_("Reminder: registration for the test is due"),
        )
