"""Is what is kept in the end all that was signed, and the same every time it is made?"""

import hashlib
import json
from io import BytesIO
from xml.etree.ElementTree import fromstring

import pikepdf
import pypdf
import pytest
from django.utils import timezone

from contracts.models import Contract
from contracts.paper.data_xml import as_xml
from contracts.paper.pdf import contract_data
from contracts.signing.chain import broken_at
from contracts.signing.final import final_pdf, unsealed_pdf
from contracts.signing.log import is_whole, log_data, read_log
from okportal.documents.actions import read
from okportal.documents.models import SealCertificate
from okportal.documents.seal_checking import check
from tests.contracts.papers import loaded, sent_round, sign_all, signed_round


@pytest.fixture
def ready(here):
    """A round that all have signed and nobody has sealed."""
    round = sent_round(here)
    sign_all(round)
    return round


def parts(round):
    return round, list(round.parties.all()), list(round.events.all())


def attached(content) -> dict:
    with pikepdf.open(BytesIO(content)) as opened:
        return {name: file.get_file().read_bytes() for name, file in opened.attachments.items()}


def text_of(content) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(content)).pages)


def test_same_round_gives_the_same_bytes_before_the_seal(ready):
    assert unsealed_pdf(*parts(ready)) == unsealed_pdf(*parts(ready))


def test_final_document_is_the_unsealed_one_and_the_seal(ready):
    content = final_pdf(*parts(ready))
    assert content.startswith(unsealed_pdf(*parts(ready)))
    report = check(content, SealCertificate.objects.all())
    assert report.is_whole
    assert abs((timezone.now() - report.sealed_at).total_seconds()) < 60


def test_everything_for_machines_is_attached(ready):
    files = attached(final_pdf(*parts(ready)))
    assert set(files) == {"kontrakt.json", "kontrakt.xml", "signeringslogg.json", "kontrakt-usignert.pdf"}
    assert json.loads(files["kontrakt.json"]) == contract_data(loaded(ready.contract))
    assert files["kontrakt-usignert.pdf"] == read(ready.unsigned_file)
    code, events = read_log(files["signeringslogg.json"])
    assert code == ready.code
    assert broken_at(events) is None
    assert [event.hash for event in events] == [event.hash for event in ready.events.all()]
    assert {event.document_sha256 for event in events} == {hashlib.sha256(files["kontrakt-usignert.pdf"]).hexdigest()}


def test_what_is_attached_is_what_was_sent(ready):
    """The contract may be corrected later; what was signed says what it said."""
    Contract.objects.filter(pk=ready.contract_id).update(remarks="Skrevet til senere")
    files = attached(unsealed_pdf(*parts(ready)))
    assert files["kontrakt.json"] == ready.content.encode()
    assert files["kontrakt.xml"] == as_xml(json.loads(ready.content))


def test_contract_whose_words_were_not_kept_has_a_final_document_too(ready):
    ready.content = ""  # as it came from elsewhere; not saved
    assert json.loads(attached(unsealed_pdf(*parts(ready)))["kontrakt.json"]) == contract_data(loaded(ready.contract))


def test_attached_files_say_how_they_belong_to_the_document(ready):
    with pikepdf.open(BytesIO(final_pdf(*parts(ready)))) as opened:
        belongs = {str(file.UF): str(file.AFRelationship) for file in opened.Root.AF}
    assert belongs == {
        "kontrakt.json": "/Data", "kontrakt.xml": "/Data", "signeringslogg.json": "/Supplement",
        "kontrakt-usignert.pdf": "/Source",
    }  # fmt: skip


def test_last_page_is_the_log_in_norwegian_time(ready):
    text = text_of(final_pdf(*parts(ready)))
    for event in ready.events.all():
        assert f"{timezone.localtime(event.at):%d.%m.%Y %H:%M:%S}" in text
        assert event.hash[:12] in text
    assert ready.unsigned_file.sha256 in text
    assert ready.code in text
    assert f"/{ready.office.slug}/kontroller/{ready.code}/" in text.replace(" ", "")


def test_unsigned_document_carries_code_and_address_too(ready):
    assert ready.code in text_of(read(ready.unsigned_file))


def test_comments_stay_out_of_the_printed_log(ready, advisor):
    from contracts.actions.events import add_event

    add_event(ready, "prolonged", by=advisor, comment="Er på sykehus")
    assert "sykehus" not in text_of(final_pdf(*parts(ready)))


def test_national_id_is_nowhere_in_the_file(ready):
    content = final_pdf(*parts(ready))
    number = ready.contract.apprenticeship.apprentice.national_id
    assert len(number) == 11
    assert number not in text_of(content)
    for file in attached(content).values():
        assert number.encode() not in file


def test_final_document_without_an_unsigned_file_is_made(here):
    """Signed before the portal, sealed when somebody asks for it."""
    round = signed_round(here)
    round.unsigned_file = None
    assert "kontrakt-usignert.pdf" not in attached(unsealed_pdf(*parts(round)))


def test_log_that_was_touched_does_not_hold(ready):
    data = log_data(ready.code, list(ready.events.all()))
    assert is_whole(read_log(json.dumps(data).encode())[1])
    data["events"][1]["by_name"] = "En annen"
    assert not is_whole(read_log(json.dumps(data).encode())[1])
    del data["events"][1]
    assert not is_whole(read_log(json.dumps(data).encode())[1])


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b"\xff", b'{"format":"okportal.signing_log/1"}', b"[" * 100_000,
     b'{"format":"okportal.signing_log/1","code":1,"events":[{"at":5}]}'],
)  # fmt: skip
def test_what_is_no_log_is_none(content):
    assert read_log(content) is None


def test_xml_says_what_json_says():
    data = {
        "format": "okportal.contract/1", "number": "2026-1", "remarks": "<b>&\x00 «ord»\n", "none": None,
        "yes": True, "codes": ["A", "B"], "apprentice": {"name": "Ŋávddal", "months": 3},
    }  # fmt: skip
    root = fromstring(as_xml(data))  # noqa: S314  (our own)
    assert root.tag == "contract"
    assert root.attrib == {"format": "okportal.contract", "version": "1"}
    assert {child.tag for child in root} == set(data) - {"format", "none"}
    assert root.findtext("remarks") == "<b>& «ord»\n"
    assert root.findtext("yes") == "true"
    assert [item.text for item in root.find("codes")] == ["A", "B"]
    assert root.findtext("apprentice/name") == "Ŋávddal"
    assert as_xml(data) == as_xml(dict(reversed(data.items())))
