"""Which of the demo's contracts have credit, and papers that show it?"""

from datetime import timedelta
from io import BytesIO

import pikepdf

from contracts.actions.drafting import reckon
from contracts.models import Contract, ContractCredit, ContractPaper
from contracts.states import ContractState
from okportal.documents.actions import store
from okportal.documents.models import StoredFile

Kind, Paper = ContractCredit.Kind, ContractPaper.Kind
# Kind of credit, months, its paper and the file's name.
STORIES = (
    (Kind.PRACTICE, 4, Paper.EMPLOYER, "attest-fra-arbeidsgiver.pdf"),
    (Kind.CERTIFICATE_OTHER, 3, Paper.CERTIFICATE, "fagbrev.pdf"),
    (Kind.AGREED, 2, Paper.DECISION, "vedtak-om-godskriving.pdf"),
)


def add_credits(office, contracts):
    """Credit in some that are in force since before the portal; as much longer, they end when they did."""
    rows = Contract.objects.filter(
        pk__in=[row.pk for row in contracts], state=ContractState.ACTIVE, round=None
    ).with_people().order_by("pk")  # fmt: skip
    for contract, (kind, months, paper_kind, name) in zip(rows[: len(STORIES)], STORIES, strict=False):
        advisor = contract.apprenticeship.advisor.user
        paper = add_paper(office, contract, paper_kind, name, advisor)
        add_paper(office, contract, Paper.EMPLOYMENT, "arbeidsavtale.pdf", advisor)
        ContractCredit.objects.create(
            office=office, contract=contract, kind=kind, months=months, paper=paper,
            decided_on=contract.start_on - timedelta(days=60), decided_by=str(contract.apprenticeship.county),
        )  # fmt: skip
        contract.months += months
        reckon(contract)
        contract.save()


def add_paper(office, contract, kind, name, by) -> ContractPaper:
    written = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.save(written, deterministic_id=True)
    file = store(
        office_id=office.pk, kind=StoredFile.Kind.CONTRACT_PAPER, name=name, content=written.getvalue(),
        content_type="application/pdf", by=None,
    )  # fmt: skip
    return ContractPaper.objects.create(office=office, contract=contract, kind=kind, file=file, added_by=by)
