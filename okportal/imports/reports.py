"""What does a person read about the rows of a file: which are faulty and why, and who is there already?"""

from django.apps import apps
from django.utils.translation import gettext as _

from okportal.sheets.cells import shown
from okportal.sheets.writing import Column, csv_rows

SHOWN = 200  # of each; the file of faults holds them all
LONGEST = 400  # letters of a cell or sentence


# Never side by side on a page, and never in the report: the number stays where it is encrypted.
SECRET = frozenset({"national_id"})


def known_rows(kind, rows) -> dict:
    """{id: row of the register} of the first ones that a file is about; one query."""
    ids = [row.known_id for row in rows if row.known_id is not None][:SHOWN]
    return apps.get_model(kind.model).objects.in_bulk(ids)


def report_of(kind, rows, there) -> dict:
    """`faults`: [[line, label of the field, sentence]]. `known`: [{line, name, pairs: [[label, file, register]]}]."""
    labels = {field.key: str(field.label) for field in kind.fields}
    faults = [[row.line, labels.get(key, ""), shown(sentence, LONGEST)] for row in rows for key, sentence in row.faults]
    known = [
        {"line": row.line, "name": shown(kind.name(row), LONGEST), "pairs": _pairs(row, there[row.known_id], labels)}
        for row in rows
        if row.known_id in there
    ]
    return {"faults": faults[:SHOWN], "known": known[:SHOWN]}


def _pairs(row, there, labels) -> list:
    """What the file says beside what stands in the register, of what both tell."""
    return [
        [labels[key], shown(str(value), LONGEST), shown(str(getattr(there, key) or ""), LONGEST)]
        for key, value in row.values.items()
        if key in labels and key not in SECRET and value and hasattr(there, key)
    ]


def faults_file(kind, table, faulty) -> bytes:
    """The rows as they stood in the file, with their line and what is wrong in front: mend it, and send it again.

    Numbers of people are not masked in the cells, or nothing could be sent again; who opens the file is in the trail.
    """
    labels = {field.key: str(field.label) for field in kind.fields}
    cells = dict(zip(table.lines, table.rows, strict=True))
    columns = [
        Column("line", _("Line"), lambda row: row.line),
        Column("fault", _("What is wrong"), lambda row: " ".join(_told(labels, fault) for fault in row.faults)),
        *(
            Column(f"c{place}", head, lambda row, place=place: cells[row.line][place])
            for place, head in enumerate(table.header)
        ),
    ]
    return "".join(csv_rows(columns, faulty, is_masked=False)).encode()


def _told(labels, fault) -> str:
    key, sentence = fault
    sentence = shown(sentence, LONGEST)
    return f"{labels[key]}: {sentence}" if key in labels else sentence
