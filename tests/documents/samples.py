"""Small files of every kind, sound and not, written here byte by byte."""

import zipfile
from io import BytesIO

import pikepdf
from PIL import Image

MAIN = "application/vnd.openxmlformats-officedocument."
DOCX_MAIN = f"{MAIN}wordprocessingml.document.main+xml"
XLSX_MAIN = f"{MAIN}spreadsheetml.sheet.main+xml"


def pdf(change=None, **saving) -> bytes:
    """One blank page; `change(opened)` puts something into it."""
    opened = pikepdf.new()
    opened.add_blank_page()
    if change:
        change(opened)
    written = BytesIO()
    opened.save(written, **saving)
    return written.getvalue()


def with_attachment(name, content):
    def change(opened):
        opened.attachments[name] = pikepdf.AttachedFileSpec(opened, content, filename=name)

    return change


def packed(parts: dict[str, bytes | str]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def office(main=DOCX_MAIN, **more) -> bytes:
    """An office file with this main part; `more` adds parts, `__` in their names for a slash and `_DOT_` for a dot."""
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    named = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in more.items()}
    return packed({"[Content_Types].xml": types, "word/document.xml": "<w:document/>"} | named)


def odt(**more) -> bytes:
    named = {name.replace("__", "/").replace("_DOT_", "."): content for name, content in more.items()}
    return packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office/>"} | named)


def picture(form="JPEG", size=(60, 40), mode="RGB", colour="teal", **saving) -> bytes:
    written = BytesIO()
    Image.new(mode, size, colour).save(written, form, **saving)
    return written.getvalue()


def opened(content) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image
