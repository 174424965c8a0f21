"""What has been written down about somebody, and who may read it?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apprenticeships.models.apprentice import Apprenticeship, OfApprenticeshipQuerySet
from okportal.crypto import EncryptedTextField
from okportal.offices.models import TenantForeignKey, TenantModel
from okportal.permissions import Permission


class NoteQuerySet(OfApprenticeshipQuerySet):
    def visible_to(self, member):
        """The office's own journal stays in the office; what is shared with the company stays from the apprentice.

        The apprentice reads what is meant for all, and no more in the own file whatever else one is here.
        """
        about_others = ~Q(apprenticeship__apprentice__user_id=member.user.pk)
        if not member.can(Permission.NOTE_OFFICE):
            about_others &= Q(audience=Note.Audience.SHARED)
        return super().visible_to(member).filter(Q(audience=Note.Audience.ALL) | about_others)


class Note(TenantModel):
    class Audience(models.TextChoices):
        OFFICE = "office", _("The office only")
        SHARED = "shared", _("The office and the company")
        ALL = "all", _("The office, the company and the apprentice")

    apprenticeship = TenantForeignKey(Apprenticeship, related_name="notes")
    audience = models.CharField(_("who reads it"), max_length=8, choices=Audience)
    text = EncryptedTextField(_("note"))
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    written_by_name = models.CharField(max_length=120, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-written_at", "-id"]
        indexes = [models.Index(fields=["office", "apprenticeship", "-written_at"], name="note_apprenticeship")]
        constraints = [
            models.CheckConstraint(condition=Q(audience__in=["office", "shared", "all"]), name="note_audience")
        ]
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self):
        return f"{self.written_at:%d.%m.%Y} {self.written_by_name}"
