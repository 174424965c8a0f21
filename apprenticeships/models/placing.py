"""Where has somebody been placed, how much of the time, and who has been responsible, from when to when?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apprenticeships.models.apprentice import Apprenticeship, OfApprenticeshipQuerySet
from companies.models import Company, CompanyPerson, Establishment
from okportal.offices.models import Membership, TenantForeignKey, TenantModel


class PlacementQuerySet(OfApprenticeshipQuerySet):
    def on(self, day):
        return self.filter(from_on__lte=day, to_on__gte=day)

    def with_place(self):
        return self.select_related("company", "establishment", "instructor")


class Placement(TenantModel):
    """A stretch at one place of work. Together never more than 100 percent on any day: a trigger refuses it
    (migration 0004); an exclusion constraint can only forbid overlap, not add up.

    A placement opens nothing by itself, also not for the company or instructor that it names: a file holds more than
    a host needs, and is opened by being named on the apprenticeship (ApprenticeshipQuerySet.visible_to).
    """

    apprenticeship = TenantForeignKey(Apprenticeship, on_delete=models.CASCADE, related_name="placements")
    company = TenantForeignKey(Company, related_name="+", verbose_name=_("company"))
    establishment = TenantForeignKey(
        Establishment, related_name="+", verbose_name=_("place of work"), null=True, blank=True
    )
    instructor = TenantForeignKey(CompanyPerson, related_name="+", verbose_name=_("instructor"), null=True, blank=True)
    percent = models.PositiveSmallIntegerField(_("percent"), default=100)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"))
    aims = models.CharField(_("what is learned there"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__range=(1, 100)), name="placement_percent_range"),
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="placement_dates"),
        ]
        indexes = [models.Index(fields=["office", "apprenticeship", "from_on"], name="placement_apprenticeship")]
        verbose_name = _("placement")
        verbose_name_plural = _("placements")

    def __str__(self):
        return f"{self.establishment or self.company} {self.from_on:%d.%m.%Y}–{self.to_on:%d.%m.%Y}"


class RelationQuerySet(OfApprenticeshipQuerySet):
    def on(self, day):
        return self.filter(Q(from_on__lte=day), Q(to_on__isnull=True) | Q(to_on__gte=day))


class Relation(TenantModel):
    """Who had which part in an apprenticeship, from when to when.

    The open relation of a kind is the one that the apprenticeship itself names: lists read it there.
    """

    class Kind(models.TextChoices):
        """Values are the names of the apprenticeship's keys."""

        SUPERVISOR = "supervisor", _("Training supervisor")
        INSTRUCTOR = "instructor", _("Instructor")
        HR = "hr", _("HR")
        ADVISOR = "advisor", _("Advisor")

    apprenticeship = TenantForeignKey(Apprenticeship, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("part"), max_length=12, choices=Kind)
    person = TenantForeignKey(CompanyPerson, related_name="+", verbose_name=_("person"), null=True, blank=True)
    membership = TenantForeignKey(Membership, related_name="+", verbose_name=_("advisor"), null=True, blank=True)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)

    objects = RelationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-from_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "apprenticeship", "kind"], condition=Q(to_on__isnull=True), name="relation_one_open"
            ),
            models.CheckConstraint(
                condition=Q(kind="advisor", membership__isnull=False, person__isnull=True)
                | ~Q(kind="advisor") & Q(membership__isnull=True, person__isnull=False),
                name="relation_to_one",
            ),
            models.CheckConstraint(condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="relation_dates"),
        ]
        indexes = [
            models.Index(fields=["office", "apprenticeship", "kind", "from_on"], name="relation_apprenticeship"),
            models.Index(fields=["office", "person"], name="relation_person"),
        ]
        verbose_name = _("relation")
        verbose_name_plural = _("relations")

    def __str__(self):
        return f"{self.get_kind_display()}: {self.person or self.membership}"
