"""Which contracts and changes on their way name somebody in a company whose role ends?

What is under signing is taken back by itself. What all have signed is not: signatures are not thrown away behind
anybody's back, so the advisor gets a task and decides.
"""

from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from companies.duties import Duty, register
from companies.models import CompanyPerson
from contracts.actions import take_back
from contracts.actions.amending import names_left_key as change_names_left_key
from contracts.actions.amending import send_again_key as send_change_again_key
from contracts.actions.amending import take_back_amendment
from contracts.actions.sending import names_left_key, send_again_key
from contracts.models import Amendment, Contract, Handover, Party
from contracts.states import UNDER_SIGNING, AmendmentState, ContractState, RoundState
from okportal.todo.actions import raise_task

Role = CompanyPerson.Role
SIGNED_NOT_BEGUN = (
    ContractState.SIGNED, ContractState.AT_COUNTY, ContractState.RETURNED, ContractState.APPROVED,
)  # fmt: skip
AGREED_NOT_IN_FORCE = (AmendmentState.SIGNED, AmendmentState.AT_COUNTY, AmendmentState.AGREED)
SIGNS_AS = {Role.TRAINING_SUPERVISOR: Party.Role.COMPANY, Role.RESPONSIBLE_LEADER: Party.Role.LEADER}


def under_signing(person):
    """Contracts on their way that name the person, as supervisor, instructor or the company's signer."""
    named = _names(person)
    if person.role in SIGNS_AS and person.email:
        signs = Party.objects.filter(
            role=SIGNS_AS[person.role], email__iexact=person.email, round=F("contract__round")
        ).values("contract_id")
        named |= Q(apprenticeship__company_id=person.company_id, pk__in=signs)
    rows = Contract.objects.filter(office_id=person.office_id, state__in=sorted(UNDER_SIGNING))
    return rows.filter(named)


def _names(person) -> Q:
    """On whose paper the person stands, as supervisor or instructor; before a change of company, the new one's."""
    mine = Q(new_supervisor=person) | Q(new_instructor=person)
    coming = Handover.objects.not_done().filter(new_contract__isnull=False).values("new_contract_id")
    named = (Q(apprenticeship__supervisor=person) | Q(apprenticeship__instructor=person)) & ~Q(pk__in=coming)
    return named | Q(pk__in=Handover.objects.open().filter(mine).values("new_contract_id"))


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


def signed(person):
    """Contracts that all have signed and that have not begun: their paper names the person."""
    rows = Contract.objects.filter(office_id=person.office_id, state__in=SIGNED_NOT_BEGUN)
    return rows.filter(_names(person))


def tell_of_signed(person, successor, by):
    """Before it is sent to the county the advisor can have it signed anew; after that, the county must know."""
    rows = signed(person).select_related("apprenticeship__advisor", "apprenticeship__county").order_by("pk")
    for contract in rows:
        is_sent = contract.state != ContractState.SIGNED
        raise_task(
            office_id=contract.office_id, key=names_left_key(contract), by=by, reopen=True, about_id=contract.pk,
            kind="contracts/sent_names_left" if is_sent else "contracts/signed_names_left", page="contracts:detail",
            facts={"number": contract.number, "name": person.name, "company": person.company.name,
                   "county": str(contract.apprenticeship.county)},
            assigned=contract.apprenticeship.advisor,
        )  # fmt: skip


def agreed_changes(person):
    """Changes that all have agreed on and that are to make the person training supervisor."""
    return Amendment.objects.filter(office_id=person.office_id, new_supervisor=person, state__in=AGREED_NOT_IN_FORCE)


def tell_of_agreed_changes(person, successor, by):
    for row in agreed_changes(person).select_related("contract__apprenticeship__advisor").order_by("pk"):
        contract = row.contract
        raise_task(
            office_id=contract.office_id, key=change_names_left_key(row), kind="contracts/change_names_left", by=by,
            facts={"number": contract.number, "change": row.number, "name": person.name,
                   "company": person.company.name},
            page="contracts:amendments", about_id=contract.pk, assigned=contract.apprenticeship.advisor, reopen=True,
        )  # fmt: skip


register(
    Duty(
        "contracts", gettext_lazy("Contracts under signing"), under_signing, take_all_back, place=10,
        note=gettext_lazy("Taken back to draft, because they name the person; the advisor gets a task to send them."),
    ),
    Duty(
        "changes", gettext_lazy("Changes of contracts under signing"), changes_under_signing, take_changes_back,
        place=11,
        note=gettext_lazy("Taken back to draft, because they name the person; the advisor gets a task to send them."),
    ),
    Duty(
        "signed_contracts", gettext_lazy("Contracts that are signed and have not begun"), signed, tell_of_signed,
        place=12,
        note=gettext_lazy("The signed paper names the person; the advisor gets a task to have it put right."),
    ),
    Duty(
        "agreed_changes", gettext_lazy("Agreed changes that make the person training supervisor"), agreed_changes,
        tell_of_agreed_changes, place=13,
        note=gettext_lazy("They cannot come into force; the advisor gets a task to make another one."),
    ),
)  # fmt: skip
