"""How does a file come in, get checked, get written, and get undone? The worker does what takes time."""

import json

from django.apps import apps
from django.db import connection
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.actions.taking_over import empty_again
from okportal.audit.actions import record
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.errors import Refused
from okportal.imports.kinds import KINDS
from okportal.imports.models import ImportRun, RememberedColumns
from okportal.imports.reports import faults_file, known_rows, report_of
from okportal.imports.states import CHECK, CHECKED, DONE, FAIL, KEEP, RUN, UNDO, UNDONE
from okportal.outbox.wake import ask_worker
from okportal.sheets.heads import layout_of, matched, still_valid
from okportal.sheets.reading import read_table
from okportal.states import begin

REMEMBER = """
    INSERT INTO imports_importedrow (office_id, run_id, line, "table", row_id, filled)
    SELECT %(office)s, %(run)s, line, name, id, filled
    FROM unnest(%(lines)s::int[], %(tables)s::text[], %(ids)s::bigint[], %(filled)s::jsonb[])
        AS made (line, name, id, filled)
"""
MOST_ROWS = 20_000  # what the worker takes in well within its time limit


@atomic
def upload(*, kind, file, by) -> ImportRun:
    """Keep the file and guess its columns; nothing is written to a register. `file`: documents.uploads.Accepted.

    Raises Unreadable (a Refused) for a file that is no table, Refused for one that is too long.
    """
    table = read_table(file.content, file.name)
    if len(table.rows) > MOST_ROWS:
        raise Refused(
            ngettext(
                "The file has %(rows)s row.", "The file has %(rows)s rows.", len(table.rows)
            ) % {"rows": len(table.rows)},
            field="file", way_out=_("Divide it: at most %(most)s rows at a time.") % {"most": MOST_ROWS},
        )  # fmt: skip
    fields = KINDS[kind].fields
    remembered = RememberedColumns.objects.filter(
        office_id=by.office.pk, kind=kind, layout=layout_of(table.header)
    ).first()  # fmt: skip
    columns = still_valid(remembered.columns, fields, table.header) if remembered else matched(fields, table.header)
    stored = store(
        office_id=by.office.pk, kind=StoredFile.Kind.IMPORT, name=file.name, content=file.content,
        content_type=file.content_type, by=by,
    )  # fmt: skip
    run = ImportRun.objects.create(
        office_id=by.office.pk, kind=kind, file=stored, header=table.header, columns=columns,
        rows_total=len(table.rows), started_by=by.user,
    )  # fmt: skip
    record(by, "import.uploaded", run, kind=kind, rows=len(table.rows))
    return run


@atomic
def choose_columns(*, run, columns: dict, known, by) -> ImportRun:
    """Remember which column holds what, and have the rows checked. Raises Refused where one is missing."""
    kind = KINDS[run.kind]
    columns = still_valid(columns, kind.fields, run.header)
    _refuse_missing(kind, columns)
    run = begin(run, CHECK)
    run.columns, run.known, run.stopped_by, run.report, run.tries = columns, known, "", {}, 0
    run.save()
    RememberedColumns.objects.update_or_create(
        office_id=run.office_id, kind=run.kind, layout=layout_of(run.header), defaults={"columns": columns}
    )
    record(by, "import.columns_chosen", run, columns=sorted(columns))
    _wake("check_import", run)
    return run


def _refuse_missing(kind, columns):
    for field in kind.fields:
        if field.is_required and field.key not in columns:
            raise Refused(_("Choose the column for “%(field)s”.") % {"field": field.label}, field=field.key)
    if kind.needs_one_of and not any(all(key in columns for key in keys) for keys in kind.needs_one_of):
        raise Refused(
            _("Choose the column with the name, or those with first and last name."), field=kind.needs_one_of[0][0]
        )
    doubled = {head for head in columns.values() if list(columns.values()).count(head) > 1}
    if doubled:
        raise Refused(_("The column “%(head)s” is chosen twice.") % {"head": sorted(doubled)[0]})


@atomic
def record_check(*, run, table, rows):
    """What the check found; the rows with faults become a file to mend and send again."""
    run = begin(run, CHECKED)
    kind = KINDS[run.kind]
    faulty = [row for row in rows if not row.is_good]
    run.rows_faulty, run.rows_known = len(faulty), sum(row.known_id is not None for row in rows)
    run.rows_good = len(rows) - len(faulty) - run.rows_known
    run.report = report_of(kind, rows, known_rows(kind, rows))
    if faulty:
        run.faults_file = store(
            office_id=run.office_id, kind=StoredFile.Kind.IMPORT_ERRORS, name=_("rows-with-faults.csv"),
            content=faults_file(kind, table, faulty), content_type="text/csv", by=None,
        )  # fmt: skip
    else:
        run.faults_file = None
    run.save()
    return run


@atomic
def take_in(*, run, by) -> ImportRun:
    """The person has seen what the check found, and says yes; the worker writes."""
    if run.rows_good == 0 and not (run.rows_known and run.known == ImportRun.Known.FILL):
        raise Refused(_("There is no row to take in."), way_out=_("Correct the file, and send it again."))
    run = begin(run, RUN)
    run.confirmed_by, run.tries = by.user, 0
    run.save()
    record(by, "import.confirmed", run, rows=run.rows_good)
    _wake("write_import", run)
    return run


@atomic
def write(*, run, rows, by) -> ImportRun:
    """All good rows, or none: one transaction. `rows` are checked anew, as the register may have moved on."""
    run = begin(run, DONE)
    fills = run.known == ImportRun.Known.FILL
    good = [row for row in rows if row.is_good]
    run.rows_changed = max(0, run.rows_good - sum(row.known_id is None for row in good))
    written = KINDS[run.kind].write(good, by, fills)
    _remember(run, written)
    run.rows_written = len({line for line, _row, _filled in written})
    run.done_at = timezone.now()
    run.save()
    record(by, "import.done", run, kind=run.kind, rows=run.rows_written, changed=run.rows_changed)
    return run


def _remember(run, written):
    """What each row became. As arrays: objects for 15,000 rows took a third of the whole import."""
    lines, rows, filled = zip(*written, strict=True) if written else ((), (), ())
    facts = {
        "office": run.office_id, "run": run.pk, "lines": list(lines), "tables": [row._meta.label_lower for row in rows],
        "ids": [row.pk for row in rows], "filled": [json.dumps(texts) if texts else None for texts in filled],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER, facts)


@atomic
def stop(*, run, why: str):
    """The worker could not go on: nothing was written, and the page says why."""
    run = begin(run, FAIL)
    run.stopped_by = why[:300]
    run.save()
    record(None, "import.stopped", run)


@atomic
def ask_undo(*, run, by) -> ImportRun:
    run = begin(run, UNDO)
    run.stopped_by, run.undone_by, run.tries = "", by.user, 0
    run.save()
    record(by, "import.undo_asked", run)
    _wake("undo_import", run)
    return run


@atomic
def undo(*, run, by) -> ImportRun:
    """Everything that the import wrote goes, or nothing: Refused where something has come to depend on it."""
    run = begin(run, UNDONE)
    made: dict[str, list[int]] = {}
    for row in run.rows.all():
        if row.filled is None:
            made.setdefault(row.table, []).append(row.row_id)
        else:
            _empty_again(row, by)
    found = {table: list(apps.get_model(table).objects.filter(pk__in=ids)) for table, ids in made.items()}
    KINDS[run.kind].undo(found, by)
    run.rows.all().delete()
    run.rows_written = 0
    run.save()
    record(by, "import.undone", run)
    return run


def _empty_again(imported, by):
    """What was filled in becomes empty, as it was, unless somebody has changed it since."""
    model = apps.get_model(imported.table)
    row = model.objects.select_for_update(of=("self",)).filter(pk=imported.row_id).first()
    if row is not None:
        empty_again(row=row, filled=imported.filled, by=by)


@atomic
def keep(*, run, why: str):
    """The undoing was refused: the import stands, and the page says why."""
    run = begin(run, KEEP)
    run.stopped_by = why[:300]
    run.save()


def _wake(task, run):
    """A lost wake-up is made good by the next `resume_imports`."""
    ask_worker(f"okportal.imports.tasks.{task}", run.office_id, run.pk)
