"""How does a change of company begin, fill up, and get called off?"""

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from apprenticeships.actions.relations import check_of_company
from contracts.actions.discarding import discard, is_unsent
from contracts.handover import checks, emails
from contracts.models import Contract, Handover
from contracts.states import END, HANDOVER_CANCEL, ContractState, HandoverState
from okportal.audit.actions import record
from okportal.audit.stale import Edits, refuse_stale
from okportal.errors import Refused
from okportal.states import begin
from okportal.todo.actions import finish_task, raise_task, settle_task
from okportal.todo.models import Task

EDITS = Edits("handover.saved", (
    "reason", "note", "new_company", "on", "new_establishment", "new_supervisor", "new_instructor", "strengths",
    "ahead", "assessment",
))  # fmt: skip


@atomic
def begin_handover(*, contract: Contract, reason: str, note: str, by) -> Handover:
    """A new draft, or the open one that is there already: a second click begins no second change."""
    contract = Contract.objects.with_people().select_for_update(of=("self",)).get(pk=contract.pk)
    if known := contract.handovers.open().first():
        refresh_old_side(known)
        return known
    if contract.state != ContractState.ACTIVE:
        raise Refused(
            _("Contract %(number)s is not in force.") % {"number": contract.number},
            way_out=_("Only somebody in training changes company. Before that, correct the apprentice's page."),
        )
    training = contract.apprenticeship
    row = Handover.objects.create(
        office_id=contract.office_id, contract=contract, reason=reason, note=note, old_company=training.company,
        old_establishment=training.establishment, old_supervisor=training.supervisor, created_by=by.user,
    )  # fmt: skip
    record(by, "handover.begun", row, contract=contract.pk, reason=reason)
    return row


@atomic
def save_handover(*, handover: Handover, version: int, by, **answers) -> Handover:
    """Keep the answers of one step. `version` is the one they were typed on; a colleague's save since is Refused."""
    row = _draft(handover)
    refuse_stale(row, version, EDITS, except_by=by, field="version")
    refresh_old_side(row)
    if "new_company" in answers:
        _check_new_company(row, answers)
    return _write(row, answers, by)


def _check_new_company(row, answers):
    """What can never become right; what may still come in order stands among the problems until it is planned."""
    company = answers["new_company"]
    if company is not None and company.pk == row.old_company_id:
        raise Refused(
            _("The new company is the old one."), field="company",
            way_out=_("Another place of work or supervisor in the same company is a change of the contract."),
        )  # fmt: skip
    if answers["on"] is not None:
        checks.check_day(row, answers["on"], timezone.localdate())
    if company is not None:
        check_of_company(
            company, establishment=answers["new_establishment"], supervisor=answers["new_supervisor"],
            instructor=answers["new_instructor"],
        )  # fmt: skip


@atomic
def ask_assessment(*, handover: Handover, by) -> Task:
    """Ask the training supervisor of the company that is left for the closing assessment; again asks once more.

    The advisor's task stays open until it is there; while it is, the supervisor can write.
    """
    row = _draft(handover)
    refresh_old_side(row)
    supervisor = row.old_supervisor
    if supervisor is None or supervisor.user_id is None:
        raise Refused(
            _("The company that is left has no training supervisor who can log in."),
            way_out=_("Write the assessment yourself, after a talk with the company."),
        )
    apprentice = row.contract.apprenticeship.apprentice.name
    task = raise_task(
        office_id=row.office_id, key=row.task_key, kind="contracts/closing_assessment", by=by, reopen=True,
        facts={"apprentice": apprentice, "name": supervisor.name, "company": row.old_company.name},
        page="contracts:change_company", about_id=row.contract_id, assigned=row.contract.apprenticeship.advisor,
    )  # fmt: skip
    emails.ask_assessment(row, today=by.today)
    record(by, "handover.assessment_asked", row)
    return task


@atomic
def write_assessment(
    *, handover: Handover, version: int, strengths: str, ahead: str, assessment: str, is_done: bool, by
) -> Handover:  # fmt: skip
    """The training supervisor of the company that is left writes, as long as it is asked for. `is_done`: hand it in."""
    row = _draft(handover)
    if not Handover.objects.asked_of(by).filter(pk=row.pk).exists():
        raise Refused(_("The office waits for no assessment from you."), way_out=_("Call the office to change it."))
    refuse_stale(row, version, EDITS, except_by=by, field="version")
    if is_done and not assessment:
        raise Refused(_("Write some words on the whole before you hand it in."), field="assessment")
    row = _write(row, {"strengths": strengths, "ahead": ahead, "assessment": assessment}, by)
    if is_done:
        task = Task.objects.open().get(office_id=row.office_id, key=row.task_key)
        finish_task(task=task, by=by, outcome=_("Written by %(name)s.") % {"name": by.user.name})
    return row


@atomic
def cancel_handover(*, handover: Handover, by) -> Handover:
    """There will be no change. Whoever was told that there would, is told."""
    was_planned = Handover.objects.get(pk=handover.pk).state == HandoverState.PLANNED
    begun = begin(handover, HANDOVER_CANCEL)
    row = loaded(begun)
    new_contract = row.new_contract
    if new_contract is not None:
        _take_away(new_contract, row, by)
    row.save()
    settle_task(office_id=row.office_id, key=row.task_key, by=by)
    if was_planned:
        emails.called_off(row)
    record(by, "handover.cancelled", row)
    return row


def _take_away(contract, row, by):
    """The contract that was drafted for the new company: gone if nobody has seen it, else brought to its end."""
    locked = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    if locked.state == ContractState.APPROVED:
        locked = begin(locked, END)
        locked.ended_on, locked.end_reason = timezone.localdate(), _("The change of company was called off.")
        locked.save(update_fields=["state", "ended_on", "end_reason"])
        record(by, "contract.ended", locked, ended_on=str(locked.ended_on))
    elif is_unsent(locked):
        row.new_contract = None
        row.save(update_fields=["new_contract"])
        discard(contract=locked, by=by)
    elif locked.state not in {ContractState.DRAFT, ContractState.REFUSED}:
        refuse_under_way(locked)


def refuse_under_way(contract):
    raise Refused(
        _("Contract %(number)s with the new company is on its way (%(state)s).")
        % {"number": contract.number, "state": contract.get_state_display()},
        way_out=_("Take it back to draft first, or register what the county authority answers."),
    )


def refresh_old_side(row: Handover):
    """Supervisor and place in the company that is left may change until the change is made; then they stay."""
    training = row.contract.apprenticeship
    known = {"old_supervisor_id": training.supervisor_id, "old_establishment_id": training.establishment_id}
    if any(getattr(row, name) != pk for name, pk in known.items()):
        row.old_supervisor, row.old_establishment = training.supervisor, training.establishment
        Handover.objects.filter(pk=row.pk).update(**known)


def loaded(row: Handover) -> Handover:
    """The same row with its people, in the state that was begun and not saved yet."""
    found = Handover.objects.with_people().select_related("office").get(pk=row.pk)
    found.state, found.version = row.state, row.version
    return found


def _draft(handover) -> Handover:
    row = Handover.objects.with_people().select_for_update(of=("self",)).get(pk=handover.pk)
    if row.state != HandoverState.DRAFT:
        raise Refused(
            _("The change of company is %(state)s and cannot be written on.")
            % {"state": row.get_state_display().lower()},
            way_out=_("Correct the plan first."),
        )
    return row


def _write(row, answers, by) -> Handover:
    changed = [name for name, value in answers.items() if getattr(row, name) != value]
    if not changed:
        return row
    for name in changed:
        setattr(row, name, answers[name])
    row.version += 1
    row.save()
    record(by, EDITS.verb, row, version=row.version, fields=sorted(changed))
    return row
