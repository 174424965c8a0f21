"""Which document was sent to its signers, what has each of them done with it, and by which link?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.models.contract import Contract, Party
from contracts.states import ROUND_CLOSED, AmendmentState, RoundState
from okportal.documents.models import StoredFile
from okportal.offices.models import OfficeOnlyQuerySet, TenantForeignKey, TenantModel, TenantQuerySet

TAKEN_BACK = (AmendmentState.DRAFT, AmendmentState.WITHDRAWN)


class SigningRoundQuerySet(TenantQuerySet):
    def visible_to(self, member):
        """The office, and the signers of this round as long as they see what it is about.

        What is a draft again was taken back, so its signers see neither contract nor change, nor the paper of old; a
        change that was withdrawn for good is no other case.
        """
        here = self.in_office_of(member)
        if member.is_staff:
            return here
        own = Party.objects.filter(user_id=member.user.pk).values("round_id")
        seen = here.filter(pk__in=own, contract__in=Contract.objects.visible_to(member))
        return seen.filter(Q(amendment=None) | ~Q(amendment__state__in=TAKEN_BACK))

    def open(self):
        return self.filter(state=RoundState.OPEN)


class SigningRound(TenantModel):
    """One sending of one document: the contract itself, or an amendment to it.

    What was sent never changes: file, hashes and content are written once, and a trigger refuses anything else
    (migration 0011). A closed round changes no more at all.
    """

    contract = TenantForeignKey(Contract, related_name="rounds")
    amendment = TenantForeignKey("contracts.Amendment", related_name="rounds", null=True)
    number = models.PositiveSmallIntegerField(_("number"))
    state = models.CharField(_("status"), max_length=10, choices=RoundState, default=RoundState.OPEN)
    # Printed on the paper; whoever holds it can ask whether the paper is genuine. No letter is like a figure.
    code = models.CharField(_("verification code"), max_length=14)
    content = models.TextField(editable=False, blank=True)  # `canonical` JSON of what is agreed, as it was sent
    content_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    # None: signed before the portal, in another system.
    unsigned_file = TenantForeignKey(StoredFile, related_name="+", null=True, editable=False)
    signed_file = TenantForeignKey(StoredFile, related_name="+", null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), editable=False)
    sign_by_on = models.DateField(_("to be signed by"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, editable=False)
    close_reason = models.CharField(_("reason"), max_length=500, blank=True)
    closed_by_name = models.CharField(max_length=170, blank=True, editable=False)

    objects = SigningRoundQuerySet.as_manager()

    class Meta:
        ordering = ["contract", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["office", "contract", "number"], name="round_number"),
            models.UniqueConstraint(fields=["office", "code"], name="round_code"),
            models.UniqueConstraint(
                fields=["office", "contract"], condition=Q(state="open", amendment__isnull=True), name="round_one_open"
            ),
            models.CheckConstraint(condition=Q(state__in=RoundState.values), name="round_state"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | ~Q(state="open") & Q(closed_at__isnull=False),
                name="round_closed_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="open") | Q(unsigned_file__isnull=False), name="round_open_has_file"
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state", "sign_by_on"], name="round_deadline"),
            models.Index(fields=["office", "amendment"], name="round_amendment"),
        ]
        verbose_name = _("signing round")
        verbose_name_plural = _("signing rounds")

    def __str__(self):
        return f"{self.contract_id} / {self.number}"

    @property
    def is_closed(self):
        return self.state in ROUND_CLOSED


class SigningEventQuerySet(TenantQuerySet):
    def visible_to(self, member):
        return self.in_office_of(member).filter(round__in=SigningRound.objects.visible_to(member))


class SigningEvent(TenantModel):
    """What happened in a round, chained: each event's hash covers its own words and the hash before it.

    Written once: a trigger refuses to change or delete one (migration 0011).
    """

    class Verb(models.TextChoices):
        SENT = "sent", _("Sent to the signers")
        ASKED = "asked", _("Asked to sign")
        REMINDED = "reminded", _("Reminded")
        LINK_SENT = "link_sent", _("Link sent")
        CODE_SENT = "code_sent", _("Code sent")
        OPENED = "opened", _("Document opened")
        CONFIRMED = "confirmed", _("Content confirmed")
        FLAGGED = "flagged", _("Said not to be right")
        SIGNED = "signed", _("Signed")
        DECLINED = "declined", _("Declined to sign")
        PROLONGED = "prolonged", _("Given more time")
        WITHDRAWN = "withdrawn", _("Withdrawn by the office")
        SEALED = "sealed", _("Sealed by the office")

    round = TenantForeignKey(SigningRound, related_name="events")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=10, choices=Verb)
    party = TenantForeignKey(Party, related_name="+", null=True)
    by_name = models.CharField(max_length=170, blank=True)
    role = models.CharField(max_length=12, blank=True)  # a value of Party.Role, empty for the portal itself
    how = models.CharField(max_length=120, blank=True)  # in the contract's language: how they showed who they are
    comment = models.CharField(max_length=500, blank=True)
    document_sha256 = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)  # empty for the first
    hash = models.CharField(max_length=64)

    objects = SigningEventQuerySet.as_manager()

    class Meta:
        ordering = ["round", "number"]
        constraints = [models.UniqueConstraint(fields=["office", "round", "number"], name="signing_event_number")]
        verbose_name = _("signing event")
        verbose_name_plural = _("signing events")

    def __str__(self):
        return f"{self.number}: {self.get_verb_display()}"


class SigningLink(TenantModel):
    """A door for one signer, once: the key itself is only in their mailbox, here lies its hash.

    The code that goes with it is sent when the link is opened; five wrong tries close the link.
    """

    class Channel(models.TextChoices):
        MAIL = "mail", _("e-mail")
        SMS = "sms", _("SMS")

    party = TenantForeignKey(Party, related_name="links")
    token_sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)  # replaced by a new one, or too many wrong codes
    code_sha256 = models.CharField(max_length=64, blank=True)
    code_channel = models.CharField(max_length=4, choices=Channel, blank=True)
    code_expires_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "token_sha256"], name="signing_link_token")]
        indexes = [models.Index(fields=["office", "party"], name="signing_link_party")]
        verbose_name = _("signing link")
        verbose_name_plural = _("signing links")

    def __str__(self):
        return f"{self.party_id} {self.expires_at:%d.%m.%Y}"
