"""What follows when a document comes back unsigned: flagged, declined or withdrawn?"""

from django.utils import timezone

from contracts import emails
from contracts.actions.events import add_event
from contracts.models import Contract, Party, SigningRound
from contracts.signals import round_closed
from contracts.states import ContractState, RoundState
from okportal.audit.actions import record
from okportal.states import Step, begin
from okportal.todo.actions import raise_task, settle_task

VERBS = {RoundState.FLAGGED: "flagged", RoundState.DECLINED: "declined", RoundState.WITHDRAWN: "taken_back"}
MAILS = {
    RoundState.FLAGGED: emails.flagged, RoundState.DECLINED: emails.declined, RoundState.WITHDRAWN: emails.taken_back,
}  # fmt: skip


def close(
    round: SigningRound, round_step: Step, contract_step: Step, verb, reason: str, *, by, party: Party | None = None
) -> SigningRound:
    """Close the locked round; the contract goes back to draft by its own step, and everybody asked is told.

    An amendment goes back by whoever listens to `round_closed`.
    """
    signed = list(round.parties.filter(signed_at__isnull=False).values_list("role", flat=True))
    everybody_knew = round.amendment_id is None and round.contract.state == ContractState.CHECKING
    if round.amendment_id is None:
        contract = begin(round.contract, contract_step)
        round.contract.state, round.contract.version = contract.state, contract.version + 1
        round.contract.save(update_fields=["state", "version"])
    add_event(round, verb, party=party, by=None if party else by, comment=reason)
    closed = begin(round, round_step)
    closed.closed_at, closed.close_reason = timezone.now(), reason
    closed.closed_by_name = party.name if party else str(by.user) if by else ""
    closed.save(update_fields=["state", "closed_at", "close_reason", "closed_by_name"])
    closed.contract = round.contract
    _tell_the_others(closed, party, everybody_knew)
    prefix, row = subject_of(closed)
    record(by, f"{prefix}.{VERBS[closed.state]}", row, signed=signed, round=closed.number, role=_role_of(party))
    settle_task(office_id=closed.office_id, key=overdue_key(closed), by=by)
    if party is not None:
        _ask_advisor(closed, party)
    round_closed.send(SigningRound, round=closed, by=by)
    return closed


def subject_of(round: SigningRound) -> tuple[str, object]:
    """What the trail is written about: ("contract", …) or ("amendment", …)."""
    return ("amendment", round.amendment) if round.amendment_id else ("contract", round.contract)


def overdue_key(round: SigningRound) -> str:
    """Of the advisor's task about a deadline that passed; another deadline is another task."""
    return f"round:{round.pk}:overdue:{round.sign_by_on}"


def came_back_key(round: SigningRound) -> str:
    """Of the advisor's task about what a party says is not right."""
    return f"round:{round.pk}:came_back"


def settle_came_back(contract: Contract, by):
    """The contract is sent again, so what came back is dealt with."""
    if contract.round_id:
        settle_task(office_id=contract.office_id, key=came_back_key(contract.round), by=by)


def _role_of(party) -> str:
    return party.role if party else Party.Role.OFFICE


def _tell_the_others(closed, party, everybody_knew):
    """All who had it before them: while it is checked everybody outside the office, later those whose turn has come."""
    others = closed.parties.exclude(role=Party.Role.OFFICE)
    for other in others if everybody_knew else others.exclude(asked_at=None, confirmed_at=None):
        if party is None or other.pk != party.pk:
            MAILS[closed.state](closed, other, by_name=closed.closed_by_name)


def _ask_advisor(closed, party):
    kind = "contracts/flagged" if closed.state == RoundState.FLAGGED else "contracts/declined"
    page, about_id = "contracts:signing", closed.contract_id
    raise_task(
        office_id=closed.office_id, key=came_back_key(closed), kind=kind, page=page, about_id=about_id, by=None,
        facts={"number": closed.contract.number, "name": party.name, "comment": closed.close_reason},
        assigned=closed.contract.apprenticeship.advisor,
    )  # fmt: skip
