"""Who is to be registered for which test, by when, and how did it go?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apprenticeships.models import Apprenticeship
from contracts.models import Contract
from exams.states import OPEN, RESULTS, RegistrationState
from okportal.documents.models import StoredFile
from okportal.offices.models import TenantForeignKey, TenantModel, TenantQuerySet
from okportal.offices.scope import office_url


class RegistrationQuerySet(TenantQuerySet):
    def visible_to(self, member):
        return self.in_office_of(member).filter(apprenticeship__in=Apprenticeship.objects.visible_to(member))

    def open(self):
        return self.filter(state__in=OPEN)

    def with_people(self):
        return self.select_related(
            "apprenticeship__apprentice", "apprenticeship__trade", "apprenticeship__company",
            "apprenticeship__supervisor", "apprenticeship__advisor__user", "apprenticeship__county", "contract",
        )  # fmt: skip


class Registration(TenantModel):
    """Registration (oppmelding) for one attempt at the test (forskrift §§ 9-55, 9-56).

    The window opens `opens_on`, the county must have it by `due_on`; both follow the contract's end and the
    county's rule of the day it was planned.
    """

    class Kind(models.TextChoices):
        TRADE_TEST = "fagprove", _("Trade test")
        JOURNEYMANS_TEST = "svenneprove", _("Journeyman's test")
        COMPETENCE_TEST = "kompetanseprove", _("Competence test")
        PRACTICE_TEST = "praksisbrevprove", _("Practice test")

    apprenticeship = TenantForeignKey(Apprenticeship, related_name="registrations")
    contract = TenantForeignKey(Contract, related_name="registrations")
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1)
    kind = models.CharField(_("test"), max_length=16, choices=Kind)
    state = models.CharField(_("status"), max_length=12, choices=RegistrationState, default=RegistrationState.PLANNED)
    opens_on = models.DateField(_("registration opens"))
    due_on = models.DateField(_("registration due"))
    wanted_from_on = models.DateField(_("wanted from"), null=True, blank=True)
    place = models.CharField(_("place of the test"), max_length=200, blank=True)
    needs_adaptation = models.BooleanField(_("the candidate applies for adaptation"), default=False)
    remarks = models.TextField(_("remarks to the county authority"), max_length=2000, blank=True)
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    test_from_on = models.DateField(_("test starts"), null=True, blank=True)
    result_on = models.DateField(_("result of"), null=True, blank=True)
    reason = models.CharField(_("reason for return, cancellation or correction"), max_length=300, blank=True)
    form_file = TenantForeignKey(StoredFile, related_name="+", null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "contract", "attempt"], name="registration_once"),
            models.CheckConstraint(condition=Q(state__in=RegistrationState.values), name="registration_state"),
            models.CheckConstraint(condition=Q(due_on__gt=F("opens_on")), name="registration_window"),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(test_from_on__isnull=False), name="registration_scheduled_has_date"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(RESULTS)) | Q(result_on__isnull=False), name="registration_result_date"
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state", "due_on"], name="registration_due"),
            models.Index(fields=["office", "apprenticeship"], name="registration_apprentice"),
        ]
        verbose_name = _("registration for the test")
        verbose_name_plural = _("registrations for the test")

    def __str__(self):
        return f"{self.get_kind_display()} · {self.apprenticeship.apprentice}"

    def get_absolute_url(self):
        return office_url("exams:detail", self.pk)
