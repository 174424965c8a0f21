"""Is a document that would run something refused, and a sound one taken as it is?"""

import struct
import zipfile
from io import BytesIO

import pikepdf
import pytest

from contracts.paper.pdf import contract_pdf
from okportal.documents import active, libraries
from tests.documents.sample import sample_contract, sample_parties
from tests.documents.samples import XLSX_MAIN, odt, office, pdf, with_attachment
from tests.documents.uploading import refusal, taken

# --- PDF


def launching(opened):
    opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")


def scripted(opened):
    opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def scripted_by_stream(opened):
    opened.Root.AA = pikepdf.Dictionary(WC=pikepdf.Dictionary(JS=opened.make_stream(b"app.alert(1)")))


def scripted_by_name(opened):
    opened.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([])))


def scripted_in_depth(opened):
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")
    annotation = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(S=pikepdf.Name.URI, Next=[action]))
    opened.pages[0].Annots = pikepdf.Array([annotation])


def xfa(opened):
    opened.Root.AcroForm = pikepdf.Dictionary(XFA=opened.make_stream(b"<xdp/>"))


def film(opened):
    opened.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.RichMedia)])


@pytest.mark.parametrize(
    "change", [launching, scripted, scripted_by_stream, scripted_by_name, scripted_in_depth, xfa, film]
)
def test_pdf_that_would_run_something_is_refused(change):
    assert "scripts or commands" in refusal(pdf(change))
    packed_away = pdf(change, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    assert "scripts or commands" in refusal(packed_away)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.exe", b"hello"), ("a.json", b"MZ\x90"), ("a.js", b"1"), ("a.txt", b"#!/bin/sh"), ("uten", b"hello")],
)
def test_program_inside_a_pdf_is_refused(name, content):
    assert "run as a program" in refusal(pdf(with_attachment(name, content)))


def test_data_inside_a_pdf_is_taken():
    content = pdf(with_attachment("avtale.json", b'{"a": 1}'))
    assert taken(content).content == content


def test_link_and_form_are_not_active():
    def change(opened):
        link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://x"))
        opened.pages[0].Annots = pikepdf.Array([link])
        opened.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]))

    assert taken(pdf(change)).content_type == "application/pdf"


@pytest.mark.parametrize("passwords", [{"user": "hemmelig", "owner": "x"}, {"user": "", "owner": "x"}])
def test_locked_pdf_is_refused(passwords):
    assert "password" in refusal(pdf(encryption=pikepdf.Encryption(**passwords)))


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnothing", pdf()[:-200], pdf()[:300]])
def test_damaged_pdf_is_refused(content):
    assert "damaged" in refusal(content)


def test_pdf_of_endless_parts_is_refused(monkeypatch):
    monkeypatch.setattr(active, "MOST_DICTIONARIES", 50)
    assert taken(pdf())

    def change(opened):
        opened.Root.Many = pikepdf.Array([pikepdf.Dictionary(A=number) for number in range(60)])

    assert "damaged" in refusal(pdf(change))
    monkeypatch.setattr(active, "MOST_OBJECTS", 2)
    assert "damaged" in refusal(pdf())


@pytest.mark.skipif(bool(libraries.missing_packages(libraries.REQUIRED)), reason="Pango is not installed")
def test_our_own_contract_can_be_uploaded_again():
    contract = sample_contract()
    content = contract_pdf(contract, signatures=sample_parties(contract))
    assert taken(content, "kontrakt.pdf").content == content


# --- office files


@pytest.mark.parametrize(
    "content",
    [
        office(word__vbaProject_DOT_bin=b"x"), office(XLSX_MAIN, xl__VBAPROJECT_DOT_BIN=b"x"),
        office("application/vnd.ms-word.document.macroEnabled.main+xml"),
        office("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        office(word__embeddings__oleObject1_DOT_bin=b"x"), office(word__activeX__activeX1_DOT_xml=b"x"),
        odt(Basic__Standard__Module1_DOT_xml="x"), odt(Scripts__python__a_DOT_py="x"),
    ],
    ids=range(8),
)  # fmt: skip
def test_macros_and_foreign_objects_are_refused(content):
    assert "macros" in refusal(content)


def test_sheet_inside_a_document_is_taken():
    assert taken(office(word__embeddings__Sheet1_DOT_xlsx=b"x", xl__printerSettings__printerSettings1_DOT_bin=b"x"))


def test_locked_libreoffice_document_is_refused():
    manifest = odt(**{"META-INF__manifest_DOT_xml": "<manifest:encryption-data/>"})
    assert "password" in refusal(manifest)


def test_archive_that_unpacks_to_gigabytes_is_refused(monkeypatch):
    monkeypatch.setattr(active, "MOST_UNPACKED", 1_000_000)
    assert "unpacked" in refusal(office(word__big_DOT_xml=b"0" * 1_000_001))
    monkeypatch.setattr(active, "MOST_PARTS", 2)
    assert "unpacked" in refusal(office(word__small_DOT_xml=b"0"))


def test_archive_that_lies_about_its_sizes_is_refused():
    content = bytearray(office(word__big_DOT_xml=b"0" * 500_000))
    place = content.rindex(b"PK\x01\x02")  # the last part's entry in the directory
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    assert "damaged" in refusal(bytes(content))


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_document_cut_off_in_the_middle_is_refused(cut):
    content = office(word__long_DOT_xml=bytes(range(256)) * 200)
    assert refusal(content[: int(len(content) * cut)])


def test_document_changed_in_the_middle_is_refused():
    content = bytearray(office())
    content[content.index(b"word/document.xml") + 20] ^= 0xFF
    assert "damaged" in refusal(bytes(content))


def test_part_packed_with_a_password_is_refused():
    written = BytesIO(office())
    with zipfile.ZipFile(written) as archive:
        place = archive.start_dir
    content = bytearray(written.getvalue())
    content[place + 8] |= 1  # the flag of an encrypted part
    assert refusal(bytes(content))
