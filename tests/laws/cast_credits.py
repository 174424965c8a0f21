"""Which papers, credit and kept reckonings does the cast of the laws have?"""

from contracts.models import Contract, ContractCredit, ContractPaper
from contracts.reckoning.keeping import keep_ledger
from okportal.permissions import Role


def add_credits(cast):
    """A paper with the credit that rests on it, and a reckoning that was kept."""
    rows, office, by = cast.rows, cast.office, cast.users[Role.ADVISOR]
    rows.credits, rows.papers, rows.ledgers = [], [], []
    for contract in (rows.draft, rows.contract):
        paper = ContractPaper.objects.create(
            office=office, contract=contract, kind="employer", file=rows.file, note=f"{cast.mark} papir", added_by=by
        )
        rows.papers.append(paper)
        rows.credits.append(
            ContractCredit.objects.create(
                office=office,
                contract=contract,
                kind="practice",
                months=1,
                paper=paper,
                decided_by=f"{cast.mark} fylke",
            )
        )
    kept = Contract.objects.with_people().get(pk=rows.contract.pk)
    rows.ledgers.append(keep_ledger(contract=kept, why="sent"))
