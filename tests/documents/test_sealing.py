"""Is a sealed document one that other programs accept, and is the seal seen, heard and in its place?"""

import datetime
from io import BytesIO

import pikepdf
import pypdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import ValidationContext, validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from okportal.documents import libraries
from okportal.documents.sealing import HEIGHT, WIDTH
from tests.documents.sealed import AT, page, sealed_page

pytestmark = pytest.mark.skipif(bool(libraries.missing_packages(libraries.REQUIRED)), reason="Pango is not installed")


@pytest.fixture
def office(world):
    with world.here.scope():
        yield world.here.office


def judged(content):
    """What pyHanko says, to which the office's certificate is the only one in the world."""
    signature = PdfFileReader(BytesIO(content)).embedded_signatures[0]
    roots = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
    return signature, validate_pdf_signature(signature, signer_validation_context=roots)


def test_other_programs_find_the_seal_in_order(office):
    signature, status = judged(sealed_page(office))
    assert status.bottom_line
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert status.modification_level == ModificationLevel.NONE
    assert status.docmdp_ok
    assert signature.signer_cert.subject.native["common_name"] == office.name
    assert signature.self_reported_timestamp == AT
    assert str(signature.sig_object["/SubFilter"]) == "/ETSI.CAdES.detached"


def test_certified_so_that_nothing_may_be_added(office):
    with pikepdf.open(BytesIO(sealed_page(office))) as opened:
        assert opened.Root.Perms.DocMDP.Reference[0].TransformParams.P == 1


def test_what_was_there_stays_byte_for_byte(office):
    before = page()
    assert sealed_page(office).startswith(before)


def test_seal_lies_on_the_page_and_in_its_structure(office):
    with pikepdf.open(BytesIO(sealed_page(office))) as opened:
        widget = opened.pages[-1].Annots[0]
        left, bottom, right, top = (float(edge) for edge in widget.Rect)
        assert (right - left, top - bottom) == (WIDTH, HEIGHT)
        assert bottom > 0
        assert str(widget.TU) == str(widget.Contents) == f"Segl fra {office.name}"
        numbers = opened.Root.StructTreeRoot.ParentTree.Nums
        form = numbers[list(numbers).index(int(widget.StructParent)) + 1]
        assert str(form.S) == "/Form"
        assert form.K[0].Obj.objgen == widget.objgen


def test_seal_says_who_and_when_in_norwegian_time(office):
    last = pypdf.PdfReader(BytesIO(sealed_page(office))).pages[-1]
    drawn = last["/Annots"][0].get_object()["/AP"]["/N"]
    while drawn["/Resources"].get("/XObject"):
        drawn = next(iter(drawn["/Resources"]["/XObject"].values())).get_object()
    text = last.extract_xform_text(drawn, (0, 90, 180, 270), 200.0)
    assert office.name in text
    assert "16.08.2026 11:30" in text
    assert b"BDC" not in drawn.get_data()  # no marks of a structure that is not the document's


def test_time_of_the_seal_is_the_one_given(office):
    later = AT + datetime.timedelta(days=400)
    signature, _status = judged(sealed_page(office, at=later))
    assert signature.self_reported_timestamp == later
