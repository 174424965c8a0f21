"""Which words, logo and copies does the office use in its contracts?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models.contract import Contract
from okportal.documents.models import StoredFile
from okportal.offices.models import OfficeOnlyQuerySet, TenantForeignKey, TenantModel
from okportal.offices.scope import office_url


class PaperTemplate(TenantModel):
    """What an office adds to a contract: remarks to begin with, terms of its own, logo, number of copies."""

    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("for"), max_length=12, choices=Contract.Kind, blank=True)  # "": every type
    language = models.CharField(
        _("language"), max_length=2, choices=[("nb", "Bokmål"), ("nn", "Nynorsk")], blank=True
    )  # "": both
    remarks = models.TextField(_("remarks to begin with"), max_length=2000, blank=True)
    terms = models.TextField(_("the office's own terms"), max_length=4000, blank=True)
    logo = TenantForeignKey(StoredFile, related_name="+", null=True, blank=True, editable=False)
    copies = models.PositiveSmallIntegerField(_("copies on paper"), default=1)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "name"], name="paper_template_name"),
            models.UniqueConstraint(
                fields=["office", "kind", "language"], condition=Q(is_active=True), name="paper_template_one_each"
            ),
            models.CheckConstraint(condition=Q(copies__range=(1, 9)), name="paper_template_copies"),
        ]
        verbose_name = _("contract template")
        verbose_name_plural = _("contract templates")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return office_url("contracts:template", self.pk)
