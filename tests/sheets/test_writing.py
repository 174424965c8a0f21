"""Does what leaves as a file say what the rows say, and can no cell of it be run?"""

import csv
import io
from datetime import date, datetime, time
from decimal import Decimal
from operator import itemgetter

import pytest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import load_workbook

from okportal.embedded.demo.synthetic import national_id
from okportal.sheets.reading import read_table
from okportal.sheets.writing import RUN_AS_FORMULA, Column, csv_rows, response, xlsx_file

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)


def columns(*labels):
    return [Column(f"c{number}", label, itemgetter(number)) for number, label in enumerate(labels)]


def written(*cells, kind=csv_rows):
    """One row of these cells, under heads A, B …"""
    heads = columns(*(chr(ord("A") + number) for number in range(len(cells))))
    return "".join(kind(heads, [cells]))


def as_csv(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


def sheet(heads, rows):
    return load_workbook(xlsx_file(heads, rows)).get_sheet_by_index(0).to_python(skip_empty_area=False)


# --- CSV


def test_csv_is_what_a_norwegian_spreadsheet_opens():
    text = "".join(csv_rows(columns("Navn", "Sted"), [("Åse; Bø", 'si "hei"')]))
    assert text == '\ufeffNavn;Sted\r\n"Åse; Bø";"si ""hei"""\r\n'


def test_csv_without_rows_has_its_heads():
    assert "".join(csv_rows(columns("Navn"), [])) == "\ufeffNavn\r\n"


def test_csv_of_many_rows_comes_in_pieces_and_is_whole():
    pieces = list(csv_rows(columns("Nr"), ((number,) for number in range(1234))))
    assert len(pieces) > 2
    assert [row[0] for row in as_csv("".join(pieces))] == ["Nr", *map(str, range(1234))]


def test_csv_writes_each_kind_of_cell():
    at = timezone.make_aware(datetime(2026, 7, 1, 23, 30))
    cells = (date(2026, 1, 2), at, time(9, 5), True, None, 7, Decimal("1.50"), -3, _("Yes"))
    assert as_csv(written(*cells))[1] == [
        "2026-01-02",
        "2026-07-01 23:30",
        "09:05",
        "Yes",
        "",
        "7",
        "1.50",
        "-3",
        "Yes",
    ]


@pytest.mark.parametrize("sign", RUN_AS_FORMULA)
def test_csv_puts_an_apostrophe_before_what_would_be_run(sign):
    assert as_csv(written(f"{sign}1+1"))[1] == [f"'{sign}1+1"]


@given(TEXT)
def test_csv_has_no_cell_that_would_be_run(cell):
    (cell_back,) = as_csv(written(cell))[1] or [""]
    assert not cell_back.startswith(RUN_AS_FORMULA)
    assert cell_back.removeprefix("'") == cell.removeprefix("'") or cell_back == cell


@given(st.lists(st.tuples(TEXT, TEXT), max_size=8))
def test_what_csv_writes_is_read_back(rows):
    rows = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    expected = [list(row) for row in rows if any(row)]
    text = "".join(csv_rows(columns("Fornavn", "Etternavn"), rows))
    assert [row + [""] * (2 - len(row)) for row in read_table(text.encode(), "ut.csv").rows] == expected


# --- xlsx


def test_xlsx_has_real_dates_and_numbers():
    at = timezone.make_aware(datetime(2026, 7, 1, 23, 30))
    cells = ("Åse", date(2026, 1, 2), at, time(9, 5), 7, Decimal("1.5"), False, None, _("Yes"))
    rows = sheet(columns(*"ABCDEFGHI"), [cells])
    assert rows[0] == list("ABCDEFGHI")
    assert rows[1] == ["Åse", date(2026, 1, 2), datetime(2026, 7, 1, 23, 30), time(9, 5), 7.0, 1.5, "No", "", "Yes"]


@pytest.mark.parametrize("text", ["=1+1", "+47", "-1", "@SUM(A1)", "\tx", "https://x.example", "0150", "{=1}"])
def test_xlsx_text_stays_text(text):
    assert sheet(columns("A"), [(text,)])[1] == [text]
    unpacked = read_part(xlsx_file(columns("A"), [(text,)]), "xl/worksheets/sheet1.xml")
    assert "<f>" not in unpacked and "hyperlink" not in unpacked


def test_xlsx_opens_with_heads_fixed_bold_and_with_filters():
    part = read_part(xlsx_file(columns("A", "B"), [(1, 2), (3, 4)]), "xl/worksheets/sheet1.xml")
    assert '<pane ySplit="1"' in part and 'state="frozen"' in part
    assert '<autoFilter ref="A1:B3"/>' in part


def test_xlsx_survives_letters_that_are_not_allowed_there():
    assert sheet(columns("A"), [("x\x01\x0by",)])[1][0].startswith("x")


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1899, 12, 31), date(9999, 12, 31)])
def test_xlsx_takes_a_mistyped_year(day):
    assert len(sheet(columns("A", "B"), [(day, "x")])) == 2


def read_part(file, name):
    import zipfile

    with zipfile.ZipFile(file) as archive:
        return archive.read(name).decode()


# --- both


def test_national_identity_number_is_masked():
    number = national_id(date(2007, 3, 14), 1)
    for text in (number, f"{number[:6]} {number[6:]}"):
        masked = f"{number[:6]} *****"
        assert as_csv(written(text))[1] == [masked]
        assert sheet(columns("A"), [(text,)])[1] == [masked]


@pytest.mark.parametrize("kind, start", [("csv", b"\xef\xbb\xbfNavn"), ("xlsx", b"PK\x03\x04")])
def test_answer_is_a_download_that_needs_the_database_no_more(kind, start):
    asked = []

    def rows():
        asked.append(1)
        yield ("Åse",)

    answer = response(columns("Navn"), rows(), "Lærlinger: uke 2/3", kind)
    assert asked == [1]
    assert "attachment" in answer["Content-Disposition"]
    assert f"L%C3%A6rlinger_uke_23.{kind}" in answer["Content-Disposition"]
    content = answer.getvalue()
    assert content.startswith(start) and int(answer["Content-Length"]) == len(content)


def test_unknown_kind_is_an_error():
    with pytest.raises(KeyError):
        response(columns("A"), [], "x", "pdf")


def test_rows_that_go_back_to_their_sender_keep_the_number_and_the_apostrophe():
    number = national_id(date(2007, 3, 14), 1)
    text = "".join(csv_rows(columns("A", "B", "C"), [(number, "=1+1", 3)], is_masked=False))
    assert text.splitlines()[1] == f"{number};'=1+1;3"
