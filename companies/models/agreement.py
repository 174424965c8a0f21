"""On what terms does the office act for a company?"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company, OfCompanyQuerySet
from okportal.documents.models import StoredFile
from okportal.offices.models import TenantForeignKey, TenantModel

# Both days count; without an end the range is open.
PERIOD = Func("from_on", "to_on", Value("[]"), function="daterange", output_field=DateRangeField())


class AgreementQuerySet(OfCompanyQuerySet):
    def in_force(self, day):
        return self.filter(from_on__lte=day).filter(Q(to_on__isnull=True) | Q(to_on__gte=day))


class Agreement(TenantModel):
    """The agreement between office and company: what the office does on its behalf (§ 7-12, forskrift § 6-14)."""

    class Scope(models.TextChoices):
        CONTRACT = "contract", _("Signs training contracts")
        GRANT = "grant", _("Receives grants")
        TRAINING = "training", _("Takes part in the training")
        EXAM_REGISTRATION = "exam_registration", _("Registers for tests")
        REPORTING = "reporting", _("Reports to the county authority")

    company = TenantForeignKey(Company, related_name="agreements")
    scopes = ArrayField(models.CharField(max_length=20, choices=Scope), verbose_name=_("the office"), default=list)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)
    fee = models.PositiveIntegerField(_("yearly fee, kroner"), null=True, blank=True)
    member_share = models.DecimalField(
        _("the member's share of grants, percent"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    remarks = models.CharField(_("remarks"), max_length=500, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    file = TenantForeignKey(StoredFile, related_name="+", null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["-from_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="agreement_dates"
            ),
            models.CheckConstraint(
                condition=Q(member_share__isnull=True) | Q(member_share__range=(0, 100)), name="agreement_share"
            ),
            ExclusionConstraint(
                name="agreement_one_at_a_time",
                expressions=[
                    ("office", RangeOperators.EQUAL), ("company", RangeOperators.EQUAL),
                    (PERIOD, RangeOperators.OVERLAPS),
                ],
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["office", "company", "from_on"], name="agreement_company")]
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")

    def __str__(self):
        return f"{self.company} {self.from_on:%d.%m.%Y}"
