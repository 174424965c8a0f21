"""How is the reckoning of a last day kept as it was made, whatever is changed later?"""

from contracts.ledger import Ledger, calculate, from_json, to_json
from contracts.models import Amendment, Contract, KeptLedger
from contracts.reckoning.inputs import inputs_of


def keep_ledger(*, contract: Contract, why: str, amendment: Amendment | None = None) -> KeptLedger:
    """Reckon as of `on` (today) and keep all lines with the version of the county's figures; never changed again.

    `why` is one of KeptLedger.Why. Load the contract `with_people()`; ValueError while it has no first or last day.
    Called inside the action that sends or changes the contract.
    """
    ledger = calculate(inputs_of(contract))
    if ledger.agreed_on is None:
        raise ValueError("a contract without a last day has nothing to keep")
    return KeptLedger.objects.create(
        office_id=contract.office_id, contract=contract, amendment=amendment, why=why,
        calculated_on=ledger.calculated_on, agreed_on=ledger.agreed_on, figures_version=ledger.inputs.figures.version,
        ledger=to_json(ledger),
    )  # fmt: skip


def as_kept(kept: KeptLedger) -> Ledger:
    """The lines exactly as they were; nothing is reckoned anew."""
    return from_json(kept.ledger)
