"""What did the contract say on a day?"""

import pytest

from contracts.amending.as_of import as_of
from contracts.amending.kinds import Kind
from tests.contracts.amending.changes import A_DAY

pytestmark = pytest.mark.django_db


def test_before_and_after_each_change(changes):
    old = changes.contract
    changes.in_force(Kind.PART_TIME, percent=60, from_on=changes.today - 40 * A_DAY, to_on=changes.today - 20 * A_DAY)
    part_time_end = changes.contract.end_on
    changes.in_force(Kind.EXTENSION, days=30, from_on=changes.today - 10 * A_DAY)
    changes.in_force(Kind.WORKPLACE, new_establishment=None, new_workplace="Florø")
    contract = changes.contract
    first, middle, now = (as_of(contract, changes.today - days * A_DAY) for days in (50, 15, 0))
    assert (first.end_on, middle.end_on, now.end_on) == (old.end_on, part_time_end, contract.end_on)
    assert (first.workplace, now.workplace) == (old.workplace, "Florø")
    assert as_of(contract, changes.today - 30 * A_DAY).position_percent == 60
    assert (first.position_percent, now.position_percent) == (100, 100)


def test_registered_in_the_other_order(changes):
    """The later day came into force first: on a day between the two only the earlier change counts."""
    old = changes.contract.end_on
    changes.in_force(Kind.EXTENSION, days=30, from_on=changes.today)
    changes.in_force(Kind.INTERRUPTION, from_on=changes.today - 70 * A_DAY, to_on=changes.today - 31 * A_DAY)
    between = as_of(changes.contract, changes.today - 5 * A_DAY)
    assert between.end_on == old + 40 * A_DAY


def test_people_trade_and_type(changes):
    old = changes.contract
    supervisor, trade = old.apprenticeship.supervisor, old.apprenticeship.trade
    for kind in (Kind.SUPERVISOR, Kind.TRADE, Kind.TYPE):
        changes.in_force(kind, from_on=changes.today - 2 * A_DAY)
    before, now = as_of(changes.contract, changes.today - 3 * A_DAY), as_of(changes.contract, changes.today)
    assert (before.supervisor, before.trade, before.kind) == (supervisor, trade, old.get_kind_display())
    assert (now.supervisor.name, now.trade.pk) == ("Fjord Ny Leder", "HSHEA3----")
    assert now.newest.kind == Kind.TYPE


def test_standing_still(changes):
    first = changes.today - 90 * A_DAY
    row = changes.in_force(Kind.INTERRUPTION, from_on=first, to_on=None)
    changes.in_force(Kind.RESUMPTION, from_on=changes.today - 10 * A_DAY)
    contract = changes.contract
    assert as_of(contract, changes.today - 11 * A_DAY).standing_still == row
    assert as_of(contract, changes.today - 10 * A_DAY).standing_still is None
    assert as_of(contract, first - A_DAY).standing_still is None
