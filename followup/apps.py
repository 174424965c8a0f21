"""Half-year talks and reminders."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from okportal.outbox import kinds


class FollowupConfig(AppConfig):
    name = "followup"

    def ready(self):
        from followup import duties, ending_effects, receivers, reminders  # noqa: F401

        kinds.register(
            followup__invitation=_("Date of a half-year talk"),
            followup__called_off=_("A half-year talk is called off"),
            followup__talk_without_date=_("Reminder: half-year talk without a date"),
            followup__talk_near=_("Reminder: half-year talk soon"),
            followup__talk_late=_("Reminder: half-year talk is late"),
        )
