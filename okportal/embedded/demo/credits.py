"""Which of the demo's contracts have credit, and papers that show it?"""

from datetime import timedelta
from io import BytesIO

import pikepdf

from contracts.actions.drafting import reckon
from contracts.models import Contract, ContractCredit, ContractPaper
from contracts.states import ContractState
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.documents.uploads import Accepted
from okportal.embedded.demo.scenes import Cast, scenes_of
from okportal.embedded.demo.training import OWN_CREDIT

Kind, Paper = ContractCredit.Kind, ContractPaper.Kind
EMPLOYMENT, TRANSCRIPT = (Paper.EMPLOYMENT, "arbeidsavtale.pdf"), (Paper.TRANSCRIPT, "karakterutskrift.pdf")
# Kind of credit, months, its paper and the file's name.
STORIES = (
    (Kind.PRACTICE, 4, Paper.EMPLOYER, "attest-fra-arbeidsgiver.pdf"),
    (Kind.CERTIFICATE_OTHER, 3, Paper.CERTIFICATE, "fagbrev.pdf"),
    (Kind.AGREED, 2, Paper.DECISION, "vedtak-om-godskriving.pdf"),
)
# What the county asks for with these types.
DEMANDED = {
    Contract.Kind.ON_THE_JOB: (
        (Paper.EMPLOYER, "attest-fra-arbeidsgiver.pdf"), (Paper.PRIOR_LEARNING, "realkompetansevurdering.pdf")
    ),
    Contract.Kind.TRAINING: ((Paper.OWN_PLAN, "individuell-opplaeringsplan.pdf"), EMPLOYMENT, TRANSCRIPT),
}  # fmt: skip
DECIDED_BEFORE = timedelta(days=60)  # the first day of training


def add_own_credit(office, contracts):
    """Of the login `apprentice@`: months of practice that count, with the paper that shows them."""
    contract = loaded([contracts[Cast.OWN]])[0]
    _kind, _months, paper_kind, name = STORIES[0]
    paper = add_paper(office, contract, paper_kind, name)
    for kind, other in (EMPLOYMENT, TRANSCRIPT):
        add_paper(office, contract, kind, other)
    add_credit(office, contract, Kind.PRACTICE, OWN_CREDIT, paper)


def add_credits(plan, office, contracts):
    """Credit in some that are in force since before the portal; as much longer, they end when they did."""
    scenes = scenes_of(plan)
    others = [row for number, row in enumerate(contracts) if number not in scenes and row.state == ContractState.ACTIVE]
    apprentices = [row for row in others if row.kind == Contract.Kind.APPRENTICE]
    for contract, (kind, months, paper_kind, name) in zip(loaded(apprentices[: len(STORIES)]), STORIES, strict=True):
        paper = add_paper(office, contract, paper_kind, name)
        add_paper(office, contract, *EMPLOYMENT)
        add_credit(office, contract, kind, months, paper)
        contract.months += months
        reckon(contract)
        contract.save()


def add_papers_on_their_way(office, contracts):
    """What goes along with a contract of each type to the county authority."""
    for contract in loaded(contracts):
        for kind, name in DEMANDED.get(contract.kind, (EMPLOYMENT, TRANSCRIPT)):
            add_paper(office, contract, kind, name)


def fill_draft(office, contracts):
    """The draft of a training candidate: the individual plan, without which it cannot be sent, is still to come."""
    (contract,) = loaded([contracts[Cast.DRAFT]])
    add_paper(office, contract, *EMPLOYMENT)


def loaded(contracts) -> list[Contract]:
    return list(Contract.objects.filter(pk__in=[row.pk for row in contracts]).with_people().order_by("pk"))


def add_credit(office, contract, kind, months, paper):
    ContractCredit.objects.create(
        office=office, contract=contract, kind=kind, months=months, paper=paper,
        decided_on=contract.start_on - DECIDED_BEFORE, decided_by=str(contract.apprenticeship.county),
    )  # fmt: skip


def add_paper(office, contract, kind, name) -> ContractPaper:
    file = store(
        office_id=office.pk, kind=StoredFile.Kind.CONTRACT_PAPER, name=name, content=sheet(Paper(kind).label),
        content_type="application/pdf", by=None,
    )  # fmt: skip
    advisor = contract.apprenticeship.advisor.user
    return ContractPaper.objects.create(office=office, contract=contract, kind=kind, file=file, added_by=advisor)


def accepted(name: str, title: str) -> Accepted:
    """A paper as if somebody had uploaded it."""
    return Accepted(sheet(title), "application/pdf", name)


def sheet(title: str) -> bytes:
    """One page that says what it stands for: there is nobody behind the demo who has a real one."""
    written = BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )  # fmt: skip
        page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.F1)
        text = f"BT /F1 18 Tf 72 740 Td ({title}) Tj 0 -28 Td /F1 11 Tf (Eksempel uten innhold.) Tj ET"
        page.contents_add(text.encode("cp1252"))
        document.save(written, deterministic_id=True)
    return written.getvalue()
