"""Which rules does an office judge its apprenticeships by, and how did they stand week by week?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apprenticeships.models import Apprenticeship
from okportal.offices.models import OfficeOnlyQuerySet, TenantForeignKey, TenantModel, TenantQuerySet


class LightRule(TenantModel):
    """What an office has decided about one rule of the traffic light, where it differs from the default."""

    key = models.CharField(max_length=40)  # okportal.home.caseload.RULES
    is_on = models.BooleanField(_("in use"), default=True)
    threshold = models.PositiveSmallIntegerField(_("threshold"), null=True, blank=True)  # unit: the rule's own

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="light_rule_once")]
        verbose_name = _("rule of the traffic light")
        verbose_name_plural = _("rules of the traffic light")

    def __str__(self):
        return self.key


class WeeklyLightQuerySet(TenantQuerySet):
    def visible_to(self, member):
        return self.in_office_of(member).filter(apprenticeship__in=Apprenticeship.objects.visible_to(member))


class WeeklyLight(TenantModel):
    """How one apprenticeship stood in one week: the tone, and the rule that decided."""

    apprenticeship = TenantForeignKey(Apprenticeship, on_delete=models.CASCADE, related_name="+")
    week_on = models.DateField(_("week"))  # its Monday
    tone = models.CharField(max_length=8)
    rule = models.CharField(max_length=40)

    objects = WeeklyLightQuerySet.as_manager()

    class Meta:
        ordering = ["week_on"]
        constraints = [
            models.UniqueConstraint(fields=["office", "apprenticeship", "week_on"], name="weekly_light_once")
        ]
        indexes = [models.Index(fields=["office", "week_on", "tone"], name="weekly_light_week")]
        verbose_name = _("light of a week")
        verbose_name_plural = _("lights by week")

    def __str__(self):
        return f"{self.week_on:%d.%m.%Y} {self.tone}"
