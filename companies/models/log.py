"""When was the office in touch with a company, and about what?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from okportal.offices.models import OfficeOnlyQuerySet, TenantForeignKey, TenantModel


class ContactEntry(TenantModel):
    """One contact with a company, written down by the office."""

    class Kind(models.TextChoices):
        CALL = "call", _("Phone call")
        VISIT = "visit", _("Visit")
        MEETING = "meeting", _("Meeting")
        EMAIL = "email", _("E-mail")
        OTHER = "other", _("Other")

    company = TenantForeignKey(Company, related_name="contact_entries")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    on = models.DateField(_("day"))
    with_whom = models.CharField(_("with"), max_length=150, blank=True)
    text = models.TextField(_("what was said"), max_length=4000)
    follow_up_on = models.DateField(_("follow up on"), null=True, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["office", "company", "-on", "-id"], name="contact_entry_company")]
        verbose_name = _("entry in the contact log")
        verbose_name_plural = _("entries in the contact log")

    def __str__(self):
        return f"{self.on:%d.%m.%Y} {self.get_kind_display()}"
