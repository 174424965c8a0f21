"""How does a change of company become a plan, with its paper and the contract to come, and how is it corrected?"""

import datetime
from dataclasses import replace

from django.db.transaction import atomic
from django.utils.translation import gettext as _
from django.utils.translation import override

from contracts import rules
from contracts.actions.drafting import next_numbers, reckon
from contracts.actions.handover import loaded, refresh_old_side, refuse_under_way
from contracts.actions.templates import fitting_template
from contracts.amending.as_of import position_on
from contracts.handover import checks, emails, grant_split
from contracts.handover.checks import number
from contracts.handover.figures import aims_of
from contracts.handover.pdf import file_name, handover_pdf
from contracts.ledger import calculate
from contracts.models import Contract, Handover
from contracts.problems import blockers
from contracts.reckoning.inputs import agreed_inputs
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
    for problem in blockers(checks.before_planning(row, by.today)):
        raise Refused(problem.message, way_out=problem.way_out)
    refresh_old_side(row)
    row.aims = aims_of(row.contract.apprenticeship)
    row.new_contract = _contract_to_come(row, by)
    row.file = store(
        office_id=row.office_id, kind=StoredFile.Kind.HANDOVER, name=file_name(row), by=by,
        content=handover_pdf(row, written_on=by.today), content_type="application/pdf",
    )  # fmt: skip
    row.save()
    settle_task(office_id=row.office_id, key=row.task_key, by=by)
    emails.planned(row)
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
    """The draft for the time that is left; one that a corrected plan has made already is filled in anew.

    Credit and papers that the office has added to that one since, stay.
    """
    old, contract = row.contract, row.new_contract
    if contract is None:
        number = next_numbers(row.office_id, 1)[0]
        contract = Contract(office_id=row.office_id, number=number)
    elif contract.state != ContractState.DRAFT:
        refuse_under_way(contract)
    contract.apprenticeship, place = old.apprenticeship, row.new_establishment
    contract.kind, contract.language = old.kind, old.language
    contract.position_percent = position_on(old, old.amendments.in_force(), row.on)
    contract.aim_codes, contract.practice_before_months = old.aim_codes, old.practice_before_months
    contract.template = fitting_template(contract)
    contract.workplace, contract.remarks = place.name if place else "", _remarks(row, contract.template)
    contract.start_on, contract.end_on = row.on, old.end_on
    contract.save()
    _agree_on_old_end(contract, old)
    contract.version += 1
    contract.save()
    record(by, "contract.drafted", contract, number=contract.number, handover=row.pk)
    return contract


def _agree_on_old_end(contract, old):
    """The training ends when it was to end: that day is agreed, and what the months lead to stands beside it.

    The months of the contract are those of a full position; the time that is left has been stretched by part time.
    """
    contract.months = months_left(contract, old.end_on)
    reckon(contract, old.end_on)
    contract.other_end_because = ""
    if contract.calculated_end_on != old.end_on:
        with override(contract.language):
            contract.other_end_because = checks.same_end_because(old)


def months_left(contract: Contract, end_on: datetime.date) -> int:
    """The most months, not fewer than the kind allows, that lead from its first day past no `end_on`."""
    inputs = replace(agreed_inputs(contract), credits=())
    months = rules.minimum_months(contract.kind)
    while calculate(replace(inputs, base_months=months + 1)).calculated_on <= end_on:
        months += 1
    return months


def _remarks(row, template) -> str:
    """What every contract of the office says, and where this one comes from."""
    old, _new = grant_split.split(row.contract.start_on, row.on, row.contract.end_on)
    with override(row.contract.language):
        goes_on = _("Goes on from contract %(number)s with %(company)s, of which %(months)s months are done.") % {
            "number": row.contract.number, "company": row.old_company, "months": number(old.months),
        }  # fmt: skip
    return "\n\n".join(filter(None, [goes_on, template.remarks if template else ""]))
