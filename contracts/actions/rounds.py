"""How is a document put before its signers, and what can each of them do with it?

All steps lock the contract first and the round after it, so that no two wait for each other.
"""

import datetime
import hashlib
import secrets

from django.db.models import Max
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts import emails
from contracts.actions.asking import ask_next, ask_to_check
from contracts.actions.closing import close, subject_of
from contracts.actions.events import add_event, refuse_closed
from contracts.actions.logins import invite_missing
from contracts.models import Amendment, Contract, Party, SigningEvent, SigningRound
from contracts.paper.content import canonical
from contracts.signals import round_signed
from contracts.signing.final import final_pdf
from contracts.signing.unchanged import refuse_if_changed
from contracts.states import (
    ALL_CONFIRMED,
    CONFIRM,
    DECLINE,
    FLAG,
    OFFICE_SIGN,
    ROUND_DECLINED,
    ROUND_FLAGGED,
    ROUND_SIGNED,
    ROUND_WITHDRAWN,
    SIGN,
    TAKE_BACK,
    ContractState,
    RoundState,
)
from okportal.audit.actions import record
from okportal.documents.actions import read, store
from okportal.documents.models import StoredFile
from okportal.errors import Refused
from okportal.permissions import Permission
from okportal.states import begin

__all__ = [
    "add_event", "confirm", "decline", "flag", "is_checked", "locked", "new_code", "open_round", "sign",
    "withdraw_round",
]  # fmt: skip

Verb = SigningEvent.Verb
# Without I, L, O and U, which are read as figures or as V.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNED_KIND = {
    StoredFile.Kind.CONTRACT_UNSIGNED: StoredFile.Kind.CONTRACT,
    StoredFile.Kind.AMENDMENT_UNSIGNED: StoredFile.Kind.AMENDMENT,
}


def new_code() -> str:
    """'7K3M-X0QA-94TZ': 60 random bits, to be typed from paper."""
    letters = "".join(secrets.choice(LETTERS) for _place in range(12))
    return "-".join((letters[:4], letters[4:8], letters[8:]))


@atomic
def open_round(
    *,
    contract: Contract,
    content: dict,
    pdf: bytes,
    file_kind: str,
    file_name: str,
    parties: list[Party],
    sign_by_on: datetime.date,
    by,
    amendment: Amendment | None = None,
    code: str = "",
) -> SigningRound:
    """Keep the document and put it before its signers; `parties` are unsaved (contracts.signing.signers.signers_of).

    A contract that goes to its parties for checking asks all of them at once, any other document the first place to
    sign. `code`: from `new_code`, where it stands on the paper already. Load the contract `with_people()`.
    """
    Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    earlier = SigningRound.objects.filter(contract=contract)
    if earlier.filter(amendment=amendment, state=RoundState.OPEN).exists():
        raise Refused(_("It is with its signers already."), way_out=_("Take it back first."))
    text = canonical(content)
    stored = store(
        office_id=contract.office_id, kind=file_kind, name=file_name, content=pdf, content_type="application/pdf",
        by=by,
    )  # fmt: skip
    opened = SigningRound.objects.create(
        office_id=contract.office_id, contract=contract, amendment=amendment,
        number=(earlier.aggregate(last=Max("number"))["last"] or 0) + 1, code=code or new_code(),
        content=text.decode(), content_sha256=hashlib.sha256(text).hexdigest(), unsigned_file=stored,
        sent_at=timezone.now(), sign_by_on=sign_by_on,
    )  # fmt: skip
    _keep_parties(opened, parties)
    if amendment is None:
        contract.round = opened
        contract.save(update_fields=["round"])
    add_event(opened, Verb.SENT, by=by)
    invite_missing(parties, by)
    if is_checked(opened):
        ask_to_check(opened, parties, by)
    else:
        ask_next(opened, by)
    return opened


def _keep_parties(opened, parties):
    for party in parties:
        party.office_id, party.contract, party.round = opened.office_id, opened.contract, opened
        party.save()


def is_checked(round: SigningRound) -> bool:
    """Do the parties check what it says before anyone signs? Only the contract itself is checked."""
    return round.amendment_id is None and round.contract.state == ContractState.CHECKING


@atomic
def confirm(*, party: Party, by) -> Party:
    """The party has read their own part, and it is right. When all have confirmed, the first place is asked to sign.

    `by`: their Member, or None for somebody by link. A second click changes nothing.
    """
    round, party = _entered(party, by)
    if party.confirmed_at:
        return party
    _move(round, CONFIRM)
    party.confirmed_at = timezone.now()
    party.save(update_fields=["confirmed_at"])
    add_event(round, Verb.CONFIRMED, party=party)
    record(by, "contract.confirmed", round.contract, role=party.role, round=round.number)
    if not round.parties.exclude(role=Party.Role.OFFICE).filter(confirmed_at=None).exists():
        _move(round, ALL_CONFIRMED)
        record(by, "contract.confirmed_by_all", round.contract, round=round.number)
        ask_next(round, by)
    return party


@atomic
def sign(*, party: Party, sha256: str, how: str, by) -> Party:
    """The party signs exactly the stored file with this hash; `how` says in the contract's language how they proved it.

    Refused for another's part, out of turn, when the file or what it says is no longer what was sent. The last
    signature makes and keeps the signed file and closes the round. A second click changes nothing.
    """
    round, party = _entered(party, by, signs=True)
    if party.signed_at and party.signed_sha256 == sha256:
        return party
    _move(round, OFFICE_SIGN if party.role == Party.Role.OFFICE else SIGN)
    _refuse_out_of_turn(party)
    _put_signature(round, party, sha256, how, by)
    prefix, row = subject_of(round)
    verb = "signed_by_office" if party.role == Party.Role.OFFICE else "signed"
    record(by, f"{prefix}.{verb}", row, role=party.role, sha256=sha256, round=round.number)
    if round.parties.unsigned().exists():
        ask_next(round, by)
    else:
        _finish(round, by)
    return party


@atomic
def flag(*, party: Party, comment: str, by) -> SigningRound:
    """The party says what is not right, before anyone signs on; it goes back to the office."""
    round, party = _entered(party, by)
    _refuse_signed(party)
    if not comment:
        raise Refused(_("Write what is not right."), field="comment")
    return close(round, ROUND_FLAGGED, FLAG, Verb.FLAGGED, comment, party=party, by=by)


@atomic
def decline(*, party: Party, reason: str, by) -> SigningRound:
    """The party will not sign, and says why; it goes back to the office."""
    round, party = _entered(party, by)
    _refuse_signed(party)
    if not reason:
        raise Refused(_("Write why you do not sign."), field="reason")
    return close(round, ROUND_DECLINED, DECLINE, Verb.DECLINED, reason, party=party, by=by)


@atomic
def withdraw_round(*, round: SigningRound, reason: str, by) -> SigningRound:
    """The office takes it back: signatures given so far hold no longer, and everybody who was asked is told why."""
    return close(locked(round), ROUND_WITHDRAWN, TAKE_BACK, Verb.WITHDRAWN, reason, by=by)


def locked(round: SigningRound) -> SigningRound:
    """The open round, locked, with contract and people; Refused once it is closed."""
    # The contract's row first, always: whoever takes a step with it locks it before the round.
    Contract.objects.select_for_update(of=("self",)).get(pk=round.contract_id)
    rounds = SigningRound.objects.select_for_update(of=("self",))
    row = rounds.select_related("unsigned_file", "amendment").get(pk=round.pk)
    row.contract = Contract.objects.with_people().select_related("office").get(pk=row.contract_id)
    refuse_closed(row)
    return row


def _entered(party, by, *, signs=False) -> tuple[SigningRound, Party]:
    """Round and party, locked and read anew, for the person behind `by`; Refused for anybody else."""
    round = locked(party.round)
    party = Party.objects.select_for_update(of=("self",)).get(pk=party.pk)
    party.round = round
    if party.role == Party.Role.OFFICE:
        is_allowed = signs and by is not None and by.can(Permission.CONTRACT_SIGN_FOR_OFFICE)
    else:
        is_allowed = by is None or party.user_id == by.user.pk
    if not is_allowed:
        raise Refused(_("You are not this party to the contract."))
    return round, party


def _move(round, step):
    """The contract itself takes its step with the round; what an amendment does is its own matter (round_signed)."""
    if round.amendment_id is None:
        round.contract.state = begin(round.contract, step).state
        round.contract.save(update_fields=["state"])


def _refuse_out_of_turn(party):
    if party.asked_at is None:
        raise Refused(
            _("It is not your turn to sign yet."), way_out=_("You get a mail when those before you have signed.")
        )


def _refuse_signed(party):
    if party.signed_at:
        raise Refused(_("You have signed already."), way_out=_("Tell the office what is wrong; it can take it back."))


def _put_signature(round, party, sha256, how, by):
    """One signs what lies in the office's keeping, unchanged, what one has been shown, and what still holds."""
    read(round.unsigned_file)  # Refused when the file was changed on disk
    if party.signed_at or round.unsigned_file.sha256 != sha256:
        raise Refused(
            _("The contract has been replaced since you opened it."), way_out=_("Read the new one before you sign.")
        )
    refuse_if_changed(round, is_office=party.role == Party.Role.OFFICE)
    if party.role == Party.Role.OFFICE:
        party.user, party.name, party.email = by.user, by.user.name, by.user.email
    party.signed_at = timezone.now()
    party.confirmed_at = party.confirmed_at or party.signed_at
    party.signed_sha256, party.signed_how = sha256, how
    party.save()
    add_event(round, Verb.SIGNED, party=party, how=how, at=party.signed_at)


def _finish(round, by):
    """All have signed: the signed file is made and kept, and each gets a copy."""
    parties = list(round.parties.all())
    content = final_pdf(round, parties, list(round.events.all()))
    stored = store(
        office_id=round.office_id, kind=SIGNED_KIND[round.unsigned_file.kind], name=round.unsigned_file.name,
        content=content, content_type="application/pdf", by=by,
    )  # fmt: skip
    add_event(round, Verb.SEALED, document_sha256=stored.sha256)
    closed = begin(round, ROUND_SIGNED)
    # One UPDATE: the database lets nobody write into a round that is closed.
    closed.signed_file, closed.closed_at = stored, timezone.now()
    closed.save(update_fields=["state", "signed_file", "closed_at"])
    closed.contract = round.contract
    for party in parties:
        if party.role != Party.Role.OFFICE:
            emails.signed_copy(closed, party)
    round_signed.send(SigningRound, round=closed, by=by)
