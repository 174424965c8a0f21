"""Who signs, in which order, how, and how often are they reminded?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from okportal.offices.models import County, OfficeOnlyQuerySet, TenantModel


class SigningRule(TenantModel):
    """The office's own way of signing, for one county or, with none, for all that have no own rule (domain § 14).

    A place is the number one signs as: equal numbers sign at the same time, none does not sign. The office comes last.
    """

    county = models.ForeignKey(
        County, models.PROTECT, related_name="+", verbose_name=_("county"), db_index=False, null=True, blank=True
    )
    apprentice_place = models.PositiveSmallIntegerField(_("apprentice"), default=1)
    guardian_place = models.PositiveSmallIntegerField(_("guardian, under 18"), null=True, blank=True)
    supervisor_place = models.PositiveSmallIntegerField(_("training supervisor"), default=1)
    leader_place = models.PositiveSmallIntegerField(_("responsible leader"), null=True, blank=True)
    checks_first = models.BooleanField(_("the parties check the content before anyone signs"), default=True)
    signing_days = models.PositiveSmallIntegerField(_("days to sign"), null=True, blank=True)  # None: the county's
    remind_days = models.PositiveSmallIntegerField(_("days between reminders"), default=3)
    may_use_link = models.BooleanField(_("may sign by link and code, without logging in"), default=True)
    link_days = models.PositiveSmallIntegerField(_("days a link works"), default=7)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["county"]
        constraints = [
            models.UniqueConstraint(fields=["office", "county"], name="signing_rule_once", nulls_distinct=False),
            models.CheckConstraint(condition=Q(remind_days__gte=1, link_days__gte=1), name="signing_rule_days"),
        ]
        verbose_name = _("signing rule")
        verbose_name_plural = _("signing rules")

    def __str__(self):
        return str(self.county or _("All counties"))
