"""How does a draft that nobody needs go away?"""

from django.db.transaction import atomic
from django.utils.translation import gettext as _

from contracts.actions.papers import remove_paper
from contracts.models import Contract, Handover
from contracts.states import ContractState
from okportal.audit.actions import record
from okportal.errors import Refused


def is_unsent(contract: Contract) -> bool:
    """A draft that nobody outside the office has seen, with nothing of the county authority's kept beside it."""
    is_draft = contract.state == ContractState.DRAFT
    return is_draft and not contract.rounds.exists() and not contract.county_entries.exists()


@atomic
def discard(*, contract: Contract, by):
    """The draft goes, with its credit and its papers; the trail keeps its number. Twice is once.

    Refused once it was sent, and while a change of company needs it.
    """
    row = Contract.objects.select_for_update(of=("self",)).filter(pk=contract.pk).first()
    if row is None:
        return
    if not is_unsent(row):
        raise Refused(
            _("Only a draft that was never sent can be discarded."), way_out=_("What was sent is kept with the file.")
        )
    if Handover.objects.filter(new_contract=row).exists():
        raise Refused(
            _("This draft belongs to a change of company."), way_out=_("Call off the change of company first.")
        )
    row.credits.all().delete()
    for paper in row.papers.all():
        remove_paper(paper=paper, by=by)
    record(by, "contract.removed", row, number=row.number)
    row.delete()
