"""Which states does an import go through?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from okportal.states import step


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", _("Columns to be matched")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked, nothing written yet")
    RUNNING = "running", _("Being taken in")
    DONE = "done", _("Taken in")
    FAILED = "failed", _("Stopped, nothing written")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


S = ImportState
AT_WORK = frozenset({S.CHECKING, S.RUNNING, S.UNDOING})

CHECK = step("check", {S.UPLOADED, S.CHECKED, S.FAILED}, S.CHECKING, _("Check the rows"))
CHECKED = step("checked", {S.CHECKING}, S.CHECKED, _("Checked"))
RUN = step("run", {S.CHECKED}, S.RUNNING, _("Take in the rows"))
DONE = step("done", {S.RUNNING}, S.DONE, _("Taken in"))
FAIL = step("fail", {S.CHECKING, S.RUNNING}, S.FAILED, _("Stop"))
UNDO = step("undo", {S.DONE}, S.UNDOING, _("Undo the import"))
UNDONE = step("undone", {S.UNDOING}, S.UNDONE, _("Undone"))
KEEP = step("keep", {S.UNDOING}, S.DONE, _("Keep the import"))
