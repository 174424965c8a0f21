"""Does each step of a round move from the states that allow it, and can nobody step for another, too early or twice?"""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from contracts import actions
from contracts.actions import rounds
from contracts.models import Contract, Party, SigningEvent, SigningRound, SigningRule
from contracts.signals import round_closed, round_signed
from contracts.signing.chain import broken_at
from contracts.states import ROUND_CLOSED, RoundState
from contracts.states import ContractState as S
from okportal.errors import Refused
from okportal.offices.scope import office_scope
from okportal.permissions import Role
from okportal.todo.models import Task
from tests.contracts.stages import HOW, Road, fill_in, hash_of, last_event, mails
from tests.world import build_world

Verb = SigningEvent.Verb
STEPS = {
    "confirm": (lambda p, by: rounds.confirm(party=p, by=by), {S.CHECKING}),
    "flag": (lambda p, by: rounds.flag(party=p, comment="Feil lønn", by=by), {S.CHECKING, S.WITH_PARTIES}),
    "sign": (lambda p, by: rounds.sign(party=p, sha256=hash_of(p.contract), how=HOW, by=by), {S.WITH_PARTIES}),
    "decline": (lambda p, by: rounds.decline(party=p, reason="Annen bedrift", by=by), {S.WITH_PARTIES}),
}
OUTCOMES = {
    "confirm": (S.CHECKING, RoundState.OPEN, "contract.confirmed"),
    "flag": (S.DRAFT, RoundState.FLAGGED, "contract.flagged"),
    "sign": (S.WITH_PARTIES, RoundState.OPEN, "contract.signed"),
    "decline": (S.DRAFT, RoundState.DECLINED, "contract.declined"),
}
# A second click while the round goes on: nothing happens, and nobody is told off.
AGAIN = {("confirm", S.WITH_PARTIES), ("confirm", S.WITH_OFFICE), ("sign", S.WITH_OFFICE)}


@pytest.fixture
def apprentice(member):
    return member(Role.APPRENTICE)


@pytest.fixture
def supervisor(member):
    return member(Role.TRAINING_SUPERVISOR)


def verbs(round) -> list[str]:
    return list(round.events.values_list("verb", flat=True))


# --- each step from each state
@pytest.mark.parametrize("state", [state for state in S if state != S.DRAFT])
def test_steps_of_a_party_from_each_state(road, apprentice, state):
    """All steps of one state in a row: those not allowed change nothing, each allowed one moves and is noted."""
    contract = road.to(state)
    events = contract.round.events.count()
    for name, (take, sources) in STEPS.items():
        party, point = road.party("apprentice"), connection.savepoint()
        if state in sources:
            take(party, apprentice)
            contract_state, round_state, verb = OUTCOMES[name]
            assert (road.fresh().state, road.contract.round.state) == (contract_state, round_state), name
            assert last_event(contract).verb == verb, name
            assert broken_at(contract.round.events.all()) is None
            connection.savepoint_rollback(point)
            continue
        if (name, state) in AGAIN:
            take(party, apprentice)
        else:
            with pytest.raises(Refused) as refusal:
                take(party, apprentice)
            assert refusal.value.message
        assert (road.fresh().state, road.contract.round.events.count()) == (state, events), name


@pytest.mark.parametrize("state", sorted(ROUND_CLOSED))
def test_a_closed_round_allows_nothing_more(road, advisor, apprentice, state):
    round = road.to(S.CHECKING).round
    party = road.party("apprentice")
    SigningRound.objects.filter(pk=round.pk).update(state=state, closed_at=timezone.now())
    for take, _sources in STEPS.values():
        with pytest.raises(Refused, match="closed"):
            take(party, apprentice)
    with pytest.raises(Refused, match="closed"):
        rounds.withdraw_round(round=round, reason="Feil", by=advisor)
    assert SigningRound.objects.get(pk=round.pk).state == state


# --- who
@pytest.mark.parametrize("state", [S.CHECKING, S.WITH_PARTIES])
def test_nobody_steps_for_another(road, member, state):
    road.to(state)
    party = road.party("apprentice")
    for take, _sources in STEPS.values():
        for role in (Role.TRAINING_SUPERVISOR, Role.ADVISOR, Role.COMPANY_CONTACT):
            with pytest.raises(Refused, match="not this party"):
                take(party, member(role))
    party.refresh_from_db()
    assert party.signed_at is None


def test_nobody_but_the_office_signs_for_it(road, member):
    contract = road.to(S.WITH_OFFICE)
    for by in (member(Role.APPRENTICE), member(Role.READER), None):
        with pytest.raises(Refused, match="not this party"):
            rounds.sign(party=road.party("office"), sha256=hash_of(contract), how=HOW, by=by)


def test_the_office_neither_confirms_nor_flags(road, advisor):
    road.to(S.CHECKING)
    for name in ("confirm", "flag", "decline"):
        with pytest.raises(Refused, match="not this party"):
            STEPS[name][0](road.party("office"), advisor)


# --- order
def test_places_sign_one_after_the_other(draft, road, advisor, apprentice, supervisor, here):
    SigningRule.objects.create(office=here.office, apprentice_place=2, supervisor_place=1, checks_first=False)
    actions.send(contract=draft, version=draft.version, by=advisor)
    contract = road.fresh()
    assert contract.state == S.WITH_PARTIES
    assert [party.role for party in contract.round.parties.all()] == ["company", "apprentice", "office"]
    assert {mail.to_email for mail in mails("sign_request")} == {supervisor.user.email}
    with pytest.raises(Refused, match="not your turn"):
        rounds.sign(party=road.party("apprentice"), sha256=hash_of(contract), how=HOW, by=apprentice)
    rounds.sign(party=road.party("company"), sha256=hash_of(contract), how=HOW, by=supervisor)
    assert mails("sign_request").last().to_email == apprentice.user.email
    rounds.sign(party=road.party("apprentice"), sha256=hash_of(contract), how=HOW, by=apprentice)
    assert road.fresh().state == S.WITH_OFFICE
    assert verbs(contract.round) == ["sent", "asked", "signed", "asked", "signed", "asked"]


def test_who_was_never_asked_is_not_told_that_it_is_taken_back(draft, road, advisor, supervisor, here):
    SigningRule.objects.create(office=here.office, apprentice_place=2, supervisor_place=1, checks_first=False)
    actions.send(contract=draft, version=draft.version, by=advisor)
    rounds.withdraw_round(round=road.fresh().round, reason="Feil dato", by=advisor)
    assert {mail.to_email for mail in mails("taken_back")} == {supervisor.user.email}


def test_while_it_is_checked_everybody_is_told(road, advisor):
    rounds.withdraw_round(round=road.to(S.CHECKING).round, reason="Feil dato", by=advisor)
    assert mails("taken_back").count() == 2


def test_equal_places_are_asked_at_the_same_time(road):
    contract = road.to(S.WITH_PARTIES)
    asked = {party.role for party in contract.round.parties.all() if party.asked_at}
    assert asked == {"apprentice", "company"}
    assert verbs(contract.round) == ["sent", "confirmed", "confirmed", "asked", "asked"]


def test_the_last_signature_seals_closes_and_tells(road, advisor):
    told = []
    round_signed.connect(lambda **facts: told.append(facts["round"].pk), weak=False, dispatch_uid="test")
    contract = road.to(S.SIGNED)
    round_signed.disconnect(dispatch_uid="test")
    round = contract.round
    assert told == [round.pk]
    sealed = round.events.last()
    assert (sealed.verb, sealed.document_sha256) == (Verb.SEALED, round.signed_file.sha256)
    assert mails("signed_copy").count() == 2
    assert broken_at(round.events.all()) is None


# --- a second click
def test_a_second_click_changes_nothing(road, apprentice):
    road.to(S.CHECKING)
    first = rounds.confirm(party=road.party("apprentice"), by=apprentice)
    again = rounds.confirm(party=first, by=apprentice)
    assert (first.confirmed_at, verbs(road.contract.round).count("confirmed")) == (again.confirmed_at, 1)
    contract = road.to(S.WITH_PARTIES) if road.fresh().state == S.WITH_PARTIES else road.contract
    assert contract.state == S.CHECKING


def test_who_has_signed_neither_flags_nor_declines(road, apprentice):
    contract = road.to(S.WITH_PARTIES)
    party = rounds.sign(party=road.party("apprentice"), sha256=hash_of(contract), how=HOW, by=apprentice)
    for name in ("flag", "decline"):
        with pytest.raises(Refused, match="signed already"):
            STEPS[name][0](party, apprentice)


# --- not right
def test_flag_brings_the_draft_back_with_its_comment(road, advisor, apprentice, supervisor):
    told = []
    round_closed.connect(lambda **facts: told.append(facts["round"].state), weak=False, dispatch_uid="test")
    contract = road.to(S.WITH_PARTIES)
    rounds.sign(party=road.party("company"), sha256=hash_of(contract), how=HOW, by=supervisor)
    rounds.flag(party=road.party("apprentice"), comment="Feil lønn", by=apprentice)
    round_closed.disconnect(dispatch_uid="test")
    contract = road.fresh()
    closed = contract.round
    assert told == [RoundState.FLAGGED]
    assert (closed.close_reason, closed.closed_by_name) == ("Feil lønn", "Fjord Lærling")
    flagged = closed.events.last()
    assert (flagged.verb, flagged.comment, flagged.role) == (Verb.FLAGGED, "Feil lønn", "apprentice")
    mail = mails("flagged").get()
    assert (mail.to_email, mail.facts["had_signed"]) == (supervisor.user.email, True)
    assert "Feil lønn" not in str(mail.facts)
    task = Task.objects.get(kind="contracts/flagged")
    assert (task.about_id, task.assigned, task.done_at) == (contract.pk, contract.apprenticeship.advisor, None)
    assert task.facts["comment"] == "Feil lønn"
    actions.send(contract=contract, version=contract.version, by=advisor)
    task.refresh_from_db()
    assert task.done_at
    assert (road.fresh().state, road.contract.round.number) == (S.CHECKING, 2)


def test_decline_tells_the_others_but_not_why(road, apprentice, supervisor):
    contract = road.to(S.WITH_PARTIES)
    rounds.decline(party=road.party("apprentice"), reason="Annen bedrift", by=apprentice)
    assert mails("declined").get().to_email == supervisor.user.email
    assert "Annen bedrift" not in str(mails("declined").get().facts)
    assert Task.objects.get(kind="contracts/declined").facts["comment"] == "Annen bedrift"
    assert last_event(contract).verb == "contract.declined"


def test_no_without_a_word_is_refused(road, apprentice):
    road.to(S.WITH_PARTIES)
    for take, word in ((rounds.flag, "comment"), (rounds.decline, "reason")):
        with pytest.raises(Refused) as refusal:
            take(party=road.party("apprentice"), by=apprentice, **{word: ""})
        assert refusal.value.field == word


def test_somebody_by_link_signs_without_a_login(road):
    contract = road.to(S.WITH_PARTIES)
    party = rounds.sign(party=road.party("apprentice"), sha256=hash_of(contract), how="Lenke", by=None)
    assert party.signed_how == "Lenke"
    assert last_event(contract).by_id is None


# --- a race
@pytest.mark.django_db(transaction=True)
def test_two_sign_at_once_and_the_office_is_asked_once():
    cast = build_world().here
    with cast.scope():
        advisor = cast.member(Role.ADVISOR)
        road = Road(fill_in(cast.rows.draft, advisor), advisor, cast.member)
        contract = road.to(S.WITH_PARTIES)
        signers = [
            (road.party("apprentice"), cast.member(Role.APPRENTICE)),
            (road.party("company"), cast.member(Role.TRAINING_SUPERVISOR)),
        ]
    sha256, barrier, refused = hash_of(contract), threading.Barrier(4), []

    def sign_one(party, by):
        barrier.wait()
        try:
            with office_scope(cast.office.pk):
                rounds.sign(party=party, sha256=sha256, how=HOW, by=by)
        except Refused as refusal:
            refused.append(refusal.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=sign_one, args=signer) for signer in [*signers, *signers]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with cast.scope():
        assert refused == []
        assert road.fresh().state == S.WITH_OFFICE
        assert verbs(road.contract.round).count("signed") == 2
        assert mails("sign_request").filter(page="contracts:sign_for_office").count() == 1
        assert broken_at(road.contract.round.events.all()) is None


# --- the database itself
@pytest.fixture
def refused_by_database():
    """Runs a write, and expects the database to say no."""

    def expect(write):
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            write()

    return expect


def test_events_signatures_and_closed_rounds_are_written_once(road, refused_by_database):
    contract = road.to(S.SIGNED)
    round = contract.round
    signed = round.parties.filter(signed_at__isnull=False)
    refused_by_database(lambda: round.events.filter(number=1).update(comment="Annet"))
    refused_by_database(lambda: round.events.filter(number=1).delete())
    refused_by_database(lambda: signed.filter(role="company").update(name="En annen"))
    refused_by_database(lambda: signed.filter(role="company")._raw_delete("default"))
    refused_by_database(lambda: SigningRound.objects.filter(pk=round.pk).update(sign_by_on=None))
    refused_by_database(lambda: SigningRound.objects.filter(pk=round.pk)._raw_delete("default"))


def test_what_was_sent_does_not_change_while_people_sign(road, refused_by_database, here):
    contract = road.to(S.WITH_PARTIES)
    sent = SigningRound.objects.filter(pk=contract.round_id)
    for change in ({"content": "{}"}, {"unsigned_file": here.rows.file}, {"code": "0000-0000-0000"}):
        refused_by_database(lambda change=change: sent.update(**change))
    refused_by_database(lambda: Contract.objects.filter(pk=contract.pk).update(remarks="Noe nytt"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", ["comment = 'Annet'", "by_name = 'En annen'", "at = at + interval '1 day'"])
def test_the_chain_shows_what_somebody_with_the_keys_has_changed(superuser_sql, change):
    cast = build_world().here
    with cast.scope():
        advisor = cast.member(Role.ADVISOR)
        round = Road(fill_in(cast.rows.draft, advisor), advisor, cast.member).to(S.WITH_PARTIES).round
        assert broken_at(round.events.all()) is None
    superuser_sql.execute("SET session_replication_role = replica")
    superuser_sql.execute(
        f"UPDATE contracts_signingevent SET {change} WHERE round_id = %s AND number = 2",  # noqa: S608
        [round.pk],
    )
    superuser_sql.commit()
    with cast.scope():
        assert broken_at(round.events.all()) == 2


def test_the_chain_shows_an_event_that_is_missing(road):
    events = list(road.to(S.WITH_PARTIES).round.events.all())
    assert broken_at(events[:1] + events[2:]) == 2
    assert broken_at([]) is None
    assert Party.objects.filter(round=road.contract.round).count() == 3
