"""Who can sign in, and who has been invited to?"""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from okportal.offices.models import OfficeOnlyQuerySet, TenantModel
from okportal.permissions import Role


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **fields, is_staff=True, is_superuser=True)


class User(AbstractBaseUser, PermissionsMixin):
    """One login for all offices. What an office knows about the person stands in the office's own rows."""

    class Scheme(models.TextChoices):
        AUTO = "auto", _("As the device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    language = models.CharField(
        _("language"), max_length=2, default="nb", choices=[("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
    )
    scheme = models.CharField(_("appearance"), max_length=5, default=Scheme.AUTO, choices=Scheme)
    uses_shortcuts = models.BooleanField(
        _("keyboard shortcuts"), default=True, help_text=_("Single keys such as / for search.")
    )
    # Django admin only: platform staff, never an office's own people.
    is_staff = models.BooleanField(_("platform staff"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self):
        return self.name or self.email

    def save(self, **kwargs):
        self.email = self.email.lower()  # compared by the plain index everywhere
        super().save(**kwargs)

    def get_full_name(self):
        return self.name

    @property
    def first_name(self):
        return self.name.split(" ")[0]


class InvitationQuerySet(OfficeOnlyQuerySet):
    def open_at(self, now):
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now)


class Invitation(TenantModel):
    """A single-use link to a role. Only the hash of its token is stored."""

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=170)  # an apprentice's two names of 80 each fit
    role = models.CharField(_("role"), max_length=30, choices=Role)
    token_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False, null=True)
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False, null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["office", "token_hash"], name="invitation_token"),
            models.UniqueConstraint(
                "office", Lower("email"), "role",
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True), name="invitation_one_open",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_by",
            ),
        ]  # fmt: skip
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self):
        return f"{self.email} · {self.get_role_display()}"
