"""Does the reckoning start from what the database knows: credit, absence, changes, and the county's figures?"""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.db.transaction import atomic
from django.test.utils import CaptureQueriesContext

from contracts.ledger import calculate
from contracts.models import KeptLedger
from contracts.reckoning.inputs import agreed_inputs, inputs_of
from contracts.reckoning.keeping import as_kept, keep_ledger
from okportal.offices.models import CountyRule
from tests.contracts.given import absence, amendment, changed, credit, loaded, paper

START = date(2026, 8, 17)
PLAIN_END = date(2028, 8, 16)


@pytest.fixture
def contract(here):
    """Two years from START, in force, in a county with a threshold of 30 days."""
    CountyRule.objects.filter(county_id="46").delete()
    CountyRule.objects.create(county_id="46", valid_from=date(2024, 8, 1), long_absence_days=30)
    here.rows.apprenticeship.absences.all().delete()
    return changed(here.rows.contract, start_on=START, end_on=PLAIN_END, calculated_end_on=PLAIN_END, months=24)


def last_day(contract, on=None):
    return calculate(inputs_of(loaded(contract), on)).calculated_on


@pytest.mark.parametrize(
    ("facts", "credits", "expected"),
    [
        # domain § 3: length by trade and route
        ({}, [], PLAIN_END),
        ({"months": 36, "trade_months": 36}, [], date(2029, 8, 16)),
        ({"months": 48, "route": "0+4"}, [], date(2030, 8, 16)),
        # the right Vg1 is reckoned with on the plain route; 0+4 credits it: one year, another Vg1 a quarter
        ({}, [("vg1_right", None)], PLAIN_END),
        ({"months": 48, "route": "0+4"}, [("vg1_right", None)], date(2029, 8, 16)),
        ({"months": 48, "route": "0+4"}, [("vg1_other", None)], date(2030, 5, 16)),
        ({"months": 48, "route": "0+4"}, [("vg1_right", None), ("vg2_same_programme", None)], date(2029, 2, 16)),
        ({"months": 48, "route": "0+4"}, [("vg1_right", None), ("vg2_other", None)], date(2029, 5, 16)),
        # an earlier certificate: same Vg2 three years, same programme two, of which two are school here
        ({}, [("certificate_same_vg2", None)], date(2027, 8, 16)),
        ({}, [("certificate_same_programme", None)], PLAIN_END),
        ({}, [("certificate_other", 6)], date(2028, 2, 16)),
        # relevant practice in full, and never under the shortest training
        ({}, [("practice", 10)], date(2027, 10, 16)),
        ({"kind": "on_the_job", "months": 24}, [("practice", 20)], date(2027, 8, 16)),
        ({"kind": "practice"}, [], PLAIN_END),
        # half a position takes twice as long
        ({"position_percent": 50}, [], START + timedelta(days=2 * 731 - 1)),
    ],
)
def test_cases_of_length_and_credit(contract, facts, credits, expected):
    contract = changed(contract, **facts)
    for kind, months in credits:
        credit(contract, kind, months)
    assert last_day(contract) == expected


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        ([("2027-02-01", "2027-03-03", "illness", "confirmed")], 31),
        ([("2027-02-01", "2027-03-02", "illness", "confirmed")], 0),  # 30 days are not more than 30
        ([("2027-02-01", "2027-03-15", "illness", "reported")], 0),
        ([("2027-02-01", "2027-03-15", "illness", "declined")], 0),
        ([("2027-02-01", "2027-03-15", "unexcused", "confirmed")], 0),
        (
            [("2027-02-01", "2027-02-20", "illness", "confirmed"), ("2027-02-21", "2027-03-05", "leave", "confirmed")],
            33,
        ),
        ([("2026-05-01", "2026-08-01", "military", "confirmed")], 0),  # before the training
    ],
)
def test_confirmed_absence_longer_than_the_countys_threshold_counts(contract, advisor, rows, days):
    for from_on, to_on, kind, state in rows:
        absence(contract, advisor, date.fromisoformat(from_on), date.fromisoformat(to_on), kind, state)
    assert last_day(contract, date(2028, 1, 1)) == PLAIN_END + timedelta(days=days)


def test_an_illness_written_down_week_by_week_is_one(contract, advisor):
    monday = date(2027, 2, 1)
    for week in range(5):
        absence(contract, advisor, monday + timedelta(weeks=week), monday + timedelta(weeks=week, days=4))
    assert last_day(contract, date(2028, 1, 1)) == PLAIN_END + timedelta(days=25)


def test_an_open_absence_is_reckoned_to_the_day_asked_for(contract, advisor):
    absence(contract, advisor, date(2027, 2, 1), None)
    assert last_day(contract, date(2027, 2, 20)) == PLAIN_END
    ledger = calculate(inputs_of(contract, date(2027, 3, 12)))
    assert ledger.calculated_on == PLAIN_END + timedelta(days=40)
    assert "interruption_open" in {remark.code for remark in ledger.remarks}


def test_an_agreed_interruption_counts_however_short_and_its_absence_not_twice(contract, advisor):
    amendment(contract, "interruption", date(2027, 2, 1), to_on=date(2027, 2, 10), absence="illness")
    absence(contract, advisor, date(2027, 2, 1), date(2027, 2, 10))
    ledger = calculate(inputs_of(contract, date(2028, 1, 1)))
    assert ledger.calculated_on == PLAIN_END + timedelta(days=10)
    assert [line.code for line in ledger.lines].count("interruption") == 1


def test_a_resumption_ends_an_open_interruption(contract):
    row = amendment(contract, "interruption", date(2027, 2, 1), absence="parental")
    assert last_day(contract, date(2027, 2, 10)) == PLAIN_END + timedelta(days=10)
    amendment(contract, "resumption", date(2027, 3, 1), interruption=row)
    assert last_day(contract, date(2028, 1, 1)) == PLAIN_END + timedelta(days=28)


def test_a_resumption_before_the_interruption_leaves_none(contract):
    row = amendment(contract, "interruption", date(2027, 2, 1), absence="parental")
    amendment(contract, "resumption", date(2027, 1, 20), interruption=row)
    assert last_day(contract, date(2028, 1, 1)) == PLAIN_END


@pytest.mark.parametrize("state", ["draft", "signing", "at_county", "refused"])
def test_an_amendment_counts_only_in_force(contract, state):
    amendment(contract, "extension", date(2027, 2, 1), state=state, days=60)
    assert last_day(contract) == PLAIN_END


def test_extensions_by_days_and_to_a_day(contract):
    amendment(contract, "extension", date(2027, 2, 1), days=60, decided_on=date(2027, 1, 20), case_number="27/3")
    ledger = calculate(inputs_of(contract))
    assert ledger.calculated_on == PLAIN_END + timedelta(days=60)
    line = next(line for line in ledger.lines if line.code == "extension")
    assert (line.document, line.person, line.decided_on) == ("27/3", "Vestland", date(2027, 1, 20))
    amendment(contract, "extension", date(2028, 2, 1), end_on=date(2028, 12, 31), decided_on=date(2028, 1, 20))
    assert last_day(contract) == date(2028, 12, 31)


def test_part_time_holds_from_its_day_to_its_last(contract):
    amendment(contract, "part_time", date(2027, 2, 1), to_on=date(2027, 2, 20), percent=50)
    assert last_day(contract) == PLAIN_END + timedelta(days=10)


def test_a_later_part_time_takes_the_place_of_what_was_before(contract):
    contract = changed(contract, position_percent=50)
    amendment(contract, "part_time", START, percent=100, before={"position_percent": 50})
    assert last_day(contract) == PLAIN_END


def test_a_credit_tells_its_paper_and_who_decided(contract, here, advisor):
    held = paper(here.rows.draft, advisor, name="vitnemål.pdf")
    credit(contract, "practice", 3, paper=held, decided_by="Vestland", decided_on=date(2026, 5, 2))
    line = next(line for line in calculate(inputs_of(contract)).lines if line.code == "credit")
    assert (line.document, line.person, line.decided_on) == ("vitnemål.pdf", "Vestland", date(2026, 5, 2))


def test_figures_are_those_of_the_county_on_the_first_day(contract):
    assert inputs_of(loaded(contract)).figures.version == "46:2024-08-01"
    CountyRule.objects.create(county_id="46", valid_from=date(2026, 8, 18), long_absence_days=5)
    assert inputs_of(loaded(contract)).figures.long_absence_days == 30
    CountyRule.objects.create(county_id="46", valid_from=START, long_absence_days=7, taf_months=50)
    figures = inputs_of(loaded(contract)).figures
    assert (figures.version, figures.long_absence_days, figures.taf_months) == ("46:2026-08-17", 7, 50)
    assert figures.county == "Vestland"


def test_without_a_first_day_there_is_nothing_to_reckon(here):
    with pytest.raises(ValueError, match="first day"):
        inputs_of(loaded(here.rows.draft))


def test_a_route_that_does_not_go_with_the_type_is_left_out(contract):
    assert agreed_inputs(changed(contract, route="fbj")).route == ""
    assert agreed_inputs(changed(contract, route="taf")).route == "taf"


def test_as_many_queries_for_much_as_for_little(contract, advisor):
    few = queries_of(contract)
    for week in range(4):
        absence(contract, advisor, date(2027, 2 + week, 1), date(2027, 2 + week, 9))
        amendment(contract, "extension", date(2027, 2, 1), days=5)
        credit(contract, "practice", 1)
    assert queries_of(contract) == few <= 5


def queries_of(contract) -> int:
    contract = loaded(contract)
    with CaptureQueriesContext(connection) as captured:
        inputs_of(contract)
    return len(captured)


def test_a_kept_reckoning_does_not_change_with_the_rules(contract, advisor):
    absence(contract, advisor, date(2026, 9, 1), date(2026, 10, 5))
    kept = keep_ledger(contract=contract, why=KeptLedger.Why.SENT)
    before = as_kept(KeptLedger.objects.get(pk=kept.pk))
    CountyRule.objects.create(county_id="46", valid_from=START, long_absence_days=90)
    after = as_kept(KeptLedger.objects.get(pk=kept.pk))
    assert after == before
    assert (kept.figures_version, kept.agreed_on) == ("46:2024-08-01", PLAIN_END)
    assert kept.calculated_on == before.calculated_on == PLAIN_END + timedelta(days=35)
    assert last_day(contract) == PLAIN_END  # reckoned anew it is another


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_a_kept_reckoning(contract, change):
    kept = keep_ledger(contract=contract, why=KeptLedger.Why.SENT)
    rows = KeptLedger.objects.filter(pk=kept.pk)
    with pytest.raises(DatabaseError), atomic():
        rows.update(ledger={}) if change == "update" else rows.delete()
