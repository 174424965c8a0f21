"""Does veraPDF find our papers to be PDF/A-3u and PDF/UA-1, sealed ones too?

Each kind of paper is one function that gives its bytes; `PAPERS` lists them. Java starts once for all of them.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from companies.pdf import application_pdf
from contracts.amending.kinds import Kind
from contracts.ending.letters import Sheet, Typed, letter_pdf
from contracts.models import Contract, Ending, Letter
from contracts.paper.pdf import contract_pdf
from contracts.states import AmendmentState
from exams.pdf import registration_pdf
from okportal.documents.actions import read
from okportal.permissions import Role
from tests.conformance.vera import STANDARDS, check
from tests.contracts.amending.changes import Changes
from tests.contracts.handover.other import Way, make_other
from tests.contracts.papers import loaded, signed_round
from tests.documents.sample import sample_contract, sample_parties, sample_registration

PAPERS: dict[str, Callable] = {}


def paper(make):
    """Register a paper; `make(cast)` runs inside the office's scope and gives the PDF."""
    PAPERS[make.__name__] = make
    return make


@paper
def contract_sealed(cast) -> bytes:
    return read(signed_round(cast).signed_file)


@paper
def amendment_sealed(cast) -> bytes:
    changes = Changes(cast)
    signed = changes.to(AmendmentState.SIGNED, changes.draft(Kind.EXTENSION))
    return read(signed.rounds.get().signed_file)


@paper
def handover(cast) -> bytes:
    advisor = cast.member(Role.ADVISOR)
    contract = Contract.objects.with_people().get(pk=cast.rows.contract.pk)
    way = Way(contract, make_other(cast, advisor.today), advisor)
    return read(way.planned(advisor.today + timedelta(days=40)).file)


def letter(kind, language):
    def make(cast) -> bytes:
        contract = loaded(cast.rows.contract)
        day = timezone.localdate()
        ending = Ending(
            office=cast.office, contract=contract, kind=Ending.Kind.MUTUAL, demanded_by=Ending.Side.COMPANY,
            last_on=day, wished_on=day, agreed_on=day, told_on=day, heard_on=day, decided_on=day, case_number="26/100",
        )  # fmt: skip
        typed = Typed(grounds="Fordi det er slik.", meet_at=timezone.now(), place="Kontoret")
        return letter_pdf(Sheet(kind, ending, language, day, "Kari Nordli", typed))

    make.__name__ = f"letter_{kind}_{language}"
    return make


for number, kind in enumerate(Letter.Kind.values):
    paper(letter(kind, ("nb", "nn")[number % 2]))


@paper
def application(cast) -> bytes:
    return application_pdf(cast.rows.approval, language="nn", remarks="Merk dette.", today=timezone.localdate())


@paper
def exam_form(cast) -> bytes:
    return registration_pdf(sample_registration())


def unsigned(kind, language):
    def make(cast) -> bytes:
        contract = sample_contract(kind=kind, language=language)
        address = "https://okportal.example/fjord/kontroller/7K3M-X0QA-94TZ/"
        parties = sample_parties(contract, signed=False)
        return contract_pdf(contract, signatures=parties, verify_url=address, code="7K3M-X0QA-94TZ")

    make.__name__ = f"contract_{kind}_{language}"
    return make


for number, kind in enumerate(Contract.Kind.values):
    paper(unsigned(kind, ("nb", "nn", "en", "nb")[number]))


@pytest.fixture
def folder(world, tmp_path):
    """All papers, as files of their names."""
    with world.here.scope():
        for name, make in PAPERS.items():
            (tmp_path / f"{name}.pdf").write_bytes(make(world.here))
    return tmp_path


def test_all_papers_can_be_archived_and_read_aloud(folder):
    verdicts = check(sorted(folder.glob("*.pdf")))
    broken = "\n".join(
        f"{one.file} is not {one.standard}:\n" + "\n".join(f"    {rule}" for rule in one.broken)
        for one in verdicts
        if not one.has_passed
    )
    assert not broken, broken
    assert len(verdicts) == len(PAPERS) * len(STANDARDS)
    assert all(one.checks > 1_000 for one in verdicts)
