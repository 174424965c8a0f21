"""How does WeasyPrint make an archive PDF out of a page? (Loads system libraries: reach it through `pdf.py`.)"""

import os
import threading

from django.conf import settings
from django.template.loader import get_template
from weasyprint import CSS, HTML
from weasyprint import Attachment as EmbeddedFile
from weasyprint.text.fonts import FontConfiguration

from okportal.documents.fetcher import BASE_URL, OwnAssets
from okportal.documents.libraries import FONTS

FONT_FACES = "".join(
    f"@font-face {{ font-family: Inter; font-weight: {weight}; src: url({BASE_URL}{font}) }}\n"
    for font, weight in zip(FONTS, (400, 600), strict=True)
)
NOTHING = OwnAssets({})
# WeasyPrint declares one standard. PDF/UA-1 joins it in the same packet, with the schema that PDF/A demands
# (ISO 19005-3, 6.6.2.3). veraPDF finds both fulfilled.
PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


class ProcessFonts(FontConfiguration):
    """The fonts of this process; a forked child must not take the folder away from its parent when it ends."""

    process = None

    def __init__(self):
        super().__init__()
        self.process = os.getpid()

    def __del__(self):
        if self.process == os.getpid():
            super().__del__()


class Engine:
    """Fonts and parsed stylesheets of one process.

    One document at a time: Pango promises nothing about threads, and layout holds Python's lock anyway.
    """

    def __init__(self):
        self.lock = threading.Lock()
        self.fonts = None
        self.stylesheets = {}

    def make(self, html: str, stylesheets: tuple[str, ...], attachments, created_at, images, is_tagged) -> bytes:
        """`stylesheets` are template names of CSS files, `created_at` is UTC; the rest as in `pdf.render_pdf`."""
        with self.lock:
            self.load_fonts()
            styles = [self._stylesheet(name) for name in stylesheets]
            files = [
                EmbeddedFile(
                    string=file.content,
                    name=file.name,
                    description=file.description,
                    relationship=file.relationship,
                    created=created_at,
                    modified=created_at,
                    url_fetcher=NOTHING,
                )
                for file in attachments
            ]
            assets = OwnAssets({f"{BASE_URL}{name}": image for name, image in images.items()})
            page = HTML(string=html, base_url=BASE_URL, url_fetcher=assets)
            return page.write_pdf(
                font_config=self.fonts,
                stylesheets=styles,
                attachments=files,
                pdf_variant="pdf/a-3u",
                pdf_tags=is_tagged,
                finisher=declare_pdf_ua,
            )

    def load_fonts(self):
        if self.fonts is None:
            fonts = ProcessFonts()
            table = {f"{BASE_URL}{font}": ((settings.PDF_FONTS / font).read_bytes(), "font/ttf") for font in FONTS}
            CSS(string=FONT_FACES, font_config=fonts, url_fetcher=OwnAssets(table))
            self.fonts = fonts

    def _stylesheet(self, name: str) -> CSS:
        """Parsed once a process; with a template loader that does not cache, once a document."""
        source = get_template(name).template.source
        if self.stylesheets.get(name, (None, None))[0] != source:
            self.stylesheets[name] = source, CSS(string=source, font_config=self.fonts, url_fetcher=NOTHING)
        return self.stylesheets[name][1]


engine = Engine()
os.register_at_fork(after_in_child=engine.__init__)


def declare_pdf_ua(document, pdf):
    """WeasyPrint's `finisher`: the XMP packet may hold one rdf:RDF only, so ours goes inside of it."""
    for written in pdf.objects:
        if getattr(written, "extra", None) and written.extra.get("Type") == "/Metadata":
            written.stream = [b"".join(written.stream).replace(b"</rdf:RDF>", PDF_UA, 1)]
