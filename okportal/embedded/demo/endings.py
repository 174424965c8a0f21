"""How have the demo's contracts ended, and which of them is ending now?"""

from datetime import datetime, time, timedelta

from contracts.actions.guided_ending import begin_ending, save_ending, tell_county
from contracts.actions.letters import keep_letter
from contracts.models import Contract, Ending, Letter
from contracts.states import ContractState, EndingState
from okportal.embedded.demo.credits import accepted
from okportal.embedded.demo.progress import OSLO
from okportal.embedded.demo.scenes import Cast

S, Kind, Side, Reason = ContractState, Ending.Kind, Ending.Side, Ending.Reason
# How, who wished it, main reason, and what stands in the contract.
EARLY = (
    (Kind.MUTUAL, "", Reason.WRONG_TRADE, "Lærlingen begynner i en annen utdanning."),
    (Kind.RESCISSION, Side.CANDIDATE, Reason.OTHER_WORK, "Lærlingen har fått annet arbeid."),
    (Kind.MUTUAL, "", Reason.MOVED, "Lærlingen flytter til en annen del av landet."),
    (Kind.RESCISSION, Side.COMPANY, Reason.ABSENCE, "Fravær uten avtale over lengre tid."),
    (Kind.MUTUAL, "", Reason.WRONG_TRADE, "Lærlingen bytter til et annet fag."),
)
NOTE = "Har fått studieplass fra nyttår. Begge parter er enige."


def add_endings(office, contracts, today):
    """An ending for each contract that is over, for the figures on drop-out: one in force was none of it."""
    over = [row for row in contracts if row.state in {S.COMPLETED, S.ENDED}]
    early = [row for row in over if row.state == S.ENDED]
    rows = [ended(office, row, *EARLY[place % len(EARLY)]) for place, row in enumerate(early)]
    for row in over:
        if row.state == S.COMPLETED:
            rows.append(Ending(office=office, contract=row, kind=Kind.COMPLETED))
    for row in rows:
        row.state, row.last_on = EndingState.DONE, row.contract.ended_on
        row.done_at = datetime.combine(min(row.last_on + timedelta(days=1), today), time(9), OSLO)
        row.begun_by = row.contract.apprenticeship.advisor.user
    Ending.objects.bulk_create(rows)
    Contract.objects.bulk_update(early, ["end_reason"])


def ended(office, contract, kind, demanded_by, reason, note) -> Ending:
    """Told, heard and decided in the order that the law demands (§ 7-3)."""
    contract.end_reason = note
    row = Ending(
        office=office, contract=contract, kind=kind, demanded_by=demanded_by, reason=reason, note=note,
        told_on=contract.ended_on - timedelta(days=20),
    )  # fmt: skip
    before = row.told_on - timedelta(days=4)
    if kind == Kind.MUTUAL:
        row.agreed_on = before
    else:
        row.decided_on, row.case_number = contract.ended_on - timedelta(days=3), contract.case_number
        row.wished_on, row.heard_on = (before, None) if demanded_by == Side.CANDIDATE else (None, before)
    return row


def end_by_agreement(contracts, by):
    """Agreed, told to the county authority, with its letters; the last day is still ahead."""
    contract = contracts[Cast.ENDING]
    ending = begin_ending(contract=contract, kind=Kind.MUTUAL, by=by)
    ending = save_ending(
        ending=ending, version=ending.version, by=by, reason=Reason.WRONG_TRADE, note=NOTE,
        agreed_on=by.today - timedelta(days=6), last_on=by.today + timedelta(days=12), employment_ends=True,
        document=accepted("signert-avtale-om-avslutning.pdf", "Avtale om avslutning"),
    )  # fmt: skip
    for kind in (Letter.Kind.AGREEMENT, Letter.Kind.NOTICE):
        keep_letter(ending=ending, kind=kind, language=contract.language, by=by)
    tell_county(ending=ending, told_on=by.today - timedelta(days=4), by=by)


def write_attest(contracts, by):
    """Confirmation and certificate for one who is through."""
    contract = contracts[Cast.COMPLETED]
    for kind in (Letter.Kind.CONFIRMATION, Letter.Kind.ATTEST):
        keep_letter(ending=contract.endings.get(), kind=kind, language=contract.language, by=by)
