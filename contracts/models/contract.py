"""What have apprentice, company and office agreed on, who has signed it, and which paper shows it?"""

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from apprenticeships.models import Apprenticeship
from companies.models import Approval, Company, CompanyPerson, Establishment
from contracts.states import IN_FORCE, OPEN, TONES, AmendmentState, ContractState, RoundState
from okportal.offices.models import TenantForeignKey, TenantModel, TenantQuerySet
from okportal.offices.scope import office_url

AMENDMENT_HOLDS = frozenset(AmendmentState) - {AmendmentState.WITHDRAWN, AmendmentState.REFUSED}


@dataclass(frozen=True)
class Whose:
    """The company's side of one contract."""

    company: Company
    establishment: Establishment | None
    supervisor: CompanyPerson | None
    instructor: CompanyPerson | None


class ContractQuerySet(TenantQuerySet):
    def visible_to(self, member):
        """Who sees the apprenticeship sees its contract, and so does each party, whoever is named supervisor today.

        Those outside the office not before it was sent; and a contract with the next company, before the change or
        where that was called off, only its parties and the apprentice: it is none of the present company's business.
        """
        contracts = self.in_office_of(member)
        if member.is_staff:
            return contracts
        coming = apps.get_model("contracts", "Handover").objects.not_done().filter(new_contract__isnull=False)
        mine = contracts.filter(
            Q(apprenticeship__in=Apprenticeship.objects.visible_to(member))
            & (Q(apprenticeship__apprentice__user_id=member.user.pk) | ~Q(pk__in=coming.values("new_contract_id")))
            | Q(pk__in=Party.objects.asked().filter(user_id=member.user.pk).values("contract_id"))
        )
        return mine.exclude(state=ContractState.DRAFT)

    def open(self):
        return self.filter(state__in=OPEN)

    def in_force(self):
        return self.filter(state__in=IN_FORCE)

    def with_people(self):
        """With whom it names, and whether a change of company concerns it: `whose` need not ask where none does."""
        handovers = apps.get_model("contracts", "Handover").objects
        concerned = handovers.filter(Q(contract_id=OuterRef("pk")) | Q(new_contract_id=OuterRef("pk")))
        return self.annotate(is_in_handover=Exists(concerned)).select_related(
            "apprenticeship__apprentice", "apprenticeship__trade", "apprenticeship__company",
            "apprenticeship__supervisor", "apprenticeship__advisor__user", "apprenticeship__county", "round",
        )  # fmt: skip

    def with_papers(self):
        """As whoever writes on a draft needs it: everything that its problems and its reckoning ask for."""
        return self.select_related("office", "apprenticeship__establishment").prefetch_related("credits", "papers")


class Contract(TenantModel):
    """A training contract (opplæringslova § 7-2). Dates are Oslo dates; `end_on` is the last day."""

    class Kind(models.TextChoices):
        APPRENTICE = "apprentice", _("Apprenticeship contract")
        TRAINING = "training", _("Training contract for a training candidate")
        PRACTICE = "practice", _("Training contract for a practice certificate")
        ON_THE_JOB = "on_the_job", _("Contract for a trade certificate on the job")

    apprenticeship = TenantForeignKey(Apprenticeship, related_name="contracts")
    number = models.CharField(_("number"), max_length=20)
    kind = models.CharField(_("contract type"), max_length=12, choices=Kind, default=Kind.APPRENTICE)
    state = models.CharField(_("status"), max_length=14, choices=ContractState, default=ContractState.DRAFT)
    start_on = models.DateField(_("training period starts"), null=True, blank=True)
    months = models.PositiveSmallIntegerField(_("training period, months"), default=24)
    credit_months = models.PositiveSmallIntegerField(_("credit, months"), default=0)
    calculated_end_on = models.DateField(_("calculated end"), null=True, blank=True, editable=False)
    end_on = models.DateField(_("training period ends"), null=True, blank=True)
    position_percent = models.PositiveSmallIntegerField(_("position, percent"), default=100)
    workplace = models.CharField(_("place of work"), max_length=200, blank=True)
    # A training candidate's own aims (§ 7-4): codes of the curriculum's; empty for all others, who learn the whole.
    # A list as JSON: rows with an array are written one by one, and an import writes thousands.
    aim_codes = models.JSONField(_("own aims"), default=list, blank=True)
    # On the job (regulation § 9-58): practice before the contract, in months of full time.
    practice_before_months = models.PositiveSmallIntegerField(
        _("practice before the contract, months"), null=True, blank=True
    )
    other_end_because = models.CharField(_("why another last day is agreed"), max_length=300, blank=True, default="")
    remarks = models.TextField(_("remarks"), max_length=2000, blank=True)
    template = TenantForeignKey(
        "contracts.PaperTemplate", related_name="+", verbose_name=_("template"), null=True, blank=True
    )
    language = models.CharField(_("language of the contract"), max_length=2, default="nb")
    # What was decided by the act before keeps to it until it is changed (§ 30-2).
    legal_basis = models.CharField(
        _("legal basis"), max_length=4, choices=Approval.LegalBasis, default=Approval.LegalBasis.ACT_2023
    )
    case_number = models.CharField(_("county's case number"), max_length=40, blank=True)
    round = TenantForeignKey("contracts.SigningRound", related_name="+", null=True, editable=False)  # the newest
    sent_to_county_on = models.DateField(_("sent to the county authority"), null=True, blank=True)
    decided_on = models.DateField(_("county's decision"), null=True, blank=True)
    decision_remark = models.CharField(_("county's remark"), max_length=500, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "number"], name="contract_number"),
            models.CheckConstraint(condition=Q(state__in=ContractState.values), name="contract_state"),
            models.CheckConstraint(
                condition=Q(end_on__isnull=True) | Q(end_on__gt=F("start_on")), name="contract_dates"
            ),
            models.CheckConstraint(condition=Q(position_percent__range=(1, 100)), name="contract_position"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(start_on__isnull=False, end_on__isnull=False),
                name="contract_sent_has_dates",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["completed", "ended"]) | Q(ended_on__isnull=False),
                name="contract_ended_has_date",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "apprenticeship"], name="contract_apprenticeship"),
            models.Index(fields=["office", "state", "end_on"], name="contract_state_end"),
            models.Index(fields=["office", "-created_at", "-id"], name="contract_list"),
        ]
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")

    def __str__(self):
        return f"{self.number} · {self.apprenticeship.apprentice}"

    def get_absolute_url(self):
        return office_url("contracts:detail", self.pk)

    @property
    def tone(self):
        """The colour its status is shown in; the words and an icon say the same."""
        return TONES[self.state]

    @cached_property
    def whose(self) -> Whose | Apprenticeship:
        """Company, place and people of the company in this contract; ask here, never the apprenticeship.

        A change of company drafts a contract with the new company while the apprenticeship still names the old one,
        and leaves the old contract behind when it names the new. One query at most; load `with_people()`. For lists:
        contracts.whose.fill_whose.
        """
        if not self.__dict__.get("is_in_handover", True):
            return self.apprenticeship
        return apps.get_model("contracts.Handover").objects.sides_of([self])[self.pk]


class PartyQuerySet(TenantQuerySet):
    def visible_to(self, member):
        return self.in_office_of(member).filter(contract__in=Contract.objects.visible_to(member))

    def asked(self):
        """The signers outside the office, of the newest round and of amendments that are under way or agreed.

        What came before holds no longer, and what came to nothing opens the contract to nobody.
        """
        return self.exclude(role=Party.Role.OFFICE).filter(
            Q(round=F("contract__round")) | Q(round__amendment__state__in=AMENDMENT_HOLDS),
            round__state__in=[RoundState.OPEN, RoundState.SIGNED],
        )

    def unsigned(self):
        return self.filter(signed_at__isnull=True)


class Party(TenantModel):
    """One signer in one round, with name and address as they were when it was sent. Signed once, it stays for ever."""

    class Role(models.TextChoices):
        APPRENTICE = "apprentice", _("Apprentice")
        GUARDIAN = "guardian", _("Guardian")
        COMPANY = "company", _("Training company")
        LEADER = "leader", _("Responsible leader")
        OFFICE = "office", _("Training office")

    contract = TenantForeignKey(Contract, related_name="parties")
    round = TenantForeignKey("contracts.SigningRound", related_name="parties", null=True)
    role = models.CharField(_("role"), max_length=12, choices=Role)
    place = models.PositiveSmallIntegerField(_("signs as number"), default=1)  # equal places: at the same time
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True)
    name = models.CharField(_("name"), max_length=170)  # an apprentice's two names have 161
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("mobile"), max_length=20, blank=True, default="")
    language = models.CharField(max_length=2, default="nb")
    asked_at = models.DateTimeField(_("asked to sign"), null=True)
    confirmed_at = models.DateTimeField(_("content confirmed"), null=True)
    signed_at = models.DateTimeField(_("signed"), null=True)
    signed_sha256 = models.CharField(_("hash of what was signed"), max_length=64, blank=True)
    signed_how = models.CharField(_("how"), max_length=120, blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "round", "role"], name="party_once_a_round"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_sha256="")
                | (Q(signed_at__isnull=False, confirmed_at__isnull=False) & ~Q(signed_sha256="")),
                name="party_signed_what",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "user"], name="party_user"),
            models.Index(fields=["office", "contract"], name="party_contract"),
        ]
        verbose_name = _("party")
        verbose_name_plural = _("parties")

    def __str__(self):
        return f"{self.get_role_display()}: {self.name}"
