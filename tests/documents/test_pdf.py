"""Is what we print a file that can be archived, read aloud, searched and trusted?"""

import datetime
import json
import multiprocessing
import threading
import time
from hashlib import sha256
from io import BytesIO

import pikepdf
import pypdf
import pytest

from contracts.models import Contract
from contracts.paper.pdf import canonical, contract_data, contract_pdf, file_name
from exams.pdf import registration_pdf
from okportal.documents import libraries, pdf
from okportal.errors import Refused
from tests.documents.sample import sample_contract, sample_parties, sample_registration

pytestmark = pytest.mark.skipif(bool(libraries.missing_packages(libraries.REQUIRED)), reason="Pango is not installed")


@pytest.fixture(scope="module")
def contract():
    return sample_contract()


@pytest.fixture(scope="module")
def signed(contract):
    return contract_pdf(contract, signatures=sample_parties(contract))


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(content)).pages)


def test_contract_declares_archive_and_accessibility_standards(signed):
    with pikepdf.open(BytesIO(signed)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "nb"
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        metadata = opened.open_metadata()
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "U"
        assert metadata["pdfuaid:part"] == "1"
        assert "FJORD-2026-0417" in metadata["dc:title"]
        assert opened.Root.StructTreeRoot
        assert len(opened.pages) == 2


def test_contract_carries_its_data_and_prints_their_hash(contract, signed):
    with pikepdf.open(BytesIO(signed)) as opened:
        attached = opened.attachments["kontrakt.json"].get_file().read_bytes()
    assert json.loads(attached) == contract_data(contract)
    assert attached == canonical(contract_data(contract))
    assert sha256(attached).hexdigest() in text_of(signed).replace(" ", "")


def test_unsigned_and_signed_contract_carry_the_same_data(contract, signed):
    unsigned = contract_pdf(contract, signatures=sample_parties(contract, signed=False))
    attached = []
    for content in (unsigned, signed):
        with pikepdf.open(BytesIO(content)) as opened:
            attached.append(opened.attachments["kontrakt.json"].get_file().read_bytes())
    assert attached[0] == attached[1]
    assert unsigned != signed


def test_same_contract_gives_the_same_bytes(contract, signed):
    assert contract_pdf(sample_contract(), signatures=sample_parties(contract)) == signed


def test_every_letter_can_be_found_in_the_text(signed):
    text = text_of(signed)
    for word in ("Ánne", "Šárá", "Đánel", "Ŋávddal", "Bråthen", "Håkon", "Ærø", "Østbø", "ELELE3----"):
        assert word in text


def test_national_id_is_nowhere_in_the_file(contract, signed):
    whole = contract.apprenticeship.apprentice.national_id
    assert whole[:6] + " *****" in text_of(signed)
    assert whole not in text_of(signed)
    assert whole.encode() not in signed
    assert whole not in canonical(contract_data(contract)).decode()
    assert whole not in file_name(contract)


@pytest.mark.parametrize("kind", Contract.Kind.values)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_contract_type_is_written_in_every_language(kind, language):
    contract = sample_contract(kind=kind, language=language)
    content = contract_pdf(contract, signatures=sample_parties(contract, signed=False))
    with pikepdf.open(BytesIO(content)) as opened:
        assert str(opened.Root.Lang) == language
    assert "§ 7-2" in text_of(content)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"credit_months": 12}, "12"),
        ({"end_on": datetime.date(2028, 10, 1)}, "16.08.2028"),
        ({"months": 60, "end_on": datetime.date(2031, 8, 16)}, "16.08.2031"),
        ({"months": 1, "end_on": datetime.date(2026, 9, 16)}, "16.09.2026"),
        ({"start_on": datetime.date(2026, 8, 31), "remarks": "<b>& «ord»</b>"}, "<b>& «ord»</b>"),
    ],
)
def test_unusual_contracts_are_written_too(changes, expected):
    contract = sample_contract(**changes)
    assert expected in text_of(contract_pdf(contract, signatures=sample_parties(contract)))


def test_contract_without_optional_people_is_written():
    contract = sample_contract(workplace="")
    contract.apprenticeship.supervisor = contract.apprenticeship.instructor = contract.apprenticeship.advisor = None
    assert "Romsdal Elektro AS" in text_of(contract_pdf(contract, signatures=[]))


def test_link_to_the_check_page_is_printed_with_its_code(contract):
    content = contract_pdf(contract, signatures=[], verify_url="https://fjord.example/k/6SP4")
    assert "https://fjord.example/k/6SP4" in text_of(content)


def test_registration_form_fits_on_one_page():
    content = registration_pdf(sample_registration())
    text = text_of(content)
    with pikepdf.open(BytesIO(content)) as opened:
        assert len(opened.pages) == 1
        assert opened.open_metadata()["pdfuaid:part"] == "1"
    assert "118909 *****" in text
    assert "§ 9-62" in text
    assert "01.06.2028" in text
    assert content == registration_pdf(sample_registration())


def test_registration_not_sent_yet_is_written():
    registration = sample_registration(registered_on=None, wanted_from_on=None, needs_adaptation=False, remarks="")
    assert "FJORD-2026-0417" in text_of(registration_pdf(registration))


def test_text_that_is_too_long_is_refused_before_layout():
    contract = sample_contract(remarks="\n" * 200_000)
    started = time.process_time()
    with pytest.raises(Refused):
        contract_pdf(contract, signatures=[])
    assert time.process_time() - started < 2


def test_longest_allowed_remarks_are_bounded():
    """`overflow-wrap: anywhere` made 2,000 characters take 19 seconds."""
    contract = sample_contract(remarks="Åsane er fint. " * 133)
    contract_pdf(contract, signatures=[])
    started = time.process_time()
    contract_pdf(contract, signatures=[])
    assert time.process_time() - started < 5


def test_threads_get_the_same_bytes(contract, signed):
    made = []
    threads = [
        threading.Thread(target=lambda: made.append(contract_pdf(contract, signatures=sample_parties(contract))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [signed] * 4


def _make_in_child(queue):
    contract = sample_contract()
    queue.put(contract_pdf(contract, signatures=sample_parties(contract)))


def test_forked_child_neither_inherits_nor_destroys_the_fonts(contract, signed):
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    child = context.Process(target=_make_in_child, args=(queue,))
    child.start()
    assert queue.get(timeout=60) == signed
    child.join(60)
    assert contract_pdf(contract, signatures=sample_parties(contract)) == signed


def test_missing_library_is_refused_with_the_line_to_run(monkeypatch, contract):
    monkeypatch.setitem(libraries.REQUIRED, "libnotthere-1.0", "libnotthere-1.0-0")
    with pytest.raises(Refused) as refused:
        contract_pdf(contract, signatures=[])
    assert "apt-get install -y --no-install-recommends libnotthere-1.0-0" in refused.value.way_out


def test_missing_fonts_are_refused_because_pango_would_end_the_process(settings, tmp_path, contract):
    settings.PDF_FONTS = tmp_path
    with pytest.raises(Refused):
        pdf.render_pdf("pdf/base.html", {}, created_at=contract.created_at, language="nb")
