"""How does a test give a contract credit, absence, changes and papers, as rows?"""

from io import BytesIO

import pikepdf
from django.utils import timezone

from apprenticeships.models import Absence
from contracts import actions
from contracts.models import Amendment, Contract, ContractCredit
from okportal.documents.uploads import Accepted


def _a_page() -> bytes:
    written = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(written)
    return written.getvalue()


PDF = _a_page()


def loaded(contract) -> Contract:
    return Contract.objects.with_people().select_related("office").get(pk=contract.pk)


def changed(contract, **facts) -> Contract:
    """The contract with these columns, as if agreed so; `trade_months` and `route` are its training's."""
    training = contract.apprenticeship
    if months := facts.pop("trade_months", None):
        type(training.trade).objects.filter(pk=training.trade_id).update(months=months)
    if route := facts.pop("route", None):
        type(training).objects.filter(pk=training.pk).update(route=route)
    Contract.objects.filter(pk=contract.pk).update(**facts)
    return loaded(contract)


def credit(contract, kind, months=None, **facts) -> ContractCredit:
    return ContractCredit.objects.create(
        office_id=contract.office_id, contract=contract, kind=kind, months=months, **facts
    )


def absence(contract, by, from_on, to_on, kind="illness", state="confirmed", percent=100) -> Absence:
    return Absence.objects.create(
        office_id=contract.office_id, apprenticeship=contract.apprenticeship, kind=kind, from_on=from_on, to_on=to_on,
        state=state, percent=percent, reported_by=by.user, decided_by=by.user if state != "reported" else None,
        decided_at=timezone.now() if state != "reported" else None,
    )  # fmt: skip


def amendment(contract, kind, from_on, state="in_force", **facts) -> Amendment:
    number = contract.amendments.count() + 1
    return Amendment.objects.create(
        office_id=contract.office_id, contract=contract, number=number, kind=kind, from_on=from_on, state=state,
        applied_at=timezone.now() if state == "in_force" else None, **facts,
    )  # fmt: skip


def upload(name="attest.pdf") -> Accepted:
    return Accepted(PDF, "application/pdf", name)


def paper(contract, by, kind="employer", name="attest.pdf"):
    return actions.add_paper(contract=contract, kind=kind, file=upload(name), by=by)
