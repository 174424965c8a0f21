"""What was done, and what was looked at, by whom? Rows are added, never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from okportal.offices.models import TenantModel, TenantQuerySet


class TrailQuerySet(TenantQuerySet):
    def visible_to(self, member):
        """Office staff see the office's trail; everybody else their own lines (own access log: domain § 10)."""
        here = self.in_office_of(member)
        return here if member.is_staff else here.filter(by_id=member.user.pk)

    def about(self, row):
        return self.filter(subject=row._meta.label_lower, subject_id=row.pk)


class TrailLine(TenantModel):
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True)
    by_name = models.CharField(max_length=120)  # as it was then; "OKportal" for the system itself
    subject = models.CharField(max_length=60)  # model label, e.g. contracts.contract
    subject_id = models.BigIntegerField()

    objects = TrailQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name}: {self.subject} {self.subject_id}"


class Event(TrailLine):
    """One thing done: `verb` is past tense with the app in front, e.g. `contract.signed`."""

    verb = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)  # small, no personal data: states, dates, hashes

    class Meta(TrailLine.Meta):
        indexes = [models.Index(fields=["office", "subject", "subject_id", "-at"], name="audit_event_subject")]
        verbose_name = _("event")
        verbose_name_plural = _("events")


class Viewing(TrailLine):
    """One look at a person's file; the person may read who it was."""

    page = models.CharField(max_length=80)  # URL name

    class Meta(TrailLine.Meta):
        indexes = [models.Index(fields=["office", "subject", "subject_id", "-at"], name="audit_viewing_subject")]
        verbose_name = _("viewing")
        verbose_name_plural = _("viewings")
