"""Which companies are members, who works with apprentices there, and for which trades are they approved?"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from companies.states import DECISIONS, GRANTED, ApprovalState
from okportal.curricula.models import Trade
from okportal.norwegian import SortKey, spaced_organisation_number, spaced_phone
from okportal.offices.models import County, Membership, TenantForeignKey, TenantModel, TenantQuerySet
from okportal.offices.scope import office_url


class CompanyQuerySet(TenantQuerySet):
    def visible_to(self, member):
        """Office staff see all members; company people their own companies; nobody else any."""
        here = self.in_office_of(member)
        return here if member.is_staff else here.filter(pk__in=CompanyPerson.objects.of(member).values("company_id"))

    def active(self):
        return self.filter(is_active=True)


class Company(TenantModel):
    """A member company as this office knows it; the same company in another office is another row."""

    class LookUp(models.TextChoices):
        WAITING = "waiting", _("Being looked up")
        FOUND = "found", _("Checked against Enhetsregisteret")
        NOT_CHECKED = "not_checked", _("Not checked")
        UNKNOWN = "unknown", _("Not found in Enhetsregisteret")

    organisation_number = models.CharField(_("organisation number"), max_length=9)
    name = models.CharField(_("name"), max_length=200)
    sort_name = models.GeneratedField(
        expression=SortKey("name"), output_field=models.TextField(db_collation="C"), db_persist=True
    )
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=4, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    county = models.ForeignKey(
        County, models.PROTECT, related_name="+", verbose_name=_("county"), db_index=False, null=True, blank=True
    )
    look_up = models.CharField(max_length=12, choices=LookUp, default=LookUp.WAITING, editable=False)
    looked_up_at = models.DateTimeField(null=True, editable=False)
    is_active = models.BooleanField(_("active"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "id"]
        constraints = [models.UniqueConstraint(fields=["office", "organisation_number"], name="company_once")]
        indexes = [models.Index(fields=["office", "sort_name", "id"], name="company_list")]
        verbose_name = _("member company")
        verbose_name_plural = _("member companies")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return office_url("companies:detail", self.pk)

    @property
    def written_number(self):
        return spaced_organisation_number(self.organisation_number)

    @property
    def written_address(self):
        """'Storgata 1, 5003 Bergen', with what is known of it."""
        return ", ".join(filter(None, (self.address, f"{self.postcode} {self.city}".strip())))

    @property
    def written_phone(self):
        return spaced_phone(self.phone)


class EstablishmentQuerySet(TenantQuerySet):
    def visible_to(self, member):
        return self.in_office_of(member).filter(company__in=Company.objects.visible_to(member))


class Establishment(TenantModel):
    """A place of work (sub-unit in Enhetsregisteret, with a number of its own where it has one)."""

    company = TenantForeignKey(Company, related_name="establishments")
    name = models.CharField(_("name"), max_length=200)
    organisation_number = models.CharField(_("organisation number"), max_length=9, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=4, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)

    objects = EstablishmentQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "organisation_number"],
                condition=~Q(organisation_number=""),
                name="establishment_once",
            )
        ]
        indexes = [models.Index(fields=["office", "company", "name"], name="establishment_company")]
        verbose_name = _("establishment")
        verbose_name_plural = _("establishments")

    def __str__(self):
        return self.name

    @property
    def written_number(self):
        return spaced_organisation_number(self.organisation_number)

    @property
    def written_address(self):
        return ", ".join(filter(None, (self.address, f"{self.postcode} {self.city}".strip())))


class CompanyPersonQuerySet(TenantQuerySet):
    def on(self, day):
        return self.filter(Q(from_on__lte=day), Q(to_on__isnull=True) | Q(to_on__gte=day))

    def of(self, member):
        """The member's own roles in companies, today."""
        return self.in_office_of(member).filter(user_id=member.user.pk).on(member.today)

    def visible_to(self, member):
        return self.in_office_of(member).filter(company__in=Company.objects.visible_to(member))

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
        TRAINING_SUPERVISOR = "training_supervisor", _("Training supervisor")
        INSTRUCTOR = "instructor", _("Instructor")

    company = TenantForeignKey(Company, related_name="people")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    role = models.CharField(_("role"), max_length=30, choices=Role)
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


class ApprovalQuerySet(TenantQuerySet):
    def visible_to(self, member):
        return self.in_office_of(member).filter(company__in=Company.objects.visible_to(member))

    def granted_on(self, day):
        return self.filter(state__in=GRANTED, from_on__lte=day).filter(Q(to_on__isnull=True) | Q(to_on__gte=day))


class Approval(TenantModel):
    """A county's approval of the company for one trade (opplæringslova § 7-5, forskrift § 6-13)."""

    class LegalBasis(models.TextChoices):
        ACT_2023 = "2023", _("Education Act of 2023")
        ACT_1998 = "1998", _("Education Act of 1998")

    company = TenantForeignKey(Company, related_name="approvals")
    trade = models.ForeignKey(Trade, models.PROTECT, related_name="+", verbose_name=_("trade"), db_index=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", verbose_name=_("county"), db_index=False)
    state = models.CharField(_("status"), max_length=12, choices=ApprovalState, default=ApprovalState.APPLIED)
    applied_on = models.DateField(_("applied on"), null=True, blank=True)
    from_on = models.DateField(_("approved from"), null=True, blank=True)
    to_on = models.DateField(_("approved to"), null=True, blank=True)
    limits = models.CharField(_("limits"), max_length=300, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=4, choices=LegalBasis, default=LegalBasis.ACT_2023)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["trade__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "company", "trade", "county"], name="approval_once"),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(GRANTED)) | Q(from_on__isnull=False), name="approval_granted_from"
            ),
            models.CheckConstraint(condition=Q(state__in=ApprovalState.values), name="approval_state"),
            models.CheckConstraint(condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="approval_dates"),
        ]
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")

    def __str__(self):
        return f"{self.trade} · {self.county}"

    @property
    def can_be_decided(self):
        return any(step.allowed_from(self.state) for step in DECISIONS.values())
