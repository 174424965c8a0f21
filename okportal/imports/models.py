"""Which files have been taken in, how did it go, and what came of them?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from okportal.documents.models import StoredFile
from okportal.imports.states import AT_WORK, ImportState
from okportal.offices.models import OfficeOnlyQuerySet, TenantForeignKey, TenantModel
from okportal.offices.scope import office_url


class ImportRun(TenantModel):
    """One file on its way into a register. The file is kept as it came; rows are read from it anew at each step."""

    class Kind(models.TextChoices):
        COMPANIES = "companies", _("Member companies")
        PEOPLE = "people", _("People in the companies")
        APPRENTICES = "apprentices", _("Apprentices and contracts")

    class Known(models.TextChoices):
        """What is done with a row about somebody who is in the register already."""

        SKIP = "skip", _("Leave as it is")
        FILL = "fill", _("Fill in what is empty")

    kind = models.CharField(_("what"), max_length=12, choices=Kind)
    state = models.CharField(_("status"), max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    file = TenantForeignKey(StoredFile, related_name="+", editable=False)
    header = models.JSONField(editable=False)  # heads of the columns, as in the file
    columns = models.JSONField(default=dict, editable=False)  # {key of a field: head}
    known = models.CharField(_("those in the register"), max_length=4, choices=Known, default=Known.SKIP)
    rows_total = models.PositiveIntegerField(default=0, editable=False)
    rows_good = models.PositiveIntegerField(default=0, editable=False)
    rows_faulty = models.PositiveIntegerField(default=0, editable=False)
    rows_known = models.PositiveIntegerField(default=0, editable=False)
    rows_written = models.PositiveIntegerField(default=0, editable=False)
    # What the page shows, the first of each: {"faults": [[line, column, sentence]], "known": [[line, name, …]]}
    report = models.JSONField(default=dict, editable=False)
    faults_file = TenantForeignKey(StoredFile, related_name="+", null=True, editable=False)
    # Confirmed as good, but by the time of writing faulty or in the register.
    rows_changed = models.PositiveIntegerField(db_default=0, default=0, editable=False)
    tries = models.PositiveSmallIntegerField(db_default=0, default=0, editable=False)  # of the worker, at this step
    stopped_by = models.CharField(max_length=300, blank=True, editable=False)  # why it failed, a sentence
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True, editable=False
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, null=True, editable=False
    )
    started_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    done_at = models.DateTimeField(null=True, editable=False)

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        indexes = [models.Index(fields=["office", "-started_at", "-id"], name="import_run_list")]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self):
        return f"{self.get_kind_display()} {self.started_at:%d.%m.%Y}"

    def get_absolute_url(self):
        return office_url("imports:detail", self.pk)

    @property
    def is_at_work(self):
        return self.state in AT_WORK


class ImportedRow(TenantModel):
    """What one row of the file became: a new row of `table`, or fields filled in on one that was there."""

    run = TenantForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    table = models.CharField(max_length=60)  # model label, e.g. companies.company
    row_id = models.BigIntegerField()
    # What was written into empty fields, {name: text}, of what is encrypted a blind index; None: the row is new.
    filled = models.JSONField(null=True)

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["run", "line", "id"]
        constraints = [models.UniqueConstraint(fields=["office", "run", "table", "row_id"], name="imported_row_once")]
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")

    def __str__(self):
        return f"{self.line}: {self.table} {self.row_id}"


class RememberedColumns(TenantModel):
    """How the columns of one layout were matched last time, so that the next file from there needs no work."""

    kind = models.CharField(max_length=12, choices=ImportRun.Kind)
    layout = models.CharField(max_length=64)  # sha256 of the heads
    columns = models.JSONField()

    objects = OfficeOnlyQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "kind", "layout"], name="remembered_columns_once")]
        verbose_name = _("remembered columns")
        verbose_name_plural = _("remembered columns")

    def __str__(self):
        return f"{self.kind} {self.layout[:8]}"
