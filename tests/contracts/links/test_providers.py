"""Does whatever takes the signatures do what a round needs of it?"""

import json

import pytest
from django.utils import timezone

from contracts.actions import rounds
from contracts.actions.links import open_link
from contracts.actions.provider_results import take_results
from contracts.models import SigningLink
from contracts.signing.providers import Result, Way, provider
from contracts.signing.providers.built_in import BuiltIn
from contracts.states import RoundState
from okportal.errors import Refused

pytestmark = pytest.mark.django_db


class Broker:
    """A broker as somebody might connect it: tells what was done by JSON, under a key it shares with us."""

    started, cancelled = [], []

    def start(self, round, parties, *, by):
        self.started.extend(party.role for party in parties)
        return [Way(party, url=f"https://broker.example/{party.pk}") for party in parties]

    def results(self, payload, headers):
        if headers.get("Authorization") != "Bearer shared":
            raise ValueError("not the broker")
        return [Result(at=timezone.now(), **told) for told in json.loads(payload)]

    def cancel(self, round):
        self.cancelled.append(round.pk)


@pytest.fixture
def broker(settings):
    Broker.started, Broker.cancelled = [], []
    settings.SIGNING_PROVIDER = f"{__name__}.Broker"


def told(party, **changes):
    result = {
        "party_id": party.pk, "is_signed": True, "document_sha256": party.round.unsigned_file.sha256,
        "how": "BankID", "reason": "",
    } | changes  # fmt: skip
    return {
        "office_id": party.office_id,
        "payload": json.dumps([result]),
        "headers": {"Authorization": "Bearer shared"},
    }


def test_the_portals_own_is_the_default():
    assert isinstance(provider(), BuiltIn)


class TestBuiltIn:
    def test_whoever_has_a_login_uses_it(self, party):
        (way,) = BuiltIn().start(party.round, [party], by=None)
        assert (way.token, way.url) == ("", "")

    def test_others_get_a_link(self, party):
        party.user = None
        (way,) = BuiltIn().start(party.round, [party], by=None)
        assert open_link(office_id=party.office_id, token=way.token).party == party

    def test_nobody_gets_one_where_all_log_in(self, party, rule):
        rule.may_use_link = False
        rule.save()
        party.user = None
        (way,) = BuiltIn().start(party.round, [party], by=None)
        assert way.token == ""

    def test_cancelling_closes_what_is_open(self, party):
        party.user = None
        BuiltIn().start(party.round, [party], by=None)
        BuiltIn().cancel(party.round)
        assert SigningLink.objects.get().closed_at

    def test_nothing_comes_from_outside(self, party):
        with pytest.raises(ValueError, match="Nobody outside"):
            take_results(**told(party))


class TestABroker:
    def test_is_asked_when_it_is_somebodys_turn(self, broker, send):
        send()
        assert sorted(Broker.started) == ["apprentice", "company"]

    def test_what_it_tells_signs(self, broker, party):
        for _call in range(2):
            assert take_results(**told(party)) == 1
        party.refresh_from_db()
        assert party.signed_how == "BankID"
        assert party.round.events.filter(verb="signed").count() == 1

    def test_it_may_tell_again_once_the_round_is_closed(self, broker, party):
        """The last signature, or a refusal, closes it; brokers call again when our answer was lost."""
        take_results(**told(party))
        rounds.decline(party=party.round.parties.get(role="company"), reason="Vil ikke", by=None)
        assert take_results(**told(party)) == 1
        with pytest.raises(Refused):
            take_results(**told(party, document_sha256="f" * 64))

    def test_it_may_tell_of_a_refusal(self, broker, party):
        for _call in range(2):
            take_results(**told(party, is_signed=False, reason="Vil ikke"))
        party.round.refresh_from_db()
        assert party.round.state == RoundState.DECLINED
        assert Broker.cancelled == [party.round.pk]

    def test_another_document_than_ours_is_refused(self, broker, party):
        with pytest.raises(Refused):
            take_results(**told(party, document_sha256="f" * 64))

    def test_a_call_of_somebody_else_is_refused(self, broker, party):
        with pytest.raises(ValueError, match="not the broker"):
            take_results(**told(party) | {"headers": {}})
        party.refresh_from_db()
        assert party.signed_at is None
