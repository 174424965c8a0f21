"""Which of the demo's contracts have real papers and signatures?"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from contracts.actions import links, rounds
from contracts.actions.events import add_event
from contracts.actions.rounds import new_code
from contracts.actions.sending import sign_by
from contracts.models import Contract, Party, SigningEvent, SigningRound
from contracts.paper.content import content_sha256
from contracts.paper.pdf import canonical, contract_data, contract_pdf, file_name
from contracts.signing.final import final_pdf
from contracts.signing.signers import signers_of
from contracts.states import ContractState, RoundState
from contracts.verifying.verdict import verify_url
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.embedded.demo import credits
from okportal.embedded.demo.progress import OSLO
from okportal.embedded.demo.scenes import Cast, scenes_of

S, Verb = ContractState, SigningEvent.Verb
# Backwards: of an office without all scenes the last ones first.
ON_THE_WAY = (S.AT_COUNTY, S.SIGNED, S.WITH_OFFICE, S.WITH_PARTIES, S.CHECKING)
WITH_PAPER = {*ON_THE_WAY, S.RETURNED, S.APPROVED}
BY_ALL = {S.SIGNED, S.AT_COUNTY, S.RETURNED, S.APPROVED, S.ACTIVE}
SENT_DAYS_AGO = {S.WITH_OFFICE: 5, S.SIGNED: 8, S.AT_COUNTY: 14, S.RETURNED: 24, S.APPROVED: 33}
AS_A_RULE = 4  # days ago; a contract in force was sent
BEFORE_START = timedelta(days=40)
A_DAY = timedelta(days=1)
HOW, HOW_BY_LINK = "Logget inn med passord", "Lenke på e-post og kode på SMS"
BY_SMS = "På SMS"
NOT_RIGHT = "Arbeidsstedet stemmer ikke. Det skal være Elvebakken barnehage, ikke kommunen som helhet."


def add_papers(plan, office, contracts):
    """Signing, with its PDFs, for the first login's contract, for all scenes, and for some others on their way.

    A PDF takes 0.4 s, so those of contracts long in force are left out: the portal took over from another system.
    """
    played = [contracts[number] for number, scene in scenes_of(plan).items() if scene.contract_state in WITH_PAPER]
    rest = [contract for contract in contracts if contract.state in ON_THE_WAY and contract not in played]
    first = {contract.state: contract for contract in reversed(rest)}
    more = [first[state] for state in ON_THE_WAY if state in first][: plan.documents]
    chosen = [row.pk for row in (contracts[Cast.OWN], *played, *more)]
    left_out = [contract.pk for contract in rest if contract not in more]
    Contract.objects.filter(pk__in=left_out).update(state=S.DRAFT)
    credits.add_papers_on_their_way(office, [*played, *more])
    for contract in Contract.objects.filter(pk__in=chosen).with_people().select_related("office", "template"):
        add_paper(contract)


def let_answer(contracts):
    """One party says that it is not right, and those of another contract get their links: what a party does now."""
    flagged, by_link = (
        Contract.objects.select_related("round").get(pk=contracts[number].pk) for number in (Cast.FLAGGED, Cast.BY_LINK)
    )
    rounds.flag(party=flagged.round.parties.get(role=Party.Role.COMPANY), comment=NOT_RIGHT, by=None)
    for party in by_link.round.parties.exclude(role=Party.Role.OFFICE):
        links.new_link(party=party, by=None)


def add_paper(contract):
    """What lies behind a contract in this state: sent, checked, and signed by those whose turn it was."""
    sent_on = timezone.localdate() - timedelta(days=SENT_DAYS_AGO.get(contract.state, AS_A_RULE))
    if contract.state == S.ACTIVE:
        sent_on = contract.start_on - BEFORE_START
    round = send(contract, datetime.combine(sent_on, time(9, 12), OSLO))
    parties = list(round.parties.all())
    take_steps(round, parties, contract.state)
    if contract.state in BY_ALL:
        finish(round, parties)
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
        sign_by_on=sign_by(contract, timezone.localdate(sent_at)),
    )  # fmt: skip
    for party in signers:
        party.round = round
        party.save()
    add_event(round, Verb.SENT, at=sent_at)
    return round


def take_steps(round, parties, state):
    """What the signers have done by now: checked, been asked in their order, signed, the office last.

    While it is checked the first has; while it is signed the last place is asked.
    """
    outside = [party for party in parties if party.role != Party.Role.OFFICE]
    office = [party for party in parties if party.role == Party.Role.OFFICE]
    confirm(round, outside[:1] if state == S.CHECKING else outside)
    if state != S.CHECKING:
        sign_in_order(round, outside, office, state)
    for party in parties:
        party.save()


def sign_in_order(round, outside, office, state):
    at, last = round.sent_at + timedelta(hours=6), outside[-1].place
    for place in sorted({party.place for party in outside}):
        here = [party for party in outside if party.place == place]
        ask(round, here, at)
        if state != S.WITH_PARTIES or place != last:
            at = sign(round, here, at + timedelta(hours=18))
    if state == S.WITH_OFFICE or state in BY_ALL:
        ask(round, office, at)
    if state in BY_ALL:
        office[0].user = round.contract.apprenticeship.advisor.user
        sign(round, office, at + A_DAY)


def confirm(round, parties):
    for number, party in enumerate(parties, start=1):
        party.confirmed_at = round.sent_at + timedelta(hours=2 * number)
        add_event(round, Verb.CONFIRMED, party=party, at=party.confirmed_at)


def ask(round, parties, at):
    """Whoever has no login gets a link; the office has one each."""
    for party in parties:
        party.asked_at = at
        add_event(round, Verb.ASKED, party=party, at=at)
        if signs_by_link(party):
            add_event(round, Verb.LINK_SENT, party=party, at=at)


def sign(round, parties, at) -> datetime:
    """The first at `at`, each two hours after the one before; gives when the last one did."""
    for number, party in enumerate(parties):
        party.signed_at, how = at + timedelta(hours=2 * number), HOW
        if signs_by_link(party):
            how, opened_at = HOW_BY_LINK, party.signed_at - timedelta(minutes=4)
            add_event(round, Verb.CODE_SENT, party=party, how=BY_SMS, at=opened_at - timedelta(minutes=1))
            add_event(round, Verb.OPENED, party=party, how=how, at=opened_at)
        party.signed_sha256, party.signed_how = round.unsigned_file.sha256, how
        party.confirmed_at = party.confirmed_at or party.signed_at
        add_event(round, Verb.SIGNED, party=party, how=how, at=party.signed_at)
    return party.signed_at


def signs_by_link(party) -> bool:
    return party.role != Party.Role.OFFICE and party.user_id is None


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
