"""Which companies are members, and where do they work?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.models.person import CompanyPerson
from okportal.documents.models import StoredFile
from okportal.norwegian import SortKey, spaced_organisation_number, spaced_phone
from okportal.offices.models import County, OfficeOnlyQuerySet, TenantForeignKey, TenantModel, TenantQuerySet
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

    class Sector(models.TextChoices):
        MUNICIPAL = "municipal", _("Municipality")
        COUNTY = "county", _("County authority")
        STATE = "state", _("State")
        PRIVATE = "private", _("Private")
        OTHER = "other", _("Other, such as a foundation")

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
    sector = models.CharField(_("sector"), max_length=12, choices=Sector, blank=True)
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    industry_code = models.CharField(_("industry code"), max_length=8, blank=True)  # SN2007, e.g. 88.911
    industry = models.CharField(_("industry"), max_length=200, blank=True)
    website = models.CharField(_("website"), max_length=200, blank=True)
    is_bankrupt = models.BooleanField(_("bankrupt"), default=False, editable=False)
    is_winding_up = models.BooleanField(_("being wound up"), default=False, editable=False)
    is_deleted_in_register = models.BooleanField(_("deleted in the register"), default=False, editable=False)
    # The company's own number, where the one that was registered turned out to be a sub-unit's.
    main_unit = models.CharField(max_length=9, blank=True, db_default="", editable=False)
    logo = TenantForeignKey(StoredFile, related_name="+", null=True, blank=True, editable=False)
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

    @property
    def written_main_unit(self):
        return spaced_organisation_number(self.main_unit)

    @property
    def web_address(self):
        """The website as a link; "" for what is none."""
        site = self.website.strip()
        return site if site.startswith(("https://", "http://")) else f"https://{site}" if "." in site else ""


class EstablishmentQuerySet(TenantQuerySet):
    def visible_to(self, member):
        return self.in_office_of(member).filter(company__in=Company.objects.visible_to(member))

    def open_on(self, day):
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))


class Establishment(TenantModel):
    """A place of work (sub-unit in Enhetsregisteret, with a number of its own where it has one)."""

    company = TenantForeignKey(Company, related_name="establishments")
    name = models.CharField(_("name"), max_length=200)
    organisation_number = models.CharField(_("organisation number"), max_length=9, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=4, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    county = models.ForeignKey(
        County, models.PROTECT, related_name="+", verbose_name=_("county"), db_index=False, null=True, blank=True
    )
    employees = models.PositiveIntegerField(_("employees"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    is_from_register = models.BooleanField(default=False, editable=False)

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


class OfCompanyQuerySet(TenantQuerySet):
    """Rows that everybody sees who sees their company."""

    def visible_to(self, member):
        return self.in_office_of(member).filter(company__in=Company.objects.visible_to(member))


class ActivePeriod(TenantModel):
    """From when to when a company was a member; the open one is the present."""

    company = TenantForeignKey(Company, related_name="active_periods")
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)  # why it ended

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "company"], condition=Q(to_on__isnull=True), name="active_period_one_open"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="active_period_dates"
            ),
        ]
        indexes = [models.Index(fields=["office", "company", "from_on"], name="active_period_company")]
        verbose_name = _("period of membership")
        verbose_name_plural = _("periods of membership")

    def __str__(self):
        return f"{self.from_on:%d.%m.%Y}–{self.to_on:%d.%m.%Y}" if self.to_on else f"{self.from_on:%d.%m.%Y}–"


class CompanyDocument(TenantModel):
    """A file that belongs to the company."""

    company = TenantForeignKey(Company, related_name="documents")
    title = models.CharField(_("title"), max_length=150)
    file = TenantForeignKey(StoredFile, related_name="+", editable=False)
    is_for_office_only = models.BooleanField(_("for the office only"), default=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    class QuerySet(OfCompanyQuerySet):
        def visible_to(self, member):
            seen = super().visible_to(member)
            return seen if member.is_staff else seen.filter(is_for_office_only=False)

    objects = QuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-id"]
        indexes = [models.Index(fields=["office", "company", "-added_at"], name="company_document_company")]
        verbose_name = _("document of the company")
        verbose_name_plural = _("documents of the company")

    def __str__(self):
        return self.title


class ProposedChange(TenantModel):
    """What a company's own people want changed about it, waiting for the office's yes."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for the office")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    company = TenantForeignKey(Company, related_name="proposed_changes")
    fields = models.JSONField(_("changes"))  # {name of a Company field: {"from": text, "to": text}}
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.WAITING)
    proposed_at = models.DateTimeField(auto_now_add=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True, editable=False
    )
    answer = models.CharField(_("answer"), max_length=300, blank=True)

    objects = OfCompanyQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "company"], condition=Q(state="waiting"), name="proposed_change_one_waiting"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True)
                | ~Q(state="waiting") & Q(decided_at__isnull=False),
                name="proposed_change_decided",
            ),
        ]
        indexes = [models.Index(fields=["office", "company", "-proposed_at"], name="proposed_change_company")]
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")

    def __str__(self):
        return f"{self.company} · {self.get_state_display()}"
