"""What did the county decide, and when does the contract come into force?"""

import datetime

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from apprenticeships.actions import start as start_apprenticeship
from contracts import emails
from contracts.models import Contract, Party
from contracts.signals import contract_started
from contracts.states import APPROVE, REFUSE, START
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.states import begin


@atomic
def approve(*, contract: Contract, decided_on: datetime.date, case_number: str, decision_remark: str, by) -> Contract:
    """The county's approval, as it stands in its letter. A training that should have begun by now begins at once."""
    contract = begin(contract, APPROVE)
    _decide(contract, decided_on, case_number, decision_remark)
    record(by, "contract.approved", contract, decided_on=str(decided_on), case_number=case_number)
    for party in contract.parties.exclude(role=Party.Role.OFFICE):
        emails.approved(contract, party)
    if contract.start_on <= timezone.localdate():
        contract = start(contract=contract, by=by)
    return contract


@atomic
def refuse(*, contract: Contract, decided_on: datetime.date, case_number: str, decision_remark: str, by) -> Contract:
    contract = begin(contract, REFUSE)
    if not decision_remark:
        raise Refused(_("Write what the county gives as its reason."), field="decision_remark")
    _decide(contract, decided_on, case_number, decision_remark)
    record(by, "contract.refused", contract, decided_on=str(decided_on), case_number=case_number)
    return contract


@atomic
def start(*, contract: Contract, by) -> Contract:
    """The first day has come: the training runs, and talks, plan and exam registration follow (`contract_started`)."""
    contract = begin(contract, START)
    if contract.start_on > timezone.localdate():
        raise Refused(_("The training starts on %s.") % f"{contract.start_on:%d.%m.%Y}")
    contract.save(update_fields=["state"])
    start_apprenticeship(
        apprenticeship=contract.apprenticeship, start_on=contract.start_on, end_on=contract.end_on, by=by
    )
    record(by, "contract.started", contract, start_on=str(contract.start_on), end_on=str(contract.end_on))
    contract_started.send(Contract, contract=contract, by=by)
    return contract


def _decide(contract, decided_on, case_number, decision_remark):
    if decided_on > timezone.localdate():
        raise Refused(_("The decision cannot lie in the future."), field="decided_on")
    if contract.sent_at and decided_on < timezone.localdate(contract.sent_at):
        raise Refused(_("The decision cannot be older than the contract."), field="decided_on")
    contract.decided_on, contract.case_number, contract.decision_remark = decided_on, case_number, decision_remark
    contract.save()
