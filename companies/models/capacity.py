"""How many apprentices can a company take, and what did it answer when asked?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company, Establishment, OfCompanyQuerySet
from okportal.curricula.models import Trade
from okportal.offices.models import OfficeOnlyQuerySet, TenantForeignKey, TenantModel


class Places(TenantModel):
    """Places for apprentices per trade and intake year, at one place of work or in the whole company."""

    company = TenantForeignKey(Company, related_name="places")
    establishment = TenantForeignKey(
        Establishment, related_name="+", verbose_name=_("place of work"), null=True, blank=True
    )
    trade = models.ForeignKey(Trade, models.PROTECT, related_name="+", verbose_name=_("trade"), db_index=False)
    year = models.PositiveSmallIntegerField(_("intake year"))
    count = models.PositiveSmallIntegerField(_("places"))
    is_from_answer = models.BooleanField(default=False, editable=False)  # else entered by the office
    changed_at = models.DateTimeField(auto_now=True)

    objects = OfCompanyQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "trade__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "company", "establishment", "trade", "year"], nulls_distinct=False, name="places_once"
            )
        ]
        indexes = [models.Index(fields=["office", "year", "company"], name="places_year")]
        verbose_name = _("apprenticeship places")
        verbose_name_plural = _("apprenticeship places")

    def __str__(self):
        return f"{self.trade} {self.year}: {self.count}"


class IntakeQuestion(TenantModel):
    """ "Will you take apprentices in the coming year?", with a single-use link. Only the token's hash is stored."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")

    company = TenantForeignKey(Company, related_name="intake_questions")
    year = models.PositiveSmallIntegerField(_("intake year"))
    to_email = models.EmailField(_("e-mail"))
    to_name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=2, default="nb")
    token_hash = models.CharField(max_length=64)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True, editable=False
    )
    expires_at = models.DateTimeField(_("expires"))
    answered_at = models.DateTimeField(null=True, editable=False)
    answer = models.CharField(_("answer"), max_length=3, choices=Answer, blank=True)
    answered_by_name = models.CharField(_("answered by"), max_length=120, blank=True)
    comment = models.CharField(_("comment"), max_length=500, blank=True)

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["office", "token_hash"], name="intake_question_token"),
            models.UniqueConstraint(fields=["office", "company", "year"], name="intake_question_once"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="intake_question_answer",
            ),
        ]
        verbose_name = _("question about places")
        verbose_name_plural = _("questions about places")

    def __str__(self):
        return f"{self.company} {self.year}"
