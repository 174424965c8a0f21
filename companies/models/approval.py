"""For which trades is a company approved?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company, Establishment
from companies.models.person import CompanyPerson
from companies.states import GRANTED, PREPARE_AGAIN, ApprovalState
from okportal.curricula.models import Aim, Curriculum, Trade
from okportal.documents.models import StoredFile
from okportal.offices.models import County, TenantForeignKey, TenantModel, TenantQuerySet


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
    establishment = TenantForeignKey(
        Establishment, related_name="+", verbose_name=_("place of work"), null=True, blank=True,
        help_text=_("Empty: the whole company."),
    )  # fmt: skip
    trade = models.ForeignKey(Trade, models.PROTECT, related_name="+", verbose_name=_("trade"), db_index=False)
    county = models.ForeignKey(County, models.PROTECT, related_name="+", verbose_name=_("county"), db_index=False)
    state = models.CharField(_("status"), max_length=12, choices=ApprovalState, default=ApprovalState.APPLIED)
    curriculum = models.ForeignKey(
        Curriculum,
        models.PROTECT,
        related_name="+",
        verbose_name=_("curriculum"),
        db_index=False,
        null=True,
        blank=True,
    )
    applied_on = models.DateField(_("applied on"), null=True, blank=True)
    from_on = models.DateField(_("approved from"), null=True, blank=True)
    to_on = models.DateField(_("approved to"), null=True, blank=True)
    with_board_on = models.DateField(_("with the board since"), null=True, blank=True)
    case_number = models.CharField(_("the county's case number"), max_length=40, blank=True)
    # The day after the last contract ended, or the day it was granted where none has begun; NULL while one runs.
    unused_since = models.DateField(_("without a contract since"), null=True, blank=True, editable=False)
    application_file = TenantForeignKey(StoredFile, related_name="+", null=True, blank=True, editable=False)
    decision_file = TenantForeignKey(StoredFile, related_name="+", null=True, blank=True, editable=False)
    limits = models.CharField(_("limits"), max_length=300, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=4, choices=LegalBasis, default=LegalBasis.ACT_2023)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["trade__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "company", "establishment", "trade", "county"],
                nulls_distinct=False,
                name="approval_once",
            ),
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

    def is_expired(self, today) -> bool:
        """Granted, and the last day that the county has set has passed."""
        return self.state in GRANTED and self.to_on is not None and self.to_on < today

    def can_begin_again(self, today) -> bool:
        return PREPARE_AGAIN.allowed_from(self.state) and (self.state not in GRANTED or self.is_expired(today))


class AimCoverageQuerySet(TenantQuerySet):
    def visible_to(self, member):
        return self.in_office_of(member).filter(approval__in=Approval.objects.visible_to(member))


class AimCoverage(TenantModel):
    """How one competence aim is covered: who teaches it, where, with which equipment; or which partner does.

    Opplæringslova § 7-6: the company teaches the whole curriculum, itself or by agreement with another company.
    """

    class CoveredBy(models.TextChoices):
        OPEN = "open", _("Not answered yet")
        HERE = "here", _("In this company")
        PARTNER = "partner", _("At a partner company")
        NOT = "not", _("Cannot be covered")

    approval = TenantForeignKey(Approval, related_name="coverage")
    aim = models.ForeignKey(Aim, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField()
    covered_by = models.CharField(_("covered"), max_length=8, choices=CoveredBy, default=CoveredBy.OPEN)
    person = TenantForeignKey(CompanyPerson, related_name="+", verbose_name=_("who"), null=True, blank=True)
    place = models.CharField(_("where"), max_length=150, blank=True)
    equipment = models.CharField(_("tasks and equipment"), max_length=300, blank=True)
    partner = models.CharField(_("partner company"), max_length=150, blank=True)

    objects = AimCoverageQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["office", "approval", "aim"], name="aim_coverage_once"),
            models.CheckConstraint(
                condition=~Q(covered_by="partner") | ~Q(partner=""), name="aim_coverage_partner_named"
            ),
        ]
        verbose_name = _("coverage of an aim")
        verbose_name_plural = _("coverage of aims")

    def __str__(self):
        return f"{self.aim_id}: {self.get_covered_by_display()}"
