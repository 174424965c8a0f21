"""Does a draft get its number, and can two people write on it?"""

import threading
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from apprenticeships.models import Apprenticeship
from contracts import actions
from contracts.models import Contract
from contracts.states import ContractState as S
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.offices.scope import office_scope
from okportal.permissions import Role
from tests.contracts.stages import last_event
from tests.world import build_world


def test_draft_takes_the_next_number_and_what_is_registered(here, advisor):
    Contract.objects.filter(pk=here.rows.draft.pk).update(
        state=S.ENDED,
        start_on=timezone.localdate(),
        end_on=timezone.localdate() + timedelta(9),
        ended_on=timezone.localdate(),
    )
    contract = actions.draft(apprenticeship=here.rows.planned, by=advisor)
    assert contract.number == f"{timezone.localdate().year}-00003"
    assert contract.months == 24
    assert contract.kind == Contract.Kind.APPRENTICE
    assert contract.end_on is None
    assert last_event(contract).verb == "contract.drafted"


def test_draft_on_second_click_is_the_same(here, advisor):
    first = actions.draft(apprenticeship=here.rows.planned, by=advisor)
    assert first.pk == here.rows.draft.pk
    assert actions.draft(apprenticeship=here.rows.planned, by=advisor).pk == first.pk


def test_draft_numbers_begin_anew_each_year(here, advisor):
    Contract.objects.filter(pk=here.rows.draft.pk).delete()
    with time_machine.travel(f"{timezone.localdate().year + 1}-03-01T12:00:00Z", tick=False):
        assert (
            actions.draft(apprenticeship=here.rows.planned, by=advisor).number == f"{timezone.localdate().year}-00001"
        )


def test_draft_of_a_completed_training_is_refused(here, advisor):
    Apprenticeship.objects.filter(pk=here.rows.planned.pk).update(state="completed")
    with pytest.raises(Refused, match="completed"):
        actions.draft(apprenticeship=here.rows.planned, by=advisor)


@pytest.mark.django_db(transaction=True)
def test_draft_of_two_at_once_gives_two_numbers():

    cast = build_world().here
    with cast.scope():
        Contract.objects.filter(pk=cast.rows.draft.pk).delete()
        other = Apprenticeship.objects.get(pk=cast.rows.planned.pk)
        other.pk = None
        other.save()
        by = cast.member(Role.ADVISOR)
    numbers, barrier = [], threading.Barrier(2)

    def draft_one(apprenticeship):
        barrier.wait()
        try:
            with office_scope(cast.office.pk):
                numbers.append(actions.draft(apprenticeship=apprenticeship, by=by).number)
        finally:
            connection.close()

    threads = [threading.Thread(target=draft_one, args=[row]) for row in (cast.rows.planned, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == [f"{timezone.localdate().year}-00002", f"{timezone.localdate().year}-00003"]


def test_save_step_reckons_the_end(draft, advisor):
    saved = actions.save_step(contract=draft, version=draft.version, by=advisor, start_on=date(2027, 1, 31), months=1)
    assert saved.end_on == saved.calculated_end_on == date(2027, 2, 28)


def test_save_step_of_half_a_position_takes_twice_as_long(draft, advisor):
    days = (draft.end_on - draft.start_on).days + 1
    saved = actions.save_step(contract=draft, version=draft.version, by=advisor, position_percent=50)
    assert (saved.end_on - saved.start_on).days + 1 == 2 * days


def test_save_step_keeps_another_agreed_day_until_it_is_taken_back(draft, advisor):
    reckoned, agreed = draft.end_on, draft.end_on + timedelta(days=20)
    saved = actions.save_step(
        contract=draft, version=draft.version, by=advisor, end_on=agreed, other_end_because="Prøven går i juni"
    )
    assert (saved.end_on, saved.calculated_end_on) == (agreed, reckoned)
    saved = actions.save_step(contract=draft, version=saved.version, by=advisor, months=12)
    assert saved.end_on == agreed != saved.calculated_end_on
    saved = actions.save_step(contract=draft, version=saved.version, by=advisor, end_on=None, other_end_because="")
    assert saved.end_on == saved.calculated_end_on


def test_save_step_with_practice_before_follows_the_countys_years(draft, advisor):
    saved = actions.save_step(contract=draft, version=draft.version, by=advisor, kind="on_the_job")
    saved = actions.save_step(contract=draft, version=saved.version, by=advisor, practice_before_months=18)
    assert saved.months == 30
    saved = actions.save_step(contract=draft, version=saved.version, by=advisor, months=20)
    saved = actions.save_step(contract=draft, version=saved.version, by=advisor, practice_before_months=24)
    assert saved.months == 20  # typed by hand: left alone


def test_save_step_with_another_kind_drops_what_only_the_earlier_had(draft, advisor):
    saved = actions.save_step(contract=draft, version=draft.version, by=advisor, kind="training")
    saved = actions.save_step(contract=draft, version=saved.version, by=advisor, aim_codes=["KM1", "KM2"])
    assert saved.aim_codes == ["KM1", "KM2"]
    saved = actions.save_step(contract=draft, version=saved.version, by=advisor, kind="apprentice")
    assert saved.aim_codes == []


def test_save_step_with_another_kind_takes_its_months(draft, advisor):
    saved = actions.save_step(contract=draft, version=draft.version, by=advisor, kind="on_the_job")
    assert saved.months == 12


def test_save_step_without_a_change_writes_nothing(draft, advisor):
    before = Event.objects.about(draft).count()
    saved = actions.save_step(contract=draft, version=draft.version, by=advisor, workplace=draft.workplace)
    assert saved.version == draft.version
    assert Event.objects.about(draft).count() == before


def test_save_step_of_two_editors_tells_the_second_what_changed(draft, advisor, member):
    actions.save_step(contract=draft, version=draft.version, by=member(Role.ADMINISTRATOR), remarks="Først")
    with pytest.raises(Refused) as refusal:
        actions.save_step(contract=draft, version=draft.version, by=advisor, workplace="Etterpå")
    assert "Fjord Administrator" in refusal.value.message
    assert Contract.remarks.field.verbose_name.lower() in refusal.value.message.lower()


def test_save_step_from_own_other_tab_is_no_conflict(draft, advisor):
    actions.save_step(contract=draft, version=draft.version, by=advisor, remarks="Først")
    saved = actions.save_step(contract=draft, version=draft.version, by=advisor, workplace="Etterpå")
    assert (saved.remarks, saved.workplace) == ("Først", "Etterpå")
