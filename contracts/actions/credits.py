"""How does credit come to a draft, and what becomes of the last day?"""

from django.db.transaction import atomic
from django.utils.translation import gettext as _

from contracts.actions.drafting import EDITS, keep, locked_draft, other_end, reckon
from contracts.actions.papers import add_paper
from contracts.ledger.inputs import WITH_FIGURE
from contracts.models import Contract, ContractCredit, ContractPaper
from okportal.audit.stale import refuse_stale
from okportal.documents.uploads import Accepted
from okportal.errors import Refused

Kind, Paper = ContractCredit.Kind, ContractPaper.Kind
PAPER_FOR = {
    Kind.CERTIFICATE_SAME_VG2: Paper.CERTIFICATE, Kind.CERTIFICATE_SAME: Paper.CERTIFICATE,
    Kind.CERTIFICATE_OTHER: Paper.CERTIFICATE, Kind.PRACTICE: Paper.EMPLOYER, Kind.AGREED: Paper.DECISION,
}  # fmt: skip


@atomic
def add_credit(*, contract: Contract, version: int, by, file: Accepted | None = None, **facts) -> ContractCredit:
    """One more thing that shortens the training; with `file` the paper that shows it is kept at once.

    `facts`: kind, months (None: what the regulation says), days, has_relevant_yff, decided_on, decided_by, paper.
    """
    contract = locked_draft(contract)
    refuse_stale(contract, version, EDITS, except_by=by, field="version")
    credit = ContractCredit(office_id=contract.office_id, contract=contract)
    return _save(contract, credit, facts, file, by)


@atomic
def edit_credit(*, credit: ContractCredit, version: int, by, file: Accepted | None = None, **facts) -> ContractCredit:
    """As add_credit, on a row that is there. What it rested on before stays among the papers."""
    contract = locked_draft(credit.contract)
    refuse_stale(contract, version, EDITS, except_by=by, field="version")
    credit = ContractCredit.objects.filter(pk=credit.pk).first()
    if credit is None:
        raise Refused(_("This credit was removed in the meantime."), way_out=_("Add it again, if it shall count."))
    return _save(contract, credit, facts, file, by)


@atomic
def remove_credit(*, credit: ContractCredit, by):
    """The paper stays with the contract; twice is once."""
    contract = locked_draft(credit.contract)
    if contract.credits.filter(pk=credit.pk).delete()[0]:
        _reckon_anew(contract, by)


def _save(contract, credit, facts, file, by) -> ContractCredit:
    if facts["months"] is None and facts["kind"] not in WITH_FIGURE:
        raise Refused(
            _("The regulation has no fixed figure for this."),
            way_out=_("Fill in the months that the county authority gives."), field="months",
        )  # fmt: skip
    if facts["months"] is None:
        facts = facts | {"days": 0}  # days belong to a figure of one's own
    for name, value in facts.items():
        setattr(credit, name, value)
    if file:
        kind = PAPER_FOR.get(credit.kind, Paper.TRANSCRIPT)
        credit.paper = add_paper(contract=contract, kind=kind, file=file, by=by)
    credit.save()
    _reckon_anew(contract, by)
    return credit


def _reckon_anew(contract, by):
    reckon(contract, other_end(contract))
    keep(contract, {"credit_months"}, by)
