"""Does a seal hold exactly as long as nothing was changed, and does no file bring the check down?"""

from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from okportal.documents import libraries, sealing
from okportal.documents.models import SealCertificate
from okportal.documents.seal_checking import SealReport, check
from tests.documents.sealed import AT, page, sealed_page

pytestmark = pytest.mark.skipif(bool(libraries.missing_packages(libraries.REQUIRED)), reason="Pango is not installed")
FUZZ = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def ours(world):
    """(a sealed page, the office's certificates)"""
    with world.here.scope():
        content = sealed_page(world.here.office)
        yield content, list(SealCertificate.objects.all())


def test_untouched_file_is_whole(ours, world):
    content, certificates = ours
    report = check(content, certificates)
    assert report.is_whole
    assert report.sealed_by == world.here.office.name
    assert report.sealed_at == AT
    assert report.length == len(content)
    assert report.fingerprint == certificates[0].fingerprint


def test_file_without_seal_has_none(world):
    with world.here.scope():
        assert check(page(), SealCertificate.objects.all()) == SealReport()


def test_another_offices_seal_is_not_ours(ours, world):
    content, _certificates = ours
    with world.there.scope():
        foreign = sealed_page(world.there.office)
        theirs = list(SealCertificate.objects.all())
    assert check(foreign, theirs).is_whole
    assert not check(foreign, ours[1]).is_ours
    assert check(foreign, ours[1]).has_seal
    assert not check(content, theirs).is_ours


def test_old_seal_holds_after_the_master_key_is_gone(ours, world, settings):
    content, _certificates = ours
    settings.SEAL_KEYS = {"new": b"n" * 32}
    settings.SEAL_KEY_CURRENT = "new"
    later = sealed_page(world.here.office)
    known = list(SealCertificate.objects.all())
    assert len(known) == 2
    assert check(content, known).is_whole
    assert check(later, known).is_whole
    assert check(later, known).fingerprint != check(content, known).fingerprint


def test_edit_appended_after_the_seal_is_seen(ours):
    content, certificates = ours
    writer = IncrementalPdfFileWriter(BytesIO(content))
    reference = writer.root["/Pages"]["/Kids"].raw_get(0)
    reference.get_object()["/Rotate"] = NumberObject(90)
    writer.mark_update(reference)
    edited = BytesIO()
    writer.write(edited)
    report = check(edited.getvalue(), certificates)
    assert report.is_intact
    assert report.is_added_to
    assert not report.is_whole
    assert content == edited.getvalue()[: report.length]


def test_file_written_anew_is_not_whole(ours):
    content, certificates = ours
    written = BytesIO()
    with pikepdf.open(BytesIO(content)) as opened:
        opened.pages[0].Rotate = 90
        opened.save(written)
    assert not check(written.getvalue(), certificates).is_intact


def test_seal_taken_over_by_another_key_is_seen(ours, world, monkeypatch):
    """Our certificate beside somebody else's signature: everybody has the certificate."""
    _content, certificates = ours
    monkeypatch.setattr(sealing, "current_certificate", lambda office: certificates[0])  # what a forger would do
    with world.there.scope():
        forged = sealed_page(world.there.office)
    report = check(forged, certificates)
    assert report.is_ours
    assert not report.is_intact
    assert not report.is_whole


@FUZZ
@given(position=st.integers(0, 200_000), bit=st.integers(0, 7))
def test_no_flipped_bit_outside_of_the_digits_is_missed(ours, position, bit):
    content, certificates = ours
    changed = bytearray(content)
    changed[position % len(content)] ^= 1 << bit
    report = check(bytes(changed), certificates)
    digits = content.index(b"/Contents <30")
    is_padding = digits < position % len(content) < content.index(b"/ByteRange")
    assert is_padding or not report.is_whole


@FUZZ
@given(cut=st.integers(0, 200_000))
def test_no_cut_is_missed(ours, cut):
    content, certificates = ours
    assert not check(content[: cut % len(content)], certificates).is_whole


@FUZZ
@given(rubbish=st.binary(max_size=400), position=st.integers(0, 200_000))
def test_nothing_put_in_is_missed(ours, rubbish, position):
    content, certificates = ours
    place = position % len(content)
    report = check(content[:place] + b"%" + rubbish + content[place:], certificates)
    assert not report.is_whole


@FUZZ
@given(
    digits=st.binary(max_size=600).map(lambda raw: raw.hex().encode()),
    figures=st.lists(st.integers(0, 10**9 - 1), min_size=4, max_size=4),
)
def test_rubbish_of_any_shape_raises_nothing(ours, digits, figures):
    _content, certificates = ours
    words = b"/ByteRange [%d %d %d %d]" % tuple(figures)
    check(words + digits, certificates)
    start = len(words) + 20
    shaped = b"/ByteRange [0 %07d %07d 5]" % (start, start + len(digits) + 2)
    check(shaped.ljust(start) + b"<" + digits + b">" + b"12345", certificates)


def test_real_digits_cut_and_changed_raise_nothing(ours):
    content, certificates = ours
    start = content.index(b"/Contents <") + 11
    for offset in range(0, 2_000, 7):
        changed = bytearray(content)
        changed[start + offset : start + offset + 2] = b"ff"
        check(bytes(changed), certificates)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\0" * 1000, b"/ByteRange [0 0 0 0]" * 1000, b"<" * 100_000])
def test_what_is_no_pdf_has_no_seal(ours, content):
    assert check(content, ours[1]) == SealReport()
