"""What did somebody bring along: school, people close to them, and how the training was agreed before?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apprenticeships.ages import youngest_adult
from apprenticeships.models.apprentice import Apprentice, Apprenticeship, OfApprenticeshipQuerySet
from okportal.norwegian import spaced_phone
from okportal.offices.models import TenantForeignKey, TenantModel, TenantQuerySet


class OfApprenticeForOfficeQuerySet(TenantQuerySet):
    """For the office, and for the person it is about."""

    def visible_to(self, member):
        here = self.in_office_of(member)
        return here if member.is_staff else here.filter(apprentice__user_id=member.user.pk)


class CloseContactQuerySet(TenantQuerySet):
    def visible_to(self, member):
        """The office and the person: all. The company, while the training lasts: whom to call when something happens,
        and guardians until the day the apprentice turns 18 (domain § 0.5)."""
        here = self.in_office_of(member)
        if member.is_staff:
            return here
        shown = Q(apprentice__user_id=member.user.pk)
        if member.is_company_person:
            trained = Apprenticeship.objects.visible_to(member).current().values("apprentice_id")
            in_need = Q(kind=CloseContact.Kind.EMERGENCY) | Q(apprentice__birth_date__gt=youngest_adult(member.today))
            shown |= in_need & Q(apprentice_id__in=trained)
        return here.filter(shown)


class CloseContact(TenantModel):
    """A guardian while the apprentice is under 18, or whom to call when something happens."""

    class Kind(models.TextChoices):
        GUARDIAN = "guardian", _("Guardian")
        EMERGENCY = "emergency", _("In an emergency")

    apprentice = TenantForeignKey(Apprentice, on_delete=models.CASCADE, related_name="close_contacts")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    relation = models.CharField(_("relation"), max_length=60, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    objects = CloseContactQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name", "id"]
        indexes = [models.Index(fields=["office", "apprentice"], name="close_contact_apprentice")]
        constraints = [
            models.CheckConstraint(condition=~Q(phone="") | ~Q(email=""), name="close_contact_can_be_reached")
        ]
        verbose_name = _("close contact")
        verbose_name_plural = _("close contacts")

    def __str__(self):
        return self.name

    @property
    def written_phone(self):
        return spaced_phone(self.phone)


class SchoolYear(TenantModel):
    """One stretch of school before the training."""

    class Level(models.TextChoices):
        VG1 = "vg1", _("Vg1")
        VG2 = "vg2", _("Vg2")
        VG3 = "vg3", _("Vg3")
        OTHER = "other", _("Other")

    apprentice = TenantForeignKey(Apprentice, on_delete=models.CASCADE, related_name="school_years")
    level = models.CharField(_("level"), max_length=5, choices=Level)
    school = models.CharField(_("school"), max_length=150)
    programme = models.CharField(_("programme"), max_length=150, blank=True)
    from_year = models.PositiveSmallIntegerField(_("from year"))
    to_year = models.PositiveSmallIntegerField(_("to year"), null=True, blank=True)
    is_passed = models.BooleanField(_("passed"), default=True)
    remarks = models.CharField(_("missing subjects"), max_length=200, blank=True)

    objects = OfApprenticeForOfficeQuerySet.as_manager()

    class Meta:
        ordering = ["from_year", "level", "id"]
        indexes = [models.Index(fields=["office", "apprentice"], name="school_year_apprentice")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_year__isnull=True) | Q(to_year__gte=F("from_year")), name="school_year_order"
            )
        ]
        verbose_name = _("school year")
        verbose_name_plural = _("school years")

    def __str__(self):
        return f"{self.get_level_display()} {self.school}"


class CandidateTypePeriod(TenantModel):
    """Which type somebody was in training as, from a day on. The newest one stands on the apprenticeship as well."""

    apprenticeship = TenantForeignKey(Apprenticeship, on_delete=models.CASCADE, related_name="candidate_types")
    candidate_type = models.CharField(_("candidate type"), max_length=20, choices=Apprenticeship.CandidateType)
    from_on = models.DateField(_("from"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    changed_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True, editable=False
    )

    objects = OfApprenticeshipQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "apprenticeship", "from_on"], name="candidate_type_once_a_day")
        ]
        verbose_name = _("candidate type in a period")
        verbose_name_plural = _("candidate types over time")

    def __str__(self):
        return f"{self.get_candidate_type_display()} {self.from_on:%d.%m.%Y}"
