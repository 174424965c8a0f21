"""Is the table found in every file that an office may have, and is each other file told clearly what is the matter?"""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from okportal.sheets.grid import MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED, Unreadable
from okportal.sheets.reading import read_table

HEADS = ["Navn", "E-post", "Postnr"]
ROWS = [["Åse Bø", "ase@example.test", "0150"], ["Ærlig Øye", "oye@example.test", "5003"]]


def csv_of(*rows, separator=";", end="\r\n"):
    return "".join(separator.join(row) + end for row in rows)


PLAIN = csv_of(HEADS, *ROWS)


def book(fill, **options) -> bytes:
    """A workbook; `fill(book, sheet)` writes into its first sheet."""
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, options)
    fill(workbook, workbook.add_worksheet("Lærlinger"))
    workbook.close()
    return content.getvalue()


def book_of(*rows, above=0) -> bytes:
    def fill(_workbook, sheet):
        for number, row in enumerate(rows, start=above):
            sheet.write_row(number, 0, row)

    return book(fill)


def repacked(content: bytes, change) -> bytes:
    """The same package with `change(name, part)` done to each part."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as package:
        for name in old.namelist():
            package.writestr(name, change(name, old.read(name)))
    return new.getvalue()


def refusal(content, name="fil.csv") -> str:
    with pytest.raises(Unreadable) as caught:
        read_table(content, name)
    assert caught.value.way_out, "what to do about it is not said"
    return str(caught.value.message)


# --- text files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_encoding_separator_and_line_end(encoding, separator, end):
    table = read_table(csv_of(HEADS, *ROWS, separator=separator, end=end).encode(encoding), "fil.csv")
    assert (table.header, table.rows, table.lines) == (HEADS, ROWS, [2, 3])


def test_comma_in_an_address_does_not_part_columns():
    rows = [["Åse", "Storgata 1, 5003 Bergen", "1,5"], ["Bo", "Veien 2, Os", "2,5"]]
    assert read_table(csv_of(["Navn", "Adresse", "Tall"], *rows).encode()).rows == rows


def test_separator_named_in_the_first_line():
    table = read_table(b"sep=,\r\nNavn,Sted\r\nA;B,Oslo\r\n")
    assert (table.header, table.rows) == (["Navn", "Sted"], [["A;B", "Oslo"]])


def test_quoted_cells_with_line_breaks_and_odd_signs():
    content = 'Navn;Merknad\r\n"Åse";"linje 1\nlinje \u2028 2; med ""tegn"""\r\n'
    assert read_table(content.encode()).rows == [["Åse", 'linje 1 linje 2; med "tegn"']]


def test_single_column():
    assert read_table(b"Navn\r\nOla\r\nKari\r\n").rows == [["Ola"], ["Kari"]]


def test_blank_rows_are_left_out_and_lines_are_the_files_own():
    table = read_table(csv_of(["Liste"], [""], HEADS, ROWS[0], ["", "", ""], ROWS[1]).encode())
    assert (table.header, table.lines) == (HEADS, [4, 6])


def test_rows_shorter_and_longer_than_the_heads():
    table = read_table(b"Navn;Sted;Yrke\r\nA;Oslo\r\nB;Os;Kokk;ekstra\r\nC;Voss;Kokk\r\n")
    assert table.header == ["Navn", "Sted", "Yrke", "Column D"]
    assert table.rows[:2] == [["A", "Oslo", "", ""], ["B", "Os", "Kokk", "ekstra"]]


def test_doubled_and_missing_heads_get_a_name():
    table = read_table(b"Navn;E-post;;e-post\r\nA;a@x.test;1;b@x.test\r\n")
    assert table.header == ["Navn", "E-post", "Column C", "e-post (2)"]


def test_line_about_the_file_above_the_heads():
    above = ["Kontor", "Fjord", "Dato", "2026-08-15", "", ""]
    heads = ["Fornavn", "Etternavn", "E-post", "Fag", "Bedrift", "Slutt"]
    row = ["Åse", "Bø", "a@x.test", "Kokk", "", "2027-08-15"]
    table = read_table(csv_of(above, ["", "", "", "", "", ""], heads, row).encode())
    assert (table.header, table.rows) == (heads, [row])


def test_year_among_the_heads_is_a_head():
    assert read_table(b"Navn;Sted;Fag;Kurs;2026\r\nA;B;C;D;1\r\n").header[-1] == "2026"


def test_spaces_and_hard_spaces_around_cells_are_gone():
    assert read_table(" Navn ;Sted\r\n\xa0Åse\xa0 Bø ; Oslo\r\n".encode()).rows == [["Åse Bø", "Oslo"]]


def test_formula_in_csv_is_text():
    assert read_table(b"Navn;Sum\r\nA;=1+1\r\n").rows == [["A", "=1+1"]]


def test_our_own_apostrophe_is_taken_away_and_a_persons_is_not():
    assert read_table(b"Navn;Sted\r\n'=A;'t Hooft\r\n").rows == [["=A", "'t Hooft"]]


def test_file_without_a_last_line_end_is_whole():
    assert read_table(PLAIN.rstrip().encode()).rows == ROWS


# --- text files that are refused


@pytest.mark.parametrize("content", [b"", b"  \r\n\t ", b"\x00" * 0])
def test_empty_file(content):
    assert refusal(content) == "The file fil.csv is empty."


@pytest.mark.parametrize("content", [b";;\r\n;;\r\n", b"\xef\xbb\xbf"])
def test_file_without_content(content):
    assert refusal(content) == "The file has no rows with content."


def test_cut_off_in_the_middle_of_a_row():
    content = csv_of(HEADS, *ROWS)[: -len("oye@example.test;5003\r\n")]
    assert refusal(content.encode()) == "The file is cut off in the middle of row 3."


def test_cut_off_inside_quotation_marks():
    content = 'Navn;Merknad\r\n"A";"b"\r\n"C";"d'
    assert refusal(content.encode()) == "Row 3 cannot be read: a quotation mark is opened and not closed."


def test_cut_off_inside_a_letter():
    assert refusal("Navn;Sted\r\nÅse;Bø".encode()[:-1]).startswith("The file is damaged or cut off")
    assert refusal(PLAIN.encode("utf-16")[:-1]).startswith("The file is damaged or cut off")


def test_last_letter_of_cp1252_is_no_broken_letter():
    assert read_table("Navn\r\nBø\r\nÅ".encode("cp1252")).rows == [["Bø"], ["Å"]]


def test_50_000_rows_are_read_and_one_more_is_not():
    row = "Åse;ase@example.test;0150\r\n"
    content = "Navn;E-post;Postnr\r\n" + row * MOST_ROWS
    assert len(read_table(content.encode()).rows) == MOST_ROWS
    assert refusal((content + row).encode()) == "The file has more than 50 000 rows."


def test_blank_rows_do_not_count():
    assert len(read_table((PLAIN + ";;\r\n" * 60_000).encode()).rows) == 2


def test_100_columns_are_read_and_one_more_is_not():
    names = [f"Kolonne {number}" for number in range(MOST_COLUMNS + 1)]
    assert len(read_table(csv_of(names[:-1], names[:-1]).encode()).header) == MOST_COLUMNS
    assert refusal(csv_of(names, names).encode()) == "The file has more than 100 columns."


def test_too_many_bytes():
    assert refusal(b"a;b\r\n" * 5_000_000) == "The file is larger than 20 MB."


@pytest.mark.parametrize(
    "content, message",
    [
        (b"<html><table><tr><td>1</td></tr></table>", "This is a web page, although it is called a spreadsheet."),
        ("\ufeff\r\n<!DOCTYPE html>".encode(), "This is a web page, although it is called a spreadsheet."),
        (b'<?xml version="1.0"?><Workbook/>', "This is a web page, although it is called a spreadsheet."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "This is the old Excel format (.xls)."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "The file is protected by a password.",
        ),
        (b"%PDF-1.7 ...", "This is not a spreadsheet."),
        (b"\x89PNG\r\n\x1a\n...", "This is not a spreadsheet."),
        (bytes(range(32)) * 40, "This is not a spreadsheet, or its letters cannot be recognised."),
        (b"Navn;Sted\r\nA\x81;\xe5\r\n", "This is not a spreadsheet, or its letters cannot be recognised."),
    ],
)
def test_other_kinds_of_files(content, message):
    assert refusal(content, "liste.xlsx") == message


# --- workbooks


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


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_or_read(content):
    read_or_refused(content)


@given(st.text(st.sampled_from("aåÆ;,\t\"\r\n\0=' 1\ufeff\u2028"), max_size=200))
def test_any_text_is_refused_or_read(text):
    read_or_refused(text.encode())


SMALL_BOOK = book_of(HEADS, *ROWS)


def read_or_refused(content):
    try:
        table = read_table(content, "fil")
    except Unreadable as refusal:
        assert refusal.way_out
    else:
        assert all(len(row) == len(table.header) for row in table.rows)
        assert len(table.rows) == len(table.lines)


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


def packed(*names) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return content.getvalue()


def test_packed_folder_and_other_office_programs():
    assert refusal(packed("liste.csv")) == "This is a packed folder, not a spreadsheet."
    assert refusal(packed("content.xml", "mimetype")) == "This kind of file cannot be read."
    assert refusal(packed("[Content_Types].xml", "xl/workbook.bin")) == "This kind of file cannot be read."


@pytest.mark.parametrize(("content", "heads"), [
    (b"sep=", ["sep="]), (b"sep=\n", ["sep="]), (b"sep=x\nNavn\nA\n", ["sep=x"]),
    (b"sep=\r\nNavn;Sted\r\nA;B\r\n", ["Navn", "Sted"]),
])  # fmt: skip
def test_first_line_that_names_no_separator_is_a_line(content, heads):
    assert read_table(content).header == heads


def test_control_characters_are_no_text():
    others = [["Åse Bø" * 9, "Bergen" * 9]] * 9  # a text with many of them is none
    text = csv_of(["Navn", "Sted"], ["Ås\x0be\x1f_x0000_", "B\x85ø_x000D_"], *others)
    assert read_table(text.encode()).rows[0] == ["Ås e", "B ø"]

    def fill(_book, sheet):
        sheet.write_row(0, 0, ["Navn", "Sted"])
        sheet.write_row(1, 0, ["A_x0000_", "B\x01"])

    assert read_table(book(fill)).rows == [["A", "B"]]
