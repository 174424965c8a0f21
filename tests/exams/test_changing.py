"""What becomes of the registration for the test when the contract is changed?"""

import pytest
from dateutil.relativedelta import relativedelta

from contracts.amending.kinds import Kind
from contracts.effects import Changed
from exams.changing import effects, window_of
from exams.models import Registration
from tests.contracts.amending.changes import A_DAY, Changes

pytestmark = pytest.mark.django_db


@pytest.fixture
def changes(world):
    with world.here.scope():
        yield Changes(world.here)


def test_what_is_not_sent_follows_the_new_end(changes):
    contract = changes.contract
    later = contract.end_on + 60 * A_DAY
    new = window_of(contract, later)
    (told,) = effects(contract, Changed(changes.today, contract.start_on, contract.end_on, later))
    changes.in_force(Kind.EXTENSION, days=60)
    row = Registration.objects.get(contract=contract)
    assert (row.opens_on, row.due_on) == (new.opens_on, new.due_on)
    assert f"{row.due_on:%Y}" in told.text
    assert row.version == 2


def test_what_the_county_has_stays_and_is_told_of(changes):
    Registration.objects.update(state="registered", registered_on=changes.today)
    contract = changes.contract
    before = Registration.objects.get(contract=contract).due_on
    (told,) = effects(contract, Changed(changes.today, contract.start_on, contract.end_on, contract.end_on + 9 * A_DAY))
    assert told.tone == "warning"
    changes.in_force(Kind.EXTENSION, days=60)
    assert Registration.objects.get(contract=contract).due_on == before


def test_a_second_attempt_keeps_its_days(changes):
    contract, row = changes.contract, Registration.objects.get()
    Registration.objects.create(
        office_id=row.office_id, apprenticeship=contract.apprenticeship, contract=contract, attempt=2, kind=row.kind,
        opens_on=changes.today, due_on=changes.today + relativedelta(months=1),
    )  # fmt: skip
    changes.in_force(Kind.EXTENSION, days=60)
    assert Registration.objects.get(attempt=2).due_on == changes.today + relativedelta(months=1)


def test_a_change_that_moves_nothing_says_nothing(changes):
    contract = changes.contract
    Registration.objects.update(
        opens_on=window_of(contract, contract.end_on).opens_on, due_on=window_of(contract, contract.end_on).due_on
    )
    assert effects(contract, Changed(changes.today, contract.start_on, contract.end_on, contract.end_on)) == []
