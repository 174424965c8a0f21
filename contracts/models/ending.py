"""How does a contract come to its end before or at its last day, and which letters go out?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models.contract import Contract
from contracts.states import EndingState
from okportal.documents.models import StoredFile
from okportal.offices.models import OfficeOnlyQuerySet, TenantForeignKey, TenantModel, TenantQuerySet
from okportal.offices.scope import office_url


class Ending(TenantModel):
    """One guided ending (opplæringslova §§ 7-3, 7-4): what must be done before, and what was."""

    class Kind(models.TextChoices):
        MUTUAL = "mutual", _("Termination by agreement")
        RESCISSION = "rescission", _("Rescission by the county authority")
        LAPSE = "lapse", _("Lapse: the training never began, or ran out without a test")
        COMPLETED = "completed", _("Completed")
        COMPANY_CHANGE = "company_change", _("Goes on in another company")

    class Side(models.TextChoices):
        CANDIDATE = "candidate", _("The apprentice")
        COMPANY = "company", _("The training company")
        COUNTY = "county", _("The county authority")

    class Reason(models.TextChoices):
        """For the statistics on drop-out; nothing about health beyond that it was the reason is kept here."""

        NONE = "", _("Not said")
        WRONG_TRADE = "wrong_trade", _("Chose another trade or education")
        OTHER_WORK = "other_work", _("Took other work")
        HEALTH = "health", _("Health")
        MOVED = "moved", _("Moved")
        ABSENCE = "absence", _("Absence")
        CONDUCT = "conduct", _("Breach of the contract by the apprentice")
        TRAINING = "training", _("Breach of the contract by the company")
        CONFLICT = "conflict", _("Working environment or conflict")
        BUSINESS = "business", _("Bankruptcy, closing or lack of work")
        PROGRESS = "progress", _("Aims out of reach")
        TEST_FAILED = "test_failed", _("Test not passed")
        OTHER = "other", _("Other")

    contract = TenantForeignKey(Contract, related_name="endings")
    kind = models.CharField(_("how"), max_length=14, choices=Kind)
    state = models.CharField(_("status"), max_length=10, choices=EndingState, default=EndingState.BEGUN)
    demanded_by = models.CharField(_("demanded by"), max_length=10, choices=Side, blank=True)
    reason = models.CharField(_("main reason"), max_length=12, choices=Reason, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    last_on = models.DateField(_("last day"), null=True, blank=True)
    wished_on = models.DateField(_("apprentice's written wish"), null=True, blank=True)
    agreed_on = models.DateField(_("agreed in writing"), null=True, blank=True)
    told_on = models.DateField(_("county authority told in writing"), null=True, blank=True)
    heard_on = models.DateField(_("apprentice heard orally"), null=True, blank=True)
    decided_on = models.DateField(_("county authority's decision"), null=True, blank=True)
    case_number = models.CharField(_("case number"), max_length=40, blank=True)
    document = TenantForeignKey(StoredFile, related_name="+", null=True, blank=True)
    employment_ends = models.BooleanField(_("the employment ends as well"), default=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    begun_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True, editable=False
    )
    done_at = models.DateTimeField(null=True, editable=False)

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "contract"], condition=Q(state__in=["begun", "told"]), name="ending_one_open"
            ),
            models.CheckConstraint(condition=Q(state__in=EndingState.values), name="ending_state"),
            models.CheckConstraint(
                condition=Q(state="done", done_at__isnull=False, last_on__isnull=False)
                | ~Q(state="done") & Q(done_at__isnull=True),
                name="ending_done_when",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "contract"], name="ending_contract"),
            models.Index(fields=["office", "state", "last_on"], name="ending_statistics"),
        ]
        verbose_name = _("ending")
        verbose_name_plural = _("endings")

    def __str__(self):
        return self.get_kind_display()

    def get_absolute_url(self):
        return office_url("contracts:ending", self.contract_id, self.pk)


class LetterQuerySet(TenantQuerySet):
    def visible_to(self, member):
        """The office: all. The apprentice: the own attest and what was written to the parties."""
        here = self.in_office_of(member)
        if member.is_staff:
            return here
        mine = here.filter(contract__apprenticeship__apprentice__user_id=member.user.pk)
        return mine.filter(kind__in=Letter.TO_PARTIES)


class Letter(TenantModel):
    """A letter or attest as PDF, kept as it was made."""

    class Kind(models.TextChoices):
        NOTICE = "notice", _("Notice to the county authority of termination by agreement")
        AGREEMENT = "agreement", _("Agreement to end the contract")
        DEMAND = "demand", _("Demand for rescission")
        HEARING = "hearing", _("Summons to be heard")
        LAPSE = "lapse", _("Notice that the contract has lapsed")
        CONFIRMATION = "confirmation", _("Confirmation that the contract has ended")
        ATTEST = "attest", _("Certificate of training")

    # What the apprentice finds on the own page.
    TO_PARTIES = (Kind.CONFIRMATION, Kind.LAPSE, Kind.ATTEST)

    contract = TenantForeignKey(Contract, related_name="letters")
    ending = TenantForeignKey(Ending, related_name="letters", null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    language = models.CharField(_("language"), max_length=2)
    file = TenantForeignKey(StoredFile, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["office", "contract", "-made_at"], name="letter_contract")]
        verbose_name = _("letter")
        verbose_name_plural = _("letters")

    def __str__(self):
        return self.get_kind_display()
