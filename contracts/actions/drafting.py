"""How does a contract come into being, and how do two people write on one draft?"""

from django.db import connection
from django.db.models import Max
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from apprenticeships.models import Apprenticeship
from contracts import rules
from contracts.models import Contract
from contracts.problems import KIND_OF_CANDIDATE
from contracts.states import ContractState
from okportal.audit.actions import record
from okportal.audit.stale import Edits, refuse_stale
from okportal.errors import Refused

NUMBERS = 0x6F6B6B6E  # key of the advisory lock under which numbers are given out
EDITS = Edits("contract.saved", (
    "kind", "start_on", "months", "credit_months", "credit_basis", "workplace", "position_percent", "language",
    "remarks",
))  # fmt: skip
CALCULATED_FROM = {"kind", "start_on", "months", "credit_months"}


@atomic
def draft(*, apprenticeship: Apprenticeship, by) -> Contract:
    """A new draft for the apprenticeship, or the one that lies there already: a second click makes no second one."""
    apprenticeship = Apprenticeship.objects.select_for_update(of=("self",)).get(pk=apprenticeship.pk)
    if apprenticeship.state == Apprenticeship.State.COMPLETED:
        raise Refused(_("This training is completed."), way_out=_("Register a new training for the apprentice first."))
    existing = Contract.objects.filter(apprenticeship=apprenticeship, state=ContractState.DRAFT).first()
    if existing:
        return existing
    kind = KIND_OF_CANDIDATE[apprenticeship.candidate_type]
    office_id, establishment = apprenticeship.office_id, apprenticeship.establishment
    contract = Contract(
        office_id=office_id, apprenticeship=apprenticeship, number=_next_number(office_id), kind=kind,
        months=rules.base_months(kind, apprenticeship.trade.months), start_on=apprenticeship.start_on,
        workplace=establishment.name if establishment else "",
        language="nn" if apprenticeship.apprentice.language == "nn" else "nb",
    )  # fmt: skip
    _calculate(contract)
    contract.save()
    record(by, "contract.drafted", contract, number=contract.number)
    return contract


def _next_number(office_id: int) -> str:
    return next_numbers(office_id, 1)[0]


def next_numbers(office_id: int, count: int) -> list[str]:
    """'2026-00042' and so on: the next in the year's row of this office.

    The lock lasts until the transaction ends, so that the second of two at once reads the first one's number.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [NUMBERS, office_id])
    year = timezone.localdate().year
    given = Contract.objects.filter(number__regex=rf"^{year}-\d{{5}}$").aggregate(last=Max("number"))["last"]
    first = int(given[5:]) + 1 if given else 1
    return [f"{year}-{number:05d}" for number in range(first, first + count)]


@atomic
def save_step(*, contract: Contract, version: int, by, **answers) -> Contract:
    """Keep the answers of one wizard step and reckon the end anew.

    `version` is the one the answers were typed on: where somebody else has saved since, the step is Refused with who
    and what; the same person's other tab is no conflict. Only drafts can be written on.
    """
    contract = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    if contract.state != ContractState.DRAFT:
        raise Refused(_("The contract has been sent and cannot be changed."), way_out=_("Take it back to draft first."))
    refuse_stale(contract, version, EDITS, except_by=by, field="version")
    changed = [name for name, value in answers.items() if getattr(contract, name) != value]
    if not changed:
        return contract
    previous_base = _base(contract)
    for name in changed:
        setattr(contract, name, answers[name])
    if "kind" in changed and contract.months == previous_base:
        contract.months = _base(contract)
    if CALCULATED_FROM & set(changed):
        _calculate(contract)
    contract.version += 1
    contract.save()
    record(by, EDITS.verb, contract, fields=sorted(changed), version=contract.version)
    return contract


def _base(contract) -> int:
    return rules.base_months(contract.kind, contract.apprenticeship.trade.months)


def _calculate(contract):
    contract.months = max(contract.months, rules.minimum_months(contract.kind))
    contract.calculated_end_on = contract.end_on = None
    if contract.start_on:
        end = rules.end_date(contract.start_on, contract.months, contract.credit_months, kind=contract.kind)
        contract.calculated_end_on = contract.end_on = end.day
