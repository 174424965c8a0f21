"""When was somebody away, and what kind of absence was it?"""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from apprenticeships.models.apprentice import Apprenticeship, OfApprenticeshipQuerySet
from okportal.offices.models import TenantForeignKey, TenantModel

PERIOD = Func("from_on", "to_on", Value("[]"), function="daterange", output_field=DateRangeField())


class Absence(TenantModel):
    """Days away, whole or in part. What the illness is, is nobody's business here: there is no field for it."""

    class Kind(models.TextChoices):
        ILLNESS = "illness", _("Illness")
        LEAVE = "leave", _("Leave")
        PARENTAL = "parental", _("Parental leave")
        MILITARY = "military", _("Military service")
        UNEXCUSED = "unexcused", _("Unexcused")

    class State(models.TextChoices):
        REPORTED = "reported", _("Reported, not confirmed")
        CONFIRMED = "confirmed", _("Confirmed")
        DECLINED = "declined", _("Not right")

    apprenticeship = TenantForeignKey(Apprenticeship, related_name="absences")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    percent = models.PositiveSmallIntegerField(_("percent"), default=100)
    from_on = models.DateField(_("first day"))
    to_on = models.DateField(_("last day"), null=True, blank=True)  # NULL: still away
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.REPORTED)
    reported_at = models.DateTimeField(auto_now_add=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfApprenticeshipQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__range=(1, 100)), name="absence_percent"),
            models.CheckConstraint(condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="absence_dates"),
            models.CheckConstraint(
                condition=Q(state="reported", decided_at__isnull=True)
                | ~Q(state="reported") & Q(decided_at__isnull=False),
                name="absence_decided",
            ),
            ExclusionConstraint(
                name="absence_one_at_a_time",
                expressions=[
                    ("office", RangeOperators.EQUAL), ("apprenticeship", RangeOperators.EQUAL),
                    (PERIOD, RangeOperators.OVERLAPS),
                ],
                condition=~Q(state="declined"),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["office", "apprenticeship", "-from_on"], name="absence_apprenticeship")]
        verbose_name = _("absence")
        verbose_name_plural = _("absences")

    def __str__(self):
        return f"{self.get_kind_display()} {self.from_on:%d.%m.%Y}"
