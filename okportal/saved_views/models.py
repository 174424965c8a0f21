"""Which filters of a list has somebody given a name, and who else may use them?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from okportal.offices.models import TenantModel, TenantQuerySet
from okportal.permissions import Permission


class SavedViewQuerySet(TenantQuerySet):
    def visible_to(self, member):
        """One's own; the office's people see what they share with each other as well."""
        here = self.in_office_of(member)
        own = Q(created_by_id=member.user.pk)
        return here.filter(own | Q(is_shared=True)) if member.is_staff else here.filter(own)


class SavedView(TenantModel):
    """What stands after "?" in the address of a list: filters, order and columns."""

    page = models.CharField(max_length=60)  # URL name of the list; it takes the office and nothing else
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000, blank=True)
    is_shared = models.BooleanField(_("for everybody in the office"), default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "page", "created_by", "name"], name="saved_view_own_once"),
            models.UniqueConstraint(
                fields=["office", "page", "name"], condition=Q(is_shared=True), name="saved_view_shared_once"
            ),
        ]
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")

    def __str__(self):
        return self.name

    def may_be_deleted_by(self, member) -> bool:
        """By who made it; a shared one by the administrator too."""
        return self.created_by_id == member.user.pk or (self.is_shared and member.can(Permission.OFFICE_ADMIN))
