"""What was changed in a contract after it was signed, from which day, why, and who agreed?"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _

from companies.models import CompanyPerson, Establishment
from contracts.models.contract import Contract, Party
from contracts.states import AmendmentState, RoundState
from okportal.curricula.models import Curriculum, Trade
from okportal.documents.models import StoredFile
from okportal.offices.models import TenantForeignKey, TenantModel, TenantQuerySet
from okportal.offices.scope import office_url


class AmendmentQuerySet(TenantQuerySet):
    def visible_to(self, member):
        """Whoever sees the contract sees its amendments, those outside the office once they were sent."""
        here = self.in_office_of(member).filter(contract__in=Contract.objects.visible_to(member))
        return here if member.is_staff else here.exclude(state=AmendmentState.DRAFT)

    def in_force(self):
        return self.filter(state=AmendmentState.IN_FORCE)

    def at_county(self):
        """Those that all have said yes to and the county has not, each with `signed_at`: UTC, None without a round."""
        waiting = self.filter(state__in=(AmendmentState.SIGNED, AmendmentState.AT_COUNTY), needs_consent=True)
        return waiting.annotate(signed_at=Max("rounds__closed_at", filter=Q(rounds__state=RoundState.SIGNED)))


class Amendment(TenantModel):
    """One change of a contract, a dated version of it (opplæringslova § 7-2: every change needs the county's consent).

    Which of the columns hold something follows from `kind`; contracts.amending.kinds says which.
    """

    class Kind(models.TextChoices):
        EXTENSION = "extension", _("Extension")
        INTERRUPTION = "interruption", _("Interruption")
        RESUMPTION = "resumption", _("Resumption after an interruption")
        PART_TIME = "part_time", _("Part time")
        WORKPLACE = "workplace", _("Another place of work")
        SUPERVISOR = "supervisor", _("Another training supervisor")
        TRADE = "trade", _("Another trade")
        TYPE = "type", _("Another contract type")

    class Absence(models.TextChoices):
        """Why the training stands still; values are the ledger's."""

        ILLNESS = "illness", _("Illness")
        LEAVE = "leave", _("Leave")
        PARENTAL = "parental", _("Parental leave")
        MILITARY = "military", _("Military service")
        OTHER = "other", _("Other interruption")

    contract = TenantForeignKey(Contract, related_name="amendments")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("what changes"), max_length=12, choices=Kind)
    state = models.CharField(_("status"), max_length=12, choices=AmendmentState, default=AmendmentState.DRAFT)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)  # interruption, part time: NULL is open
    days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)  # extension
    percent = models.PositiveSmallIntegerField(_("percent"), null=True, blank=True)  # position, or of the absence
    absence = models.CharField(_("why it stands still"), max_length=10, choices=Absence, blank=True)
    interruption = TenantForeignKey("self", related_name="resumptions", null=True, blank=True)  # that ends
    new_establishment = TenantForeignKey(Establishment, related_name="+", null=True, blank=True)
    new_workplace = models.CharField(_("place of work"), max_length=200, blank=True)
    new_supervisor = TenantForeignKey(CompanyPerson, related_name="+", null=True, blank=True)
    new_trade = models.ForeignKey(Trade, models.PROTECT, related_name="+", db_index=False, null=True, blank=True)
    new_curriculum = models.ForeignKey(
        Curriculum, models.PROTECT, related_name="+", db_index=False, null=True, blank=True
    )
    new_kind = models.CharField(_("contract type"), max_length=12, choices=Contract.Kind, blank=True)
    # What a training candidate is to learn (§ 7-4), where the type becomes theirs: as Contract.aim_codes.
    new_aim_codes = ArrayField(models.CharField(max_length=12), verbose_name=_("own aims"), default=list, blank=True)
    calculated_end_on = models.DateField(_("calculated end"), null=True, editable=False)
    end_on = models.DateField(_("training period ends"), null=True, blank=True)  # as agreed; NULL: as before
    signers = ArrayField(models.CharField(max_length=12, choices=Party.Role), default=list, blank=True)
    needs_consent = models.BooleanField(_("needs the county's consent"), default=True)
    document = TenantForeignKey(StoredFile, related_name="+", null=True, blank=True)
    before = models.JSONField(default=dict, editable=False)  # what the contract said in the fields that changed
    effects = models.JSONField(default=list, editable=False)  # what was shown before it was saved
    sent_to_county_on = models.DateField(_("sent to the county authority"), null=True, blank=True)
    case_number = models.CharField(_("county's case number"), max_length=40, blank=True)
    decided_on = models.DateField(_("county's decision"), null=True, blank=True)
    decision_remark = models.CharField(_("county's remark"), max_length=500, blank=True)
    applied_at = models.DateTimeField(_("in force since"), null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True, editable=False
    )

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["contract", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "contract", "number"], name="amendment_number"),
            models.CheckConstraint(condition=Q(state__in=AmendmentState.values), name="amendment_state"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="amendment_dates"
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__range=(1, 100)), name="amendment_percent"
            ),
            models.CheckConstraint(
                condition=Q(state="in_force", applied_at__isnull=False)
                | ~Q(state="in_force") & Q(applied_at__isnull=True),
                name="amendment_applied_when",
            ),
        ]
        indexes = [models.Index(fields=["office", "state", "from_on"], name="amendment_due")]
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")

    def __str__(self):
        return f"{self.get_kind_display()} {self.from_on:%d.%m.%Y}"

    def get_absolute_url(self):
        return office_url("contracts:amendment", self.contract_id, self.pk)
