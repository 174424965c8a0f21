"""How does a paper come to a contract, and go away again?"""

from functools import partial

from django.db.transaction import atomic, on_commit
from django.utils.translation import gettext as _

from contracts.models import Contract, ContractPaper
from contracts.states import OPEN, ContractState
from okportal.audit.actions import record
from okportal.documents.actions import discard, store
from okportal.documents.models import StoredFile
from okportal.documents.uploads import Accepted
from okportal.errors import Refused


@atomic
def add_paper(*, contract: Contract, kind: str, file: Accepted, by, note: str = "") -> ContractPaper:
    """Until the county has decided: it may ask for one more while it has the contract."""
    contract = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    if contract.state not in OPEN:
        raise Refused(
            _("No more papers can be added to this contract."),
            way_out=_("Keep it with the amendment or the letter that it belongs to."),
        )
    stored = store(
        office_id=contract.office_id, kind=StoredFile.Kind.CONTRACT_PAPER, name=file.name, content=file.content,
        content_type=file.content_type, by=by,
    )  # fmt: skip
    paper = ContractPaper.objects.create(
        office_id=contract.office_id, contract=contract, kind=kind, file=stored, note=note, added_by=by.user
    )
    record(by, "contract.paper_added", contract, paper=paper.pk, kind=kind, sha256=stored.sha256)
    return paper


@atomic
def remove_paper(*, paper: ContractPaper, by):
    """Row and file go, the trail keeps the hash; twice is once. Refused once the contract was sent with it."""
    contract = Contract.objects.select_for_update(of=("self",)).get(pk=paper.contract_id)
    paper = ContractPaper.objects.select_related("file").filter(pk=paper.pk).first()
    if paper is None:
        return
    if contract.state != ContractState.DRAFT:
        raise Refused(
            _("The contract was sent with this paper."),
            way_out=_("Take the contract back to draft first, or add the right paper beside it."),
        )
    if contract.credits.filter(paper=paper).exists():
        raise Refused(
            _("Credit rests on this paper."), way_out=_("Give the credit another paper, or remove the credit first.")
        )
    stored = paper.file
    record(by, "contract.paper_removed", contract, paper=paper.pk, kind=paper.kind, sha256=stored.sha256)
    paper.delete()
    stored.delete()
    on_commit(partial(discard, stored.key))
