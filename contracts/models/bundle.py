"""Which contracts are being packed into one file, and how far has the worker come?"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.states import BundleState
from okportal.documents.models import StoredFile
from okportal.offices.models import OfficeOnlyQuerySet, TenantForeignKey, TenantModel
from okportal.offices.scope import office_url


class Bundle(TenantModel):
    """One ZIP of contracts, made by the worker in small steps; one that fails never stops the others."""

    title = models.CharField(_("what"), max_length=120)
    state = models.CharField(_("status"), max_length=10, choices=BundleState, default=BundleState.WAITING)
    contract_ids = ArrayField(models.BigIntegerField(), editable=False)
    done = models.PositiveIntegerField(default=0, editable=False)
    failures = models.JSONField(default=list, editable=False)  # [[contract id, number, sentence]]
    file = TenantForeignKey(StoredFile, related_name="+", null=True, editable=False)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    changed_at = models.DateTimeField(auto_now=True)
    ready_at = models.DateTimeField(null=True, editable=False)

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BundleState.values), name="bundle_state"),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(file__isnull=False, ready_at__isnull=False),
                name="bundle_ready_has_file",
            ),
        ]
        indexes = [models.Index(fields=["office", "-made_at", "-id"], name="bundle_list")]
        verbose_name = _("bundle of contracts")
        verbose_name_plural = _("bundles of contracts")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return office_url("contracts:bundle", self.pk)
