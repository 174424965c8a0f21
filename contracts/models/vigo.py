"""Where do the office's contracts and the county's register, Vigo, say different things?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models.contract import Contract
from okportal.documents.models import StoredFile
from okportal.offices.models import OfficeOnlyQuerySet, TenantForeignKey, TenantModel
from okportal.offices.scope import office_url


class VigoRun(TenantModel):
    """One export from Vigo, held against the office's contracts on the day it was sent in."""

    file = TenantForeignKey(StoredFile, related_name="+", editable=False)
    header = models.JSONField(editable=False)
    columns = models.JSONField(default=dict, editable=False)  # {key of a field: head}
    rows_total = models.PositiveIntegerField(default=0, editable=False)
    rows_equal = models.PositiveIntegerField(default=0, editable=False)
    is_compared = models.BooleanField(default=False, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["office", "-made_at", "-id"], name="vigo_run_list")]
        verbose_name = _("reconciliation with Vigo")
        verbose_name_plural = _("reconciliations with Vigo")

    def __str__(self):
        return f"Vigo {self.made_at:%d.%m.%Y}"

    def get_absolute_url(self):
        return office_url("contracts:vigo_run", self.pk)


class VigoDifference(TenantModel):
    """One line of the list to mend: what we say, what Vigo says, and what became of it."""

    class Field(models.TextChoices):
        START = "start_on", _("First day")
        END = "end_on", _("Last day")
        SUPERVISOR = "supervisor", _("Training supervisor")
        SUPERVISOR_EMAIL = "supervisor_email", _("Training supervisor's e-mail")
        EMAIL = "email", _("Apprentice's e-mail")
        STATUS = "status", _("Status")
        CASE_NUMBER = "case_number", _("Case number")
        COMPANY = "company", _("Training company")
        NOT_HERE = "not_here", _("Only in Vigo")
        NOT_THERE = "not_there", _("Only here")
        UNREADABLE = "unreadable", _("Cannot be read")

    class Outcome(models.TextChoices):
        OPEN = "open", _("To be looked at")
        TAKEN = "taken", _("Vigo's value was taken over")
        TO_VIGO = "to_vigo", _("Corrected in Vigo")
        IGNORED = "ignored", _("Left as it is")

    run = TenantForeignKey(VigoRun, on_delete=models.CASCADE, related_name="differences")
    line = models.PositiveIntegerField(null=True)  # of the file; NULL for what is only here
    contract = TenantForeignKey(Contract, on_delete=models.CASCADE, related_name="+", null=True)
    label = models.CharField(max_length=200)  # whom it is about, as the file or we call them
    field = models.CharField(_("what"), max_length=16, choices=Field)
    ours = models.CharField(_("here"), max_length=200, blank=True)
    theirs = models.CharField(_("in Vigo"), max_length=200, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True
    )

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["run", "line", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="open", settled_at__isnull=True) | ~Q(outcome="open") & Q(settled_at__isnull=False),
                name="vigo_difference_settled",
            )
        ]
        indexes = [models.Index(fields=["office", "run", "outcome", "line"], name="vigo_difference_list")]
        verbose_name = _("difference from Vigo")
        verbose_name_plural = _("differences from Vigo")

    def __str__(self):
        return f"{self.line}: {self.get_field_display()}"
