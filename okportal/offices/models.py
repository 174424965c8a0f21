"""Which offices are there, who belongs to them, and what makes a row an office's own?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from okportal.permissions import OFFICE_ROLES, Role


class County(models.Model):
    """A county authority (fylkeskommune; Oslo kommune in Oslo). Shared by all offices (domain § 0.6)."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)
    name = models.CharField(_("name"), max_length=60)

    class Meta:
        ordering = ["name"]
        verbose_name = _("county")
        verbose_name_plural = _("counties")

    def __str__(self):
        return self.name

    def rule_on(self, day):
        """The version of its figures that holds on `day`, or None; asked once for a day and object."""
        known = self.__dict__.setdefault("_rules", {})
        if day not in known:
            known[day] = CountyRule.objects.in_force(self.pk, day)
        return known[day]


class CountyRuleQuerySet(models.QuerySet):
    def in_force(self, county_id, day):
        """The version that holds on `day`: the newest that has begun."""
        return self.filter(county_id=county_id, valid_from__lte=day).order_by("-valid_from").first()


class CountyRule(models.Model):
    """One county's figures from a day on (domain § 14); a result keeps the version that it was made with."""

    county = models.ForeignKey(County, models.PROTECT, related_name="rules")
    valid_from = models.DateField(_("valid from"))
    signing_days = models.PositiveSmallIntegerField(_("days to sign"), default=14)
    exam_opens_months = models.PositiveSmallIntegerField(_("registration opens, months before the end"), default=8)
    exam_due_months = models.PositiveSmallIntegerField(_("registration due, months before the end"), default=2)
    supervisor_years = models.PositiveSmallIntegerField(_("years of experience that make a supervisor"), default=5)
    long_absence_days = models.PositiveSmallIntegerField(_("absence that extends the training, days"), default=30)
    full_position_percent = models.PositiveSmallIntegerField(_("counts as a full position, percent"), default=100)
    practice_months = models.PositiveSmallIntegerField(_("training to a practice certificate, months"), default=24)
    taf_months = models.PositiveSmallIntegerField(_("training by TAF/YSK, months"), default=48)
    on_the_job_months = models.PositiveSmallIntegerField(_("certificate on the job in all, months"), default=48)
    practice_before_months = models.PositiveSmallIntegerField(
        _("practice before a contract on the job, months"), default=12
    )
    # Deadlines towards the county; none where the county has set none.
    send_days = models.SmallIntegerField(
        _("contract with the county, days after the start"), null=True, blank=True,
        help_text=_("A negative number is days before the start."),
    )  # fmt: skip
    answer_days = models.PositiveSmallIntegerField(_("days to answer a remark"), default=14)
    decision_weeks = models.PositiveSmallIntegerField(_("weeks until the county has usually decided"), default=6)

    objects = CountyRuleQuerySet.as_manager()

    class Meta:
        ordering = ["county", "-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["county", "valid_from"], name="county_rule_once_a_day"),
            models.CheckConstraint(
                condition=Q(exam_due_months__lt=F("exam_opens_months")), name="county_rule_opens_before_due"
            ),
        ]
        verbose_name = _("county rule")
        verbose_name_plural = _("county rules")

    def __str__(self):
        return f"{self.county} {self.valid_from:%d.%m.%Y}"


class Office(models.Model):
    """A training office: the tenant. Its slug opens every address of its pages."""

    name = models.CharField(_("name"), max_length=120)
    organisation_number = models.CharField(_("organisation number"), max_length=9, unique=True)
    slug = models.SlugField(_("address name"), max_length=40, unique=True)
    logo = models.CharField(_("logo file"), max_length=120, blank=True)
    languages = models.CharField(_("languages"), max_length=20, default="nb,nn,en")
    address = models.CharField(_("address"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    takes_part_in_selection = models.BooleanField(_("takes part in selecting applicants"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("office")
        verbose_name_plural = _("offices")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("home:my_day", args=[self.slug])

    @property
    def initials(self):
        return "".join(word[0] for word in self.name.split()[:2]).upper()


class TenantForeignKey(models.ForeignKey):
    """A key to a row of the same office: the constraint is composite and made by ProtectTable."""

    is_tenant_key = True

    def __init__(self, to, on_delete=models.PROTECT, **kwargs):
        # The single-column constraint would look into other offices; indexes must lead with the office.
        kwargs.update(db_constraint=False, db_index=False)
        super().__init__(to, on_delete, **kwargs)


class TenantQuerySet(models.QuerySet):
    """Where each `visible_to` starts: the readable wall, which holds without row-level security as well."""

    def in_office_of(self, member):
        return self.filter(office_id=member.office.pk)


class OfficeOnlyQuerySet(TenantQuerySet):
    """Rows for the office's own people, and for nobody else."""

    def visible_to(self, member):
        here = self.in_office_of(member)
        return here if member.is_staff else here.none()


class TenantModel(models.Model):
    """A row that belongs to one office."""

    # No index of its own: UNIQUE (office_id, id) leads with it.
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False, editable=False)

    class Meta:
        abstract = True


class MembershipQuerySet(TenantQuerySet):
    def on(self, day):
        """Those that hold on `day`: begun, and not ended before it."""
        return self.filter(Q(from_on__lte=day), Q(to_on__isnull=True) | Q(to_on__gte=day))

    def staff(self):
        return self.filter(role__in=OFFICE_ROLES)

    def visible_to(self, member):
        here = self.in_office_of(member)
        return here if member.is_staff else here.filter(user_id=member.user.pk)


class Membership(TenantModel):
    """One role of one person in one office, from and to a day; ended, never deleted."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", db_index=False)
    role = models.CharField(_("role"), max_length=30, choices=Role)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["office", "user", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "user", "role"], condition=Q(to_on__isnull=True), name="membership_one_open"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="membership_dates"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role"),
        ]
        # The door asks by person before any office is known, hence the one index that does not lead with it.
        indexes = [models.Index(fields=["user", "office"], name="membership_person")]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self):
        return f"{self.user} · {self.get_role_display()}"
