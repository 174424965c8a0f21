"""Does the portal say of each paper exactly what is true of it, and to nobody about another office's?"""

import json
import zlib
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from contracts.models import Amendment, Contract
from contracts.states import AmendmentState, ContractState, RoundState
from contracts.verifying import inside
from contracts.verifying.inside import look_inside
from contracts.verifying.standing import newer_than
from contracts.verifying.verdict import File, about_code, about_file, tidy
from okportal.documents.actions import read
from okportal.documents.sealing import seal
from tests.contracts.papers import closed, sent_round, signed_round

FUZZ = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def signed(here):
    return signed_round(here)


@pytest.fixture
def paper(signed):
    return read(signed.signed_file)


@pytest.fixture
def office(here):
    return here.office


def set_contract(round, **changes):
    Contract.objects.filter(pk=round.contract_id).update(**changes)


# --- genuine


def test_signed_file_is_genuine(office, signed, paper):
    answer = about_file(office, paper)
    assert (answer.file, answer.round, answer.tone) == (File.KEPT, signed, "success")
    assert answer.seal.is_whole
    assert not answer.newer
    assert [party.role for party in answer.signatures] == ["apprentice", "company", "office"]
    assert answer.facts["number"] == signed.contract.number


def test_code_says_the_same_as_the_file(office, signed, paper):
    by_code, by_file = about_code(office, signed.code), about_file(office, paper)
    assert by_code.facts == by_file.facts
    assert by_code.tone == "success"
    assert by_code.file is None


def test_file_without_its_seal_is_a_valid_copy(office, signed, paper):
    bare = paper[: paper.index(b"%%EOF") + 5]
    assert about_file(office, bare).file == File.UNSEALED
    assert about_file(office, bare).round == signed


def test_what_the_parties_were_sent_is_known(office, signed):
    answer = about_file(office, read(signed.unsigned_file))
    assert (answer.file, answer.round) == (File.SENT, signed)
    assert answer.tone == "warning"


# --- out of date


def test_later_version_makes_the_earlier_one_out_of_date(here, office, signed, paper):
    newer = signed_round(here, code="AAAA-BBBB-CCCC")
    answer = about_file(office, paper)
    assert answer.file == File.KEPT
    assert answer.tone == "warning"
    assert answer.newer[0].since == timezone.localdate(newer.closed_at)
    assert not about_file(office, read(newer.signed_file)).newer


def test_change_in_force_makes_it_out_of_date_without_saying_what_it_says(office, signed, paper):
    today = timezone.localdate()
    Amendment.objects.create(
        office=office, contract=signed.contract, number=1, kind=Amendment.Kind.EXTENSION, from_on=today, days=30,
        state=AmendmentState.IN_FORCE, applied_at=timezone.now(), reason="Lang sykdom",
    )  # fmt: skip
    answer = about_file(office, paper)
    assert answer.tone == "warning"
    (newer,) = answer.newer
    assert newer.since is None
    assert not any(word in newer.text for word in ("sykdom", "xtension", "1"))


def amendment(signed, number, **changes):
    fields = {"kind": Amendment.Kind.EXTENSION, "from_on": timezone.localdate(), "days": 30} | changes
    fields = {"state": AmendmentState.IN_FORCE, "applied_at": timezone.now()} | fields
    return Amendment.objects.create(office=signed.office, contract=signed.contract, number=number, **fields)


def test_change_is_overtaken_by_what_came_in_force_later_whatever_its_number(office, signed):
    now = timezone.now()
    second = amendment(signed, 2, applied_at=now + timedelta(days=1))
    first = amendment(signed, 1, applied_at=now + timedelta(days=9))
    signed.closed_at = now
    assert newer_of(signed, second)
    assert not newer_of(signed, first)


def newer_of(signed, change):
    signed.amendment = change
    return newer_than(signed)


@pytest.mark.parametrize("state", [AmendmentState.WITHDRAWN, AmendmentState.REFUSED])
def test_change_that_came_to_nothing_does_not_say_why(office, signed, state):
    (newer,) = newer_of(signed, amendment(signed, 1, state=state, applied_at=None, decided_on=timezone.localdate()))
    assert (newer.text, newer.since) == ("This change does not apply.", None)


@pytest.mark.parametrize("state", [ContractState.COMPLETED, ContractState.ENDED, ContractState.REFUSED])
def test_contract_that_is_over_does_not_say_why_or_when(office, signed, state):
    set_contract(signed, state=state, ended_on=timezone.localdate())
    (newer,) = about_code(office, signed.code).newer
    assert (newer.text, newer.since) == ("The contract is no longer in force.", None)


@pytest.mark.parametrize("state", [AmendmentState.DRAFT, AmendmentState.SIGNING, AmendmentState.REFUSED])
def test_change_that_is_not_in_force_changes_nothing(office, signed, state):
    Amendment.objects.create(
        office=office, contract=signed.contract, number=1, kind=Amendment.Kind.EXTENSION,
        from_on=timezone.localdate(), days=30, state=state,
    )  # fmt: skip
    assert not about_code(office, signed.code).newer


def test_change_from_before_the_signing_stands_in_it(office, signed):
    Amendment.objects.create(
        office=office, contract=signed.contract, number=1, kind=Amendment.Kind.EXTENSION,
        from_on=timezone.localdate(), days=30, state=AmendmentState.IN_FORCE,
        applied_at=signed.closed_at - timedelta(days=1),
    )  # fmt: skip
    assert not about_code(office, signed.code).newer


@pytest.mark.parametrize(
    ("state", "is_over"),
    [
        (ContractState.AT_COUNTY, False), (ContractState.APPROVED, False), (ContractState.ACTIVE, False),
        (ContractState.SIGNED, False), (ContractState.RETURNED, False), (ContractState.COMPLETED, True),
        (ContractState.ENDED, True), (ContractState.REFUSED, True), (ContractState.DRAFT, True),
        (ContractState.WITH_PARTIES, True),
    ],
)  # fmt: skip
def test_contract_that_is_over_is_out_of_date(office, signed, state, is_over):
    set_contract(signed, state=state, ended_on=timezone.localdate())
    assert bool(about_code(office, signed.code).newer) == is_over


# --- not signed


@pytest.mark.parametrize("state", [RoundState.WITHDRAWN, RoundState.DECLINED, RoundState.FLAGGED])
def test_round_that_came_to_nothing_says_no_names(here, office, state):
    round = closed(sent_round(here), state)
    for answer in (about_code(office, round.code), about_file(office, read(round.unsigned_file))):
        assert answer.round == round
        assert not answer.is_signed
        assert answer.tone == "warning"
        assert not answer.facts
        assert not answer.signatures


def test_round_under_way_says_so(here, office):
    round = sent_round(here)
    answer = about_file(office, read(round.unsigned_file))
    assert (answer.file, answer.round.state, answer.facts) == (File.SENT, RoundState.OPEN, {})


# --- changed


def appended(paper) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(paper))
    reference = writer.root["/Pages"]["/Kids"].raw_get(0)
    reference.get_object()["/Rotate"] = NumberObject(90)
    writer.mark_update(reference)
    edited = BytesIO()
    writer.write(edited)
    return edited.getvalue()


def rewritten(paper) -> bytes:
    edited = BytesIO()
    with pikepdf.open(BytesIO(paper)) as opened:
        opened.pages[0].Rotate = 90
        opened.save(edited)
    return edited.getvalue()


def flipped(paper) -> bytes:
    changed = bytearray(paper)
    changed[len(paper) // 3] ^= 1
    return bytes(changed)


@pytest.mark.parametrize(
    ("change", "file"),
    [
        (appended, File.ADDED_TO), (rewritten, File.CHANGED), (flipped, File.CHANGED),
        (lambda paper: paper[:-9], File.CHANGED),
    ],
)  # fmt: skip
def test_tampered_file_is_told_from_the_genuine_one(office, signed, paper, change, file):
    answer = about_file(office, change(paper))
    assert answer.file == file
    assert answer.round == signed
    assert answer.tone == "danger"
    assert answer.wrong


def test_log_changed_inside_is_named(office, signed, paper):
    edited = BytesIO()
    with pikepdf.open(BytesIO(paper)) as opened:
        stream = opened.attachments["signeringslogg.json"].get_file().obj
        stream.write(stream.read_bytes().replace(b"apprentice", b"guardian"))
        opened.save(edited)
    answer = about_file(office, edited.getvalue())
    assert answer.file == File.CHANGED
    assert any("log" in line for line in answer.wrong)


def test_document_sealed_by_us_but_not_kept_is_told_so(office, signed, paper):
    bare = paper[: paper.index(b"%%EOF") + 6]
    again = seal(bare, office=office, at=timezone.now(), title="Segl", language="nb")
    answer = about_file(office, again)
    assert (answer.file, answer.tone) == (File.UNREGISTERED, "warning")
    assert answer.wrong == []


# --- unknown, and another office's


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\0" * 5000, b"7K3M-X0QA-9", b"stream\n" * 5000])
def test_rubbish_is_unknown(office, signed, content):
    answer = about_file(office, content)
    assert (answer.file, answer.round, answer.tone) == (File.UNKNOWN, None, "neutral")


def test_another_offices_paper_is_unknown_here(world):
    with world.there.scope():
        foreign = signed_round(world.there, code="BBBB-BBBB-BBBB")
        content = read(foreign.signed_file)
    with world.here.scope():
        assert about_file(world.here.office, content).file == File.UNKNOWN
        assert about_file(world.here.office, content).round is None
        assert about_code(world.here.office, foreign.code).round is None


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7k3m x0qa 94tz", "7K3M-X0QA-94TZ"), ("7K3M-XOQA-94TZ", "7K3M-X0QA-94TZ"), ("7K3MX0QA94TZ", "7K3M-X0QA-94TZ"),
        ("ILUOILUOILUO", "11V0-11V0-11V0"), ("7K3M", ""), ("", ""), ("æøå", ""), ("7K3M-X0QA-94TZ-5", ""),
    ],
)  # fmt: skip
def test_codes_are_taken_as_people_type_them(typed, code):
    assert tidy(typed) == code


@FUZZ
@given(rubbish=st.binary(max_size=2000), position=st.integers(0, 10**6))
def test_no_file_made_of_ours_raises(office, signed, paper, rubbish, position):
    place = position % len(paper)
    assert about_file(office, paper[:place] + rubbish).file != File.KEPT
    assert about_file(office, rubbish + paper[place:]).file != File.KEPT or (not rubbish and not place)


def test_packed_bomb_is_not_unpacked():
    bomb = b"stream\n" + zlib.compress(b"0" * 200_000_000, 9) + b"\nendstream"
    assert look_inside(bomb * 3).codes == []


def test_streams_that_break_at_their_end_cost_what_they_unpack(monkeypatch):
    """Otherwise two thousand of them keep a processor busy for half a minute."""
    packed = zlib.compress(b"0" * 3_990_000, 9)[:-4] + b"\0\0\0\0"  # all but the checksum
    tried = []

    class Counting:
        def __init__(self):
            self.one = zlib.decompressobj()

        def decompress(self, content, most):
            tried.append(most)
            return self.one.decompress(content, most)

    monkeypatch.setattr(inside, "decompressobj", Counting)
    assert look_inside((b"stream\n" + packed + b"\nendstream\n") * 100).codes == []
    assert tried
    assert sum(tried) <= inside.MOST_IN_ALL


def test_what_is_not_packed_costs_nothing():
    """Pictures come before the pages in many files."""
    pictures = b"stream\n\xff\xd8\xff\nendstream\n" * 50
    page = b"stream\n" + zlib.compress(b"Code 7K3M-X0QA-94TZ") + b"\nendstream\n"
    assert look_inside(pictures + page).codes == ["7K3M-X0QA-94TZ"]


EVENT = {
    "number": 1, "at": "2026-01-01T00:00:00+00:00", "verb": "signed", "by_name": "", "role": "", "how": "",
    "comment": "", "document_sha256": "", "previous_hash": "", "hash": "",
}  # fmt: skip


def log(code="7K3M-X0QA-94TZ", **changes) -> bytes:
    return json.dumps({"format": "okportal.signing_log/1", "code": code, "events": [EVENT | changes]}).encode()


def test_log_made_for_these_tests_can_be_read():
    assert len(look_inside(log()).events) == 1


@pytest.mark.parametrize(
    "content",
    [
        log("\0"), log("\ud800"), log(["7K3M-X0QA-94TZ"]), log("7K3M-X0QA-94TZ\n"), log(None), log(7),
        log(document_sha256=[]), log(hash={}), log(number="1"), log(number=True), log(at=None), log(at=[]),
        log(verb=[]), b'{"format":"okportal.signing_log/1","code":"\\u0000","events":[]}', b"{" * 10_000,
        log(comment="x" * 1_000_000),
    ],
)  # fmt: skip
def test_log_made_to_mislead_cannot_be_read_and_breaks_nothing(office, signed, content):
    packed = b"7K3M-X0QA-94TZ stream\n" + zlib.compress(content) + b"\nendstream"
    assert look_inside(packed).events == []
    assert about_file(office, content).file in {File.UNKNOWN, File.CHANGED}
    assert about_file(office, packed).file == File.CHANGED
