"""How does a change of company become a plan, with its paper and the contract to come, and how is it corrected?"""

from django.db.transaction import atomic
from django.utils.translation import gettext as _
from django.utils.translation import override

from contracts import grant_split, handover_checks, handover_emails, rules
from contracts.actions.drafting import next_numbers
from contracts.actions.handover import loaded, refuse_under_way
from contracts.handover_checks import number
from contracts.handover_figures import aims_of
from contracts.handover_pdf import file_name, handover_pdf
from contracts.ledger.months import add_months
from contracts.models import Contract, ContractCredit, Handover
from contracts.problems import blockers
from contracts.states import HANDOVER_PLAN, HANDOVER_REOPEN, ContractState
from okportal.audit.actions import record
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.errors import Refused
from okportal.states import begin
from okportal.todo.actions import settle_task


@atomic
def plan_handover(*, handover: Handover, version: int, by) -> Handover:
    """Make the handover's paper, draft the contract with the new company, and tell both companies and the apprentice.

    `version` is the one that was looked over. Raises Refused with the first blocker of handover_checks.
    """
    row = loaded(begin(handover, HANDOVER_PLAN, version))
    for problem in blockers(handover_checks.before_planning(row, by.today)):
        raise Refused(problem.message, way_out=problem.way_out)
    row.aims = aims_of(row.contract.apprenticeship)
    row.new_contract = _contract_to_come(row, by)
    row.file = store(
        office_id=row.office_id, kind=StoredFile.Kind.HANDOVER, name=file_name(row), by=by,
        content=handover_pdf(row, written_on=by.today), content_type="application/pdf",
    )  # fmt: skip
    row.save()
    settle_task(office_id=row.office_id, key=row.task_key, by=by)
    handover_emails.planned(row)
    record(by, "handover.planned", row, on=str(row.on), contract=row.new_contract_id, sha256=row.file.sha256)
    return row


@atomic
def reopen_handover(*, handover: Handover, by) -> Handover:
    """Back to draft, to correct it. The paper that was made stays kept; a new one follows with the next plan."""
    row = loaded(begin(handover, HANDOVER_REOPEN))
    if row.new_contract.state not in {ContractState.DRAFT, ContractState.REFUSED}:
        refuse_under_way(row.new_contract)
    row.version += 1
    row.save()
    record(by, "handover.reopened", row)
    return row


def _contract_to_come(row, by) -> Contract:
    """The draft for the time that is left; one that a corrected plan has made already is filled in anew."""
    old, contract = row.contract, row.new_contract
    if contract is None:
        number = next_numbers(row.office_id, 1)[0]
        contract = Contract(office_id=row.office_id, apprenticeship=old.apprenticeship, number=number)
    elif contract.state != ContractState.DRAFT:
        refuse_under_way(contract)
    place = row.new_establishment
    contract.kind, contract.language, contract.position_percent = old.kind, old.language, old.position_percent
    contract.aim_codes, contract.practice_before_months = old.aim_codes, old.practice_before_months
    contract.workplace, contract.remarks = place.name if place else "", _remarks(row)
    contract.start_on, contract.end_on = row.on, old.end_on
    contract.months, spare_days = months_left(old.kind, row.on, old.end_on)
    contract.calculated_end_on = old.end_on if spare_days is not None else None
    contract.version += 1
    contract.save()
    contract.credits.all().delete()
    if spare_days:
        ContractCredit.objects.create(
            office_id=row.office_id, contract=contract, kind=ContractCredit.Kind.AGREED, months=0, days=spare_days
        )
    record(by, "contract.drafted", contract, number=contract.number, handover=row.pk)
    return contract


def months_left(kind: str, on, end_on) -> tuple[int, int | None]:
    """(months, days) so that `months` from `on`, less the days, lead to `end_on`; None where the kind's minimum of
    months is longer than what is left, and the last day stays the agreed one."""
    after, months = end_on + grant_split.A_DAY, 1
    while add_months(on, months) < after:
        months += 1
    least = rules.minimum_months(kind)
    return (least, None) if months < least else (months, (add_months(on, months) - after).days)


def _remarks(row) -> str:
    old, _new = grant_split.split(row.contract.start_on, row.on, row.contract.end_on)
    with override(row.contract.language):
        return _("Goes on from contract %(number)s with %(company)s, of which %(months)s months are done.") % {
            "number": row.contract.number, "company": row.old_company, "months": number(old.months),
        }  # fmt: skip
