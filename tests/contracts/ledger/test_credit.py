"""Is as much credited as the regulation and the county say, nothing twice, and never below the minimum?"""

from datetime import date

import pytest

from contracts.ledger import CountyFigures, Credit, Inputs, calculate, full_time

START = date(2026, 8, 17)
WHOLE = {"route": "0+4"}  # nothing of the 48 months is reckoned with yet
JOB = {"kind": "on_the_job"}


def credits(*kinds, **more):
    return [Credit(kind, **more) for kind in kinds]


@pytest.mark.parametrize(
    ("source", "given", "credits", "months_left"),
    [
        # domain § 3 "Credit": whole passed school years
        ("right Vg1: 1 year", WHOLE, credits("vg1_right"), 36),
        ("other Vg1: ¼ year", WHOLE, credits("vg1_other"), 45),
        ("… + ¼ for relevant YFF", WHOLE, credits("vg1_other", has_relevant_yff=True), 42),
        ("right Vg1 has its YFF in it", WHOLE, credits("vg1_right", has_relevant_yff=True), 36),
        ("right Vg2: 1 year", WHOLE, credits("vg2_right"), 36),
        ("Vg2 of the same programme: ½ year", WHOLE, credits("vg2_same_programme"), 42),
        ("… + ¼", WHOLE, credits("vg2_same_programme", has_relevant_yff=True), 39),
        ("other Vg2: ¼ year", WHOLE, credits("vg2_other"), 45),
        ("… + ¼", WHOLE, credits("vg2_other", has_relevant_yff=True), 42),
        ("both right years: what 2+2 lasts", WHOLE, credits("vg1_right", "vg2_right"), 24),
        ("right Vg1, other Vg2", WHOLE, credits("vg1_right", "vg2_other"), 33),
        # earlier certificates
        ("same Vg2: 3 years", WHOLE, credits("certificate_same_vg2"), 12),
        ("same programme: 2 years", WHOLE, credits("certificate_same_programme"), 24),
        ("another: at most ½ year", WHOLE, credits("certificate_other", months=6), 42),
        ("relevant practice in full", WHOLE, credits("practice", months=17), 31),
        # a route that reckons with school years gives no credit for them
        ("2+2: both years are in it", {}, credits("vg1_right", "vg2_right"), 24),
        ("1+3: Vg1 is in it, Vg2 is not", {"route": "1+3"}, credits("vg1_right", "vg2_same_programme"), 30),
        ("særløp: Vg1 is in it", {"trade_months": 36, "trade_school_years": 1},
         credits("vg1_right", "vg2_other"), 33),
        ("2+2: of the certificate's 3 years 2 are school", {}, credits("certificate_same_vg2"), 12),
        ("2+2: the certificate's 2 years are school", {}, credits("certificate_same_programme"), 24),
        # a certificate has its schooling in it
        ("the certificate gives more", WHOLE, credits("vg1_right", "vg2_right", "certificate_same_vg2"), 12),
        ("the school years give as much", WHOLE, credits("vg1_right", "vg2_right", "certificate_same_programme"), 24),
        ("the better of two certificates", WHOLE, credits("certificate_same_programme", "certificate_same_vg2"), 12),
        ("practice comes on top", WHOLE, [*credits("certificate_same_vg2"), Credit("practice", months=4)], 8),
        # the county decides
        ("decided stands, on 2+2 too", {}, credits("certificate_same_programme", months=6), 18),
        ("decided less than the figure", WHOLE, credits("vg1_right", months=9), 39),
        ("one sum", {}, credits("agreed", months=5), 19),
        # § 9-58: on the job
        ("the practice before is part of four years", JOB, credits("practice", months=14), 34),
        ("a contract of a year at least", JOB, credits("practice", months=45), 12),
    ],
)  # fmt: skip
def test_months_left(source, given, credits, months_left):
    ledger = calculate(Inputs(START, credits=credits, **given))
    assert ledger.total_months == months_left, source
    assert ledger.total_days == -1


def test_credit_in_months_and_days():
    ledger = calculate(Inputs(START, credits=credits("practice", months=2, days=10)))
    line = ledger.lines[2]
    assert (line.months, line.days, line.amount) == (-2, -10, "− 2 months and 10 days")
    assert ledger.calculated_on == date(2028, 6, 6)


def test_credit_is_cut_to_the_minimum_in_the_order_given():
    ledger = calculate(Inputs(START, credits=[Credit("practice", months=20), Credit("agreed", months=7, days=3)]))
    assert [(line.months, line.days) for line in ledger.lines[2:4]] == [(-20, 0), (-3, 0)]
    assert ledger.calculated_on == date(2026, 9, 16)
    assert "of 7 months and 3 days: at least 1 month must be left" in ledger.lines[3].label
    assert [remark.code for remark in ledger.warnings] == ["credit_cut"]
    assert ledger.warnings[0].key == ledger.lines[3].key


def test_cut_takes_days_where_days_went_before():
    ledger = calculate(Inputs(START, credits=[Credit("practice", months=0, days=10), Credit("agreed", months=30)]))
    assert ledger.calculated_on == date(2026, 9, 16)
    assert ledger.lines[3].months == -22
    assert ledger.lines[3].days < 0


def test_minimum_is_the_kinds_and_the_countys():
    figures = CountyFigures("x", minimums={"apprentice": 6})
    assert calculate(Inputs(START, credits=credits("agreed", months=23), figures=figures)).total_months == 6
    assert calculate(Inputs(START, kind="training", credits=credits("agreed", months=23))).total_months == 1


@pytest.mark.parametrize(
    ("given", "credit", "code", "warns"),
    [
        ({}, Credit("vg1_right"), "credit_in_route", False),
        ({}, Credit("certificate_same_vg2"), "credit_in_route", False),
        ({}, Credit("certificate_same_programme"), "credit_within_school", False),
        ({}, Credit("vg2_right", months=12), "credit_although_in_route", True),
        (WHOLE, Credit("vg1_other", months=6), "credit_over_figure", True),
        (WHOLE, Credit("certificate_other", months=6, days=1), "credit_over_figure", True),
    ],
)
def test_line_says_why_the_amount_is_another(given, credit, code, warns):
    ledger = calculate(Inputs(START, credits=[credit], **given))
    remark = ledger.remarks[0]
    assert (remark.code, remark.is_warning, remark.key) == (code, warns, ledger.lines[2].key)
    assert ledger.lines[2].note
    assert ledger.lines[2].note in remark.message


@pytest.mark.parametrize(
    ("months", "warns"), [([], True), ([11], True), ([12], False), ([7, 5], False)]
)  # fmt: skip
def test_practice_before_a_contract_on_the_job(months, warns):
    """Domain § 3: a full-time year at least."""
    given = [Credit("practice", months=number) for number in months]
    codes = {remark.code for remark in calculate(Inputs(START, kind="on_the_job", credits=given)).warnings}
    assert ("little_practice" in codes) is warns
    wizard = calculate(Inputs(START, kind="on_the_job", base_months=24))
    assert wizard.remarks == ()


@pytest.mark.parametrize(
    ("source", "given", "amount"),
    [
        ("a calendar year", (date(2024, 2, 1), date(2025, 1, 31)), (12, 0)),
        ("a leap year from its extra day", (date(2024, 2, 29), date(2025, 2, 28)), (12, 0)),
        ("months and days", (date(2025, 1, 15), date(2025, 3, 20)), (2, 6)),
        ("one day", (date(2025, 1, 15), date(2025, 1, 15)), (0, 1)),
        ("half a position", (date(2025, 1, 1), date(2025, 1, 31), 50), (0, 15)),
    ],
)
def test_full_time_practice(source, given, amount):
    assert full_time(*given) == amount, source


def test_full_time_practice_on_the_job_counts_80_percent_as_full():
    year = date(2025, 1, 1), date(2025, 12, 31)
    assert full_time(*year, 80, counts_as_full=80) == (12, 0)
    assert full_time(*year, 79, counts_as_full=80) == (0, 288)
    with pytest.raises(ValueError, match="percent"):
        full_time(*year, 0)


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "vg3"},
        {"kind": "practice"},
        {"kind": "certificate_other"},
        {"kind": "agreed"},
        {"kind": "vg1_right", "days": 3},
        {"kind": "agreed", "months": -1},
        {"kind": "agreed", "months": 240},
    ],
)
def test_credit_that_says_too_little_or_nonsense_is_refused(given):
    with pytest.raises(ValueError, match=r"unknown|needs months|longer"):
        Credit(**given)
