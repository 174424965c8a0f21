"""What must reach the outside world, and how far has it come?"""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from okportal.offices.models import OfficeOnlyQuerySet, TenantModel
from okportal.offices.scope import office_url

# Facts that open a door: the arguments of an address that is a key, and a code. They leave with the message.
SECRETS = frozenset({"page_arguments", "secret"})
LOST = "secret_lost"  # the fact that says they were there, in a message that was given up


class State(models.TextChoices):
    """How far a message has come; reckoned from its times, not stored."""

    WAITING = "waiting", _("Waiting to be sent")
    DELAYED = "delayed", _("Delayed, is tried again")
    SENT = "sent", _("Sent")
    GIVEN_UP = "given_up", _("Given up")


class MessageQuerySet(OfficeOnlyQuerySet):
    def waiting(self):
        return self.filter(sent_at__isnull=True, dead_at__isnull=True)

    def about(self, page, row):
        """What was written about `row`, by the page that its mails lead to."""
        return self.filter(page=page, about_id=row.pk)


class Message(TenantModel):
    """One mail, or one text to a mobile, to one person. Written in the transaction that caused it, sent by a worker.

    `key` makes it unique in the office, so that a repeated sweep or click adds nothing; it is also the mail's
    Message-ID, so that a mailbox knows a second delivery after a crash for the same mail.
    """

    class Channel(models.TextChoices):
        MAIL = "mail", _("E-mail")
        SMS = "sms", _("SMS")

    key = models.CharField(max_length=150)
    # <app>/<name>: templates/<app>/email/<name>.{subject.txt,txt,html}, or for SMS templates/<app>/sms/<name>.txt
    template = models.CharField(max_length=60)
    facts = models.JSONField(default=dict)  # what the template needs beside office and person, as plain values
    channel = models.CharField(max_length=4, choices=Channel, db_default="mail", default="mail")
    to_email = models.EmailField(_("to"), blank=True)
    to_phone = models.CharField(_("mobile"), max_length=20, db_default="", default="", blank=True)
    to_name = models.CharField(_("name"), max_length=170)
    language = models.CharField(_("language"), max_length=2, db_default="nb")
    page = models.CharField(max_length=60, db_default="", blank=True)  # URL name that the mail links to
    about_id = models.BigIntegerField(null=True)  # its argument
    created_at = models.DateTimeField(_("written"), db_default=Now())
    next_at = models.DateTimeField(db_default=Now())
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(db_default=0)
    sent_at = models.DateTimeField(_("sent"), null=True)
    dead_at = models.DateTimeField(_("given up"), null=True)
    error = models.CharField(max_length=500, db_default="", blank=True)
    subject = models.CharField(_("subject"), max_length=200, db_default="", blank=True)
    body = models.TextField(_("text"), db_default="", blank=True)  # what was sent, for the advisor to read

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "key"], name="message_once"),
            models.CheckConstraint(condition=Q(sent_at__isnull=True) | Q(dead_at__isnull=True), name="message_one_end"),
            models.CheckConstraint(
                condition=Q(channel="mail") & ~Q(to_email="") | Q(channel="sms") & ~Q(to_phone=""),
                name="message_has_address",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-created_at", "-id"], name="message_list"),
            models.Index(fields=["office", "to_email"], name="message_to"),
            # The one index that does not lead with the office: the claim looks across all of them.
            models.Index(
                fields=["next_at"], name="message_waiting", condition=Q(sent_at__isnull=True, dead_at__isnull=True)
            ),
        ]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self):
        return f"{self.template} → {self.address}"

    def get_absolute_url(self):
        return office_url("outbox:detail", self.pk)

    @property
    def is_sms(self):
        return self.channel == self.Channel.SMS

    @property
    def address(self):
        """Where it goes, as a page may show it: of a mobile number the first and the last digits."""
        return masked_phone(self.to_phone) if self.is_sms else self.to_email

    @property
    def has_secret_link(self):
        """Its address is a key (an invitation), not a page: it leaves in the mail and is kept nowhere."""
        return "page_arguments" in self.facts or self.has_lost_its_secret

    @property
    def has_lost_its_secret(self):
        """Given up, and what it carried forgotten: to send it again opens nothing, a new one must be made."""
        return self.facts.get(LOST, False)

    def is_too_late(self, now) -> bool:
        """Its secret has run out before it could be delivered (`good_until` among its facts, ISO)."""
        until = self.facts.get("good_until")
        return until is not None and datetime.fromisoformat(until) <= now

    @property
    def state(self) -> State:
        if self.sent_at:
            return State.SENT
        if self.dead_at:
            return State.GIVEN_UP
        return State.DELAYED if self.error else State.WAITING

    def mark_given_up(self, at):
        """Forget the key in its link and its code. Unsaved."""
        self.dead_at = at
        if not SECRETS.isdisjoint(self.facts):
            self.facts = {name: value for name, value in self.facts.items() if name not in SECRETS} | {LOST: True}

    def mark_sent(self, subject, text, at):
        """Keep what was sent, forget the key in its link and its code."""
        self.subject, self.body, self.sent_at = subject, text, at
        self.lease_until, self.error = None, ""
        self.facts = {name: value for name, value in self.facts.items() if name not in SECRETS}
        self.save(update_fields=["subject", "body", "sent_at", "lease_until", "error", "facts"])


def masked_phone(number: str) -> str:
    """'+479••••678': enough to know one's own again."""
    return f"{number[:4]}{'•' * max(0, len(number) - 7)}{number[-3:]}"
