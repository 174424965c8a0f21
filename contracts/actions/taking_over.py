"""How do contracts come along when an office takes over its register from another system, and go again?"""

from datetime import timedelta

from django.db.models import ProtectedError
from django.db.transaction import atomic
from django.utils.translation import gettext as _

from contracts.actions.drafting import next_numbers
from contracts.ledger.months import add_months
from contracts.models import Contract
from contracts.rules import legal_basis_on, minimum_months
from contracts.signals import contracts_given_back, contracts_taken_over
from contracts.states import ContractState
from contracts.types import KIND_OF_CANDIDATE
from okportal.audit.actions import record_each
from okportal.audit.models import Event
from okportal.errors import Refused

BATCH = 1000
STATE_OF_TRAINING = {
    "planned": ContractState.APPROVED, "running": ContractState.ACTIVE, "completed": ContractState.COMPLETED,
    "ended": ContractState.ENDED,
}  # fmt: skip


@atomic
def take_over(*, apprenticeships, case_numbers: dict, by) -> list[Contract]:
    """One contract for each apprenticeship that has both dates; approved by the county elsewhere, so in force here.

    `case_numbers`: {id of an apprenticeship: the county's number}. There is no file and no signature: both stand in
    the system that it comes from. Talks and registrations ahead follow (`contracts_taken_over`).
    """
    dated = [row for row in apprenticeships if row.start_on and row.end_on]
    numbers = next_numbers(by.office.pk, len(dated))
    contracts = Contract.objects.bulk_create(
        [_contract(row, number, case_numbers.get(row.pk, "")) for row, number in zip(dated, numbers, strict=True)],
        batch_size=BATCH,
    )
    record_each(by, "contract.taken_over", [(row, {"number": row.number}) for row in contracts])
    contracts_taken_over.send(Contract, contracts=contracts, by=by)
    return contracts


def _contract(training, number, case_number) -> Contract:
    state = STATE_OF_TRAINING[training.state]
    is_over = state in {ContractState.COMPLETED, ContractState.ENDED}
    kind = KIND_OF_CANDIDATE[training.candidate_type]
    return Contract(
        office_id=training.office_id, apprenticeship=training, number=number, state=state,
        kind=kind, start_on=training.start_on, end_on=training.end_on,
        months=max(minimum_months(kind), whole_months(training.start_on, training.end_on)),
        case_number=case_number, legal_basis=legal_basis_on(training.start_on),
        ended_on=training.end_on if is_over else None,
    )  # fmt: skip


def whole_months(start_on, end_on) -> int:
    """From the first day to the last one, both included: 24 for 1 September 2024 to 31 August 2026."""
    after = end_on + timedelta(days=1)
    months = (after.year - start_on.year) * 12 + after.month - start_on.month
    return months if add_months(start_on, months) <= after else months - 1


@atomic
def give_back(*, contracts, by):
    """Take out again what was taken over, with the talks and registrations that were only planned."""
    events = Event.objects.filter(subject="contracts.contract", subject_id__in=[row.pk for row in contracts])
    changed = events.exclude(verb="contract.taken_over").values_list("subject_id", flat=True).first()
    if changed:
        _refuse(next(row for row in contracts if row.pk == changed))
    try:
        with atomic():
            contracts_given_back.send(Contract, contracts=contracts, by=by)
            record_each(by, "contract.given_back", [(row, {"number": row.number}) for row in contracts])
            Contract.objects.filter(pk__in=[row.pk for row in contracts]).delete()
    except ProtectedError as error:
        used = next(iter(error.protected_objects))
        _refuse(next(row for row in contracts if row.pk == used.contract_id))


def _refuse(contract):
    raise Refused(
        _("Contract %(number)s has been worked with since.") % {"number": contract.number},
        way_out=_("The import can no longer be undone as a whole. Correct the rows by hand."),
    )
