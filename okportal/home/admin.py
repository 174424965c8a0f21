"""What does platform staff look after in Django admin? Offices, logins and national data; nothing an office owns."""

from allauth.account.decorators import secure_admin_login
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from okportal.errors import Refused
from okportal.norwegian import organisation_number
from okportal.offices.models import County, CountyRule, Office
from okportal.offices.scope import office_scope
from okportal.people.actions import invite
from okportal.people.models import User
from okportal.permissions import Role

# Password, one-time code and passkey are checked in one place, with its limits on wrong tries.
admin.site.login = secure_admin_login(admin.site.login)
admin.site.unregister(Group)  # rights in offices come from roles, those of platform staff from the user itself
admin.site.site_header = "OKportal"
admin.site.site_title = "OKportal"
admin.site.index_title = _("Platform")

# First parts of addresses that are not offices (okportal.config.urls).
RESERVED_SLUGS = {
    "konto",
    "plattform",
    "komponenter",
    "live",
    "ready",
    "min-konto",
    "andre-faktor",
    "static",
    "utseende",
}


class OfficeForm(forms.ModelForm):
    """An office, and for a new one the person who is invited to run it."""

    administrator_name = forms.CharField(label=_("First administrator's name"), max_length=120, required=False)
    administrator_email = forms.EmailField(label=_("First administrator's e-mail"), required=False)

    class Meta:
        model = Office
        fields = (
            "name", "organisation_number", "slug", "languages", "address", "email", "phone", "takes_part_in_selection",
        )  # fmt: skip

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug in RESERVED_SLUGS:
            raise forms.ValidationError(_("This address is used by the portal itself."))
        return slug

    def clean_organisation_number(self):
        return organisation_number(self.cleaned_data["organisation_number"])

    def clean(self):
        answers = super().clean()
        if self.instance.pk is None and not answers.get("administrator_email"):
            self.add_error("administrator_email", _("A new office needs somebody who can sign in."))
        return answers


@admin.register(Office)
class OfficeAdmin(admin.ModelAdmin):
    form = OfficeForm
    list_display = ("name", "slug", "organisation_number", "created_at")
    search_fields = ("name", "slug", "organisation_number")

    def save_model(self, request, office, form, change):
        super().save_model(request, office, form, change)
        email = form.cleaned_data["administrator_email"]
        if not email:
            return
        with office_scope(office.pk, request.user.pk):
            try:
                invite(
                    email=email, name=form.cleaned_data["administrator_name"] or email, role=Role.ADMINISTRATOR,
                    by=None, office_id=office.pk,
                )  # fmt: skip
            except Refused as refusal:
                self.message_user(request, refusal.message, level="warning")

    def has_delete_permission(self, request, obj=None):
        return False  # an office is closed by ending its roles; its records are kept as long as the law asks


class CountyRuleInline(admin.TabularInline):
    model = CountyRule
    extra = 0


@admin.register(County)
class CountyAdmin(admin.ModelAdmin):
    list_display = ("code", "name")
    search_fields = ("name",)
    inlines = (CountyRuleInline,)

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(User)
class PersonAdmin(UserAdmin):
    list_display = ("email", "name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "name")
    ordering = ("email",)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("email", "name", "phone", "language", "password")}),
        (_("Platform"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("Dates"), {"fields": ("last_login", "created_at")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "name", "usable_password", "password1", "password2")}),)
    readonly_fields = ("last_login", "created_at")

    def has_delete_permission(self, request, obj=None):
        return False  # what the person did points to the login; it is switched off instead
