"""Is the register asked outside of transactions, does each company get its answer, and who is asked about again?"""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from companies import tasks
from companies.models import Company
from companies.tasks import look_up_company, look_up_waiting, refresh_companies
from okportal.offices.scope import office_scope
from okportal.todo.models import Task
from tests.world import build_world

LookUp = Company.LookUp


@pytest.fixture
def waiting(transactional_db, register):
    """Both offices with their company waiting, committed; the register knows both."""
    world = build_world()
    cache.clear()
    for cast, number in ((world.here, "913558693"), (world.there, "810059672")):
        register.unit(number, navn="Fjord kommune")
        cast.rows.company.organisation_number = number
        with cast.scope():
            Company.objects.update(look_up=LookUp.WAITING, organisation_number=number)
    return world


@pytest.fixture
def known(waiting):
    """Both were found eight days ago."""
    for cast in (waiting.here, waiting.there):
        with cast.scope():
            Company.objects.update(look_up=LookUp.FOUND, looked_up_at=timezone.now() - timedelta(days=8))
    return waiting


def state_of(cast):
    with office_scope(cast.office.pk):
        company = Company.objects.get(pk=cast.rows.company.pk)
    return company.look_up, company.name


def asked_about(register) -> list[str]:
    return [address for address in register.asked if address.startswith("/enheter/")]


# --- a company that waits
def test_the_answer_is_written_and_no_transaction_was_open(waiting, register):
    here = waiting.here
    assert look_up_company(here.office.pk, here.rows.company.pk) == LookUp.FOUND
    assert state_of(here) == (LookUp.FOUND, "Fjord kommune")
    assert asked_about(register) == [f"/enheter/{here.rows.company.organisation_number}"]
    assert register.in_transaction == [False]


def test_a_task_that_comes_twice_asks_once(waiting, register):
    here = waiting.here
    look_up_company(here.office.pk, here.rows.company.pk)
    assert look_up_company(here.office.pk, here.rows.company.pk) is None
    assert len(asked_about(register)) == 1


def test_a_task_in_the_wrong_office_finds_nothing(waiting, register):
    assert look_up_company(waiting.here.office.pk, waiting.there.rows.company.pk) is None
    assert register.asked == []


def test_silence_leaves_what_was_typed_and_says_not_checked(waiting, register):
    register.is_silent = True
    here = waiting.here
    assert look_up_company(here.office.pk, here.rows.company.pk) == LookUp.NOT_CHECKED
    assert state_of(here) == (LookUp.NOT_CHECKED, here.rows.company.name)


def test_an_unknown_number_is_said_to_be_unknown(waiting, register):
    register.units = {}
    here = waiting.here
    assert look_up_company(here.office.pk, here.rows.company.pk) == LookUp.UNKNOWN


def test_the_sweep_answers_all_offices(waiting, register):
    look_up_waiting()
    assert state_of(waiting.here)[0] == state_of(waiting.there)[0] == LookUp.FOUND


def test_the_sweep_stops_at_the_first_silence(waiting, register):
    register.is_silent = True
    look_up_waiting()
    assert len(asked_about(register)) == 1
    assert {state_of(waiting.here)[0], state_of(waiting.there)[0]} == {LookUp.NOT_CHECKED, LookUp.WAITING}


def test_an_answer_that_cannot_be_read_stops_nobody_else(waiting, register):
    register.units[waiting.here.rows.company.organisation_number] = "<html>"
    look_up_waiting()
    assert (state_of(waiting.here)[0], state_of(waiting.there)[0]) == (LookUp.NOT_CHECKED, LookUp.FOUND)


def test_switched_off_nobody_is_asked(waiting, register, settings):
    settings.BRREG_ENABLED = False
    here = waiting.here
    assert look_up_company(here.office.pk, here.rows.company.pk) == LookUp.NOT_CHECKED
    refresh_companies()
    assert register.asked == []


# --- a company that was checked a week ago
def test_each_office_learns_what_is_new_about_its_own(known, register):
    refresh_companies()
    assert state_of(known.here) == state_of(known.there) == (LookUp.FOUND, "Fjord kommune")
    assert register.in_transaction == [False, False]


def test_a_second_run_asks_nobody(known, register):
    refresh_companies()
    register.asked.clear()
    refresh_companies()
    assert register.asked == []


@pytest.mark.parametrize("change", [{"looked_up_at": timezone.now()}, {"is_active": False}, {"look_up": "waiting"}])
def test_who_is_left_alone(known, register, change):
    for cast in (known.here, known.there):
        with cast.scope():
            Company.objects.update(**change)
    refresh_companies()
    assert register.asked == []


def test_the_refresh_stops_at_the_first_silence_and_goes_on_with_others(known, register):
    register.is_silent = True
    refresh_companies()
    assert len(asked_about(register)) == 1
    assert {state_of(cast)[0] for cast in (known.here, known.there)} == {LookUp.FOUND}, "silence is no answer"
    first = asked_about(register)[0]
    register.is_silent = False
    refresh_companies()
    assert first not in asked_about(register)[1:], "one sick answer would stand first for ever"
    assert len(asked_about(register)) == 2
    cache.clear()  # a day later
    refresh_companies()
    assert first in asked_about(register)[2:]


def test_the_oldest_come_first(known, register, monkeypatch):
    monkeypatch.setattr(tasks, "MOST_AT_ONCE", 1)
    here = known.here
    with here.scope():
        Company.objects.create(
            office=here.office, organisation_number="974544482", name="Aldri spurt", look_up=LookUp.NOT_CHECKED
        )
    refresh_companies()
    assert "/enheter/974544482" in asked_about(register)
    assert f"/enheter/{here.rows.company.organisation_number}" not in asked_about(register)


def test_a_bankruptcy_is_one_task_however_often_it_is_told(known, register):
    here = known.here
    register.unit(here.rows.company.organisation_number, navn="Fjord kommune", konkurs=True)
    for _week in range(2):
        refresh_companies()
        with here.scope():
            Company.objects.update(looked_up_at=timezone.now() - timedelta(days=8))
            assert Task.objects.filter(kind="companies/bankrupt").count() == 1
    with known.there.scope():
        assert not Task.objects.filter(kind="companies/bankrupt").exists()
