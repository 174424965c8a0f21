"""Which files does an office keep, and is a file still what was stored?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from okportal.offices.models import OfficeOnlyQuerySet, TenantModel


class StoredFileQuerySet(OfficeOnlyQuerySet):
    """For others than the office's own people the owning record decides: start from that."""


class StoredFile(TenantModel):
    """A file in STORAGES["private"]: written once, never changed."""

    class Kind(models.TextChoices):
        CONTRACT_UNSIGNED = "contract_unsigned", _("Contract before signing")
        CONTRACT = "contract", _("Contract")
        EXAM_FORM = "exam_form", _("Exam registration form")
        UPLOAD = "upload", _("Uploaded file")
        LOGO = "logo", _("Logo")
        PICTURE = "picture", _("Profile picture")
        COMPANY_DOCUMENT = "company_document", _("Document of a company")
        AGREEMENT = "agreement", _("Agreement with a company")
        DECISION = "decision", _("Decision of the county authority")
        APPLICATION = "approval_application", _("Application for approval")
        QUALIFICATION = "qualification", _("Evidence of a qualification")
        IMPORT = "import", _("Imported file")
        IMPORT_ERRORS = "import_errors", _("Rows that were not imported")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    name = models.CharField(_("file name"), max_length=150)
    content_type = models.CharField(_("content type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    key = models.CharField(_("storage key"), max_length=100, editable=False)
    created_at = models.DateTimeField(_("stored at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("stored by"),
    )

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "key"], name="stored_file_key"),
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="stored_file_sha256"),
        ]
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")

    def __str__(self):
        return self.name
