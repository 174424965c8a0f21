"""Which talks are due, who takes part, and what was said?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apprenticeships.models import Apprenticeship
from contracts.models import Contract
from followup.states import WAITING, TalkState
from okportal.offices.models import TenantForeignKey, TenantModel, TenantQuerySet
from okportal.offices.scope import office_url


class TalkQuerySet(TenantQuerySet):
    def visible_to(self, member):
        """Who sees the apprenticeship sees its talks."""
        return self.in_office_of(member).filter(apprenticeship__in=Apprenticeship.objects.visible_to(member))

    def waiting(self):
        return self.filter(state__in=WAITING)

    def with_people(self):
        return self.select_related(
            "apprenticeship__apprentice", "apprenticeship__trade", "apprenticeship__company",
            "apprenticeship__supervisor", "apprenticeship__advisor__user",
        )  # fmt: skip


class Talk(TenantModel):
    """A talk that the contract plans: the half-year talks at months 6, 12, 18 … (forskrift § 9-6)."""

    class Kind(models.TextChoices):
        HALF_YEAR = "half_year", _("Half-year talk")

    apprenticeship = TenantForeignKey(Apprenticeship, related_name="talks")
    contract = TenantForeignKey(Contract, related_name="talks")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.HALF_YEAR)
    number = models.PositiveSmallIntegerField(_("number"))  # 1 for month 6, 2 for month 12 …
    due_on = models.DateField(_("due"))
    state = models.CharField(_("status"), max_length=10, choices=TalkState, default=TalkState.PLANNED)
    scheduled_at = models.DateTimeField(_("time"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    agenda = models.TextField(_("agenda"), max_length=4000, blank=True)
    minutes = models.TextField(_("minutes"), max_length=20000, blank=True)
    held_on = models.DateField(_("held on"), null=True, blank=True)
    cancel_reason = models.CharField(_("reason"), max_length=300, blank=True)
    reopen_reason = models.CharField(_("reason for reopening"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TalkQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "contract", "kind", "number"], name="talk_once"),
            models.CheckConstraint(condition=Q(state__in=TalkState.values), name="talk_state"),
            models.CheckConstraint(
                condition=Q(state="held", held_on__isnull=False) | (~Q(state="held") & Q(held_on__isnull=True)),
                name="talk_held_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(scheduled_at__isnull=False), name="talk_scheduled_has_time"
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state", "due_on"], name="talk_due"),
            models.Index(fields=["office", "apprenticeship", "due_on"], name="talk_apprenticeship"),
        ]
        verbose_name = _("talk")
        verbose_name_plural = _("talks")

    def __str__(self):
        return f"{self.get_kind_display()} {self.number} · {self.apprenticeship.apprentice}"

    def get_absolute_url(self):
        return office_url("followup:detail", self.pk)

    @property
    def agreed_on(self):
        """The Oslo day that is agreed; None without a date."""
        return timezone.localdate(self.scheduled_at) if self.scheduled_at else None

    def has_at_table(self, member, participants):
        """Was this person there, or is it the office? Both sides have confidentiality (domain § 4)."""
        return member.is_staff or any(person.user_id == member.user.pk for person in participants)

    def is_led_by(self, member):
        """The office, or the apprenticeship's own supervisor of today; needs the supervisor (`with_people`)."""
        supervisor = self.apprenticeship.supervisor
        return member.is_staff or (
            supervisor is not None
            and supervisor.user_id == member.user.pk
            and (supervisor.to_on is None or supervisor.to_on >= member.today)
        )


class ParticipantQuerySet(TenantQuerySet):
    def visible_to(self, member):
        return self.in_office_of(member).filter(talk__in=Talk.objects.visible_to(member))


class Participant(TenantModel):
    """One person asked to a talk. Apprentice and supervisor always; others where they want (domain § 4)."""

    class Role(models.TextChoices):
        APPRENTICE = "apprentice", _("Apprentice")
        SUPERVISOR = "supervisor", _("Training supervisor")
        INSTRUCTOR = "instructor", _("Instructor")
        ADVISOR = "advisor", _("Advisor")

    talk = TenantForeignKey(Talk, on_delete=models.CASCADE, related_name="participants")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True)
    name = models.CharField(_("name"), max_length=170)  # an apprentice's first and last name, of 80 each
    email = models.EmailField(_("e-mail"))
    language = models.CharField(max_length=2, default="nb")

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["office", "talk", "role"], name="participant_once")]
        verbose_name = _("participant")
        verbose_name_plural = _("participants")

    def __str__(self):
        return self.name
