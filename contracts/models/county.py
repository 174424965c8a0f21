"""What has gone to and fro between the office and the county authority?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models.contract import Contract
from okportal.documents.models import StoredFile
from okportal.offices.models import OfficeOnlyQuerySet, TenantForeignKey, TenantModel


class CountyEntry(TenantModel):
    """One letter in or out, by paper, mail or Vigo, which stays the official register (domain § 3)."""

    class Kind(models.TextChoices):
        SENT = "sent", _("Sent to the county authority")
        RETURNED = "returned", _("Returned with a remark")
        ANSWERED = "answered", _("Answered")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        DOCUMENT_IN = "in", _("Letter from the county authority")
        DOCUMENT_OUT = "out", _("Letter to the county authority")

    contract = TenantForeignKey(Contract, related_name="county_entries")
    amendment = TenantForeignKey("contracts.Amendment", related_name="county_entries", null=True, blank=True)
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    on = models.DateField(_("date"))
    due_on = models.DateField(_("answer due"), null=True, blank=True)
    case_number = models.CharField(_("case number"), max_length=40, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    file = TenantForeignKey(StoredFile, related_name="+", null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True)

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["office", "contract", "-on"], name="county_entry_contract")]
        verbose_name = _("county entry")
        verbose_name_plural = _("county entries")

    def __str__(self):
        return f"{self.get_kind_display()} {self.on:%d.%m.%Y}"
