"""How does an export from Vigo come in, and how is it held against our contracts? All of it, or nothing."""

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts.models import VigoDifference, VigoRun
from contracts.vigo.comparing import compare
from contracts.vigo.known import read_ours
from contracts.vigo.reading import FIELDS, refuse_columns, refuse_heads, rows_of
from okportal.audit.actions import record
from okportal.documents.actions import read, store
from okportal.documents.models import StoredFile
from okportal.errors import Refused
from okportal.sheets.heads import matched, still_valid
from okportal.sheets.reading import read_table

MOST_ROWS = 5_000  # what one request reads and compares in good time; no office has as many contracts
Outcome = VigoDifference.Outcome
SAME = ("contract_id", "label", "field", "ours", "theirs")  # the same difference, in whatever run


@atomic
def upload(*, file, by) -> VigoRun:
    """Keep the file and guess its columns, as they were chosen for the last file with these heads.

    `file`: documents.uploads.Accepted. Raises Unreadable (a Refused) for what is no table.
    """
    table = _table(file.content, file.name)
    refuse_heads(table.header)
    if len(table.rows) > MOST_ROWS:
        raise Refused(
            ngettext(
                "The file has %(rows)s row.", "The file has %(rows)s rows.", len(table.rows)
            ) % {"rows": len(table.rows)},
            field="file", way_out=_("Divide it: at most %(most)s rows at a time.") % {"most": MOST_ROWS},
        )  # fmt: skip
    if not table.rows:
        raise Refused(_("The file has heads, and no row below them."), field="file")
    before = VigoRun.objects.filter(office_id=by.office.pk, is_compared=True, header=table.header).first()
    columns = still_valid(before.columns, FIELDS, table.header) if before else matched(FIELDS, table.header)
    stored = store(
        office_id=by.office.pk, kind=StoredFile.Kind.VIGO, name=file.name, content=file.content,
        content_type=file.content_type, by=by,
    )  # fmt: skip
    run = VigoRun.objects.create(
        office_id=by.office.pk, file=stored, header=table.header, columns=columns, rows_total=len(table.rows),
        made_by=by.user,
    )  # fmt: skip
    record(by, "vigo.uploaded", run, rows=run.rows_total)
    return run


@atomic
def compare_run(*, run: VigoRun, columns: dict, by) -> VigoRun:
    """Write down all differences. What somebody left as it is, and is still the same, stays left as it is.

    Twice is once: to compare anew, the file is sent in anew. Raises Refused where a needed column is missing.
    """
    run = VigoRun.objects.select_for_update(of=("self",)).select_related("file").get(pk=run.pk)
    if run.is_compared:
        return run
    columns = still_valid(columns, FIELDS, run.header)
    refuse_columns(columns)
    result = compare(rows_of(table_of(run), columns, run.office_id), read_ours(run.office_id))
    left = _left_as_they_are(run.office_id)
    rows = [_row(run, found, left) for found in result.found]
    VigoDifference.objects.bulk_create(rows, batch_size=2000)
    run.columns, run.rows_equal, run.is_compared = columns, result.equal, True
    run.save(update_fields=["columns", "rows_equal", "is_compared"])
    record(by, "vigo.compared", run, rows=run.rows_total, equal=run.rows_equal, differences=len(rows))
    return run


def table_of(run: VigoRun):
    return _table(read(run.file), run.file.name)


def _table(content, name):
    try:
        return read_table(content, name)
    except Refused as refusal:
        refusal.field = "file"
        raise


def _row(run, found, left) -> VigoDifference:
    row = VigoDifference(
        office_id=run.office_id, run=run, line=found.line, contract_id=found.contract_id, field=found.field,
        label=found.label or _("Line %(line)s") % {"line": found.line}, ours=found.ours, theirs=found.theirs,
    )  # fmt: skip
    if earlier := left.get(tuple(getattr(row, name) for name in SAME)):
        row.outcome, row.settled_at, row.settled_by_id = Outcome.IGNORED, timezone.now(), earlier
    return row


def _left_as_they_are(office_id) -> dict[tuple, int]:
    """{difference: who left it}: those whose newest line in the earlier runs is left as it is. One query."""
    newest = VigoDifference.objects.filter(office_id=office_id).order_by(*SAME, "-run_id", "-pk").distinct(*SAME)
    rows = newest.values_list(*SAME, "outcome", "settled_by_id")
    return {tuple(key): by_id for *key, outcome, by_id in rows if outcome == Outcome.IGNORED}
