"""Who works with apprentices in a company?"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from okportal.curricula.models import Trade
from okportal.documents.models import StoredFile
from okportal.norwegian import spaced_phone
from okportal.offices.models import Membership, TenantForeignKey, TenantModel, TenantQuerySet


class CompanyPersonQuerySet(TenantQuerySet):
    def on(self, day):
        return self.filter(Q(from_on__lte=day), Q(to_on__isnull=True) | Q(to_on__gte=day))

    def of(self, member):
        """The member's own roles in companies, today."""
        return self.in_office_of(member).filter(user_id=member.user.pk).on(member.today)

    def visible_to(self, member):
        """Staff: all. Company people: those of their own companies."""
        here = self.in_office_of(member)
        mine = self.model.objects.of(member).values("company_id")
        return here if member.is_staff else here.filter(company_id__in=mine)

    def with_login(self):
        """Adds `has_login`: the login has the role in the office without an end. One that was closed is none."""
        held = Membership.objects.filter(
            office_id=OuterRef("office_id"), user_id=OuterRef("user_id"), role=OuterRef("role"), to_on__isnull=True
        )
        return self.annotate(has_login=Exists(held))

    def supervisors(self):
        return self.filter(role=CompanyPerson.Role.TRAINING_SUPERVISOR)

    def instructors(self):
        return self.filter(role=CompanyPerson.Role.INSTRUCTOR)


class CompanyPerson(TenantModel):
    """One role of one person in one company. `user` is set once the invitation has been accepted."""

    class Role(models.TextChoices):
        """Values equal okportal.permissions.Role: the invitation gives the same role in the office."""

        COMPANY_CONTACT = "company_contact", _("Company contact")
        RESPONSIBLE_LEADER = "responsible_leader", _("Responsible leader")
        HR = "hr", _("HR")
        TRAINING_SUPERVISOR = "training_supervisor", _("Training supervisor")
        INSTRUCTOR = "instructor", _("Instructor")
        MUNICIPAL_COORDINATOR = "municipal_coordinator", _("Municipal coordinator")

    class Sees(models.TextChoices):
        """Whose files the person opens."""

        ALL = "all", _("All of the company's apprentices")
        ESTABLISHMENT = "establishment", _("Those at one place of work")
        RELATED = "related", _("Only those one is named for")

    company = TenantForeignKey("companies.Company", related_name="people")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    role = models.CharField(_("role"), max_length=30, choices=Role)
    sees = models.CharField(_("sees"), max_length=15, choices=Sees, default=Sees.RELATED)
    establishment = TenantForeignKey(
        "companies.Establishment", related_name="people", verbose_name=_("place of work"), null=True, blank=True
    )
    language = models.CharField(_("language"), max_length=2, default="nb")
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)

    objects = CompanyPersonQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "company", "email", "role"],
                condition=Q(to_on__isnull=True),
                name="company_person_one_open",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="company_person_dates"
            ),
            models.CheckConstraint(
                condition=~Q(sees="establishment") | Q(establishment__isnull=False),
                name="company_person_sees_establishment",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "user"], name="company_person_user"),
            models.Index(fields=["office", "company", "role"], name="company_person_company"),
        ]
        verbose_name = _("person in the company")
        verbose_name_plural = _("people in the company")

    def __str__(self):
        return self.name

    @property
    def written_phone(self):
        return spaced_phone(self.phone)


# What a role sees unless the office says otherwise: who leads sees all, who trains sees the own apprentices.
SEES_BY_ROLE = {
    CompanyPerson.Role.COMPANY_CONTACT: CompanyPerson.Sees.ALL,
    CompanyPerson.Role.RESPONSIBLE_LEADER: CompanyPerson.Sees.ALL,
    CompanyPerson.Role.HR: CompanyPerson.Sees.ALL,
    CompanyPerson.Role.MUNICIPAL_COORDINATOR: CompanyPerson.Sees.ALL,
    CompanyPerson.Role.TRAINING_SUPERVISOR: CompanyPerson.Sees.RELATED,
    CompanyPerson.Role.INSTRUCTOR: CompanyPerson.Sees.RELATED,
}


class QualificationQuerySet(TenantQuerySet):
    def visible_to(self, member):
        return self.in_office_of(member).filter(person__in=CompanyPerson.objects.visible_to(member))

    def valid_on(self, day):
        return self.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=day))


class Qualification(TenantModel):
    """Why somebody may answer for training: certificate, years of practice, education, course (domain § 1)."""

    class Kind(models.TextChoices):
        CERTIFICATE = "certificate", _("Trade or journeyman's certificate")
        EXPERIENCE = "experience", _("Years of relevant experience")
        EDUCATION = "education", _("Relevant higher education")
        COURSE = "course", _("Course for supervisors and instructors")

    person = TenantForeignKey(CompanyPerson, related_name="qualifications")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("what"), max_length=150)
    trade = models.ForeignKey(
        Trade, models.PROTECT, related_name="+", verbose_name=_("trade"), db_index=False, null=True, blank=True
    )
    years = models.PositiveSmallIntegerField(_("years"), null=True, blank=True)
    obtained_on = models.DateField(_("obtained on"), null=True, blank=True)
    expires_on = models.DateField(_("must be renewed by"), null=True, blank=True)
    file = TenantForeignKey(StoredFile, related_name="+", null=True, blank=True, editable=False)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = QualificationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "-obtained_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="experience") | Q(years__isnull=False), name="qualification_experience_years"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True)
                | Q(obtained_on__isnull=True)
                | Q(expires_on__gte=F("obtained_on")),
                name="qualification_dates",
            ),
        ]
        indexes = [models.Index(fields=["office", "person"], name="qualification_person")]
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")

    def __str__(self):
        return self.title
