"""How does a contract come into being, and how do two people write on one draft?"""

from django.db import connection
from django.db.models import Max
from django.db.transaction import atomic
from django.utils import timezone
from django.utils.translation import gettext as _

from apprenticeships.models import Apprenticeship
from contracts import rules
from contracts.actions.templates import fitting_template
from contracts.ledger import calculate
from contracts.models import Contract, Handover
from contracts.reckoning.inputs import agreed_inputs, figures_on
from contracts.states import ContractState, HandoverState
from contracts.types import KIND_OF_CANDIDATE, TYPES
from okportal.audit.actions import record
from okportal.audit.stale import Edits, refuse_stale
from okportal.errors import Refused

NUMBERS = 0x6F6B6B6E  # key of the advisory lock under which numbers are given out
EDITS = Edits("contract.saved", (
    "kind", "aim_codes", "start_on", "months", "practice_before_months", "credit_months", "end_on", "other_end_because",
    "workplace", "position_percent", "language", "remarks",
))  # fmt: skip
CALCULATED_FROM = {"kind", "start_on", "months", "end_on", "position_percent"}
BASE_FROM = {"kind", "practice_before_months"}


@atomic
def draft(*, apprenticeship: Apprenticeship, by) -> Contract:
    """A new draft for the apprenticeship, or the one that lies there already: a second click makes no second one."""
    apprenticeship = Apprenticeship.objects.select_for_update(of=("self",)).get(pk=apprenticeship.pk)
    if apprenticeship.state == Apprenticeship.State.COMPLETED:
        raise Refused(_("This training is completed."), way_out=_("Register a new training for the apprentice first."))
    off = Handover.objects.filter(state=HandoverState.CANCELLED, new_contract__isnull=False).values("new_contract_id")
    drafts = Contract.objects.filter(apprenticeship=apprenticeship, state=ContractState.DRAFT)
    if existing := drafts.exclude(pk__in=off).first():
        return existing
    kind = KIND_OF_CANDIDATE[apprenticeship.candidate_type]
    office_id, establishment = apprenticeship.office_id, apprenticeship.establishment
    contract = Contract(
        office_id=office_id, apprenticeship=apprenticeship, number=_next_number(office_id), kind=kind,
        start_on=apprenticeship.start_on, workplace=establishment.name if establishment else "",
        language="nn" if apprenticeship.apprentice.language == "nn" else "nb",
    )  # fmt: skip
    contract.months = _base(contract)
    contract.template = fitting_template(contract)
    contract.remarks = contract.template.remarks if contract.template else ""
    contract.save()
    reckon(contract)
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

    `end_on` among the answers is another last day that was agreed, None for the reckoned one. `version` is the one the
    answers were typed on: where somebody else has saved since, the step is Refused with who and what; the same
    person's other tab is no conflict. Only drafts can be written on.
    """
    contract = locked_draft(contract)
    refuse_stale(contract, version, EDITS, except_by=by, field="version")
    changed = {name for name, value in answers.items() if _now(contract, name) != value}
    if not changed:
        return contract
    previous_base = _base(contract)
    agreed_on = answers.pop("end_on") if "end_on" in answers else other_end(contract)
    for name in changed & set(answers):
        setattr(contract, name, answers[name])
    if "kind" in changed:
        _drop_foreign_fields(contract)
    if {"kind", "language"} & changed:
        contract.template = fitting_template(contract)
    if BASE_FROM & changed and contract.months == previous_base:
        contract.months = _base(contract)
    if (CALCULATED_FROM | BASE_FROM) & changed:
        reckon(contract, agreed_on)
    return keep(contract, changed, by)


def locked_draft(contract: Contract) -> Contract:
    contract = Contract.objects.select_for_update(of=("self",)).select_related(
        "apprenticeship__trade", "apprenticeship__county"
    ).get(pk=contract.pk)  # fmt: skip
    if contract.state != ContractState.DRAFT:
        raise Refused(_("The contract has been sent and cannot be changed."), way_out=_("Take it back to draft first."))
    return contract


def keep(contract: Contract, changed, by) -> Contract:
    """Save it as a new version, with a line that tells others what is different."""
    contract.version += 1
    contract.save()
    record(by, EDITS.verb, contract, fields=sorted(changed), version=contract.version)
    return contract


def other_end(contract: Contract):
    """The last day that was agreed instead of the reckoned one; None while they are the same."""
    return contract.end_on if contract.end_on != contract.calculated_end_on else None


def reckon(contract: Contract, agreed_on=None):
    """Set what follows from the answers: months not under the type's minimum, the credit's sum, and the last day.

    Another last day that was agreed stands, as long as it lies after the first one.
    """
    contract.months = max(contract.months, rules.minimum_months(contract.kind))
    contract.calculated_end_on = contract.end_on = None
    start_on, is_dated = contract.start_on, contract.start_on is not None
    contract.start_on = start_on or timezone.localdate()  # credit is counted in months from some day
    ledger = calculate(agreed_inputs(contract))
    contract.start_on = start_on
    contract.credit_months = -sum(line.months for line in ledger.lines if line.code == "credit")
    if is_dated:
        contract.calculated_end_on = ledger.calculated_on
        contract.end_on = agreed_on if agreed_on and agreed_on > start_on else ledger.calculated_on


def _now(contract, name):
    return other_end(contract) if name == "end_on" else getattr(contract, name)


def _base(contract) -> int:
    training = contract.apprenticeship
    day = contract.start_on or timezone.localdate()
    return rules.base_months(
        contract.kind, training.trade.months, contract.practice_before_months, figures_on(training.county, day)
    )  # fmt: skip


def _drop_foreign_fields(contract):
    """What only the type before had goes: it would stand in the paper of a type that knows nothing of it."""
    own = TYPES[contract.kind]
    if not own.has_own_aims:
        contract.aim_codes = []
    if not own.has_practice_before:
        contract.practice_before_months = None
