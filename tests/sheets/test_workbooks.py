"""Is the table found in a workbook, and a harmful or damaged one refused before it costs anything?"""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okportal.sheets.grid import MOST_ROWS, MOST_UNPACKED
from okportal.sheets.reading import read_table
from tests.sheets.files import HEADS, ROWS, SMALL_BOOK, book, book_of, read_or_refused, refusal, repacked


def test_workbook():
    table = read_table(book_of(HEADS, *ROWS), "liste.xlsx")
    assert (table.header, table.rows, table.lines, table.sheet) == (HEADS, ROWS, [2, 3], "Lærlinger")


def test_workbook_cells_become_the_text_one_would_type():
    def fill(workbook, sheet):
        def shown(form):
            return workbook.add_format({"num_format": form})

        sheet.write_row(0, 0, list("ABCDEFGHIJ"))
        sheet.write_datetime(1, 0, date(2026, 8, 1), shown("dd.mm.yyyy"))
        sheet.write_datetime(1, 1, datetime(2026, 8, 1, 9, 30), shown("dd.mm.yyyy hh:mm"))
        sheet.write_datetime(1, 2, time(9, 30), shown("hh:mm"))
        sheet.write_number(1, 3, 913558693)
        sheet.write_number(1, 4, 0.1 + 0.2)
        sheet.write_boolean(1, 5, True)
        sheet.write_string(1, 6, "0150")
        sheet.write_string(1, 7, "=1+1")
        sheet.write_formula(1, 8, "=A1&B1", None, "regnet")
        sheet.write_datetime(1, 9, timedelta(hours=37, minutes=30), shown("[h]:mm"))

    assert read_table(book(fill)).rows == [
        ["2026-08-01", "2026-08-01 09:30", "09:30", "913558693", "0.3", "true", "0150", "=1+1", "regnet", "37:30"]
    ]  # fmt: skip


def test_heads_below_a_joined_title_and_blank_rows():
    def fill(workbook, sheet):
        sheet.merge_range(0, 0, 0, 2, "Lærlinger per 1. august")
        sheet.write(1, 0, "Utskrift")
        for number, row in enumerate([HEADS, *ROWS], start=4):
            sheet.write_row(number, 0, row)

    table = read_table(book(fill))
    assert (table.header, table.rows, table.lines) == (HEADS, ROWS, [6, 7])


def test_heads_below_group_heads():
    def fill(workbook, sheet):
        sheet.merge_range(0, 0, 1, 0, "Navn")
        sheet.merge_range(0, 1, 0, 2, "Kontakt")
        sheet.merge_range(0, 3, 0, 4, "Sted")
        sheet.write_row(1, 1, ["E-post", "Telefon", "By", "Fylke"])
        sheet.write_row(2, 0, ["Åse", "a@x.test", "900", "Os", "Vestland"])

    table = read_table(book(fill))
    assert table.header == ["Navn", "E-post", "Telefon", "By", "Fylke"]
    assert table.rows == [["Åse", "a@x.test", "900", "Os", "Vestland"]]


def test_company_joined_over_its_apprentices_holds_for_each():
    def fill(workbook, sheet):
        sheet.write_row(0, 0, ["Bedrift", "Lærling"])
        sheet.merge_range(1, 0, 3, 0, "Fjord AS")
        sheet.write_column(1, 1, ["Åse", "Bo", "Cato"])
        sheet.write_row(4, 0, ["Fjell AS", "Dag"])

    rows = read_table(book(fill)).rows
    assert rows == [["Fjord AS", "Åse"], ["Fjord AS", "Bo"], ["Fjord AS", "Cato"], ["Fjell AS", "Dag"]]


def test_first_sheet_that_is_seen_and_holds_something():
    def fill(workbook, sheet):
        hidden = workbook.add_worksheet("Skjult")
        hidden.write_row(0, 0, ["Hemmelig", "Liste"])
        hidden.hide()
        workbook.add_worksheet("Data").write_row(0, 0, HEADS)

    table = read_table(book(fill))
    assert (table.sheet, table.header, table.rows) == ("Data", HEADS, [])


def test_empty_workbook():
    assert refusal(book(lambda workbook, sheet: None)) == "No sheet in the file has anything in it."


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_workbook_cut_off(part):
    content = book_of(HEADS, *ROWS * 500)
    assert refusal(content[: int(len(content) * part)]).startswith("The file is damaged or cut off")


@given(st.data())
def test_damaged_workbook_is_refused_or_read(data):
    content = bytearray(SMALL_BOOK)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    read_or_refused(bytes(content))


def test_workbook_of_50_001_rows():
    def fill(_workbook, sheet):
        for number in range(MOST_ROWS + 2):
            sheet.write_row(number, 0, ["Navn", "Sted"] if number == 0 else ["Åse", "Os"])

    assert refusal(book(fill, constant_memory=True)) == "The file has more than 50 000 rows."


def test_cell_in_the_last_corner_is_refused_before_room_is_set_aside_for_17_billion():
    def fill(_workbook, sheet):
        sheet.write(0, 0, "Navn")
        sheet.write(1_048_575, 16_383, "x")

    assert refusal(book(fill)) in {"The file has more than 50 000 rows.", "The file has more than 100 columns."}


def test_cell_that_hides_where_it_stands_is_counted():
    content = repacked(
        book_of(["Navn"], ["x"]),
        lambda name, part: part.replace(b'<row r="2"', b'<row r="1048576"').replace(b' r="A2"', b""),
    )
    assert refusal(content) == "The file has more than 50 000 rows."


def test_formatted_blank_cells_far_down_are_no_rows():
    def fill(workbook, sheet):
        sheet.write_row(0, 0, HEADS)
        sheet.write_blank(900_000, 300, None, workbook.add_format({"bold": True}))

    assert read_table(book(fill)).header == HEADS


def test_package_that_unpacks_to_too_much():
    bomb = repacked(SMALL_BOOK, lambda name, part: part + (b" " * MOST_UNPACKED if "theme" in name else b""))
    assert len(bomb) < 2_000_000
    assert refusal(bomb) == "The file is far too large when it is unpacked."


def test_package_that_lies_about_its_size():
    bomb = bytearray(repacked(SMALL_BOOK, lambda name, part: part + (b" " * 1000 if "theme" in name else b"")))
    place = bomb.rindex(b"xl/theme/theme1.xml") - 46 + 24  # the size in the table of contents
    bomb[place : place + 4] = (10).to_bytes(4, "little")
    assert refusal(bytes(bomb)).startswith("The file is damaged or cut off")


def test_document_type_is_refused():
    laughs = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    content = repacked(SMALL_BOOK, lambda name, part: laughs if "sheet1" in name else part)
    assert refusal(content).startswith("The file is damaged or cut off")
