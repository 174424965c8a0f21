"""How does a change of a contract come into being, and how does it get past its signers?"""

import datetime
from collections.abc import Mapping
from copy import copy

from django.db.models import Max
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.actions.applying import apply, apply_or_tell, locked_contract
from contracts.actions.county_tasks import settle_change
from contracts.actions.rounds import new_code, open_round, withdraw_round
from contracts.actions.sending import sign_by
from contracts.amending import problems
from contracts.amending.effects import preview
from contracts.amending.filling import ANSWERED, fill
from contracts.amending.kinds import Kind
from contracts.amending.pdf import amendment_data, amendment_pdf, file_name
from contracts.amending.reckoning import outcome
from contracts.models import Amendment, Contract, Party
from contracts.paper.content import canonical
from contracts.signing.signers import signers_of
from contracts.states import (
    AMENDMENT_AGREE,
    AMENDMENT_BACK,
    AMENDMENT_SEND,
    AMENDMENT_SETTLE,
    AMENDMENT_WITHDRAW,
    AmendmentState,
    RoundState,
)
from contracts.verifying.verdict import verify_url
from okportal.audit.actions import record
from okportal.audit.stale import Edits, refuse_stale
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.documents.uploads import Accepted
from okportal.errors import Refused
from okportal.states import begin
from okportal.todo.actions import settle_task

EDITS = Edits("amendment.saved", ANSWERED)


@atomic
def draft_amendment(*, contract: Contract, kind: str, by, **answers) -> Amendment:
    """A new draft with what it leads to, as it was shown. Refused, at the field, where it is impossible.

    `answers`: contracts.amending.filling.ANSWERED. A second click is refused: one of a kind is under way at a time.
    """
    contract = locked_contract(contract.pk)
    last = contract.amendments.aggregate(last=Max("number"))["last"] or 0
    row = Amendment(
        office_id=contract.office_id, contract=contract, kind=kind, number=last + 1, created_by=by.user if by else None
    )
    _write(row, contract, answers)
    record(by, "amendment.drafted", row, kind=kind, number=row.number, contract=contract.pk)
    return row


@atomic
def edit_amendment(*, amendment: Amendment, version: int, by, **answers) -> Amendment:
    """Write other answers into a draft. `version` is the one that was shown: Stale tells what has changed since."""
    contract = locked_contract(amendment.contract_id)
    row = Amendment.objects.select_for_update(of=("self",)).get(pk=amendment.pk)
    if row.state != AmendmentState.DRAFT:
        raise Refused(
            _("The change has been sent and cannot be edited."), way_out=_("Take it back to draft first.")
        )  # fmt: skip
    refuse_stale(row, version, EDITS, field="version")
    before = {name: getattr(row, name) for name in ANSWERED}
    row.version += 1
    _write(row, contract, answers)
    changed = [name for name in ANSWERED if getattr(row, name) != before[name]]
    record(by, EDITS.verb, row, fields=changed, version=row.version)
    return row


def _write(row, contract, answers: Mapping):
    fill(row, contract, answers)
    shown = preview(contract, row, timezone.localdate())
    row.calculated_end_on, row.effects = shown.outcome.reckoned_on, shown.as_json()
    row.save()


@atomic
def add_document(*, amendment: Amendment, file: Accepted, by) -> Amendment:
    """Keep the paper that a draft rests on; a newer one takes its place. Refused once it was sent or settled."""
    row = Amendment.objects.select_for_update(of=("self",)).get(pk=amendment.pk)
    if row.state != AmendmentState.DRAFT:
        raise Refused(
            _("The document can only be changed in a draft: all have agreed, or are asked to agree, on this one."),
            way_out=_("Reload the page to see what has happened in the meantime."),
        )
    row.document = store(
        office_id=row.office_id, kind=StoredFile.Kind.CONTRACT_PAPER, name=file.name, content=file.content,
        content_type=file.content_type, by=by,
    )  # fmt: skip
    row.save(update_fields=["document"])
    record(by, "amendment.document_added", row, sha256=row.document.sha256)
    return row


@atomic
def send_amendment(*, amendment: Amendment, version: int, by) -> Amendment:
    """Freeze the draft as a PDF and put it before its signers."""
    contract = locked_contract(amendment.contract_id)
    row = begin(amendment, AMENDMENT_SEND, version)
    _refuse_outdated(contract, row)
    today = timezone.localdate()
    parties = parties_of(contract, row, today)
    if not parties:
        raise Refused(_("Nobody is to sign this change."), way_out=_("Record that all have agreed instead."))
    row.save()
    code, data = new_code(), amendment_data(row, contract)
    pdf = amendment_pdf(
        row, contract, signatures=parties, issued_at=timezone.now(), data=canonical(data), code=code,
        verify_url=verify_url(contract.office, code),
    )  # fmt: skip
    opened = open_round(
        contract=contract, amendment=row, content=data, pdf=pdf, parties=parties, code=code,
        file_kind=StoredFile.Kind.AMENDMENT_UNSIGNED, file_name=file_name(row, contract),
        sign_by_on=sign_by(contract, today), by=by,
    )  # fmt: skip
    settle_task(office_id=contract.office_id, key=send_again_key(row), by=by)
    record(by, "amendment.sent", row, round=opened.number, sha256=opened.unsigned_file.sha256)
    return row


def send_again_key(amendment: Amendment) -> str:
    """Of the advisor's task about a change that was taken back, because somebody who was to sign has left."""
    return f"amendment:{amendment.pk}:send_again"


def names_left_key(amendment: Amendment) -> str:
    """Of the advisor's task about an agreed change that is to make somebody supervisor who has left."""
    return f"amendment:{amendment.pk}:names_left"


def parties_of(contract: Contract, amendment: Amendment, today: datetime.date) -> list[Party]:
    """Unsaved, by the office's rule. Where the supervisor changes, the new one signs for the company."""
    if amendment.kind == Kind.SUPERVISOR and amendment.new_supervisor:
        contract = copy(contract)  # the paper still says who it was before
        contract.apprenticeship = copy(contract.apprenticeship)
        contract.apprenticeship.supervisor = amendment.new_supervisor
    return signers_of(contract, today, roles=amendment.signers)


@atomic
def settle_amendment(*, amendment: Amendment, version: int, by) -> Amendment:
    """All have agreed without signing here; the office says so."""
    contract = locked_contract(amendment.contract_id)
    row = begin(amendment, AMENDMENT_SETTLE, version)
    if row.signers:
        raise Refused(
            _("This change is to be signed."),
            way_out=_("Send it for signing, or choose in the draft that nobody signs."),
        )
    _refuse_outdated(contract, row)
    row = _agreed(row, by)
    return apply(amendment=row, by=by) if _is_due(row) else row


@atomic
def note_signed(*, amendment: Amendment, by) -> Amendment:
    """The last signer of its round has signed.

    Where its day has come it comes into force; what hinders that is the advisor's matter, and takes no signature back.
    """
    row = _agreed(begin(amendment, AMENDMENT_SETTLE), by)
    return apply_or_tell(amendment=row) or row if _is_due(row) else row


def _is_due(row) -> bool:
    return row.state == AmendmentState.AGREED and row.from_on <= timezone.localdate()


def _agreed(row, by) -> Amendment:
    """All have agreed; where the county need not consent, that is all it takes."""
    row.save()
    record(by, "amendment.settled", row)
    if row.needs_consent:
        return row
    row = begin(row, AMENDMENT_AGREE)
    row.save()
    record(by, "amendment.agreed", row)
    return row


@atomic
def note_returned(*, amendment: Amendment, by) -> Amendment:
    """Its round was flagged, declined or withdrawn: a draft again, to be corrected or withdrawn."""
    locked_contract(amendment.contract_id)
    row = Amendment.objects.select_for_update(of=("self",)).get(pk=amendment.pk)
    if AMENDMENT_BACK.allowed_from(row.state):
        row = begin(row, AMENDMENT_BACK)
        row.version += 1
        row.save()
        record(by, "amendment.taken_back", row, version=row.version, fields=[])
    return row


@atomic
def take_back_amendment(*, amendment: Amendment, reason: str, by) -> Amendment:
    """Back to draft while it is with its signers, who are told why."""
    locked_contract(amendment.contract_id)
    begin(amendment, AMENDMENT_BACK)  # Refused with the status where it is not there
    withdraw_round(round=amendment.rounds.get(state=RoundState.OPEN), reason=reason, by=by)
    return Amendment.objects.get(pk=amendment.pk)


@atomic
def withdraw_amendment(*, amendment: Amendment, reason: str, by) -> Amendment:
    """It will not come into force. Who was asked to sign is told why; what was written stays to be read."""
    locked_contract(amendment.contract_id)
    begin(amendment, AMENDMENT_WITHDRAW)  # Refused with the status where it is too late
    for round in amendment.rounds.filter(state=RoundState.OPEN):
        withdraw_round(round=round, reason=reason, by=by)  # and a draft again
    row = begin(amendment, AMENDMENT_WITHDRAW)
    row.save()
    for key in (send_again_key(row), names_left_key(row)):
        settle_task(office_id=row.office_id, key=key, by=by)
    settle_change(amendment=row, by=by)
    record(by, "amendment.withdrawn", row)
    return row


@atomic
def withdraw_all_open(*, contract: Contract, reason: str, by) -> list[Amendment]:
    """The contract is over: what was on its way comes to nothing."""
    rows = contract.amendments.filter(state__in=sorted(AMENDMENT_WITHDRAW.sources))
    return [withdraw_amendment(amendment=row, reason=reason, by=by) for row in rows]


def _refuse_outdated(contract, row):
    """What was shown must still be so: somebody may have changed the contract since."""
    today = timezone.localdate()
    problems.refuse_unfit(contract, row, today)
    found = outcome(contract, row, today)
    if found.reckoned_on != row.calculated_end_on:
        raise Refused(
            _("What the change leads to is no longer what was shown when it was saved."),
            way_out=_("Open the draft, look at what it leads to now, and save it again."),
        )
