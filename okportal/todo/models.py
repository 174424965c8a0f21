"""What is to be done in the office, by whom and until when?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import NoReverseMatch
from django.utils.translation import gettext_lazy as _

from okportal.offices.models import Membership, OfficeOnlyQuerySet, TenantForeignKey, TenantModel
from okportal.offices.scope import office_url
from okportal.todo import kinds


class TaskQuerySet(OfficeOnlyQuerySet):
    def open(self):
        return self.filter(done_at__isnull=True)

    def for_member(self, member):
        """The member's own, and what else nobody would take: the whole office's, and of those who have left."""
        return self.filter(
            Q(assigned__isnull=True) | Q(assigned__user_id=member.user.pk) | Q(assigned__to_on__lt=member.today)
        )

    def with_people(self):
        return self.select_related("assigned__user", "done_by")


class Task(TenantModel):
    """One thing that somebody has to do about one fact.

    `key` names the fact and is unique in the office, so that a repeated sweep or click raises the task once.
    """

    key = models.CharField(max_length=150)
    kind = models.CharField(_("kind"), max_length=60)  # <app>/<name>, registered in okportal.todo.kinds
    facts = models.JSONField(default=dict)  # what the sentence needs, as plain values; nothing about health
    page = models.CharField(max_length=60, db_default="", blank=True)  # URL name of where it is dealt with
    about_id = models.BigIntegerField(null=True)  # its argument
    assigned = TenantForeignKey(Membership, related_name="+", verbose_name=_("who does it"), null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    raised_at = models.DateTimeField(_("raised"), db_default=Now())
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True, blank=True
    )
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True, blank=True
    )
    outcome = models.CharField(_("what came of it"), max_length=300, db_default="", blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]  # those without a date come last
        constraints = [
            models.UniqueConstraint(fields=["office", "key"], name="task_once"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=False) | Q(done_by__isnull=True, outcome=""), name="task_done"
            ),
        ]
        indexes = [
            models.Index(fields=["office", "due_on", "id"], name="task_open", condition=Q(done_at__isnull=True)),
            models.Index(fields=["office", "-done_at"], name="task_done_list", condition=Q(done_at__isnull=False)),
        ]
        verbose_name = _("task")
        verbose_name_plural = _("tasks")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return office_url("todo:detail", self.pk)

    @property
    def title(self):
        return kinds.title_of(self.kind, self.facts)

    @property
    def next_action(self):
        return kinds.next_of(self.kind, self.facts)

    @property
    def page_url(self):
        """Where it is dealt with, or "": a page that a later version has taken away must not take the list along."""
        if not self.page:
            return ""
        try:
            return office_url(self.page, *([] if self.about_id is None else [self.about_id]))
        except NoReverseMatch:
            return ""
