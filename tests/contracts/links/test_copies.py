"""Does whoever signed by link get what was signed, and by that link nothing else?"""

import pytest

from contracts.actions import links as actions
from contracts.actions import rounds
from contracts.actions.by_link import decline_by_link, sign_by_link
from contracts.actions.links import LinkClosed, make_link, open_link
from contracts.models import Party, SigningEvent, SigningLink
from contracts.signing import links
from contracts.signing.links import Closed, Phase
from contracts.states import RoundState
from okportal.documents.actions import read
from okportal.errors import Refused
from okportal.outbox.models import Message
from tests.contracts.links.conftest import token_in

pytestmark = pytest.mark.django_db
COPY = "contracts/signed_copy"


@pytest.fixture
def apprentice(party):
    """Without a login, as a guardian always is."""
    Party.objects.filter(pk=party.pk).update(user=None, language="en")
    return Party.objects.select_related("round__contract").get(pk=party.pk)


@pytest.fixture
def signed(apprentice, advisor):
    """All have signed, the apprentice by link."""
    round, sha256 = apprentice.round, apprentice.round.unsigned_file.sha256
    link = open_link(office_id=apprentice.office_id, token=make_link(party=apprentice, by=None))
    sign_by_link(link=link, sha256=sha256)
    for party in round.parties.exclude(role="office").filter(signed_at=None):
        rounds.sign(party=party, sha256=sha256, how="x", by=None)
    rounds.sign(party=round.parties.get(role="office"), sha256=sha256, how="x", by=advisor)
    return Party.objects.select_related("round__contract").get(pk=apprentice.pk)


def copy_of(party):
    return token_in(Message.objects.get(template=COPY, to_email=party.email))


def test_whoever_has_no_login_gets_a_link_and_the_others_a_page(signed):
    assert signed.round.state == RoundState.SIGNED
    assert open_link(office_id=signed.office_id, token=copy_of(signed)).party == signed
    other = Message.objects.filter(template=COPY).exclude(to_email=signed.email).get()
    assert "page_arguments" not in other.facts
    assert Message.objects.filter(template=COPY).count() == 2


def test_nobody_gets_one_where_all_log_in(rule, signed):
    rule.may_use_link = False
    rule.save()
    with pytest.raises(LinkClosed) as refusal:
        open_link(office_id=signed.office_id, token=copy_of(signed))
    assert refusal.value.why == Closed.NOT_ALLOWED


def test_behind_the_code_lies_the_signed_file_alone(signed, visitor):
    guest = visitor(copy_of(signed))
    assert guest.get("kontrakt.pdf").status_code == 404
    guest.come_in()
    page = guest.get()
    assert "Open the signed document" in page.text
    assert "Sign the contract" not in page.text
    assert guest.get("kontrakt.pdf").content == read(signed.round.signed_file)
    assert guest.post("ikke-riktig/", reason="Angrer").status_code == 302
    signed.round.refresh_from_db()
    assert signed.round.state == RoundState.SIGNED


def test_nothing_is_signed_or_declined_by_it(signed):
    link = open_link(office_id=signed.office_id, token=copy_of(signed))
    with pytest.raises(Refused):
        decline_by_link(link=link, reason="Angrer")
    with pytest.raises(Refused):
        sign_by_link(link=link, sha256="f" * 64)


def test_the_chain_ends_with_the_seal(signed, visitor):
    visitor(copy_of(signed)).come_in()
    actions.new_link(party=signed, by=None)
    assert SigningEvent.objects.filter(round=signed.round).last().verb == "sealed"


def test_a_link_from_before_stays_closed(signed):
    older = SigningLink.objects.filter(party=signed).earliest("pk")
    assert not links.is_for_copy(older)


def test_the_office_sends_it_once_more(signed, advisor):
    actions.new_link(party=signed, by=advisor)
    assert Message.objects.filter(template=COPY, to_email=signed.email).count() == 2
    first = Message.objects.filter(template=COPY, to_email=signed.email).earliest("pk")
    with pytest.raises(LinkClosed):
        open_link(office_id=signed.office_id, token=token_in(first))


def test_whoever_has_a_login_gets_no_link(signed, advisor):
    company = signed.round.parties.select_related("round").get(role="company")
    assert links.phase_of(company) == Phase.NOTHING
    with pytest.raises(Refused):
        actions.new_link(party=company, by=advisor)


def test_no_link_once_the_round_was_closed_in_the_meantime(apprentice, advisor):
    """`apprentice` was read before."""
    rounds.withdraw_round(round=apprentice.round, reason="Feil dato", by=advisor)
    assert apprentice.round.state == RoundState.OPEN
    before = SigningEvent.objects.count(), SigningLink.objects.count()
    for way in (make_link, actions.new_link):
        with pytest.raises(Refused):
            way(party=apprentice, by=advisor)
    with pytest.raises(Refused):
        rounds.add_event(apprentice.round, SigningEvent.Verb.REMINDED, party=apprentice)
    assert (SigningEvent.objects.count(), SigningLink.objects.count()) == before
