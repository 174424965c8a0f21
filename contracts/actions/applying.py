"""What happens on the day a change of a contract comes into force?"""

import datetime

from django.db.transaction import atomic
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from apprenticeships.actions import change_candidate_type, set_relation
from apprenticeships.actions.following import follow_contract
from contracts import use
from contracts.actions.extending import settle_absences
from contracts.amending import problems
from contracts.amending.kinds import CANDIDATE_OF_KIND, Kind
from contracts.amending.reckoning import changed, outcome
from contracts.models import Amendment, Contract, KeptLedger
from contracts.reckoning.keeping import keep_ledger
from contracts.signals import contract_changed
from contracts.states import AMENDMENT_APPLY, IN_FORCE
from contracts.types import TYPES
from okportal.audit.actions import record
from okportal.errors import Refused
from okportal.states import begin
from okportal.todo.actions import raise_task, settle_task


@atomic
def apply(*, amendment: Amendment, by) -> Amendment:
    """From `from_on`, which may have passed, the contract says something else; all that follows it follows.

    What it said before is kept in `before`, and what became of it in `before["became"]`. The reckoning is kept, and
    `contract_changed` sent. Refused before the day, and once the contract is no longer in force.
    """
    contract = locked_contract(amendment.contract_id)
    row = begin(amendment, AMENDMENT_APPLY)
    today = timezone.localdate()
    _refuse_not_now(contract, row, today)
    found = outcome(contract, row, today, is_agreed=True)
    problems.refuse_end(row, found)
    after = changed(contract, row)
    approvals = list(use.approvals_of(contract))
    row.before = _said(contract) | {
        "became": {"end_on": found.new_end_on.isoformat(), "kind": after.kind, "months": after.months}
    }
    row.applied_at = timezone.now()
    row.save()
    contract.kind, contract.months, contract.end_on = after.kind, after.months, found.new_end_on
    if row.kind == Kind.WORKPLACE:
        contract.workplace = row.new_workplace
    _take_aims(contract, row)
    contract.version += 1
    contract.save()
    _let_training_follow(contract, row, found.new_end_on, by)
    contract = locked_contract(row.contract_id)
    kept = keep_ledger(contract=contract, why=KeptLedger.Why.AMENDED, amendment=row)
    contract.calculated_end_on = kept.calculated_on
    contract.save(update_fields=["calculated_end_on"])
    use.recount([*approvals, *use.approvals_of(contract)], by=by)
    settle_absences(contract=contract, amendment=row, by=by)
    _ask_for_aims(contract, row, by)
    record(by, "amendment.applied", row, contract=contract.pk, end_on=str(contract.end_on))
    contract_changed.send(Contract, contract=contract, amendment=row, by=by)
    return row


def _refuse_not_now(contract, row, today):
    if contract.state not in IN_FORCE:
        raise Refused(
            _("The contract is no longer in force (%(state)s): the change comes to nothing.")
            % {"state": contract.get_state_display()},
            way_out=_("Withdraw the change."),
        )
    if row.from_on > today:
        raise Refused(
            _("The change comes into force on %(day)s.") % {"day": date_format(row.from_on, "DATE_FORMAT")},
            way_out=_("That happens by itself on the day."),
        )


def _said(contract) -> dict:
    """What stands in the fields that changes touch; keys of rows, no names."""
    training = contract.apprenticeship
    return {
        "end_on": contract.end_on.isoformat(), "kind": contract.kind, "months": contract.months,
        "workplace": contract.workplace, "position_percent": contract.position_percent,
        "aim_codes": contract.aim_codes,
        "establishment": training.establishment_id, "supervisor": training.supervisor_id, "trade": training.trade_id,
        "curriculum": training.curriculum_id, "candidate_type": training.candidate_type,
    }  # fmt: skip


def _let_training_follow(contract, row, end_on: datetime.date, by):
    training, values = contract.apprenticeship, {"end_on": end_on}
    if row.kind == Kind.TRADE:
        values |= {"trade": row.new_trade, "curriculum": row.new_curriculum}
    if row.kind == Kind.WORKPLACE and row.new_establishment:
        values["establishment"] = row.new_establishment
    follow_contract(apprenticeship=training, by=by, **values)
    if row.kind == Kind.SUPERVISOR:
        set_relation(apprenticeship=training, kind="supervisor", to=row.new_supervisor, on=row.from_on, by=by)
    if row.kind == Kind.TYPE and CANDIDATE_OF_KIND[row.new_kind] != training.candidate_type:
        change_candidate_type(
            apprenticeship=training, candidate_type=CANDIDATE_OF_KIND[row.new_kind], on=row.from_on,
            reason=row.reason[:200], by=by,
        )  # fmt: skip


def _take_aims(contract, row):
    """Those that were signed with the change; another type has none."""
    if not TYPES[contract.kind].has_own_aims:
        contract.aim_codes = []
    elif row.kind == Kind.TYPE and row.new_aim_codes:
        contract.aim_codes = row.new_aim_codes


def _ask_for_aims(contract, row, by):
    """A training candidate learns own aims (§ 7-4); where no curriculum was known, none could be chosen yet."""
    training = contract.apprenticeship
    if row.kind != Kind.TYPE or not TYPES[contract.kind].has_own_aims:
        return
    if contract.aim_codes:
        for earlier in contract.amendments.in_force().filter(kind=Kind.TYPE):
            settle_task(office_id=contract.office_id, key=f"amendment:{earlier.pk}:aims", by=by)
    else:
        raise_task(
            office_id=contract.office_id, key=f"amendment:{row.pk}:aims", kind="contracts/own_aims", by=by,
            facts={"number": contract.number, "apprentice": training.apprentice.name}, page="contracts:amendments",
            about_id=contract.pk, assigned=training.advisor,
        )  # fmt: skip


def locked_contract(contract_id: int) -> Contract:
    """With its people, and its row locked: whoever takes a step with a contract locks it before all else."""
    Contract.objects.select_for_update(of=("self",)).get(pk=contract_id)
    return Contract.objects.with_people().select_related("office", "apprenticeship__establishment").get(pk=contract_id)


def apply_or_tell(*, amendment: Amendment) -> Amendment | None:
    """For the daily run: what cannot come into force becomes one task for the advisor, with the reason; None then."""
    key = stuck_key(amendment)
    try:
        row = apply(amendment=amendment, by=None)
    except Refused as refusal:
        contract = Contract.objects.select_related("apprenticeship__advisor").get(pk=amendment.contract_id)
        raise_task(
            office_id=amendment.office_id, key=key, kind="contracts/amendment_stuck", page="contracts:amendments",
            about_id=contract.pk, assigned=contract.apprenticeship.advisor,
            facts={"number": contract.number, "change": amendment.number, "why": str(refusal.message)},
        )  # fmt: skip
        return None
    settle_task(office_id=amendment.office_id, key=key)
    return row


def stuck_key(amendment: Amendment) -> str:
    return f"amendment:{amendment.pk}:stuck"
