"""How does a contract go to the county and back, what did the county decide, and when does the contract begin?"""

import datetime
from hashlib import sha256

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apprenticeships.actions import start as start_apprenticeship
from contracts import emails
from contracts.actions.county_tasks import raise_due, settle, signed_on
from contracts.actions.handover_switch import brought_by, start_contract
from contracts.county.deadlines import answer_by, course_of, decide_by, due, figures_on
from contracts.models import Contract, CountyEntry, Party
from contracts.signals import contract_approved, contract_started
from contracts.states import ANSWER, APPROVE, REFUSE, RETURN, SEND_TO_COUNTY, START
from okportal.audit.actions import record
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.errors import Refused
from okportal.states import begin

Kind = CountyEntry.Kind
LETTERS = {Kind.DOCUMENT_IN, Kind.DOCUMENT_OUT}


@atomic
def send_to_county(
    *, contract: Contract, on: datetime.date, by, case_number: str = "", remark: str = "", file=None
) -> Contract:
    """The signed contract has gone to the county, in Vigo or by letter; from now on its decision is waited for.

    `file`: documents.uploads.Accepted, what went along. Refused for a day ahead, or before the last signature.
    """
    contract = begin(contract, SEND_TO_COUNTY)
    _check_day(contract, on, "on")
    contract.sent_to_county_on = on
    waits_until = decide_by(on, figures_on(contract.apprenticeship.county_id, on))
    _step(contract, Kind.SENT, on, case_number, remark, file, by, due_on=waits_until)
    record(by, "contract.sent_to_county", contract, on=str(on), case_number=contract.case_number)
    return contract


@atomic
def note_return(
    *, contract: Contract, on: datetime.date, remark: str, by, case_number: str = "", file=None
) -> Contract:
    """The county wants something put right before it decides. The advisor gets a task, until the county's deadline."""
    contract = begin(contract, RETURN)
    if not remark:
        raise Refused(_("Write what the county authority remarks."), field="remark")
    _check_day(contract, on, "on")
    answer_until = answer_by(on, figures_on(contract.apprenticeship.county_id, on))
    entry = _step(contract, Kind.RETURNED, on, case_number, remark, file, by, due_on=answer_until)
    record(by, "contract.returned", contract, on=str(on), due_on=str(answer_until))
    _raise_task(contract, entry, by)
    return contract


@atomic
def answer_county(
    *, contract: Contract, on: datetime.date, remark: str, by, case_number: str = "", file=None
) -> Contract:
    """What the office answered to the remark; the county decides on the contract as it was signed."""
    contract = begin(contract, ANSWER)
    if not remark:
        raise Refused(_("Write what was answered."), field="remark")
    _check_day(contract, on, "on")
    waits_until = decide_by(on, figures_on(contract.apprenticeship.county_id, on))
    _step(contract, Kind.ANSWERED, on, case_number, remark, file, by, due_on=waits_until)
    record(by, "contract.answered", contract, on=str(on))
    return contract


@atomic
def approve(
    *, contract: Contract, decided_on: datetime.date, case_number: str, decision_remark: str, by, file=None
) -> Contract:
    """The county's approval, as it stands in its letter. A training that should have begun by now begins at once."""
    contract = begin(contract, APPROVE)
    _decide(contract, Kind.APPROVED, decided_on, case_number, decision_remark, file, by)
    record(by, "contract.approved", contract, decided_on=str(decided_on), case_number=contract.case_number)
    for party in contract.parties.exclude(role=Party.Role.OFFICE).filter(round_id=contract.round_id):
        emails.approved(contract, party)
    contract_approved.send(Contract, contract=contract, by=by)
    if contract.start_on <= timezone.localdate():
        contract = start(contract=contract, by=by)
    return contract


@atomic
def refuse(
    *, contract: Contract, decided_on: datetime.date, case_number: str, decision_remark: str, by, file=None
) -> Contract:
    contract = begin(contract, REFUSE)
    if not decision_remark:
        raise Refused(_("Write what the county gives as its reason."), field="decision_remark")
    _decide(contract, Kind.REFUSED, decided_on, case_number, decision_remark, file, by)
    record(by, "contract.refused", contract, decided_on=str(decided_on), case_number=contract.case_number)
    return contract


@atomic
def start(*, contract: Contract, by) -> Contract:
    """The first day has come: the training runs, and talks, plan and exam registration follow (`contract_started`)."""
    if handover := brought_by(contract):
        return start_contract(handover=handover, by=by)
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


@atomic
def add_letter(
    *, contract: Contract, kind: str, on: datetime.date, remark: str, file, by, case_number: str = ""
) -> CountyEntry:
    """A letter in or out beside the steps; the status of the contract stays as it is. A second click adds nothing."""
    contract = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    if kind not in LETTERS:
        raise Refused(_("Choose whether the letter came in or went out."), field="kind")
    if on > timezone.localdate():
        raise Refused(_("The day cannot lie in the future."), field="on")
    digest = sha256(file.content).hexdigest()
    if known := contract.county_entries.filter(kind=kind, on=on, remark=remark, file__sha256=digest).first():
        return known
    entry = _entry(contract, kind, on, case_number, remark, file, by)
    record(by, "contract.letter_added", contract, entry=entry.pk, kind=kind)
    return entry


@atomic
def set_case_number(*, contract: Contract, case_number: str, seen: str, by) -> Contract:
    """The county's case number alone. `seen` is the one that the person was shown: Refused when it is another now."""
    contract = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    if contract.case_number == case_number:
        return contract
    if contract.case_number != seen:
        raise Refused(
            _("The case number has been changed in the meantime: it is “%(number)s” now.")
            % {"number": contract.case_number},
            way_out=_("Look at the contract before you change it."),
        )
    contract.case_number = case_number
    contract.save(update_fields=["case_number"])
    record(by, "contract.case_number_set", contract, before=seen, case_number=case_number)
    return contract


def _decide(contract, kind, decided_on, case_number, decision_remark, file, by):
    _check_day(contract, decided_on, "decided_on")
    contract.decided_on, contract.decision_remark = decided_on, decision_remark
    _step(contract, kind, decided_on, case_number, decision_remark, file, by)


def _step(contract, kind, on, case_number, remark, file, by, due_on=None) -> CountyEntry:
    """Write the contract in its new state and the line about it; what was to be done about it, is done."""
    contract.case_number = case_number or contract.case_number
    contract.save()
    entry = _entry(contract, kind, on, contract.case_number, remark, file, by, due_on)
    settle(contract=contract, by=by)
    return entry


def _entry(contract, kind, on, case_number, remark, file, by, due_on=None) -> CountyEntry:
    is_decision = kind in (Kind.APPROVED, Kind.REFUSED)
    stored = file and store(
        office_id=contract.office_id, name=file.name, content=file.content, content_type=file.content_type, by=by,
        kind=StoredFile.Kind.DECISION if is_decision else StoredFile.Kind.COUNTY_LETTER,
    )  # fmt: skip
    return CountyEntry.objects.create(
        office_id=contract.office_id, contract=contract, kind=kind, on=on, due_on=due_on, case_number=case_number,
        remark=remark, file=stored, by=by.user if by else None,
    )  # fmt: skip


def _check_day(contract, on, field):
    """Not ahead of today, and not before what came earlier: the last step, or the last signature."""
    if on > timezone.localdate():
        raise Refused(_("The day cannot lie in the future."), field=field)
    last = course_of(contract).first()
    if last is not None and on < last.on:
        words = {"what": last.get_kind_display(), "day": date_format(last.on, "DATE_FORMAT")}
        raise Refused(
            _("This cannot have been before the step that is written down already: %(what)s, %(day)s.") % words,
            field=field,
        )
    signed = signed_on(contract) or (contract.sent_to_county_on if last is None else None)
    if signed and on < signed:
        raise Refused(
            _("The contract was not signed by all before %(day)s.") % {"day": date_format(signed, "DATE_FORMAT")},
            field=field,
        )


def _raise_task(contract, entry, by):
    contract = Contract.objects.with_people().get(pk=contract.pk)
    figures = figures_on(contract.apprenticeship.county_id, contract.start_on)
    found = due(contract, entry, None, figures, timezone.localdate())
    raise_due(contract=contract, found=found, by=by)
