"""Does a link let in its party alone, once, in time, in its office?"""

import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from contracts.actions import links as actions
from contracts.actions import rounds
from contracts.actions.by_link import confirm_by_link, decline_by_link, flag_by_link, sign_by_link
from contracts.actions.links import LinkClosed, make_link, open_link
from contracts.models import SigningEvent, SigningLink
from contracts.signing import links
from contracts.signing.links import Closed, Phase
from contracts.states import RoundState
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.outbox.models import Message
from tests.contracts.links.conftest import last_code, last_message, token_in

pytestmark = pytest.mark.django_db
Verb = SigningEvent.Verb


def opened(party, token=None):
    return open_link(office_id=party.office_id, token=token or make_link(party=party, by=None))


def why(party, token):
    with pytest.raises(LinkClosed) as refusal:
        open_link(office_id=party.office_id, token=token)
    return refusal.value.why


def verbs(party):
    return list(SigningEvent.objects.filter(round=party.round).values_list("verb", flat=True))


def test_only_the_hash_is_stored(party, advisor):
    token = make_link(party=party, by=advisor)
    link = SigningLink.objects.get(party=party)
    assert link.token_sha256 == hashlib.sha256(token.encode()).hexdigest()
    assert len(token) >= 43
    assert verbs(party)[-1] == Verb.LINK_SENT


def test_it_works_for_as_many_days_as_the_rule_says(party, rule):
    rule.link_days = 3
    rule.save()
    token, now = make_link(party=party, by=None), timezone.now()
    with time_machine.travel(now + timedelta(days=3, seconds=-1), tick=False):
        assert opened(party, token).party == party
    with time_machine.travel(now + timedelta(days=3, seconds=1), tick=False):
        assert why(party, token) == Closed.EXPIRED


def test_a_newer_link_closes_the_older(party):
    older = make_link(party=party, by=None)
    newer = make_link(party=party, by=None)
    assert why(party, older) == Closed.REPLACED
    assert opened(party, newer).party == party


def test_a_newer_link_of_another_party_closes_nothing(party):
    token = make_link(party=party, by=None)
    make_link(party=party.round.parties.get(role="company"), by=None)
    assert opened(party, token).party == party


def test_it_opens_nothing_in_another_office(party, world):
    token = make_link(party=party, by=None)
    with world.there.scope(), pytest.raises(LinkClosed) as refusal:
        open_link(office_id=world.there.office.pk, token=token)
    assert refusal.value.why == Closed.UNKNOWN
    assert why(party, f"{token}x") == Closed.UNKNOWN


def test_it_opens_nothing_once_the_round_is_closed(party, advisor):
    token = make_link(party=party, by=None)
    link = opened(party, token)
    rounds.withdraw_round(round=party.round, reason="Feil dato", by=advisor)
    assert why(party, token) == Closed.ROUND
    with pytest.raises(LinkClosed):
        sign_by_link(link=link, sha256=party.round.unsigned_file.sha256)
    assert SigningLink.objects.filter(party__round=party.round, closed_at=None).count() == 0


def test_it_opens_nothing_where_the_rule_wants_a_login(party, rule):
    token = make_link(party=party, by=None)
    rule.may_use_link = False
    rule.save()
    assert why(party, token) == Closed.NOT_ALLOWED
    with pytest.raises(Refused):
        make_link(party=party, by=None)


def test_nobody_signs_for_the_office_by_link(party):
    with pytest.raises(Refused):
        make_link(party=party.round.parties.get(role="office"), by=None)


@pytest.mark.parametrize(
    "step",
    [
        lambda link: confirm_by_link(link=link),
        lambda link: flag_by_link(link=link, comment="Feil navn"),
    ],
)
def test_what_one_does_while_checking_uses_the_link_up(checking, step):
    token = make_link(party=checking, by=None)
    link = opened(checking, token)
    step(link)
    assert why(checking, token) == Closed.USED
    with pytest.raises(LinkClosed):
        step(link)
    assert len([verb for verb in verbs(checking) if verb in {Verb.CONFIRMED, Verb.FLAGGED}]) == 1


def test_signing_uses_the_link_up_and_says_how(party):
    token = make_link(party=party, by=None)
    link = opened(party, token)
    actions.send_code(link=link)
    link = actions.check_code(link=link, code=last_code())
    sign_by_link(link=link, sha256=party.round.unsigned_file.sha256)
    party.refresh_from_db()
    assert party.signed_at
    assert party.signed_how == links.how(link)
    assert why(party, token) == Closed.USED
    with pytest.raises(LinkClosed):
        sign_by_link(link=link, sha256=party.round.unsigned_file.sha256)
    assert verbs(party).count(Verb.SIGNED) == 1


def test_declining_uses_the_link_up(party):
    token = make_link(party=party, by=None)
    link = opened(party, token)
    decline_by_link(link=link, reason="Vil ikke")
    party.round.refresh_from_db()
    assert party.round.state == RoundState.DECLINED
    assert why(party, token) == Closed.USED


def test_a_refused_step_leaves_the_link_as_it_was(party):
    token = make_link(party=party, by=None)
    with pytest.raises(Refused):
        sign_by_link(link=opened(party, token), sha256="f" * 64)
    assert opened(party, token).used_at is None


def test_signing_needs_another_link_than_confirming(send, checking, advisor):
    """The last to confirm is asked to sign by a mail with its own link."""
    others = checking.round.parties.exclude(role="office").exclude(pk=checking.pk)
    for other in others:
        rounds.confirm(party=other, by=None)
    token = make_link(party=checking, by=None)
    confirm_by_link(link=opened(checking, token))
    assert why(checking, token) == Closed.USED
    checking = type(checking).objects.select_related("round__contract").get(pk=checking.pk)
    assert links.phase_of(checking) == Phase.SIGN
    assert opened(checking).party == checking


def test_whoever_has_no_login_is_asked_by_a_mail_with_a_link(send, here):
    from apprenticeships.models import Apprentice
    from okportal.offices.models import Membership

    Membership.objects.filter(role="apprentice").delete()
    Apprentice.objects.filter(pk=here.rows.apprentice.pk).update(user=None)
    party = send().parties.select_related("round__contract").get(role="apprentice")
    mail = Message.objects.filter(template="contracts/sign_request", to_email=party.email).get()
    assert opened(party, token_in(mail)).party == party
    other = Message.objects.filter(template="contracts/sign_request").exclude(to_email=party.email).get()
    assert "page_arguments" not in other.facts


def test_the_office_sends_a_new_link(party, advisor):
    older = make_link(party=party, by=advisor)
    actions.new_link(party=party, by=advisor)
    mail = last_message("contracts/new_link")
    assert mail.to_email == party.email
    assert opened(party, token_in(mail)).party == party
    assert why(party, older) == Closed.REPLACED
    assert Event.objects.filter(verb="signing_link.made", by_id=advisor.user.pk).count() == 2


def test_no_new_link_for_one_who_has_signed(party, advisor):
    rounds.sign(party=party, sha256=party.round.unsigned_file.sha256, how="x", by=None)
    party.refresh_from_db()
    with pytest.raises(Refused):
        actions.new_link(party=party, by=advisor)


def test_one_may_ask_for_three_links_an_hour(party):
    token = make_link(party=party, by=None)
    link = links.find(party.office_id, token)
    for _click in range(5):
        actions.ask_for_link(link=link)
    assert SigningLink.objects.filter(party=party).count() == links.MOST_LINKS
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        actions.ask_for_link(link=link)
    assert SigningLink.objects.filter(party=party).count() == links.MOST_LINKS + 1


def test_asking_for_a_link_sends_none_to_one_who_is_done(party):
    token = make_link(party=party, by=None)
    rounds.sign(party=party, sha256=party.round.unsigned_file.sha256, how="x", by=None)
    actions.ask_for_link(link=links.find(party.office_id, token))
    assert not Message.objects.filter(template="contracts/new_link").exists()
