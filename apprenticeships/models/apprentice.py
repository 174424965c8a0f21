"""Who is being trained, in which trade, where, and with whom?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from apprenticeships.ages import is_minor
from apprenticeships.progress import Progress, progress
from apprenticeships.rules import Facts
from apprenticeships.states import CURRENT, ApprenticeshipState
from companies.models import Company, CompanyPerson, Establishment
from okportal.crypto import EncryptedTextField, blind_index
from okportal.curricula.models import Curriculum, Trade
from okportal.documents.models import StoredFile
from okportal.norwegian import SortKey, masked, spaced_phone
from okportal.offices.models import County, Membership, TenantForeignKey, TenantModel, TenantQuerySet
from okportal.offices.scope import office_url


class ApprenticeQuerySet(TenantQuerySet):
    def visible_to(self, member):
        here = self.in_office_of(member)
        if member.is_staff:
            return here
        return here.filter(
            Q(user_id=member.user.pk) | Q(pk__in=Apprenticeship.objects.visible_to(member).values("apprentice_id"))
        )

    def with_national_id(self, office_id, national_id):
        return self.filter(national_id_index=blind_index(office_id, "national_id", national_id))


class Apprentice(TenantModel):
    """A person in training, as this office knows them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True)
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    sort_name = models.GeneratedField(
        expression=SortKey(Concat("last_name", Value(" "), "first_name")),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )
    national_id = EncryptedTextField(_("national identity number"), blank=True)
    national_id_index = models.CharField(max_length=32, blank=True, editable=False)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("mobile"), max_length=20, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=4, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=2, default="nb")
    picture = TenantForeignKey(StoredFile, related_name="+", null=True, blank=True, editable=False)
    county = models.ForeignKey(
        County, models.PROTECT, related_name="+", verbose_name=_("county of residence"), db_index=False, null=True
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ApprenticeQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "national_id_index"],
                condition=~Q(national_id_index=""),
                name="apprentice_national_id",
            )
        ]
        indexes = [
            models.Index(fields=["office", "sort_name", "id"], name="apprentice_list"),
            models.Index(fields=["office", "user"], name="apprentice_user"),
        ]
        verbose_name = _("apprentice")
        verbose_name_plural = _("apprentices")

    def __str__(self):
        return self.name

    def save(self, **kwargs):
        self.fill_index()
        super().save(**kwargs)

    def fill_index(self):
        """Set the blind index that finds the number; bulk_create passes save by and calls this itself."""
        self.national_id_index = (
            blind_index(self.office_id, "national_id", self.national_id) if self.national_id else ""
        )

    @property
    def name(self):
        return f"{self.first_name} {self.last_name}"

    @property
    def spaced_phone(self):
        return spaced_phone(self.phone)

    def is_minor_on(self, day):
        return is_minor(self.birth_date, day)

    @property
    def masked_national_id(self):
        return masked(self.national_id) if self.national_id else ""


class ApprenticeshipQuerySet(TenantQuerySet):
    def visible_to(self, member):
        """Staff: all. An apprentice: the own ones. Company people: as far as their role sees.

        That is the company's, those at one place of work, or only those one is named for (CompanyPerson.Sees).
        """
        here = self.in_office_of(member)
        if member.is_staff:
            return here
        seen = Q(apprentice__user_id=member.user.pk)
        if member.is_company_person:
            mine = CompanyPerson.objects.of(member)
            at_one_place = mine.filter(sees=CompanyPerson.Sees.ESTABLISHMENT)
            named = mine.values("pk")
            seen |= Q(company_id__in=mine.filter(sees=CompanyPerson.Sees.ALL).values("company_id"))
            seen |= Q(establishment_id__in=at_one_place.values("establishment_id"))
            seen |= Q(supervisor_id__in=named) | Q(instructor_id__in=named) | Q(hr_id__in=named)
        return here.filter(seen)

    def running(self):
        return self.filter(state=Apprenticeship.State.RUNNING)

    def current(self):
        """In training, or about to be."""
        return self.filter(state__in=CURRENT)

    def of_advisor(self, member):
        return self.filter(advisor__user_id=member.user.pk)

    def with_people(self):
        return self.select_related("apprentice", "trade", "company", "supervisor", "instructor", "advisor__user")


class Apprenticeship(TenantModel):
    """One training of one person in one trade; its dates are those of the contract in force."""

    class CandidateType(models.TextChoices):
        APPRENTICE = "apprentice", _("Apprentice")
        TRAINING_CANDIDATE = "training_candidate", _("Training candidate")
        PRACTICE_CANDIDATE = "practice_candidate", _("Practice-certificate candidate")
        ON_THE_JOB = "on_the_job", _("On-the-job certificate candidate")

    class GrantRight(models.TextChoices):
        """Which grant follows the apprentice (domain § 6)."""

        BASIS_1 = "basis_1", _("Basis I, youth right")
        BASIS_2 = "basis_2", _("Basis II, right used or adult")

    class Route(models.TextChoices):
        """How school and company share the years (forskrift til opplæringslova § 6-3)."""

        TWO_TWO = "2+2", _("2+2, two years of school first")
        ZERO_FOUR = "0+4", _("0+4, all in the company")
        ONE_THREE = "1+3", _("1+3, one year of school first")
        TAF = "taf", _("TAF/YSK, with university admission")
        ON_THE_JOB = "fbj", _("Certificate on the job")

    State = ApprenticeshipState

    apprentice = TenantForeignKey(Apprentice, related_name="apprenticeships")
    candidate_type = models.CharField(
        _("candidate type"), max_length=20, choices=CandidateType, default=CandidateType.APPRENTICE
    )
    trade = models.ForeignKey(Trade, models.PROTECT, related_name="+", verbose_name=_("trade"), db_index=False)
    curriculum = models.ForeignKey(
        Curriculum,
        models.PROTECT,
        related_name="+",
        verbose_name=_("curriculum"),
        db_index=False,
        null=True,
        blank=True,
    )
    grant_right = models.CharField(_("right"), max_length=8, choices=GrantRight, blank=True)
    route = models.CharField(_("model"), max_length=4, choices=Route, default=Route.TWO_TWO)
    company = TenantForeignKey(Company, related_name="apprenticeships", verbose_name=_("training company"))
    establishment = TenantForeignKey(
        Establishment, related_name="+", verbose_name=_("place of work"), null=True, blank=True
    )
    supervisor = TenantForeignKey(
        CompanyPerson, related_name="+", verbose_name=_("training supervisor"), null=True, blank=True
    )
    instructor = TenantForeignKey(CompanyPerson, related_name="+", verbose_name=_("instructor"), null=True, blank=True)
    hr = TenantForeignKey(CompanyPerson, related_name="+", verbose_name=_("HR"), null=True, blank=True)
    advisor = TenantForeignKey(Membership, related_name="+", verbose_name=_("advisor"), null=True, blank=True)
    county = models.ForeignKey(
        County, models.PROTECT, related_name="+", verbose_name=_("county"), db_index=False,
        help_text=_("The county authority that approves the contract."),
    )  # fmt: skip
    start_on = models.DateField(_("start"), null=True, blank=True)
    end_on = models.DateField(_("end"), null=True, blank=True)
    state = models.CharField(_("status"), max_length=12, choices=State, default=State.PLANNED)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ApprenticeshipQuerySet.as_manager()

    class Meta:
        ordering = ["apprentice__sort_name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(end_on__gt=F("start_on")), name="apprenticeship_dates"
            ),
            models.CheckConstraint(
                condition=~Q(state="running") | Q(start_on__isnull=False, end_on__isnull=False),
                name="apprenticeship_running_has_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "apprentice"], name="apprenticeship_apprentice"),
            models.Index(fields=["office", "state", "end_on"], name="apprenticeship_state"),
            models.Index(fields=["office", "advisor", "state"], name="apprenticeship_advisor"),
            models.Index(fields=["office", "company", "state"], name="apprenticeship_company"),
            models.Index(fields=["office", "supervisor"], name="apprenticeship_supervisor"),
            models.Index(fields=["office", "instructor"], name="apprenticeship_instructor"),
            models.Index(fields=["office", "hr"], name="apprenticeship_hr"),
            models.Index(fields=["office", "establishment"], name="apprenticeship_place"),
        ]
        verbose_name = _("apprenticeship")
        verbose_name_plural = _("apprenticeships")

    def __str__(self):
        return f"{self.apprentice} · {self.trade}"

    def get_absolute_url(self):
        return office_url("apprenticeships:detail", self.pk)

    def progress_on(self, day) -> Progress | None:
        return progress(self.start_on, self.end_on, day)

    @property
    def facts(self) -> Facts:
        """What the rules look at; needs supervisor, instructor and advisor loaded (`with_people`)."""
        return Facts(
            state=self.state, start_on=self.start_on, end_on=self.end_on, has_advisor=self.advisor_id is not None,
            has_supervisor=self.supervisor_id is not None, has_instructor=self.instructor_id is not None,
            supervisor_until=self.supervisor.to_on if self.supervisor else None,
            instructor_until=self.instructor.to_on if self.instructor else None,
            advisor_until=self.advisor.to_on if self.advisor else None,
        )  # fmt: skip


class OfApprenticeshipQuerySet(TenantQuerySet):
    """Rows that everybody sees who sees their apprenticeship."""

    def visible_to(self, member):
        return self.in_office_of(member).filter(apprenticeship__in=Apprenticeship.objects.visible_to(member))
