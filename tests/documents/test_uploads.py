"""Is what people upload taken by its bytes, made safe, and refused with a sentence that helps?"""

import struct
import zipfile
import zlib
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile, PngImagePlugin

from contracts.paper.pdf import contract_pdf
from okportal.documents import active, libraries
from okportal.documents.forms import PictureField, UploadField
from okportal.documents.uploads import DOCUMENTS, IMAGES, SHEETS, accept, accept_picture, kinds_in_words
from okportal.errors import Refused
from okportal.ui.forms import ActionForm
from tests.documents.sample import sample_contract, sample_parties
from tests.documents.samples import DOCX_MAIN, XLSX_MAIN, odt, office, opened, packed, pdf, picture, with_attachment

EVERYTHING = DOCUMENTS | IMAGES
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def sent(content: bytes, name="fil.bin"):
    return SimpleUploadedFile(name, content)


def taken(content, name="fil.bin", allow=EVERYTHING):
    return accept(sent(content, name), allow=allow)


def refusal(content, name="fil.pdf", allow=EVERYTHING) -> str:
    with pytest.raises(Refused) as refused:
        accept(sent(content, name), allow=allow)
    assert refused.value.field == "file" and refused.value.way_out
    return f"{refused.value.message} {refused.value.way_out}"


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


# --- pictures


def noise(form) -> bytes:
    """A picture that cannot be packed small, so that there is something to cut off."""
    written = BytesIO()
    Image.effect_noise((100, 100), 90).convert("RGB").save(written, form)
    return written.getvalue()


def test_long_side_is_at_most_two_thousand():
    assert opened(taken(picture(size=(4000, 1000))).content).size == (2000, 500)
    assert opened(taken(picture("PNG", size=(100, 3000))).content).size == (67, 2000)
    assert opened(taken(picture(size=(60, 40))).content).size == (60, 40)


def camera_picture(form, orientation=6):
    """Left half red, right half blue, lying on its side, with everything a camera tells."""
    image = Image.new("RGB", (80, 40), "blue")
    image.paste("red", (0, 0, 40, 40))
    told = Image.Exif()
    told[0x0112], told[0x010F], told[0x9286] = orientation, "Kameramerke", "hemmelig sted"
    told.get_ifd(0x8825)[1] = "N"
    extra = {"comment": b"hemmelig kommentar"} if form == "JPEG" else {}
    if form == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>hemmelig</x:xmpmeta>")
        extra = {"pnginfo": words}
    written = BytesIO()
    image.save(written, form, exif=told, icc_profile=b"hemmelig profil" * 20, quality=95, **extra)
    return written.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("take", [taken, lambda content: accept_picture(sent(content))], ids=["picture", "portrait"])
def test_picture_stands_upright_and_tells_nothing_else(form, take):
    sent_in = camera_picture(form)
    assert b"Kameramerke" in sent_in
    content = take(sent_in).content
    for told in (b"Kameramerke", b"hemmelig", b"Exif", b"eXIf", b"xmp", b"ICC", b"iCCP"):
        assert told not in content, told
    image = opened(content).convert("RGB")
    middle, bottom = image.width // 2, image.height - 5
    assert image.getpixel((middle, 5))[0] > 200 and image.getpixel((middle, bottom))[2] > 200, "not turned"
    assert not image.getexif()


def test_transparency_is_kept_as_png():
    for form in ("PNG", "WEBP"):
        accepted = taken(picture(form, mode="RGBA", colour=(0, 0, 0, 0)))
        assert accepted.content_type == "image/png" and opened(accepted.content).getpixel((1, 1))[3] == 0


@pytest.mark.parametrize(("form", "mode"), [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "P"), ("PNG", "1"), ("PNG", "LA")])
def test_every_way_to_write_colours_is_read(form, mode):
    assert taken(picture(form, mode=mode, colour=None)).content_type in {"image/jpeg", "image/png"}


def test_first_picture_of_a_film_is_taken():
    written = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(written, "PNG", save_all=True, append_images=frames[1:])
    assert getattr(opened(taken(written.getvalue()).content), "n_frames", 1) == 1


def test_portrait_is_a_square_of_512_without_transparency():
    for content in (
        picture(size=(4000, 1000)),
        picture(size=(30, 200)),
        picture("PNG", mode="RGBA", colour=(0, 0, 0, 0)),
    ):
        accepted = accept_picture(sent(content, "meg.png"))
        image = opened(accepted.content)
        assert (image.size, image.mode, accepted.name) == ((512, 512), "RGB", "meg.jpg")
    assert image.getpixel((5, 5)) == (255, 255, 255)


def test_no_document_is_a_portrait():
    with pytest.raises(Refused, match="kind"):
        accept_picture(sent(pdf(), "meg.jpg"))


def png_of(width, height) -> bytes:
    """A PNG that promises this many pixels in a few bytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(30_000, 30_000), (8_000, 6_251), (50_000_001, 1)])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_picture_of_too_many_pixels_is_refused_before_it_is_decoded(size):
    assert "million pixels" in refusal(png_of(*size))


@pytest.mark.parametrize(
    "content",
    [noise("PNG")[:9000], noise("JPEG")[:4000], noise("WEBP")[:4000], b"\xff\xd8\xff\xe0" + b"x" * 90],
    ids=range(4),
)
@pytest.mark.parametrize("is_lenient", [False, True])
def test_damaged_picture_is_refused(content, is_lenient, monkeypatch):
    """Also when WeasyPrint has been loaded, which makes Pillow lenient."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", is_lenient)
    assert "damaged" in refusal(content)
    with pytest.raises(Refused, match="damaged"):
        accept_picture(sent(content))


def test_page_hidden_behind_a_picture_is_gone():
    assert b"<script>" not in taken(picture() + b"<script>alert(1)</script>").content


# --- the form


class DocumentForm(ActionForm):
    file = UploadField(label="File", allow=DOCUMENTS | IMAGES)


def test_form_hands_the_accepted_file_to_its_action():
    form = DocumentForm({}, {"file": sent(pdf(), "../avtale.pdf")})
    assert form.is_valid() and form.submit(lambda file: file.name)
    assert form.result == "avtale.pdf" and form.is_multipart()


@pytest.mark.parametrize(
    ("content", "words"), [(b"MZ\0\0", "Choose a file of one of"), (b"", "empty"), (None, "required")]
)
def test_form_shows_the_refusal_at_its_field(content, words):
    form = DocumentForm({}, {} if content is None else {"file": sent(content)})
    assert not form.is_valid() and form.status == 422
    assert words in str(form.errors["file"])


def test_field_tells_browser_and_person_what_it_takes():
    drawn = str(DocumentForm()["file"])
    assert 'accept=".pdf,.docx,.xlsx,.odt,.jpg,.jpeg,.png,.webp,application/pdf,' in drawn
    assert DocumentForm().fields["file"].help_text.endswith("JPEG, PNG or WebP, at most 20 megabytes.")


def test_field_that_may_stay_empty_gives_none():
    class Optional(ActionForm):
        picture = PictureField(label="Picture", required=False)

    form = Optional({}, {})
    assert form.is_valid() and form.cleaned_data["picture"] is None
    form = Optional({}, {"picture": sent(picture(), "meg.jpg")})
    assert form.is_valid() and opened(form.cleaned_data["picture"].content).size == (512, 512)
