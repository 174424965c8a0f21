"""Which states does a half-year talk go through?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from okportal.states import step


class TalkState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    SCHEDULED = "scheduled", _("Date agreed")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


S = TalkState
WAITING = frozenset({S.PLANNED, S.SCHEDULED})

SCHEDULE = step("schedule", {S.PLANNED, S.SCHEDULED}, S.SCHEDULED, _("Agree on a date"))
HOLD = step("hold", {S.PLANNED, S.SCHEDULED}, S.HELD, _("Record as held"))
CANCEL = step("cancel", {S.PLANNED, S.SCHEDULED}, S.CANCELLED, _("Cancel"))
REOPEN = step("reopen", {S.HELD, S.CANCELLED}, S.PLANNED, _("Reopen"))
