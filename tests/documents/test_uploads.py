"""Is what people upload taken by its bytes, made safe, and refused with a sentence that helps?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from okportal.documents import active
from okportal.documents.uploads import DOCUMENTS, IMAGES, SHEETS, accept, kinds_in_words
from okportal.errors import Refused
from tests.documents.samples import DOCX_MAIN, XLSX_MAIN, odt, office, packed, pdf, picture
from tests.documents.uploading import EVERYTHING, refusal, sent, taken

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


# --- by its bytes


@pytest.mark.parametrize(
    ("content", "content_type", "ending"),
    [
        (pdf(), "application/pdf", ".pdf"), (office(), DOCX_MAIN.removesuffix(".main+xml"), ".docx"),
        (office(XLSX_MAIN), XLSX_MAIN.removesuffix(".main+xml"), ".xlsx"),
        (odt(), "application/vnd.oasis.opendocument.text", ".odt"), (picture("JPEG"), "image/jpeg", ".jpg"),
        (picture("PNG"), "image/png", ".png"), (picture("WEBP"), "image/jpeg", ".jpg"),
    ],
)  # fmt: skip
def test_kind_is_found_in_the_bytes_and_not_in_the_name(content, content_type, ending):
    accepted = taken(content, "rapport.exe")
    assert (accepted.content_type, accepted.name) == (content_type, f"rapport.exe{ending}")


def test_documents_are_kept_as_they_came():
    for content in (pdf(), office(), odt()):
        assert taken(content).content == content


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", b"\xef\xbb\xbf <?xml ?>",
        b"<!doctype html><script>alert(1)</script>", packed({"a.txt": "a"}), b"MZ" + b"\0" * 100, OLD_WORD,
        b"\x7fELF" + b"\0" * 100, b"GIF89a" + b"\0" * 60, b"#!/bin/sh\nrm -rf ~", b"\x1f\x8b\x08" + b"\0" * 60,
        b"hello", b"{\\rtf1 hello}", b"%!PS-Adobe", b"PK\x03\x04 cut off",
        packed({"[Content_Types].xml": f"<Types>{DOCX_MAIN.replace('wordprocessingml.document', 'x')}</Types>"}),
        packed({"mimetype": "application/epub+zip"}), picture("BMP"), picture("TIFF"),
        picture("GIF", mode="P", colour=1),
    ],
    ids=range(19),
)  # fmt: skip
def test_other_kinds_are_refused_and_those_allowed_are_named(content):
    for name in ("bilde.png", "fil.pdf"):
        words = refusal(content, name)
        assert (
            "PDF, Word document (.docx), Excel sheet (.xlsx), LibreOffice document (.odt), JPEG, PNG or WebP" in words
        )


@pytest.mark.parametrize(
    ("content", "allow"), [(pdf(), IMAGES), (picture(), DOCUMENTS), (pdf(), SHEETS), (odt(), SHEETS)]
)
def test_kind_that_is_not_allowed_here_is_refused(content, allow):
    assert kinds_in_words(allow) in refusal(content, allow=allow)


def test_heic_says_how_to_get_a_jpeg():
    assert "HEIC" in refusal(HEIC, "IMG_1.HEIC") and "JPEG" in refusal(HEIC)
    assert "HEIC" not in refusal(HEIC, allow=DOCUMENTS)


@pytest.mark.parametrize(
    "text",
    [
        "Navn;Fødselsdato\nÅse;1.1.2008".encode("cp1252"), "Navn;Årskull\n".encode(), "Navn\tÅ\n".encode("utf-16"),
        b"BMnavn;x\n1;2\n", b"PK;navn\n1;a\n", b"MZ;navn\n",
    ],
    ids=range(6),
)  # fmt: skip
def test_sheets_may_be_text_in_any_common_coding(text):
    accepted = taken(text, "elever.csv", SHEETS)
    assert (accepted.content, accepted.content_type, accepted.name) == (text, "text/csv", "elever.csv")


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"a;b\0c", b"\xff\xfe<\0h\0t\0m\0l\0", b"<table>", b"a\x07;b"])
def test_what_only_looks_like_text_is_no_sheet(text):
    assert "CSV" in refusal(text, "elever.csv", SHEETS)


# --- size and name


def test_empty_file_is_refused():
    assert "empty" in refusal(b"")


def test_file_over_twenty_megabytes_is_refused_unread():
    class Large(SimpleUploadedFile):
        def read(self, *args):
            raise AssertionError("read before its size was looked at")

    large = Large("stor.pdf", b"")
    large.size = 20_000_001
    with pytest.raises(Refused, match="20 megabytes"):
        accept(large, allow=EVERYTHING)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/x", "x.pdf"), ("..\\..\\C\\boot.ini", "boot.ini.pdf"), ("..", "file.pdf"), ("", "file.pdf"),
        (".htaccess", "htaccess.pdf"), ("a\0b\r\nc.pdf", "abc.pdf"), ("avtale.PDF", "avtale.PDF"),
        ("bilde.heic", "bilde.pdf"),
        ("faktura\u202efdp.exe", "fakturafdp.exe.pdf"), ("æøå.docx", "æøå.pdf"), ("con.", "con.pdf"),
    ],
)  # fmt: skip
def test_names_lose_folders_and_get_the_ending_of_their_kind(name, kept):
    uploaded = sent(pdf())
    uploaded._name = name  # past Django's own cleaning
    assert accept(uploaded, allow=DOCUMENTS).name == kept


def test_long_name_is_cut_and_keeps_its_ending():
    name = taken(pdf(), "å" * 200).name
    assert len(name) == 150 and name.endswith(".pdf")


def test_virus_test_is_refused_wherever_it_stands():
    inside = office(word__media_DOT_txt=active.EICAR)
    for content in (active.EICAR, pdf() + active.EICAR, inside, b"a;b\n" + active.EICAR):
        assert "virus" in refusal(content, allow=EVERYTHING | SHEETS)
