"""Is the table found in every file that an office may have, and is each other file told clearly what is the matter?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okportal.sheets.grid import MOST_COLUMNS, MOST_ROWS
from okportal.sheets.reading import read_table
from tests.sheets.files import HEADS, PLAIN, ROWS, book, csv_of, packed, read_or_refused, refusal

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


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_or_read(content):
    read_or_refused(content)


@given(st.text(st.sampled_from("aåÆ;,\t\"\r\n\0=' 1\ufeff\u2028"), max_size=200))
def test_any_text_is_refused_or_read(text):
    read_or_refused(text.encode())


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
