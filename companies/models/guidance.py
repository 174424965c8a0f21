"""Which checklists and conversation guides does the office use, and how far has a company come with them?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from okportal.offices.models import OfficeOnlyQuerySet, TenantForeignKey, TenantModel


class GuidanceTemplate(TenantModel):
    """A checklist or conversation guide in the office's library."""

    class Kind(models.TextChoices):
        CHECKLIST = "checklist", _("Checklist")
        CONVERSATION = "conversation", _("Conversation guide")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = models.CharField(_("title"), max_length=150)
    introduction = models.TextField(_("introduction"), max_length=2000, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        constraints = [models.UniqueConstraint(fields=["office", "title"], name="guidance_template_once")]
        verbose_name = _("guide in the library")
        verbose_name_plural = _("guides in the library")

    def __str__(self):
        return self.title


class GuidanceTemplateItem(TenantModel):
    template = TenantForeignKey(GuidanceTemplate, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("point"), max_length=300)

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["office", "template", "position"], name="guidance_template_items")]
        verbose_name = _("point of a guide")
        verbose_name_plural = _("points of a guide")

    def __str__(self):
        return self.text


class Guidance(TenantModel):
    """A guide taken from the library for one company. Its points are copies: the library may change."""

    company = TenantForeignKey(Company, related_name="guidance")
    template = TenantForeignKey(GuidanceTemplate, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=GuidanceTemplate.Kind)
    title = models.CharField(_("title"), max_length=150)
    introduction = models.TextField(_("introduction"), max_length=2000, blank=True)
    begun_on = models.DateField(_("begun on"))
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_on", "-id"]
        indexes = [models.Index(fields=["office", "company", "-begun_on"], name="guidance_company")]
        verbose_name = _("guidance")
        verbose_name_plural = _("guidance")

    def __str__(self):
        return self.title


class GuidanceItem(TenantModel):
    guidance = TenantForeignKey(Guidance, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("point"), max_length=300)
    note = models.CharField(_("note"), max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True, editable=False
    )

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["office", "guidance", "position"], name="guidance_items")]
        verbose_name = _("point of guidance")
        verbose_name_plural = _("points of guidance")

    def __str__(self):
        return self.text
