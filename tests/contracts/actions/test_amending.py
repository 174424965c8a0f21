"""Does every step of a change do what it may, and refuse the rest with a sentence?"""

from datetime import timedelta

import pytest
from django.db.transaction import atomic, savepoint, savepoint_rollback
from django.utils.translation import override

from apprenticeships.actions.absence import weigh
from apprenticeships.models import Absence
from contracts import tasks
from contracts.actions import amending, amending_county, applying, ending, rounds
from contracts.amending.kinds import Kind
from contracts.amending.pdf import amendment_data
from contracts.amending.reckoning import outcome
from contracts.models import Amendment, Contract, CountyEntry, Party
from contracts.paper.content import canonical
from contracts.states import AmendmentState as S
from contracts.states import RoundState
from okportal.audit.models import Event
from okportal.audit.stale import Stale
from okportal.documents.uploads import Accepted
from okportal.errors import Refused
from okportal.permissions import Role
from okportal.todo.models import Task
from tests.contracts.amending.changes import A_DAY, HOW, Changes, decision, fresh
from tests.contracts.papers import loaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def changes(here):
    return Changes(here)


STEPS = {
    "send": lambda c, row: amending.send_amendment(amendment=row, version=row.version, by=c.advisor),
    "edit": lambda c, row: amending.edit_amendment(
        amendment=row, version=row.version, by=c.advisor, **c.answers(Kind.EXTENSION, days=9)
    ),
    "take_back": lambda c, row: amending.take_back_amendment(amendment=row, reason="Feil", by=c.advisor),
    "withdraw": lambda c, row: amending.withdraw_amendment(amendment=row, reason="Feil", by=c.advisor),
    "to_county": lambda c, row: amending_county.send_amendment_to_county(
        amendment=row, sent_on=c.today, by=c.advisor
    ),
    "consent": lambda c, row: amending_county.consent(amendment=row, **decision(), by=c.advisor),
    "refuse": lambda c, row: amending_county.refuse_consent(amendment=row, **decision("Nei"), by=c.advisor),
    "apply": lambda c, row: applying.apply(amendment=row, by=c.advisor),
}  # fmt: skip
LEADS_TO = {
    S.DRAFT: {"send": S.SIGNING, "edit": S.DRAFT, "withdraw": S.WITHDRAWN},
    S.SIGNING: {"take_back": S.DRAFT, "withdraw": S.WITHDRAWN},
    S.SIGNED: {"to_county": S.AT_COUNTY, "consent": S.AGREED, "withdraw": S.WITHDRAWN},
    S.AT_COUNTY: {"consent": S.AGREED, "refuse": S.REFUSED, "withdraw": S.WITHDRAWN},
    S.AGREED: {"withdraw": S.WITHDRAWN},  # its day has not come
    S.IN_FORCE: {}, S.REFUSED: {}, S.WITHDRAWN: {},
}  # fmt: skip


@pytest.mark.parametrize("state", LEADS_TO)
def test_every_step_from_every_state(changes, state):
    """A change whose day lies ahead, so that consent does not put it in force at once."""
    first = changes.today if state == S.IN_FORCE else changes.today + 10 * A_DAY
    row = changes.to(state, changes.draft(Kind.EXTENSION, from_on=first))
    for name, take in STEPS.items():
        with atomic():
            point = savepoint()
            before = Event.objects.about(row).count()
            if name in LEADS_TO[state]:
                take(changes, fresh(row))
                assert fresh(row).state == LEADS_TO[state][name], name
                assert Event.objects.about(row).count() > before, name
            else:
                with pytest.raises(Refused) as caught:
                    take(changes, fresh(row))
                assert str(caught.value.message).endswith("."), name
                assert fresh(row).state == state, name
            savepoint_rollback(point)


def test_no_consent_needed_is_agreed_by_the_last_signature(changes):
    row = changes.draft(Kind.EXTENSION, needs_consent=False, from_on=changes.today + A_DAY)
    assert changes.to(S.SIGNING, row).state == S.SIGNING
    changes.sign_all(row)
    assert fresh(row).state == S.AGREED


def test_signed_without_consent_is_in_force_at_once_when_its_day_has_come(changes):
    row = changes.draft(Kind.EXTENSION, needs_consent=False)
    changes.to(S.SIGNING, row)
    changes.sign_all(row)
    assert fresh(row).state == S.IN_FORCE


def test_what_hinders_it_takes_no_signature_back(changes):
    """The last one signs; that it cannot come into force is the advisor's task."""
    row = changes.draft(Kind.EXTENSION, needs_consent=False)
    changes.to(S.SIGNING, row)
    Contract.objects.filter(pk=row.contract_id).update(state="ended", ended_on=changes.today)
    changes.sign_all(row)
    assert fresh(row).state == S.AGREED
    signed = row.rounds.get()
    assert signed.state == RoundState.SIGNED
    assert not signed.parties.unsigned().exists()
    assert "no longer in force" in Task.objects.get(kind="contracts/amendment_stuck").next_action


def test_settling_what_cannot_come_into_force_is_refused_to_the_office(changes):
    row = changes.draft(Kind.EXTENSION, signers=[], needs_consent=False)
    Contract.objects.filter(pk=row.contract_id).update(state="ended", ended_on=changes.today)
    with pytest.raises(Refused):
        changes.settle(row)
    assert fresh(row).state == S.DRAFT


def test_one_that_is_to_be_signed_is_not_settled_by_the_office(changes):
    row = changes.draft(Kind.EXTENSION)
    with pytest.raises(Refused, match="is to be signed"):
        changes.settle(row)


def test_one_that_nobody_signs_is_not_sent(changes):
    row = changes.draft(Kind.EXTENSION, signers=[])
    with pytest.raises(Refused, match="Nobody is to sign"):
        amending.send_amendment(amendment=row, version=row.version, by=changes.advisor)


@pytest.mark.parametrize("how", ["flag", "decline"])
def test_somebody_says_no(changes, how):
    row = changes.to(S.SIGNING, changes.draft(Kind.EXTENSION))
    party = row.rounds.get().parties.get(role=Party.Role.APPRENTICE)
    by = changes.office.member("apprentice")
    if how == "flag":
        rounds.flag(party=party, comment="Feil dato", by=by)
    else:
        rounds.decline(party=party, reason="Vil ikke", by=by)
    assert fresh(row).state == S.DRAFT
    assert fresh(row).version == row.version + 1
    again = changes.to(S.SIGNED, row)
    assert again.rounds.count() == 2


def test_what_was_sent_says_only_its_own(changes):
    row = changes.to(S.SIGNING, changes.draft(Kind.EXTENSION))
    round = row.rounds.get()
    assert round.unsigned_file.kind == "amendment_unsigned"
    assert round.unsigned_file.name.endswith("-endring-1.pdf")
    assert "Fjord Lærling" not in round.unsigned_file.name
    assert changes.contract.round_id == changes.office.rows.round.pk  # the contract keeps its own


def sign_first(changes, row) -> tuple:
    """The apprentice has signed; gives what the next one needs."""
    round = row.rounds.get(state=RoundState.OPEN)
    sha256 = round.unsigned_file.sha256
    rounds.sign(
        party=round.parties.get(role=Party.Role.APPRENTICE), sha256=sha256, how=HOW,
        by=changes.office.member(Role.APPRENTICE),
    )  # fmt: skip
    return round.parties.get(role=Party.Role.COMPANY), sha256, changes.office.member(Role.TRAINING_SUPERVISOR)


def test_nobody_signs_on_what_was_so_before_another_change(changes):
    """The last day that it starts from has moved: the next signature is refused until it is sent anew."""
    row = changes.to(S.SIGNING, changes.draft(Kind.PART_TIME, percent=80))
    party, sha256, by = sign_first(changes, row)
    changes.in_force(Kind.EXTENSION, days=30)
    with pytest.raises(Refused, match="has changed since it was sent") as caught:
        rounds.sign(party=party, sha256=sha256, how=HOW, by=by)
    assert "takes this back" in caught.value.way_out
    party.refresh_from_db()
    assert party.signed_at is None
    back = amending.take_back_amendment(amendment=row, reason="Ny sluttdato", by=changes.advisor)
    answers = changes.answers(Kind.PART_TIME, percent=80)
    amending.edit_amendment(amendment=back, version=back.version, by=changes.advisor, **answers)
    assert changes.to(S.SIGNED, row).state == S.SIGNED
    assert row.rounds.get(state=RoundState.SIGNED).content != row.rounds.get(state=RoundState.WITHDRAWN).content


def test_nobody_signs_on_under_another_name_than_was_sent(changes):
    row = changes.to(S.SIGNING, changes.draft(Kind.EXTENSION))
    party, sha256, by = sign_first(changes, row)
    apprentice = changes.contract.apprenticeship.apprentice
    apprentice.last_name = "Nygift"
    apprentice.save()
    with pytest.raises(Refused, match="has changed since it was sent"):
        rounds.sign(party=party, sha256=sha256, how=HOW, by=by)


def test_the_language_of_the_reader_changes_nothing_in_what_was_sent(changes):
    row = changes.to(S.SIGNING, changes.draft(Kind.EXTENSION))
    for language in ("nb", "nn"):
        with override(language):
            read = amendment_data(fresh(row), loaded(changes.contract))
            assert canonical(read).decode() == row.rounds.get().content


@pytest.mark.parametrize("state", [S.SIGNING, S.SIGNED, S.IN_FORCE, S.WITHDRAWN])
def test_the_paper_of_what_was_sent_is_not_replaced(changes, state):
    row = changes.draft(Kind.EXTENSION)
    for name in ("soknad.pdf", "soknad-2.pdf"):
        amending.add_document(amendment=row, file=Accepted(name.encode(), "application/pdf", name), by=changes.advisor)
    kept = fresh(row).document
    assert kept.name == "soknad-2.pdf"
    row = changes.to(state, row)
    with pytest.raises(Refused, match="only be changed in a draft"):
        amending.add_document(
            amendment=row, file=Accepted(b"andre ord", "application/pdf", "annen.pdf"), by=changes.advisor
        )
    assert fresh(row).document == kept


def test_two_editors(changes):
    row = changes.draft(Kind.EXTENSION, days=10)
    amending.edit_amendment(
        amendment=row, version=1, by=changes.advisor, **changes.answers(Kind.EXTENSION, days=20)
    )  # fmt: skip
    with pytest.raises(Stale) as caught:
        amending.edit_amendment(
            amendment=row, version=1, by=changes.office.member("administrator"),
            **changes.answers(Kind.EXTENSION, days=30),
        )  # fmt: skip
    assert caught.value.current == {"days": 20}
    assert "Changed: days" in caught.value.message
    assert fresh(row).days == 20


def test_the_contract_has_changed_since_the_draft_was_saved(changes):
    row = changes.draft(Kind.EXTENSION, days=10)
    changes.in_force(Kind.PART_TIME, percent=80)
    with pytest.raises(Refused, match="no longer what was shown"):
        amending.send_amendment(amendment=row, version=row.version, by=changes.advisor)
    edited = amending.edit_amendment(
        amendment=row, version=row.version, by=changes.advisor, **changes.answers(Kind.EXTENSION, days=10)
    )  # fmt: skip
    assert amending.send_amendment(amendment=edited, version=edited.version, by=changes.advisor).state == S.SIGNING


def test_a_refusal_needs_a_reason_and_leaves_the_contract(changes):
    end_on = changes.contract.end_on
    row = changes.to(S.AT_COUNTY, changes.draft(Kind.EXTENSION))
    with pytest.raises(Refused) as caught:
        amending_county.refuse_consent(amendment=row, **decision(), by=changes.advisor)
    assert caught.value.field == "decision_remark"
    amending_county.refuse_consent(amendment=row, **decision("For kort tid"), by=changes.advisor)
    assert changes.contract.end_on == end_on
    assert CountyEntry.objects.filter(amendment=row).order_by("id").last().remark == "For kort tid"
    assert changes.draft(Kind.EXTENSION).number == 2


def test_decisions_lie_between_sending_and_today(changes):
    row = changes.to(S.AT_COUNTY, changes.draft(Kind.EXTENSION))
    for day in (changes.today - A_DAY, changes.today + A_DAY):
        with pytest.raises(Refused) as caught:
            amending_county.consent(amendment=row, **decision() | {"decided_on": day}, by=changes.advisor)
        assert caught.value.field == "decided_on"


def test_the_daily_run_puts_it_in_force_once(changes, world):
    row = changes.to(S.AGREED, changes.draft(Kind.EXTENSION, from_on=changes.today + A_DAY))
    end_on = changes.contract.end_on
    tasks.apply_due_amendments()
    assert fresh(row).state == S.AGREED
    Amendment.objects.filter(pk=row.pk).update(from_on=changes.today)
    for _twice in range(2):
        tasks.apply_due_amendments()
    assert fresh(row).state == S.IN_FORCE
    assert changes.contract.end_on == end_on + 30 * A_DAY
    assert Event.objects.about(row).filter(verb="amendment.applied").count() == 1


def test_what_cannot_come_into_force_is_one_task(changes):
    row = changes.to(S.AGREED, changes.draft(Kind.SUPERVISOR, from_on=changes.today + A_DAY))
    changes.in_force(Kind.WORKPLACE)
    Amendment.objects.filter(pk=row.pk).update(from_on=changes.today - 300 * A_DAY)
    type(changes.contract).objects.filter(pk=changes.contract.pk).update(state="ended", ended_on=changes.today)
    for _twice in range(2):
        tasks.apply_due_amendments()
    task = Task.objects.get(kind="contracts/amendment_stuck")
    assert "no longer in force" in task.next_action
    assert fresh(row).state == S.AGREED


def test_the_end_of_the_contract_ends_what_was_on_its_way(changes):
    signing = changes.to(S.SIGNING, changes.draft(Kind.EXTENSION))
    agreed = changes.to(S.AGREED, changes.draft(Kind.WORKPLACE, from_on=changes.today + A_DAY))
    ending.complete(contract=changes.contract, ended_on=changes.today, by=changes.advisor)
    assert [fresh(signing).state, fresh(agreed).state] == [S.WITHDRAWN, S.WITHDRAWN]
    assert signing.rounds.get().state == RoundState.WITHDRAWN


def test_an_extension_takes_care_of_the_absence(changes):
    """The task is done, stays done when absences are weighed again, and comes back for other days."""
    contract, training = changes.contract, changes.contract.apprenticeship
    first = changes.today - 80 * A_DAY
    absence = Absence.objects.create(
        office=training.office, apprenticeship=training, kind="illness", from_on=first, to_on=first + 59 * A_DAY,
        reported_by=changes.advisor.user, state="confirmed", decided_at=contract.created_at,
    )  # fmt: skip
    weigh(apprenticeship=training, by=None)
    task = Task.objects.get(kind="contracts/long_absence")
    assert (task.page, task.about_id) == ("contracts:amend_for_absence", absence.pk)
    changes.in_force(Kind.EXTENSION, days=None, end_on=contract.end_on + 60 * A_DAY)
    task.refresh_from_db()
    assert task.done_at and "Change 1" in task.outcome
    ledger = changes.contract.ledgers.first()
    assert (ledger.calculated_on, ledger.agreed_on) == (contract.end_on + 60 * A_DAY,) * 2
    weigh(apprenticeship=training, by=None)
    task.refresh_from_db()
    assert task.done_at
    Absence.objects.filter(pk=absence.pk).update(to_on=first + 70 * A_DAY)
    weigh(apprenticeship=training, by=None)
    task.refresh_from_db()
    assert task.done_at is None


def test_what_was_shown_is_what_happens(changes):
    for kind, answers in ((Kind.PART_TIME, {"percent": 60}), (Kind.EXTENSION, {"days": 17})):
        row = changes.draft(kind, signers=[], needs_consent=False, **answers)
        shown = outcome(changes.contract, row, changes.today).new_end_on
        changes.settle(row)
        assert changes.contract.end_on == shown == row.calculated_end_on


def test_another_agreed_day_keeps_its_distance(changes):
    """It was agreed on before another change came into force: both count."""
    end_on = changes.contract.end_on
    row = changes.draft(
        Kind.INTERRUPTION, from_on=changes.today - 70 * A_DAY, to_on=changes.today - 11 * A_DAY,
        end_on=end_on + 65 * A_DAY, signers=[], needs_consent=False,
    )  # fmt: skip
    assert row.calculated_end_on == end_on + 60 * A_DAY
    Amendment.objects.filter(pk=row.pk).update(state=S.AGREED)
    changes.in_force(Kind.EXTENSION, days=10)
    changes.apply(row)
    assert changes.contract.end_on == end_on + timedelta(days=75)
