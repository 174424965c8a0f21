"""Which curriculum does an apprenticeship follow, and which of its aims has the apprentice reached?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apprenticeships.models import Apprenticeship
from okportal.curricula.models import Aim, Curriculum
from okportal.offices.models import TenantForeignKey, TenantModel, TenantQuerySet
from training.rules import RATINGS


class PlanQuerySet(TenantQuerySet):
    def visible_to(self, member):
        return self.in_office_of(member).filter(apprenticeship__in=Apprenticeship.objects.visible_to(member))


class Plan(TenantModel):
    """The plan of one apprenticeship, with the curriculum version pinned when the contract came into force."""

    apprenticeship = TenantForeignKey(Apprenticeship, related_name="plans")
    curriculum = models.ForeignKey(Curriculum, models.PROTECT, related_name="+", db_index=False)
    # Counted by a trigger on the aims (migration 0002): a caseload asks this of everybody at once.
    aims_total = models.PositiveSmallIntegerField(default=0, editable=False)
    reached = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "apprenticeship"], name="plan_once")]
        verbose_name = _("training plan")
        verbose_name_plural = _("training plans")

    def __str__(self):
        return f"{self.apprenticeship} · {self.curriculum_id}"


class PlanAimQuerySet(TenantQuerySet):
    def visible_to(self, member):
        return self.in_office_of(member).filter(plan__in=Plan.objects.visible_to(member))


class PlanAim(TenantModel):
    """One competence aim in a plan: what the apprentice says, and what the company says."""

    plan = TenantForeignKey(Plan, on_delete=models.CASCADE, related_name="aims")
    aim = models.ForeignKey(Aim, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField()
    own_rating = models.PositiveSmallIntegerField(_("own view, 1 to 4"), null=True, blank=True)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    reached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True
    )

    objects = PlanAimQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["office", "plan", "aim"], name="plan_aim_once"),
            models.CheckConstraint(
                condition=Q(own_rating__isnull=True) | Q(own_rating__range=(1, 4)), name="plan_aim_own_rating"
            ),
        ]
        verbose_name = _("aim in the plan")
        verbose_name_plural = _("aims in the plan")

    def __str__(self):
        return self.aim.text

    @property
    def own_rating_words(self):
        return RATINGS.get(self.own_rating, "")
