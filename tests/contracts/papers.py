"""How does a test get a contract whose paper was sent, signed by all and sealed, without walking the whole road?"""

import hashlib
from datetime import timedelta

from django.utils import timezone

from contracts.actions.events import add_event
from contracts.models import Contract, Party, SigningEvent, SigningRound
from contracts.paper.pdf import canonical, contract_data, contract_pdf
from contracts.signing.final import final_pdf
from contracts.states import RoundState
from contracts.verifying.verdict import verify_url
from okportal.documents.actions import store
from okportal.documents.models import StoredFile
from okportal.permissions import Role

Verb = SigningEvent.Verb
SIGNERS = (
    (Party.Role.APPRENTICE, Role.APPRENTICE),
    (Party.Role.COMPANY, Role.TRAINING_SUPERVISOR),
    (Party.Role.OFFICE, Role.ADVISOR),
)


def sent_round(cast, code="7K3M-X0QA-94TZ", contract=None) -> SigningRound:
    """The contract as its signers got it, with its code; call inside the office's scope."""
    contract = loaded(contract or cast.rows.contract)
    parties = [_party(cast, contract, *role) for role in SIGNERS]
    paper = contract_pdf(contract, signatures=parties, verify_url=verify_url(cast.office, code), code=code)
    text = canonical(contract_data(contract))
    round = SigningRound.objects.create(
        office=cast.office, contract=contract, number=SigningRound.objects.filter(contract=contract).count() + 1,
        code=code, content=text.decode(), content_sha256=hashlib.sha256(text).hexdigest(),
        unsigned_file=_kept(cast, StoredFile.Kind.CONTRACT_UNSIGNED, paper), sent_at=timezone.now(),
    )  # fmt: skip
    for party in parties:
        party.round = round
        party.save()
    add_event(round, Verb.SENT, by=cast.member(Role.ADVISOR))
    return round


def signed_round(cast, code="7K3M-X0QA-94TZ", contract=None) -> SigningRound:
    """Signed by all and sealed."""
    round = sent_round(cast, code, contract)
    sign_all(round)
    content = final_pdf(round, list(round.parties.all()), list(round.events.all()))
    round.signed_file = _kept(cast, StoredFile.Kind.CONTRACT, content)
    return closed(round, RoundState.SIGNED)


def sign_all(round):
    for party in round.parties.all():
        party.confirmed_at = party.signed_at = timezone.now()
        party.signed_sha256, party.signed_how = round.unsigned_file.sha256, "Innlogget med passord og engangskode"
        party.save()
        add_event(round, Verb.SIGNED, party=party, how=party.signed_how)


def closed(round, state) -> SigningRound:
    round.state, round.closed_at = state, timezone.now()
    round.save(update_fields=["state", "closed_at", "signed_file"])
    return round


def loaded(contract) -> Contract:
    return Contract.objects.with_people().select_related("office").get(pk=contract.pk)


def _party(cast, contract, role, whose) -> Party:
    user = cast.users[whose]
    return Party(
        office=cast.office, contract=contract, role=role, user=user, name=f"{cast.mark} {user.name}", email=user.email,
        asked_at=timezone.now() - timedelta(days=1),
    )  # fmt: skip


def _kept(cast, kind, content) -> StoredFile:
    return store(
        office_id=cast.office.pk, kind=kind, name="kontrakt.pdf", content=content, content_type="application/pdf",
        by=cast.member(Role.ADVISOR),
    )  # fmt: skip
