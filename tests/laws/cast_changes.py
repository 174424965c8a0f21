"""Which changes, endings and letters does a cast have on its contracts?"""

from django.utils import timezone

from contracts.actions.rounds import new_code
from contracts.models import Amendment, Ending, Letter, Party, SigningRound
from contracts.states import AmendmentState, ContractState, EndingState, RoundState
from okportal.permissions import Role
from tests.world import TRADE


def add_amendments(cast, today):
    """A change in every state, of as many kinds, and a round in which one of them was signed."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    contract = next(row for row in rows.contracts if row.state == ContractState.ACTIVE)
    end_on = contract.end_on.isoformat()
    kept = {
        "end_on": end_on, "kind": contract.kind, "months": contract.months, "workplace": f"{mark} før",
        "establishment": None, "became": {"end_on": end_on, "months": contract.months},
    }  # fmt: skip
    rows.amendments = []
    for number, (state, kind) in enumerate(zip(AmendmentState, Amendment.Kind, strict=False), start=1):
        in_force = {"applied_at": timezone.now(), "before": kept} if state == AmendmentState.IN_FORCE else {}
        rows.amendments.append(
            Amendment.objects.create(
                office=office, contract=contract, number=number, kind=kind, state=state, from_on=today, days=5,
                percent=50, absence="leave", reason=f"{mark} grunn", new_workplace=f"{mark} sted", document=rows.file,
                new_establishment=rows.establishment, new_supervisor=rows.training_supervisor, new_trade_id=TRADE,
                new_kind="training", calculated_end_on=contract.end_on, signers=["office"], decided_on=today,
                **in_force,
            )
        )  # fmt: skip
    SigningRound.objects.create(
        office=office, contract=contract, amendment=rows.amendments[-1], number=90, state=RoundState.SIGNED,
        code=f"AMND-0000-{office.pk:04}", unsigned_file=rows.file, signed_file=rows.file, sent_at=timezone.now(),
        closed_at=timezone.now(),
    )  # fmt: skip
    # Another one is waiting for the apprentice.
    signing = next(row for row in rows.amendments if row.state == AmendmentState.SIGNING)
    under_way = SigningRound.objects.create(
        office=office, contract=contract, amendment=signing, number=91, code=new_code(), unsigned_file=rows.file,
        sent_at=timezone.now(), sign_by_on=today,
    )  # fmt: skip
    for place, (role, asked, at) in enumerate((
        (Party.Role.APPRENTICE, Role.APPRENTICE, timezone.now()), (Party.Role.OFFICE, Role.ADVISOR, None),
    ), start=1):  # fmt: skip
        user = cast.users[asked]
        Party.objects.create(
            office=office, contract=contract, round=under_way, role=role, place=place, user=user, name=user.name,
            email=user.email, asked_at=at,
        )  # fmt: skip
    rows.rounds.insert(1, under_way)  # early, because a page is not tried with every row


def add_endings(cast, today):
    """An ending in every state, letters of every kind, and a contract that has run out."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    active = [row for row in rows.contracts if row.state == ContractState.ACTIVE]
    rows.endings = []
    for state in EndingState:
        done = {"done_at": timezone.now()} if state == EndingState.DONE else {}
        rows.endings.append(
            Ending.objects.create(
                office=office, contract=active[1 if state == EndingState.TOLD else 0], kind=Ending.Kind.MUTUAL,
                state=state, last_on=today, agreed_on=today, told_on=today, note=f"{mark} notat", document=rows.file,
                **done,
            )
        )  # fmt: skip
    rows.letters = [
        Letter.objects.create(
            office=office, contract=active[0], ending=rows.endings[0], kind=kind, language="nb", file=rows.file
        )
        for kind in Letter.Kind
    ]
