"""What does each kind of change do to the contract, the training and all that follows them?"""

import pytest
from django.utils import timezone

from apprenticeships.models import Apprenticeship, CandidateTypePeriod, Relation
from contracts import aims
from contracts.amending.kinds import KINDS as TABLE
from contracts.amending.kinds import Kind
from contracts.ledger import calculate
from contracts.models import Amendment, Contract, KeptLedger
from contracts.reckoning.inputs import inputs_of
from contracts.signals import contract_changed
from contracts.states import AmendmentState as S
from exams.models import Registration
from followup.models import Talk
from okportal.todo.models import Task
from tests.contracts.amending.changes import A_DAY, KINDS, other_trade
from tests.contracts.given import absence

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", KINDS)
def test_from_draft_over_signatures_and_consent_into_force(changes, kind):
    row = changes.draft(kind)
    assert (row.state, row.number) == (S.DRAFT, 1)
    row = changes.to(S.IN_FORCE, row)
    assert row.state == S.IN_FORCE
    assert row.case_number == "26/0099"
    assert row.before["became"]["end_on"] == changes.contract.end_on.isoformat()
    assert [entry.kind for entry in row.county_entries.order_by("id")] == ["sent", "approved"]
    kept = KeptLedger.objects.get(amendment=row)
    assert kept.agreed_on == changes.contract.end_on
    assert row.rounds.get().signed_file is not None


@pytest.mark.parametrize("kind", Kind)
def test_the_table_names_only_columns(kind):
    assert set(TABLE[kind].fields) <= {field.name for field in Amendment._meta.get_fields()}


def test_extension_by_days(changes):
    end_on = changes.contract.end_on
    changes.in_force(Kind.EXTENSION, days=45)
    assert changes.contract.end_on == end_on + 45 * A_DAY
    assert changes.contract.apprenticeship.end_on == end_on + 45 * A_DAY


def test_extension_to_a_day(changes):
    new = changes.contract.end_on + 12 * A_DAY
    row = changes.in_force(Kind.EXTENSION, days=None, end_on=new)
    assert changes.contract.end_on == new
    assert row.before["end_on"] == (new - 12 * A_DAY).isoformat()


def test_interruption_moves_the_end_by_the_days_lost(changes):
    end_on = changes.contract.end_on
    changes.in_force(Kind.INTERRUPTION, from_on=changes.today - 70 * A_DAY, to_on=changes.today - 11 * A_DAY)
    assert changes.contract.end_on == end_on + 60 * A_DAY


def test_half_an_interruption_moves_the_end_by_half(changes):
    end_on = changes.contract.end_on
    first = changes.today - 70 * A_DAY
    changes.in_force(Kind.INTERRUPTION, from_on=first, to_on=first + 59 * A_DAY, percent=50)
    assert changes.contract.end_on == end_on + 30 * A_DAY


def test_an_open_interruption_moves_nothing_before_the_training_goes_on(changes):
    end_on, first = changes.contract.end_on, changes.today - 100 * A_DAY
    interruption = changes.in_force(Kind.INTERRUPTION, from_on=first, to_on=None)
    assert changes.contract.end_on == end_on
    back = changes.in_force(Kind.RESUMPTION, from_on=first + 90 * A_DAY)
    assert back.interruption_id == interruption.pk
    assert changes.contract.end_on == end_on + 90 * A_DAY
    assert changes.contract.ledgers.first().calculated_on == end_on + 90 * A_DAY


def test_back_early_from_an_interruption_with_a_last_day(changes):
    end_on, first = changes.contract.end_on, changes.today - 40 * A_DAY
    interruption = changes.in_force(Kind.INTERRUPTION, from_on=first, to_on=first + 59 * A_DAY)
    assert changes.contract.end_on == end_on + 60 * A_DAY
    back = changes.in_force(Kind.RESUMPTION, from_on=first + 30 * A_DAY)
    assert back.interruption_id == interruption.pk
    assert changes.contract.end_on == end_on + 30 * A_DAY


def test_back_after_what_was_the_last_day(changes, time_machine):
    """Somebody who is away for an unknown time is not to be lost because the last day of the contract passes."""
    end_on, first = changes.contract.end_on, changes.today - 10 * A_DAY
    interruption = changes.in_force(Kind.INTERRUPTION, from_on=first, to_on=None)
    time_machine.move_to(timezone.now() + (end_on - changes.today) + 20 * A_DAY)
    back = changes.in_force(Kind.RESUMPTION, from_on=end_on + 10 * A_DAY)
    assert back.interruption_id == interruption.pk
    assert changes.contract.end_on == end_on + (end_on + 10 * A_DAY - first)


def test_an_extension_that_made_up_for_an_illness_counts_once(changes):
    training, first = changes.contract.apprenticeship, changes.today - 100 * A_DAY
    training.absences.all().delete()
    absence(changes.contract, changes.advisor, first, first + 59 * A_DAY)
    end_on = changes.contract.end_on
    changes.in_force(Kind.EXTENSION, days=60)
    contract = changes.contract
    assert contract.end_on == contract.calculated_end_on == end_on + 60 * A_DAY
    later = changes.today - 35 * A_DAY
    absence(contract, changes.advisor, later, later + 34 * A_DAY)  # nothing has made up for that
    ledger = calculate(inputs_of(changes.contract))
    assert ledger.calculated_on == end_on + 95 * A_DAY


def test_part_time_lengthens_what_is_left(changes):
    contract = changes.contract
    left = (contract.end_on - changes.today).days + 1
    changes.in_force(Kind.PART_TIME, percent=50)
    assert changes.contract.end_on == contract.end_on + left * A_DAY
    assert changes.contract.position_percent == 100  # what was signed; as_of tells what holds on a day


def test_back_to_a_full_position(changes):
    contract = changes.contract
    changes.in_force(Kind.PART_TIME, percent=50, from_on=changes.today - 60 * A_DAY)
    changes.in_force(Kind.PART_TIME, percent=100)
    assert changes.contract.end_on == contract.end_on + 30 * A_DAY


def test_workplace_moves_the_file_and_no_day(changes):
    contract = changes.contract
    row = changes.in_force(Kind.WORKPLACE)
    after = changes.contract
    assert after.workplace == row.new_establishment.name == "Fjord avdeling vest"
    assert after.apprenticeship.establishment_id == row.new_establishment_id
    assert after.end_on == contract.end_on
    assert row.before["workplace"] == contract.workplace


def test_a_place_in_words_leaves_the_establishment(changes):
    before = changes.contract.apprenticeship.establishment_id
    changes.in_force(Kind.WORKPLACE, new_establishment=None, new_workplace="Hos kunde i Florø")
    assert changes.contract.workplace == "Hos kunde i Florø"
    assert changes.contract.apprenticeship.establishment_id == before


def test_the_new_supervisor_has_the_part_from_the_day(changes):
    first = changes.today - 5 * A_DAY
    row = changes.in_force(Kind.SUPERVISOR, from_on=first)
    assert changes.contract.apprenticeship.supervisor_id == row.new_supervisor_id
    held = Relation.objects.get(kind="supervisor", to_on=None, apprenticeship=changes.contract.apprenticeship)
    assert (held.person_id, held.from_on) == (row.new_supervisor_id, first)


def test_the_new_supervisor_signs(changes):
    row = changes.draft(Kind.SUPERVISOR, signers=["company", "office"])
    changes.to(S.SIGNING, row)
    names = list(row.rounds.get().parties.order_by("place").values_list("name", flat=True))
    assert names == ["Fjord Ny Leder", "Fjord Advisor"]


def test_trade_takes_its_curriculum_and_its_test_along(changes):
    trade = other_trade()
    trade.test_form = "svenneprove"
    trade.save()
    changes.in_force(Kind.TRADE, new_trade=trade)
    training = changes.contract.apprenticeship
    assert (training.trade_id, training.curriculum_id) == (trade.pk, "TEST-HEA")
    assert Registration.objects.get(contract=changes.contract).kind == Registration.Kind.JOURNEYMANS_TEST


def test_a_longer_trade_lengthens_the_usual_period(changes):
    trade, end_on = other_trade(), changes.contract.end_on
    trade.months = 30
    trade.save()
    changes.in_force(Kind.TRADE, new_trade=trade)
    assert changes.contract.months == 30
    assert changes.contract.end_on > end_on + 150 * A_DAY


def test_type_keeps_the_history(changes):
    changes.in_force(Kind.TYPE, from_on=changes.today - 3 * A_DAY, new_kind="training")
    contract = changes.contract
    assert (contract.kind, contract.apprenticeship.candidate_type) == ("training", "training_candidate")
    periods = CandidateTypePeriod.objects.filter(apprenticeship=contract.apprenticeship).order_by("from_on")
    assert [period.candidate_type for period in periods] == ["apprentice", "training_candidate"]
    assert periods[1].from_on == changes.today - 3 * A_DAY
    assert Registration.objects.get(contract=contract).kind == Registration.Kind.COMPETENCE_TEST


def test_to_a_training_contract_own_aims_are_asked_for_where_none_could_be_chosen(changes):
    other_trade()  # with a curriculum that has no aims
    Apprenticeship.objects.filter(pk=changes.contract.apprenticeship_id).update(curriculum="TEST-HEA")
    changes.in_force(Kind.TYPE, new_kind="training", new_aim_codes=[])
    task = Task.objects.get(kind="contracts/own_aims")
    assert (task.page, task.about_id) == ("contracts:amendments", changes.contract.pk)
    assert task.assigned == changes.contract.apprenticeship.advisor


def test_from_a_training_contract_own_aims_fall_away(changes):
    Contract.objects.filter(pk=changes.contract.pk).update(kind="training", aim_codes=["KM1"])
    assert aims.chosen(changes.contract) == [("KM1", "KM1")]
    contract = changes.contract
    contract.kind = "apprentice"
    assert aims.chosen(contract) == []
    changes.in_force(Kind.TYPE, new_kind="practice")
    assert changes.contract.aim_codes == []
    assert not Task.objects.filter(kind="contracts/own_aims").exists()


def test_type_and_trade_ask_to_look_the_plan_over(changes):
    changes.in_force(Kind.TYPE)
    task = Task.objects.get(kind="contracts/plan_to_look_over")
    assert (task.page, task.about_id) == ("training:plan", changes.contract.apprenticeship_id)
    assert task.assigned == changes.contract.apprenticeship.advisor


def test_the_fact_is_told_once(changes):
    told = []

    def listen(sender, contract, amendment, by, **kwargs):
        told.append((contract.end_on, amendment.kind, by))

    contract_changed.connect(listen, sender=Contract)
    try:
        changes.in_force(Kind.EXTENSION, days=10)
    finally:
        contract_changed.disconnect(listen, sender=Contract)
    assert told == [(changes.contract.end_on, Kind.EXTENSION, changes.advisor)]


def test_the_other_office_keeps_its_days(changes, world):
    changes.in_force(Kind.EXTENSION)
    with world.there.scope():
        there = Contract.objects.get(pk=world.there.rows.contract.pk)
        assert there.end_on == world.there.rows.contract.end_on
        assert not Amendment.objects.exists()
        assert Talk.objects.get().due_on == world.there.rows.talk.due_on
