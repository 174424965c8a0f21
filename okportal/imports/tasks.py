"""What does the worker do with a file, and what if it is stopped in the middle?

Each task is one transaction and asks first whether the import is still in the state it serves: done twice is done
once, and a worker that is killed leaves everything as it was, to be taken up by `resume_imports`.
"""

import logging
from datetime import timedelta
from functools import partial

from celery import shared_task
from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from okportal.documents.actions import read
from okportal.errors import Refused
from okportal.imports import actions, progress
from okportal.imports.checking import checked
from okportal.imports.kinds import KINDS
from okportal.imports.known import read_known
from okportal.imports.models import ImportRun
from okportal.imports.states import AT_WORK, ImportState
from okportal.offices.member import Member, roles_of
from okportal.offices.models import Office
from okportal.offices.scope import office_ids, office_scope
from okportal.permissions import Role
from okportal.sheets.reading import read_table

log = logging.getLogger(__name__)
RESUME_AFTER = timedelta(minutes=3)  # longer than any task may run (100 s)
MOST_TRIES = 3  # a file that stops the worker each time is given up


@shared_task
def check_import(office_id: int, run_id: int):
    _do(office_id, run_id, ImportState.CHECKING, _check, actions.stop)


@shared_task
def write_import(office_id: int, run_id: int):
    _do(office_id, run_id, ImportState.RUNNING, _write, actions.stop)


@shared_task
def undo_import(office_id: int, run_id: int):
    _do(office_id, run_id, ImportState.UNDOING, actions.undo, actions.keep)


TASKS = {
    ImportState.CHECKING: check_import, ImportState.RUNNING: write_import, ImportState.UNDOING: undo_import,
}  # fmt: skip


@shared_task
def resume_imports():
    """Imports whose task was lost with a worker or a broker. One that fails stops no other."""
    before = timezone.now() - RESUME_AFTER
    for office_id in office_ids():
        with office_scope(office_id):
            waiting = list(
                ImportRun.objects.filter(state__in=AT_WORK, changed_at__lt=before).values_list("pk", "state")
            )
        for run_id, state in waiting:
            try:
                TASKS[ImportState(state)](office_id, run_id)
            except Exception:
                log.exception("Import %s of office %s could not be taken up.", run_id, office_id)


def _do(office_id, run_id, state, work, give_up):
    """`work(run=, by=)` in one transaction; what it refuses is told on the page by `give_up(run=, why=)`."""
    run = _begun(office_id, run_id, state)
    if run is None:
        return
    user = _who(run)
    with override(user.language):
        try:
            if run.tries > MOST_TRIES:
                raise Refused(_("The work was cut off several times."), way_out=_("Try with a smaller file."))
            with office_scope(office_id, user.pk):
                work(run=run, by=_member(run, user))
        except Refused as refusal:
            why = " ".join(str(part) for part in (refusal.message, refusal.way_out) if part)
            _give_up(office_id, run, give_up, why)
        except IntegrityError:
            log.exception("Import %s of office %s met rows that it had not expected.", run_id, office_id)
            why = _("Somebody changed the register at the same time. Check the rows again.")
            _give_up(office_id, run, give_up, why)
        except Exception:
            log.exception("Import %s of office %s stopped.", run_id, office_id)
            _give_up(office_id, run, give_up, _("Something went wrong here, and nothing was changed. Try once more."))


def _begun(office_id, run_id, state) -> ImportRun | None:
    """The run, with one more try counted in a transaction of its own: a worker that is killed leaves the count."""
    with office_scope(office_id):
        here = ImportRun.objects.filter(office_id=office_id, pk=run_id, state=state)
        here.update(tries=F("tries") + 1, changed_at=timezone.now())
        return here.select_related("file", "started_by", "confirmed_by", "undone_by").first()


def _who(run):
    """Whoever clicked: sent the file in, confirmed it, or asked to undo it."""
    clicked = {ImportState.RUNNING: run.confirmed_by, ImportState.UNDOING: run.undone_by}
    return clicked.get(run.state) or run.started_by


def _give_up(office_id, run, give_up, why):
    with office_scope(office_id):
        give_up(run=run, why=why)


def _check(*, run, by):
    table = read_table(read(run.file), run.file.name)
    actions.record_check(run=run, table=table, rows=_rows(run, by, table))


def _write(*, run, by):
    table = read_table(read(run.file), run.file.name)
    actions.write(run=run, rows=_rows(run, by, table), by=by)


def _rows(run, by, table):
    show = partial(progress.show, run, total=len(table.rows))
    return checked(KINDS[run.kind], table, run.columns, read_known(run.office_id, by.today), show)


def _member(run, user) -> Member:
    """Whoever clicked, with the roles that are held today."""
    today = timezone.localdate()
    held = [row for row in roles_of(user, today) if row.office_id == run.office_id]
    office = Office.objects.get(pk=run.office_id)
    return Member(user, office, frozenset(Role(row.role) for row in held), today)
