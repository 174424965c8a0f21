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
        CONTRACT_PAPER = "contract_paper", _("Paper that goes with a contract")
        AMENDMENT_UNSIGNED = "amendment_unsigned", _("Amendment before signing")
        AMENDMENT = "amendment", _("Amendment")
        HANDOVER = "handover", _("Handover to another company")
        LETTER = "letter", _("Letter")
        COUNTY_LETTER = "county_letter", _("Letter to or from the county authority")
        BUNDLE = "bundle", _("Bundle of contracts")
        VIGO = "vigo", _("Export from Vigo")

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
        indexes = [models.Index(fields=["office", "sha256"], name="stored_file_by_sha256")]  # is this file ours?
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")

    def __str__(self):
        return self.name


class SealCertificate(TenantModel):
    """The public half of the key that the office seals documents with; the private half is never stored (ADR 0018)."""

    key_version = models.CharField(_("key"), max_length=20)  # id of the master key it is derived from
    certificate = models.TextField(_("certificate"))  # PEM
    fingerprint = models.CharField(_("fingerprint"), max_length=64)  # SHA-256 of the DER
    valid_from = models.DateTimeField(_("from"))
    valid_to = models.DateTimeField(_("to"))
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["office", "key_version"], name="seal_certificate_once")]
        verbose_name = _("seal certificate")
        verbose_name_plural = _("seal certificates")

    def __str__(self):
        return self.fingerprint[:16]
