"""What does the paper of a change say, and is it the same each time?"""

import io
import json
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from contracts.actions.amending import parties_of
from contracts.amending.kinds import Kind
from contracts.amending.pdf import amendment_pdf, file_name
from contracts.models import Amendment, Contract
from contracts.signing.final import unsealed_pdf
from contracts.states import AmendmentState as S
from tests.contracts.amending.changes import KINDS, paper_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def made(changes, row, language="nb") -> bytes:
    contract = changes.contract
    contract.language = language
    parties = parties_of(contract, row, changes.today)
    return amendment_pdf(row, contract, signatures=parties, issued_at=AT, code="7K3M-X0QA-94TZ")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_bytes_each_time(changes, kind):
    row = changes.draft(kind)
    assert made(changes, row) == made(changes, row)


def test_words_in_both_languages(changes):
    row = changes.draft(Kind.EXTENSION, reason="Mer tid til prøven")
    for language in ("nb", "nn"):
        words = text(made(changes, row, language))
        assert "Mer tid til prøven" in words
        assert changes.contract.number in words


def test_the_data_for_machines(changes):
    row = changes.draft(Kind.PART_TIME, percent=70)
    attached = PdfReader(io.BytesIO(made(changes, row))).attachments["endring.json"][0]
    told = json.loads(attached)
    assert (told["kind"], told["percent"], told["number"]) == ("part_time", 70, 1)
    assert told["end_on"] == row.calculated_end_on.isoformat()
    assert "*" in told["apprentice"]["national_id"] or told["apprentice"]["national_id"] == ""


def test_no_name_in_the_name(changes):
    row = changes.draft(Kind.SUPERVISOR)
    assert file_name(row, changes.contract) == f"kontrakt-{changes.contract.number}-endring-1.pdf"


def test_the_paper_says_who_it_was_and_who_comes(changes):
    before = changes.contract.apprenticeship.supervisor.name
    row = changes.to(S.SIGNING, changes.draft(Kind.SUPERVISOR, signers=["company", "office"]))
    assert row.rounds.get().parties.get(role="company").name == "Fjord Ny Leder"
    words = " ".join(text(paper_of(row)).split())
    assert f"{before} Fjord Ny Leder" in words
    assert "Fjord Ny Leder Fjord Ny Leder" not in words


def test_the_final_paper_says_what_was_signed(changes):
    """Whatever becomes of the contract in between: the same values before, and the very data that was sent."""
    row = changes.to(S.SIGNED, changes.draft(Kind.PART_TIME, percent=80))
    round = row.rounds.get()
    before = final_of(round)
    changes.in_force(Kind.EXTENSION, days=30)
    assert final_of(round) == before
    told = json.loads(round.content)
    assert len(told["changes"]) == 3
    files = PdfReader(io.BytesIO(paper_of(row))).attachments
    assert files["endring.json"][0] == round.content.encode()
    xml = files["endring.xml"][0].decode()
    words = " ".join(text(paper_of(row)).split())
    for change in told["changes"]:
        assert f"{change['before']} {change['after']}" in words
        assert f"<after>{change['after']}</after>" in xml


@pytest.mark.parametrize("content", ["", "{}"])
def test_one_whose_words_were_not_kept_has_a_final_paper_too(changes, content):
    row = changes.to(S.SIGNED, changes.draft(Kind.EXTENSION, reason="Mer tid"))
    round = row.rounds.get()
    round.content = content  # as it came from elsewhere; not saved
    files = PdfReader(io.BytesIO(final_of(round))).attachments
    assert json.loads(files["endring.json"][0])["reason"] == "Mer tid"


def final_of(round) -> bytes:
    round.amendment = Amendment.objects.get(pk=round.amendment_id)
    return unsealed_pdf(round, list(round.parties.all()), list(round.events.all()))


def test_the_signed_paper_is_about_the_change(changes):
    row = changes.draft(Kind.EXTENSION, reason="Mer tid")
    changes.to(S.SIGNED, row)
    words = text(paper_of(row))
    assert "Mer tid" in words
    assert Contract.objects.get(pk=row.contract_id).round_id == changes.office.rows.round.pk


def text(pdf) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
