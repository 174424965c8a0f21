"""What does somebody need to succeed, and which few people may read it?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apprenticeships.models.apprentice import Apprenticeship
from okportal.crypto import EncryptedTextField
from okportal.offices.models import OfficeOnlyQuerySet, TenantForeignKey, TenantModel, TenantQuerySet


class NeedsTemplate(TenantModel):
    """The questions of a needs mapping (kartlegging), as the office asks them."""

    title = models.CharField(_("title"), max_length=150)
    introduction = models.TextField(_("introduction"), max_length=2000, blank=True)
    questions = models.JSONField(_("questions"), default=list)  # list of texts
    is_active = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        constraints = [models.UniqueConstraint(fields=["office", "title"], name="needs_template_once")]
        verbose_name = _("template for needs mapping")
        verbose_name_plural = _("templates for needs mapping")

    def __str__(self):
        return self.title


class NeedsMappingQuerySet(TenantQuerySet):
    def visible_to(self, member):
        """Only the readers named for it, and the person it is about. Being an administrator opens none."""
        named = NeedsReader.objects.filter(user_id=member.user.pk).on(member.today)
        return self.in_office_of(member).filter(
            Q(pk__in=named.values("mapping_id")) | Q(apprenticeship__apprentice__user_id=member.user.pk)
        )


class NeedsMapping(TenantModel):
    """One mapping of needs with the adaptation agreed on; sealed in the database, opened for named readers."""

    apprenticeship = TenantForeignKey(Apprenticeship, related_name="needs_mappings")
    template = TenantForeignKey(NeedsTemplate, related_name="+", verbose_name=_("template"))
    answers = EncryptedTextField(_("answers"))  # JSON: list of {"question", "answer"}
    adaptation = EncryptedTextField(_("adaptation agreed on"), blank=True)
    made_on = models.DateField(_("made on"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    review_on = models.DateField(_("look at again on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NeedsMappingQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-id"]
        indexes = [models.Index(fields=["office", "apprenticeship"], name="needs_mapping_apprenticeship")]
        verbose_name = _("needs mapping")
        verbose_name_plural = _("needs mappings")

    def __str__(self):
        return f"{self.made_on:%d.%m.%Y}"


class NeedsReaderQuerySet(TenantQuerySet):
    def on(self, day):
        return self.filter(Q(from_on__lte=day), Q(to_on__isnull=True) | Q(to_on__gte=day))

    def visible_to(self, member):
        return self.in_office_of(member).filter(mapping__in=NeedsMapping.objects.visible_to(member))


class NeedsReader(TenantModel):
    """Somebody who may read one mapping, from and to a day."""

    mapping = TenantForeignKey(NeedsMapping, on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("to"), null=True, blank=True)

    objects = NeedsReaderQuerySet.as_manager()

    class Meta:
        ordering = ["user__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "mapping", "user"], condition=Q(to_on__isnull=True), name="needs_reader_one_open"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="needs_reader_dates"
            ),
        ]
        indexes = [models.Index(fields=["office", "user"], name="needs_reader_user")]
        verbose_name = _("reader of a needs mapping")
        verbose_name_plural = _("readers of a needs mapping")

    def __str__(self):
        return str(self.user)
