"""Is the register asked outside of transactions, and does a waiting company always get an answer?"""

import pytest
from brreg import BrregError
from brreg.enhetsregisteret import Enhet
from django.db import connection

from companies import enhetsregisteret
from companies.models import Company
from companies.tasks import look_up_company, look_up_waiting
from okportal.offices.scope import office_scope
from tests.world import build_world

LookUp = Company.LookUp


class Register:
    """Stands where brreg's client would open a connection to the network."""

    answer = None
    asked: list = []

    def __enter__(self):
        return self

    def __exit__(self, *details):
        pass

    def get_enhet(self, number):
        Register.asked.append((number, connection.in_atomic_block))
        if isinstance(Register.answer, Exception):
            raise Register.answer
        return Register.answer

    get_underenhet = get_enhet


@pytest.fixture
def register(settings, monkeypatch):
    settings.BRREG_ENABLED = True
    monkeypatch.setattr(enhetsregisteret, "Client", Register)
    Register.asked = []
    Register.answer = Enhet.model_validate(
        {"organisasjonsnummer": "913558693", "navn": "Fjord kommune",
         "organisasjonsform": {"kode": "KOMM", "beskrivelse": "Kommune"}}
    )  # fmt: skip
    return Register


@pytest.fixture
def waiting(transactional_db, register):
    """Both offices with their company waiting, committed."""
    world = build_world()
    for cast in (world.here, world.there):
        with cast.scope():
            Company.objects.update(look_up=LookUp.WAITING)
    return world


def state_of(cast):
    with office_scope(cast.office.pk):
        company = Company.objects.get(pk=cast.rows.company.pk)
    return company.look_up, company.name


def test_the_answer_is_written_and_no_transaction_was_open(waiting, register):
    here = waiting.here
    assert look_up_company(here.office.pk, here.rows.company.pk) == LookUp.FOUND
    assert state_of(here) == (LookUp.FOUND, "Fjord kommune")
    assert register.asked == [(here.rows.company.organisation_number, False)]


def test_a_task_that_comes_twice_asks_once(waiting, register):
    here = waiting.here
    look_up_company(here.office.pk, here.rows.company.pk)
    assert look_up_company(here.office.pk, here.rows.company.pk) is None
    assert len(register.asked) == 1


def test_a_task_in_the_wrong_office_finds_nothing(waiting, register):
    assert look_up_company(waiting.here.office.pk, waiting.there.rows.company.pk) is None
    assert register.asked == []


def test_silence_leaves_what_was_typed_and_says_not_checked(waiting, register):
    register.answer = BrregError("no route")
    here = waiting.here
    assert look_up_company(here.office.pk, here.rows.company.pk) == LookUp.NOT_CHECKED
    assert state_of(here) == (LookUp.NOT_CHECKED, here.rows.company.name)


def test_an_unknown_number_is_said_to_be_unknown(waiting, register):
    register.answer = None
    here = waiting.here
    assert look_up_company(here.office.pk, here.rows.company.pk) == LookUp.UNKNOWN


def test_the_sweep_answers_all_offices(waiting, register):
    look_up_waiting()
    assert state_of(waiting.here)[0] == state_of(waiting.there)[0] == LookUp.FOUND


def test_the_sweep_stops_at_the_first_silence(waiting, register):
    register.answer = BrregError("no route")
    look_up_waiting()
    assert len(register.asked) == 1
    assert {state_of(waiting.here)[0], state_of(waiting.there)[0]} == {LookUp.NOT_CHECKED, LookUp.WAITING}


def test_switched_off_nobody_is_asked(waiting, register, settings):
    settings.BRREG_ENABLED = False
    here = waiting.here
    assert look_up_company(here.office.pk, here.rows.company.pk) == LookUp.NOT_CHECKED
    assert register.asked == []
