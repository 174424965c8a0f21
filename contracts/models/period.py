"""What shortens a training, on which paper, and what was reckoned when?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.ledger.inputs import WITH_FIGURE
from contracts.models.contract import Contract
from okportal.documents.models import StoredFile
from okportal.offices.models import OfficeOnlyQuerySet, TenantForeignKey, TenantModel, TenantQuerySet


class OfContractQuerySet(TenantQuerySet):
    """Rows that everybody sees who sees their contract."""

    def visible_to(self, member):
        return self.in_office_of(member).filter(contract__in=Contract.objects.visible_to(member))


class WithFile(models.Manager):
    """Papers are listed by their files and by who added them."""

    def get_queryset(self):
        return super().get_queryset().select_related("file", "added_by")


class ContractPaper(TenantModel):
    """A paper that goes with a contract to the county (domain § 3)."""

    class Kind(models.TextChoices):
        EMPLOYMENT = "employment", _("Employment agreement")
        TRANSCRIPT = "transcript", _("Diploma or transcript from school")
        CERTIFICATE = "certificate", _("Earlier trade certificate")
        EMPLOYER = "employer", _("Employer's certificate of practice")
        PRIOR_LEARNING = "prior_learning", _("Assessment of prior learning")
        OWN_PLAN = "own_plan", _("Individual training plan with own aims")
        DECISION = "decision", _("County authority's decision")
        OTHER = "other", _("Other paper")

    contract = TenantForeignKey(Contract, related_name="papers")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    file = TenantForeignKey(StoredFile, related_name="+")
    note = models.CharField(_("note"), max_length=200, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = WithFile.from_queryset(OfficeOnlyQuerySet)()

    class Meta:
        ordering = ["kind", "id"]
        indexes = [models.Index(fields=["office", "contract"], name="contract_paper_contract")]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")

    def __str__(self):
        return f"{self.get_kind_display()}: {self.file}"


class WithPaper(models.Manager):
    """No credit is told of without the paper that shows it."""

    def get_queryset(self):
        return super().get_queryset().select_related("paper__file")


class ContractCredit(TenantModel):
    """One thing that shortens the training (regulation §§ 6-5–6-12). Without months: what the regulation says."""

    class Kind(models.TextChoices):
        """Values are the ledger's (contracts.ledger.inputs)."""

        VG1_RIGHT = "vg1_right", _("Passed Vg1 that leads to the trade")
        VG1_OTHER = "vg1_other", _("Passed another Vg1")
        VG2_RIGHT = "vg2_right", _("Passed Vg2 that leads to the trade")
        VG2_SAME = "vg2_same_programme", _("Passed another Vg2 of the same programme")
        VG2_OTHER = "vg2_other", _("Passed Vg2 of another programme")
        CERTIFICATE_SAME_VG2 = "certificate_same_vg2", _("Earlier certificate of a trade with the same Vg2")
        CERTIFICATE_SAME = "certificate_same_programme", _("Earlier certificate of a trade of the same programme")
        CERTIFICATE_OTHER = "certificate_other", _("Earlier certificate of another trade")
        PRACTICE = "practice", _("Relevant practice")
        AGREED = "agreed", _("Credit as agreed")

    contract = TenantForeignKey(Contract, on_delete=models.CASCADE, related_name="credits")
    kind = models.CharField(_("for"), max_length=26, choices=Kind)
    months = models.PositiveSmallIntegerField(_("months"), null=True, blank=True)
    days = models.PositiveSmallIntegerField(_("days"), default=0)
    has_relevant_yff = models.BooleanField(_("with relevant vocational project (YFF)"), default=False)
    paper = TenantForeignKey(ContractPaper, related_name="+", null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=120, blank=True)

    objects = WithPaper.from_queryset(OfContractQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(months__isnull=False) | Q(kind__in=sorted(WITH_FIGURE), days=0), name="credit_has_months"
            )
        ]
        indexes = [models.Index(fields=["office", "contract"], name="contract_credit_contract")]
        verbose_name = _("credit")
        verbose_name_plural = _("credits")

    def __str__(self):
        return self.get_kind_display()


class KeptLedger(TenantModel):
    """The reckoning of a last day as it was made, with the county's figures of that day: it never changes again."""

    class Why(models.TextChoices):
        SENT = "sent", _("When the contract was sent")
        AMENDED = "amended", _("When it was changed")

    contract = TenantForeignKey(Contract, related_name="ledgers")
    amendment = TenantForeignKey("contracts.Amendment", related_name="ledgers", null=True)
    why = models.CharField(max_length=10, choices=Why)
    made_at = models.DateTimeField(auto_now_add=True)
    calculated_on = models.DateField(_("calculated end"))
    agreed_on = models.DateField(_("agreed end"))
    figures_version = models.CharField(max_length=40, blank=True)  # of the county's figures: 46:2024-08-01
    ledger = models.JSONField()  # contracts.ledger.to_json

    objects = OfContractQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["office", "contract", "-made_at"], name="kept_ledger_contract")]
        verbose_name = _("kept reckoning")
        verbose_name_plural = _("kept reckonings")

    def __str__(self):
        return f"{self.contract_id}: {self.calculated_on:%d.%m.%Y}"
