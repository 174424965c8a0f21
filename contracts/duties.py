"""Which contracts and changes under signing name somebody in a company whose role ends?"""

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from companies.duties import Duty, register
from companies.models import CompanyPerson
from contracts.actions import take_back
from contracts.actions.amending import send_again_key as send_change_again_key
from contracts.actions.amending import take_back_amendment
from contracts.actions.sending import send_again_key
from contracts.models import Amendment, Contract, Handover, Party
from contracts.states import UNDER_SIGNING, AmendmentState, RoundState
from okportal.todo.actions import raise_task

Role = CompanyPerson.Role
SIGNS_AS = {Role.TRAINING_SUPERVISOR: Party.Role.COMPANY, Role.RESPONSIBLE_LEADER: Party.Role.LEADER}


def under_signing(person):
    """Contracts on their way that name the person, as supervisor, instructor or the company's signer."""
    named = Q(apprenticeship__supervisor=person) | Q(apprenticeship__instructor=person)
    named |= Q(pk__in=Handover.objects.open().filter(new_supervisor=person).values("new_contract_id"))
    if person.role in SIGNS_AS and person.email:
        signs = Party.objects.filter(
            role=SIGNS_AS[person.role], email__iexact=person.email, round=F("contract__round")
        ).values("contract_id")
        named |= Q(apprenticeship__company_id=person.company_id, pk__in=signs)
    rows = Contract.objects.filter(office_id=person.office_id, state__in=sorted(UNDER_SIGNING))
    return rows.filter(named)


def take_all_back(person, successor, by):
    """What is signed says what is registered, names among it: back to draft, and a task to send it again."""
    for contract in under_signing(person).select_related("apprenticeship__advisor").order_by("pk"):
        with override(contract.language):
            reason = _("%(name)s leaves, and somebody else takes over.") % {"name": person.name}
        take_back(contract=contract, reason=reason, by=by)
        raise_task(
            office_id=contract.office_id, key=send_again_key(contract), kind="contracts/send_again", by=by,
            facts={"number": contract.number, "name": person.name, "company": person.company.name},
            page="contracts:detail", about_id=contract.pk, assigned=contract.apprenticeship.advisor, reopen=True,
        )  # fmt: skip


def changes_under_signing(person):
    """Changes of contracts on their way that the person is to sign, or that make them training supervisor."""
    named = Q(new_supervisor=person)
    if person.role in SIGNS_AS and person.email:
        signs = Party.objects.filter(
            role=SIGNS_AS[person.role], email__iexact=person.email, signed_at=None, round__state=RoundState.OPEN,
            round__amendment__isnull=False,
        ).values("round__amendment_id")  # fmt: skip
        named |= Q(contract__apprenticeship__company_id=person.company_id, pk__in=signs)
    return Amendment.objects.filter(named, office_id=person.office_id, state=AmendmentState.SIGNING)


def take_changes_back(person, successor, by):
    """As with the contracts: a draft again, and a task to send it once more."""
    rows = changes_under_signing(person).select_related("contract__apprenticeship__advisor").order_by("pk")
    for row in rows:
        contract = row.contract
        with override(contract.language):
            reason = _("%(name)s leaves, and somebody else takes over.") % {"name": person.name}
        take_back_amendment(amendment=row, reason=reason, by=by)
        raise_task(
            office_id=contract.office_id, key=send_change_again_key(row), kind="contracts/send_change_again", by=by,
            facts={"number": contract.number, "change": row.number, "name": person.name,
                   "company": person.company.name},
            page="contracts:amendments", about_id=contract.pk, assigned=contract.apprenticeship.advisor, reopen=True,
        )  # fmt: skip


register(
    Duty(
        "contracts", gettext_lazy("Contracts under signing"), under_signing, take_all_back, place=10,
        note=gettext_lazy("Taken back to draft, because they name the person; the advisor gets a task to send them."),
    )
)  # fmt: skip
register(
    Duty(
        "changes", gettext_lazy("Changes of contracts under signing"), changes_under_signing, take_changes_back,
        place=11,
        note=gettext_lazy("Taken back to draft, because they name the person; the advisor gets a task to send them."),
    )
)  # fmt: skip
