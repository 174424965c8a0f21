"""How does the office close a signed document, so that any later change shows?

PAdES B-B with the office's own key, certified "no changes" (ISO 32000-2, 12.8.2.2). No time stamp of a third party is
fetched: it would be a call over the network in the request of the last signer (ADR 0018).
"""

import datetime
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from django.utils import timezone
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from okportal.documents.pdf import render_pdf
from okportal.documents.seal_keys import current_certificate, private_key
from okportal.norwegian import spaced_organisation_number
from okportal.offices.models import Office

FIELD = "Segl"
PLACE = "seal"  # id of the element whose upper left corner the seal gets; it leaves room for it
WIDTH, HEIGHT = 282, 68  # points, as in templates/pdf/seal.css
FILLING = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, margins=Margins.uniform(0))
# A certificate of P-256 and its signature take 1,400 bytes; twice as many digits and room for a longer office name.
RESERVED = 6_000


def seal(content: bytes, *, office: Office, at: datetime.datetime, title: str, language: str) -> bytes:
    """`content` with the office's seal on its last page, added after its last byte: what was there stays as it is.

    `content` comes from `render_pdf` and has an element with the id "seal" on its last page. `at` is aware and printed
    in Oslo time; `title` says what is sealed, to those who hear the document. Raises Refused when the certificate has
    run out.
    """
    certificate = current_certificate(office)
    writer = IncrementalPdfFileWriter(BytesIO(content))
    _add_field(writer, title)
    signer = _Signer(
        signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            name=office.name,
            reason=title,
            certify=True,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        ),
        signer=_key_of(office, certificate),
        stamp_style=StaticStampStyle(
            background=_Drawing(_drawn(office, at, language)), background_layout=FILLING, border_width=0
        ),
    )
    signer.at = at.replace(microsecond=0)
    sealed = BytesIO()
    # pyHanko needs a loop of events, and one does not start in a thread where another runs already.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(signer.sign_pdf, writer, output=sealed, bytes_reserved=2 * RESERVED).result()
    return sealed.getvalue()


class _Signer(signers.PdfSigner):
    """Writes the time it is told as the time of the seal."""

    at: datetime.datetime

    def init_signing_session(self, *arguments, **named):
        session = super().init_signing_session(*arguments, **named)
        session.system_time = self.at.astimezone(timezone.get_default_timezone())
        return session


class _Drawing(PdfContent):
    """The first page of a PDF, as what the seal shows."""

    def __init__(self, page: bytes):
        super().__init__(box=BoxConstraints(width=WIDTH, height=HEIGHT))
        self.page = page

    def render(self) -> bytes:
        drawn = self.writer.import_page_as_xobject(PdfFileReader(BytesIO(self.page)))
        name = "/Seal"
        self.resources.xobject[pdf_name(name)] = drawn
        return name.encode() + b" Do"


def _key_of(office, certificate) -> signers.SimpleSigner:
    der = private_key(office, certificate.key_version).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = x509.load_pem_x509_certificate(certificate.certificate.encode())
    return signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(public.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(der),
        cert_registry=SimpleCertificateStore(),
    )


def _drawn(office, at, language) -> bytes:
    context = {"office": office, "office_number": spaced_organisation_number(office.organisation_number), "at": at}
    return render_pdf(
        "pdf/seal.html", context, stylesheets=["pdf/seal.css"], created_at=at, language=language, is_tagged=False
    )


def _add_field(writer, title):
    """A field for the seal where the document left room for it, as a part of its structure (ISO 14289-1, 7.18)."""
    page_number, left, top = _place(writer)
    box = (left, top - HEIGHT, left + WIDTH, top)
    fields.append_signature_field(
        writer, fields.SigFieldSpec(FIELD, on_page=page_number, box=box, readable_field_name=title)
    )
    page_reference = writer.find_page_for_modification(page_number)[0]
    page = page_reference.get_object()
    reference = page["/Annots"].raw_get(len(page["/Annots"]) - 1)
    widget = reference.get_object()
    widget["/TU"] = widget["/Contents"] = generic.pdf_string(title)
    widget["/StructParent"] = generic.NumberObject(_add_to_structure(writer, reference, page_reference))
    page["/Tabs"] = pdf_name("/S")
    writer.mark_update(reference)
    writer.mark_update(page_reference)


def _add_to_structure(writer, widget, page) -> int:
    """Hang a /Form element with the widget under the document's root element; gives its number in the parent tree."""
    root = writer.root["/StructTreeRoot"]
    numbers = root["/ParentTree"]["/Nums"]
    number = max(int(numbers[index]) for index in range(0, len(numbers), 2)) + 1
    children = root["/K"]
    document_reference = children.raw_get(0) if isinstance(children, generic.ArrayObject) else root.raw_get("/K")
    document = document_reference.get_object()
    pointer = generic.DictionaryObject(
        {pdf_name("/Type"): pdf_name("/OBJR"), pdf_name("/Obj"): widget, pdf_name("/Pg"): page}
    )
    element = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/StructElem"),
            pdf_name("/S"): pdf_name("/Form"),
            pdf_name("/P"): document_reference,
            pdf_name("/Pg"): page,
            pdf_name("/K"): generic.ArrayObject([pointer]),
        }
    )
    reference = writer.add_object(element)
    document["/K"].append(reference)
    numbers.extend([generic.NumberObject(number), reference])
    writer.mark_update(document_reference)
    for changed in (document["/K"], root["/ParentTree"], numbers):
        writer.update_container(changed)
    return number


def _place(writer) -> tuple[int, int, int]:
    """Index of the last page, and the upper left corner on it in points; WeasyPrint names each id as a destination."""
    names = writer.root["/Names"]["/Dests"]["/Names"]
    index = next(index for index in range(0, len(names), 2) if names[index] == PLACE)
    _page, _how, left, top, _zoom = names[index + 1]
    return int(writer.root["/Pages"]["/Count"]) - 1, round(left), round(top)
