"""Which of the demo's contracts have real papers and signatures?"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from contracts.actions.events import add_event
from contracts.actions.rounds import new_code
from contracts.models import Contract, CountyEntry, Party, SigningEvent, SigningRound
from contracts.paper.content import content_sha256
from contracts.paper.pdf import canonical, contract_data, contract_pdf, file_name
from contracts.signing.final import final_pdf
from contracts.signing.signers import signers_of
from contracts.states import ContractState, RoundState
from contracts.verifying.verdict import verify_url
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.embedded.demo.progress import OSLO

S, Verb = ContractState, SigningEvent.Verb
ON_THE_WAY = (S.CHECKING, S.WITH_PARTIES, S.WITH_OFFICE, S.SIGNED, S.AT_COUNTY)
BY_ALL = {S.SIGNED, S.AT_COUNTY, S.ACTIVE}
HOW = "Logget inn med passord"


def add_papers(plan, office, contracts):
    """Signing, with its PDFs, for the first login's contract and for those on their way, of each state one at least.

    A PDF takes 0.4 s, so those of contracts long in force are left out: the portal took over from another system.
    """
    with_paper = [contract for contract in contracts if contract.state in ON_THE_WAY]
    first = {contract.state: contract for contract in reversed(with_paper)}.values()
    others = [contract for contract in with_paper if contract not in first]
    more = max(0, plan.documents - len(first))
    chosen = [contracts[0].pk, *(contract.pk for contract in [*first, *others[:more]])]
    left_out = [contract.pk for contract in with_paper if contract.pk not in chosen]
    Contract.objects.filter(pk__in=left_out).update(state=S.DRAFT)
    for contract in Contract.objects.filter(pk__in=chosen).with_people().select_related("office"):
        add_paper(contract)


def add_paper(contract):
    """What lies behind a contract in this state: sent, checked, and signed by those whose turn it was."""
    sent_at = timezone.now() - timedelta(days=4)
    if contract.state == S.ACTIVE:
        sent_at = datetime.combine(contract.start_on - timedelta(days=40), time(9, 12), OSLO)
    round = send(contract, sent_at)
    parties = list(round.parties.all())
    take_steps(round, parties, contract.state)
    if contract.state in BY_ALL:
        finish(round, parties)
    if contract.state == S.AT_COUNTY:
        contract.sent_to_county_on = timezone.localdate() - timedelta(days=1)
        CountyEntry.objects.create(
            office=contract.office, contract=contract, kind=CountyEntry.Kind.SENT, on=contract.sent_to_county_on,
            by=contract.apprenticeship.advisor.user,
        )  # fmt: skip
    contract.round = round
    contract.save()


def send(contract, sent_at) -> SigningRound:
    signers, code = signers_of(contract, timezone.localdate()), new_code()
    url = verify_url(contract.office, code)
    paper = contract_pdf(contract, signatures=signers, verify_url=url, code=code, issued_at=sent_at)
    earlier = contract.rounds.count()
    round = SigningRound.objects.create(
        office=contract.office, contract=contract, number=earlier + 1, code=code, sent_at=sent_at,
        content=canonical(contract_data(contract)).decode(), content_sha256=content_sha256(contract),
        unsigned_file=keep(contract, StoredFile.Kind.CONTRACT_UNSIGNED, paper),
        sign_by_on=timezone.localdate(sent_at) + timedelta(days=13),
    )  # fmt: skip
    for party in signers:
        party.round = round
        party.save()
    add_event(round, Verb.SENT, at=sent_at)
    return round


def take_steps(round, parties, state):
    """What the signers have done by now: checked, been asked, signed, the office last; in CHECKING the first has."""
    outside = [party for party in parties if party.role != Party.Role.OFFICE]
    office = [party for party in parties if party.role == Party.Role.OFFICE]
    confirm(round, outside[:1] if state == S.CHECKING else outside)
    if state != S.CHECKING:
        ask(round, outside, hours=30)
    if state == S.WITH_OFFICE or state in BY_ALL:
        sign(round, outside, hours=32)
        ask(round, office, hours=40)
    if state in BY_ALL:
        office[0].user = round.contract.apprenticeship.advisor.user
        sign(round, office, hours=44)
    for party in parties:
        party.save()


def confirm(round, parties):
    for number, party in enumerate(parties):
        party.confirmed_at = round.sent_at + timedelta(hours=20 + 3 * number)
        add_event(round, Verb.CONFIRMED, party=party, at=party.confirmed_at)


def ask(round, parties, hours):
    for party in parties:
        party.asked_at = round.sent_at + timedelta(hours=hours)
        add_event(round, Verb.ASKED, party=party, at=party.asked_at)


def sign(round, parties, hours):
    for number, party in enumerate(parties):
        party.signed_at = round.sent_at + timedelta(hours=hours + 2 * number)
        party.confirmed_at = party.confirmed_at or party.signed_at
        party.signed_sha256, party.signed_how = round.unsigned_file.sha256, HOW
        add_event(round, Verb.SIGNED, party=party, how=HOW, at=party.signed_at)


def finish(round, parties):
    signed = keep(round.contract, StoredFile.Kind.CONTRACT, final_pdf(round, parties, list(round.events.all())))
    at = max(party.signed_at for party in parties)
    add_event(round, Verb.SEALED, document_sha256=signed.sha256, at=at)
    round.state, round.signed_file, round.closed_at = RoundState.SIGNED, signed, at
    round.save()


def keep(contract, kind, content) -> StoredFile:
    return store(
        office_id=contract.office_id, kind=kind, name=file_name(contract), content=content,
        content_type="application/pdf", by=None,
    )  # fmt: skip
