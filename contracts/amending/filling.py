"""How do typed answers become an amendment, and what of it follows by itself?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from contracts.amending.kinds import KINDS, Kind
from contracts.models import Amendment, Contract
from contracts.states import AmendmentState
from contracts.types import TYPES
from okportal.curricula.models import Curriculum

COMMON = ("from_on", "reason", "signers", "needs_consent")
ANSWERED = (
    *COMMON, "to_on", "days", "percent", "absence", "new_establishment", "new_workplace", "new_supervisor", "new_trade",
    "new_kind", "new_aim_codes", "end_on",
)  # fmt: skip
OVER = (AmendmentState.REFUSED, AmendmentState.WITHDRAWN)


def fill(amendment: Amendment, contract: Contract, answers: Mapping[str, Any]) -> Amendment:
    """Write the answers in; what the kind does not ask stays empty. Nothing is saved."""
    asked = {*COMMON, *KINDS[amendment.kind].fields}
    empty = Amendment()
    for name in ANSWERED:
        value = answers.get(name) if name in asked else getattr(empty, name)
        setattr(amendment, name, _plain(name, value))
    amendment.contract = contract
    if amendment.kind == Kind.TYPE and not _has_own_aims(amendment.new_kind):
        amendment.new_aim_codes = []
    if amendment.kind == Kind.RESUMPTION:
        amendment.interruption = open_interruption(contract, amendment.from_on)
    if amendment.kind == Kind.TRADE and amendment.new_trade and amendment.from_on:
        amendment.new_curriculum = Curriculum.objects.in_force(amendment.new_trade.pk, amendment.from_on)
    if amendment.kind == Kind.WORKPLACE and amendment.new_establishment and not amendment.new_workplace:
        amendment.new_workplace = amendment.new_establishment.name
    return amendment


def _plain(name, value):
    """Empty text and empty lists are no NULL."""
    if value is None and name in ("reason", "absence", "new_workplace", "new_kind"):
        return ""
    return list(value or []) if name in ("signers", "new_aim_codes") else value


def _has_own_aims(contract_kind: str) -> bool:
    return contract_kind in TYPES and TYPES[contract_kind].has_own_aims


def open_interruption(contract: Contract, back_on: date) -> Amendment | None:
    """The one in force that a return on `back_on` ends: it has no last day or a later one, and no resumption yet."""
    lasts = Q(to_on=None) | Q(from_on__lte=back_on, to_on__gte=back_on)
    rows = contract.amendments.in_force().filter(lasts, kind=Kind.INTERRUPTION)
    resumed = contract.amendments.exclude(state__in=OVER).filter(kind=Kind.RESUMPTION).values("interruption_id")
    found = list(rows.exclude(pk__in=resumed).order_by("-from_on"))
    return next((row for row in found if row.from_on <= back_on), found[0] if found else None)
