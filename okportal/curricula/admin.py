"""What may platform staff see and correct in the national catalogue?"""

from django.contrib import admin

from okportal.curricula.models import Aim, Curriculum, Trade


class NeverDeleted(admin.ModelAdmin):
    """Contracts and plans behind the offices' walls may refer to every row."""

    def has_delete_permission(self, request, obj=None):
        return False


class OnlyRead(NeverDeleted):
    """Comes in by `manage.py import_curriculum`, and is changed by importing again."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Trade)
class TradeAdmin(NeverDeleted):
    list_display = ["name", "code", "subject_code", "months", "test_form"]
    list_filter = ["test_form"]
    search_fields = ["name", "code"]

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []


class AimInline(admin.TabularInline):
    model = Aim
    fields = ["position", "code", "text"]
    ordering = ["position"]
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Curriculum)
class CurriculumAdmin(OnlyRead):
    list_display = ["code", "title", "trade", "language", "valid_from"]
    list_filter = ["language"]
    list_select_related = ["trade"]
    search_fields = ["code", "title", "trade__name"]
    inlines = [AimInline]


@admin.register(Aim)
class AimAdmin(OnlyRead):
    list_display = ["code", "text", "curriculum"]
    list_select_related = ["curriculum"]
    search_fields = ["code", "text", "curriculum__code"]
