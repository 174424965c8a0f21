"""How is a contract ended the guided way: begun, filled in, told to the county authority, finished or dropped?"""

import datetime

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.actions.ending import close
from contracts.ending.problems import (
    before_beginning,
    before_finishing,
    before_telling,
    in_the_future,
    of_company_change,
)
from contracts.models import Contract, Ending
from contracts.states import END, ENDING_DROP, ENDING_OPEN, ENDING_TELL, ContractState, EndingState
from okportal.audit.actions import record
from okportal.audit.stale import Edits, refuse_stale
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.errors import Refused
from okportal.states import begin
from okportal.todo.actions import settle_task

EDITS = Edits(
    "ending.saved",
    (
        "reason", "note", "last_on", "wished_on", "agreed_on", "heard_on", "decided_on", "case_number", "document",
        "employment_ends", "told_on",
    ),
)  # fmt: skip


@atomic
def begin_ending(*, contract: Contract, kind: str, by, demanded_by: str = "") -> Ending:
    """Begin one way of ending; the contract runs on until it is finished. The same click again gives the same one."""
    contract = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    demanded_by = demanded_by if kind == Ending.Kind.RESCISSION else ""
    if under_way := contract.endings.filter(state__in=ENDING_OPEN).first():
        if (under_way.kind, under_way.demanded_by) == (kind, demanded_by):
            return under_way
        raise Refused(
            _("The contract is being ended already: %(kind)s.") % {"kind": under_way},
            way_out=_("Go on with it, or drop it first."),
        )
    if not END.allowed_from(contract.state):
        raise Refused(
            _("Only a contract that is approved or in force can be ended. This one is: %(state)s.")
            % {"state": contract.get_state_display()}
        )
    today = timezone.localdate()
    for problem in [*of_company_change(contract), *before_beginning(contract, kind, demanded_by, today)]:
        raise Refused(problem.message, way_out=problem.way_out, field=problem.code)
    ending = Ending.objects.create(
        office_id=contract.office_id, contract=contract, kind=kind, demanded_by=demanded_by,
        last_on=_suggested_day(contract, kind, today), begun_by=by.user if by else None,
    )  # fmt: skip
    record(by, "ending.begun", ending, kind=kind, demanded_by=demanded_by)
    return ending


@atomic
def save_ending(*, ending: Ending, version: int, by, document=None, **facts) -> Ending:
    """Write down what is known. `facts`: fields of EDITS; `document`: an Accepted, or None to keep what is there.

    Days that have been cannot lie ahead; whatever else is missing is told on the page, and stops only the finish.
    """
    ending = _locked(ending)
    _refuse_closed(ending)
    refuse_stale(ending, version, EDITS)
    changed = [name for name, value in facts.items() if getattr(ending, name) != value]
    for name in changed:
        setattr(ending, name, facts[name])
    today = timezone.localdate()
    if field := in_the_future(ending, today):
        raise Refused(_("This day lies in the future."), field=field)
    if ending.state == EndingState.TOLD:
        if ending.told_on is None:
            raise Refused(_("The day the county authority was told is missing."), field="told_on")
        _refuse_first(before_telling(ending, ending.told_on, today), facts)
    if document is not None:
        ending.document = store(
            office_id=ending.office_id, kind=StoredFile.Kind.CONTRACT_PAPER, name=document.name,
            content=document.content, content_type=document.content_type, by=by,
        )  # fmt: skip
        changed.append("document")
    if changed:
        ending.version += 1
        ending.save()
        record(by, EDITS.verb, ending, version=ending.version, fields=changed)
    return ending


@atomic
def tell_county(*, ending: Ending, told_on: datetime.date, by) -> Ending:
    """The county authority was told in writing on this day. A second click with the same day changes nothing."""
    locked = _locked(ending)
    if locked.state == EndingState.TOLD and locked.told_on == told_on:
        return locked
    ending = begin(locked, ENDING_TELL)
    _refuse_first(before_telling(ending, told_on, timezone.localdate()), {"told_on": told_on})
    ending.told_on = told_on
    ending.version += 1
    ending.save()
    record(by, "ending.told", ending, version=ending.version, fields=["told_on"], told_on=str(told_on))
    return ending


@atomic
def finish_ending(*, ending: Ending, by) -> Ending:
    """End the contract, if all that the law demands is in order and the last day has come. Twice is once."""
    Contract.objects.select_for_update(of=("self",)).get(pk=ending.contract_id)
    ending = _locked(ending)
    if ending.state == EndingState.DONE:
        return ending
    if ending.state == EndingState.DROPPED:
        _refuse_closed(ending)
    for problem in before_finishing(ending, timezone.localdate()):
        if problem.is_blocker:
            raise Refused(problem.message, way_out=problem.way_out)
    ending = close(ending=ending, by=by)
    settle_task(office_id=ending.office_id, key=task_key(ending), by=by)
    return ending


@atomic
def drop_ending(*, ending: Ending, by) -> Ending:
    """It was not to be: the contract goes on. Twice is once."""
    ending = _locked(ending)
    if ending.state == EndingState.DROPPED:
        return ending
    ending = begin(ending, ENDING_DROP)
    ending.save(update_fields=["state"])
    record(by, "ending.dropped", ending, kind=ending.kind)
    settle_task(office_id=ending.office_id, key=task_key(ending), by=by)
    return ending


def task_key(ending) -> str:
    """Of the task that says what keeps this one from being finished."""
    return f"contracts:ending:{ending.pk}"


def _suggested_day(contract, kind, today):
    if kind == Ending.Kind.COMPLETED:
        return contract.end_on
    if kind == Ending.Kind.LAPSE:
        return min(today, contract.start_on) if contract.state == ContractState.APPROVED else contract.end_on
    return None


def _locked(ending) -> Ending:
    ending = Ending.objects.select_for_update(of=("self",)).get(pk=ending.pk)
    ending.contract = Contract.objects.with_people().get(pk=ending.contract_id)
    return ending


def _refuse_closed(ending):
    if ending.state not in ENDING_OPEN:
        raise Refused(
            _("This is %(state)s already, and stays as it is.") % {"state": ending.get_state_display().lower()}
        )


def _refuse_first(problems, facts):
    for problem in problems:
        field = problem.code if problem.code in facts else None
        raise Refused(problem.message, way_out=problem.way_out, field=field)
