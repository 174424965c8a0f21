"""Does an absence that lies across a change of company count once, each day in the contract it lies in?"""

from datetime import timedelta

import pytest

from contracts.ledger import calculate
from contracts.models import Contract
from contracts.reckoning.inputs import inputs_of
from okportal.offices.models import CountyRule
from tests.contracts.given import absence, amendment, loaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def change(way, contract, here, advisor):
    """Changed company ten days ago; the county's limit is 30 days."""
    CountyRule.objects.filter(county_id=contract.apprenticeship.county_id).update(long_absence_days=30)
    here.rows.apprenticeship.absences.all().delete()
    return way.done(advisor.today - timedelta(days=10))


def lines(contract_id, on=None):
    """(first day, last day, days) of each absence in the reckoning."""
    ledger = calculate(inputs_of(loaded(Contract(pk=contract_id)), on))
    return [
        (line.facts["from_on"], line.facts["to_on"], line.days) for line in ledger.lines if line.code == "interruption"
    ]


def sides(change, on=None):
    return lines(change.contract_id, None), lines(change.new_contract_id, on)


def test_days_before_belong_to_the_old_contract_and_those_after_to_the_new(change, advisor):
    """Twenty days before and twenty-one after: long only as a whole, and long for both."""
    first, last = change.on - timedelta(days=20), change.on + timedelta(days=20)
    absence(change.contract, advisor, first, last)
    old, new = sides(change, last)
    assert old == [(first, change.on - timedelta(days=1), 20)]
    assert new == [(change.on, last, 21)]


def test_written_down_in_two_rows_it_is_the_same(change, advisor):
    first, last = change.on - timedelta(days=20), change.on + timedelta(days=20)
    absence(change.contract, advisor, first, change.on - timedelta(days=1))
    absence(change.contract, advisor, change.on, last, kind="leave")
    assert [days for _first, _last, days in [*sides(change, last)[0], *sides(change, last)[1]]] == [20, 21]


def test_what_is_short_as_a_whole_counts_nowhere(change, advisor):
    last = change.on + timedelta(days=9)
    absence(change.contract, advisor, change.on - timedelta(days=10), last)
    assert [days for side in sides(change, last) for _first, _last, days in side] == [0, 0]


def test_what_still_lasts_is_open_in_the_new_contract_only(change, advisor):
    absence(change.contract, advisor, change.on - timedelta(days=40), None)
    old = calculate(inputs_of(loaded(change.contract)))
    new = calculate(inputs_of(loaded(change.new_contract)))
    assert "interruption_open" not in {remark.code for remark in old.remarks}
    assert "interruption_open" in {remark.code for remark in new.remarks}
    assert sides(change)[1] == [(change.on, advisor.today, 11)]


def test_what_the_old_contract_agreed_on_moved_the_last_day_that_the_new_one_took_over(change, advisor):
    first, last = change.on - timedelta(days=20), change.on + timedelta(days=9)
    amendment(change.contract, "interruption", first, to_on=last, absence="leave")
    absence(change.contract, advisor, first, last, kind="leave")
    assert sides(change, last)[1] == []


def test_nor_what_an_extension_of_the_old_contract_made_up_for(change, advisor):
    """The change was registered after its day, when the absence was over and the contract extended."""
    first, last = change.on - timedelta(days=40), change.on + timedelta(days=4)
    absence(change.contract, advisor, first, last)
    amendment(change.contract, "extension", first, days=45)
    assert sides(change, advisor.today)[1] == []


def test_an_extension_of_the_new_contract_is_not_used_up_by_an_absence_of_the_old(change, advisor):
    absence(change.contract, advisor, change.on - timedelta(days=120), change.on - timedelta(days=80))
    first, last = change.on, change.on + timedelta(days=9)
    absence(change.contract, advisor, first - timedelta(days=30), last)
    amendment(change.new_contract, "extension", first, days=40)
    assert sides(change, advisor.today)[1] == []


def test_without_a_change_days_before_the_training_are_nobodys(contract, here, advisor):
    here.rows.apprenticeship.absences.all().delete()
    absence(contract, advisor, contract.start_on - timedelta(days=30), contract.start_on + timedelta(days=9))
    assert [days for _first, _last, days in lines(contract.pk)] == [0]
