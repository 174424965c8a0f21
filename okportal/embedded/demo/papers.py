"""Which of the demo's contracts have real papers and signatures?"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from contracts.models import Contract, Party
from contracts.pdf import content_sha256, contract_pdf
from contracts.states import ContractState
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.embedded.demo.progress import OSLO

ON_THE_WAY = (ContractState.WITH_PARTIES, ContractState.WITH_OFFICE, ContractState.AT_COUNTY)


def add_papers(plan, office, contracts):
    """Parties for every contract that has left the draft; PDFs for the first login's and for those on their way.

    A PDF takes 0.4 s, so those of contracts long in force are left out: the portal took over from another system.
    """
    signers = [party for contract in contracts if contract.state != ContractState.DRAFT for party in parties(contract)]
    Party.objects.bulk_create(signers)
    with_paper = [contract for contract in contracts if contract.state in ON_THE_WAY]
    chosen = [contracts[0].pk, *(contract.pk for contract in with_paper[: plan.documents])]
    left_out = [contract.pk for contract in with_paper if contract.pk not in chosen]
    Contract.objects.filter(pk__in=left_out).update(state=ContractState.DRAFT, sign_by_on=None)
    Party.objects.filter(contract_id__in=left_out).delete()
    for contract in Contract.objects.filter(pk__in=chosen).with_people():
        add_paper(office, contract)


def parties(contract):
    training = contract.apprenticeship
    people = [(Party.Role.APPRENTICE, training.apprentice), (Party.Role.COMPANY, training.supervisor)]
    for role, person in people:
        if person:
            yield Party(
                office_id=contract.office_id, contract=contract, role=role, user_id=person.user_id, name=person.name,
                email=person.email, language=person.language,
            )  # fmt: skip
    advisor = training.advisor.user
    yield Party(
        office_id=contract.office_id, contract=contract, role=Party.Role.OFFICE, user_id=advisor.pk, name=advisor.name,
        email=advisor.email, language=advisor.language,
    )  # fmt: skip


def add_paper(office, contract):
    signers = list(contract.parties.all())
    sent_at = timezone.now() - timedelta(days=4)
    if contract.state == ContractState.ACTIVE:
        sent_at = datetime.combine(contract.start_on - timedelta(days=40), time(9, 12), OSLO)
    unsigned = keep(office, contract, StoredFile.Kind.CONTRACT_UNSIGNED, contract_pdf(contract, signatures=signers))
    contract.unsigned_file, contract.sent_at, contract.content_sha256 = unsigned, sent_at, content_sha256(contract)
    for number, party in enumerate(signers):
        if has_signed(party, contract.state):
            party.confirmed_at = party.signed_at = sent_at + timedelta(days=1, hours=3 * number)
            party.signed_sha256, party.signed_how = unsigned.sha256, "Logget inn med passord"
            party.save()
    if contract.state in {ContractState.ACTIVE, ContractState.AT_COUNTY}:
        contract.signed_file = keep(
            office, contract, StoredFile.Kind.CONTRACT, contract_pdf(contract, signatures=signers)
        )
    contract.save()


def has_signed(party, state) -> bool:
    if state == ContractState.WITH_PARTIES:
        return False
    return state != ContractState.WITH_OFFICE or party.role != Party.Role.OFFICE


def keep(office, contract, kind, content) -> StoredFile:
    return store(
        office_id=office.pk, kind=kind, name=f"{contract.number}.pdf", content=content, content_type="application/pdf",
        by=None,
    )  # fmt: skip
