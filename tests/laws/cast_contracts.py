"""Which contracts does a cast have: one in every state, each with its round of signing?"""

from datetime import timedelta

from django.utils import timezone

from contracts.actions.rounds import new_code
from contracts.models import Contract, Party, SigningLink, SigningRound, SigningRule
from contracts.states import UNDER_SIGNING, ContractState, RoundState
from okportal.people.actions import token_hash
from okportal.permissions import Role
from tests.laws.cast_credits import add_credits
from tests.world import COUNTY


def add_contracts(cast, today):
    rows, office = cast.rows, cast.office
    rows.contracts, rows.rounds = [rows.draft, rows.contract], [rows.round]
    for number, state in enumerate(ContractState, start=101):
        ended_on = today if state in {ContractState.COMPLETED, ContractState.ENDED} else None
        contract = Contract.objects.create(
            office=office, apprenticeship=rows.planned, number=f"{today.year}-{number:05}", state=state,
            start_on=today + timedelta(days=30), end_on=today + timedelta(days=760), ended_on=ended_on,
            workplace=f"{cast.mark} plass", decided_on=today,
        )  # fmt: skip
        rows.contracts.append(contract)
        rows.rounds.append(add_round(cast, contract, today))
    add_signing_link(cast)
    add_credits(cast)


def add_signing_link(cast):
    """For the first party whose turn it is, with the cast's own token; and a general and a county's signing rule."""
    rows, office = cast.rows, cast.office
    asked = Party.objects.filter(office=office, round__state=RoundState.OPEN).exclude(role=Party.Role.OFFICE)
    rows.parties = [rows.party, *asked]
    SigningLink.objects.create(
        office=office, party=rows.parties[1], token_sha256=token_hash(cast.token),
        expires_at=timezone.now() + timedelta(days=7),
    )  # fmt: skip
    for county_id in (None, COUNTY):
        SigningRule.objects.create(office=office, county_id=county_id)


def add_round(cast, contract, today):
    """Of one contract: open while it is under signing, else signed by all."""
    is_open = contract.state in UNDER_SIGNING
    now, sha256 = timezone.now(), "" if is_open else cast.rows.file.sha256
    made = SigningRound.objects.create(
        office=cast.office, contract=contract, number=1, code=new_code(), unsigned_file=cast.rows.file, sent_at=now,
        state=RoundState.OPEN if is_open else RoundState.SIGNED,
        signed_file=None if is_open else cast.rows.file, sign_by_on=today, closed_at=None if is_open else now,
        close_reason=f"{cast.mark} årsak",
    )  # fmt: skip
    contract.round = made
    contract.save(update_fields=["round"])
    for place, (role, user) in enumerate((
        (Party.Role.APPRENTICE, cast.users[Role.APPRENTICE]),
        (Party.Role.COMPANY, cast.users[Role.TRAINING_SUPERVISOR]),
        (Party.Role.OFFICE, cast.users[Role.ADVISOR]),
    ), start=1):  # fmt: skip
        Party.objects.create(
            office=cast.office, contract=contract, round=made, role=role, place=place, user=user, name=user.name,
            email=user.email, asked_at=now, confirmed_at=None if is_open else now, signed_at=None if is_open else now,
            signed_sha256=sha256,
        )  # fmt: skip
    return made
