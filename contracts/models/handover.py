"""How does somebody go on in another company, and what does the new one learn from the old?"""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from apprenticeships.models import Apprenticeship
from companies.models import Company, CompanyPerson, Establishment
from contracts.models.contract import Contract, Whose
from contracts.states import HANDOVER_OPEN, HandoverState
from okportal.documents.models import StoredFile
from okportal.offices.models import TenantForeignKey, TenantModel, TenantQuerySet
from okportal.offices.scope import office_url
from okportal.todo.models import Task

PEOPLE = (
    "old_company", "old_establishment", "old_supervisor", "new_company", "new_establishment", "new_supervisor",
    "new_instructor",
)  # fmt: skip
NOT_DONE = HANDOVER_OPEN | {HandoverState.CANCELLED}


class HandoverQuerySet(TenantQuerySet):
    def visible_to(self, member):
        """The office; once planned the apprentice, and the supervisors and those who see all in both companies."""
        here = self.in_office_of(member)
        if member.is_staff:
            return here
        planned = here.filter(state__in=[HandoverState.PLANNED, HandoverState.DONE])
        seen = Q(contract__apprenticeship__apprentice__user_id=member.user.pk)
        if member.is_company_person:
            mine = CompanyPerson.objects.of(member)
            whole = mine.filter(sees=CompanyPerson.Sees.ALL).values("company_id")
            seen |= Q(old_company_id__in=whole) | Q(new_company_id__in=whole)
            seen |= Q(old_supervisor_id__in=mine.values("pk")) | Q(new_supervisor_id__in=mine.values("pk"))
        return planned.filter(seen)

    def asked_of(self, member):
        """Those not planned yet whose closing assessment the office has asked this person for, and still waits for."""
        waits = Task.objects.open().filter(key=Concat(Value("handover:"), Cast(OuterRef("pk"), TextField())))
        drafts = self.in_office_of(member).filter(state=HandoverState.DRAFT)
        return drafts.filter(Exists(waits), old_supervisor__in=CompanyPerson.objects.of(member))

    def left_by(self, member):
        """Those done whose old company is this person's: as supervisor of the time, or as one who sees all there."""
        mine = CompanyPerson.objects.of(member)
        whole = Q(old_company_id__in=mine.filter(sees=CompanyPerson.Sees.ALL).values("company_id"))
        done = self.in_office_of(member).filter(state=HandoverState.DONE)
        return done.filter(whole | Q(old_supervisor_id__in=mine.values("pk")))

    def open(self):
        """Not done, not cancelled: at most one for each contract."""
        return self.filter(state__in=HANDOVER_OPEN)

    def not_done(self):
        """Those that may come still, and those that were called off: what they drafted is the other company's."""
        return self.filter(state__in=NOT_DONE)

    def with_people(self):
        return self.select_related(
            *PEOPLE, "old_supervisor__user", "new_contract", "file", "contract__apprenticeship__apprentice",
            "contract__apprenticeship__trade", "contract__apprenticeship__county", "contract__apprenticeship__company",
            "contract__apprenticeship__advisor__user",
        )  # fmt: skip

    def sides_of(self, contracts) -> dict[int, Whose | Apprenticeship]:
        """{id of a contract: whose it is}: one query, however many there are; load them `with_people()`.

        Of a contract that was left through a change: the company left. Of one that a change brings, or was to bring
        before it was called off: the company to come. Of any other: what its apprenticeship names.
        """
        ids = [contract.pk for contract in contracts]
        left = Q(contract_id__in=ids, state=HandoverState.DONE)
        coming = Q(new_contract_id__in=ids, state__in=NOT_DONE, new_company__isnull=False)
        found = {}
        for row in self.filter(left | coming).select_related(*PEOPLE):
            if row.state == HandoverState.DONE:
                found[row.contract_id] = Whose(row.old_company, row.old_establishment, row.old_supervisor, None)
            else:
                found[row.new_contract_id] = row.new_side
        # The apprenticeship names the same four by the same words, and fetches what is not loaded only when asked for.
        return {contract.pk: found.get(contract.pk) or contract.apprenticeship for contract in contracts}


class Handover(TenantModel):
    """One change of company in the middle of a training (regulation § 6-15): relations and access switch on `on`."""

    class Reason(models.TextChoices):
        ROTATION = "rotation", _("Aims that the company cannot cover")
        BUSINESS = "business", _("Bankruptcy, closing or lack of work")
        MOVED = "moved", _("The apprentice moves")
        CONFLICT = "conflict", _("Working environment or conflict")
        APPROVAL = "approval", _("The company's approval ends")
        WISH = "wish", _("The apprentice's wish")
        OTHER = "other", _("Other")

    contract = TenantForeignKey(Contract, related_name="handovers")
    state = models.CharField(_("status"), max_length=10, choices=HandoverState, default=HandoverState.DRAFT)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    note = models.CharField(_("more about it"), max_length=500, blank=True)
    on = models.DateField(_("first day in the new company"), null=True, blank=True)
    old_company = TenantForeignKey(Company, related_name="+", editable=False)
    old_supervisor = TenantForeignKey(CompanyPerson, related_name="+", null=True, editable=False)
    # NULL: none was registered, or the change is older than this column.
    old_establishment = TenantForeignKey(Establishment, related_name="+", null=True, editable=False)
    new_company = TenantForeignKey(Company, related_name="+", verbose_name=_("new company"), null=True, blank=True)
    new_establishment = TenantForeignKey(
        Establishment, related_name="+", verbose_name=_("place of work"), null=True, blank=True
    )
    new_supervisor = TenantForeignKey(
        CompanyPerson, related_name="+", verbose_name=_("training supervisor"), null=True, blank=True
    )
    new_instructor = TenantForeignKey(
        CompanyPerson, related_name="+", verbose_name=_("instructor"), null=True, blank=True
    )
    assessment = models.TextField(_("closing assessment"), max_length=4000, blank=True)
    strengths = models.TextField(_("goes well"), max_length=2000, blank=True)
    ahead = models.TextField(_("to work on"), max_length=2000, blank=True)
    aims = models.JSONField(default=list, editable=False)  # [{code, text, is_done}] as they were when it was planned
    file = TenantForeignKey(StoredFile, related_name="+", null=True, editable=False)
    new_contract = TenantForeignKey(Contract, related_name="+", null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True, editable=False
    )
    done_at = models.DateTimeField(null=True, editable=False)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "contract"], condition=Q(state__in=["draft", "planned"]), name="handover_one_open"
            ),
            models.CheckConstraint(condition=Q(state__in=HandoverState.values), name="handover_state"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "cancelled"]) | Q(on__isnull=False, new_company__isnull=False),
                name="handover_planned_is_filled",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state", "on"], name="handover_due"),
            models.Index(fields=["office", "contract"], name="handover_contract"),
            models.Index(fields=["office", "old_company"], name="handover_old_company"),
        ]
        verbose_name = _("change of company")
        verbose_name_plural = _("changes of company")

    def __str__(self):
        return f"{self.old_company} → {self.new_company or '…'}"

    def get_absolute_url(self):
        return office_url("contracts:handover", self.contract_id, self.pk)

    @property
    def new_side(self) -> Whose:
        return Whose(self.new_company, self.new_establishment, self.new_supervisor, self.new_instructor)

    @property
    def task_key(self) -> str:
        """Of the advisor's task while the closing assessment is asked for; open, it lets the supervisor write."""
        return f"handover:{self.pk}"
