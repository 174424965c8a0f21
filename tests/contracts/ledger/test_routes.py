"""Does a training last as long as its kind, its route and the county say?"""

from datetime import date

import pytest

from contracts.ledger import CountyFigures, Inputs, calculate
from contracts.ledger.routes import base_months, school_years

START = date(2026, 8, 17)


@pytest.mark.parametrize(
    ("source", "given", "months", "years_at_school"),
    [
        ("domain § 8: 24 months by default", {}, 24, 2),
        ("domain § 8: særløp 36, Vg1 and three years", {"trade_months": 36, "trade_school_years": 1}, 36, 1),
        ("domain § 8: some trades about 30", {"trade_months": 30}, 30, 2),
        ("domain § 8: shorter after Vg3 at school", {"trade_months": 18, "trade_school_years": 3}, 18, 3),
        ("domain § 3, ofo § 6-3: 1+3", {"route": "1+3"}, 36, 1),
        ("… in a trade of 30 months", {"route": "1+3", "trade_months": 30}, 42, 1),
        ("… in a særløp, which is one already",
         {"route": "1+3", "trade_months": 36, "trade_school_years": 1}, 36, 1),
        ("domain § 3, ofo § 6-3: 0+4, the whole training in the company", {"route": "0+4"}, 48, 0),
        ("… in a særløp", {"route": "0+4", "trade_months": 36, "trade_school_years": 1}, 48, 0),
        ("TAF and YSK: four years", {"route": "taf"}, 48, 2),
        ("domain § 3: on the job, normally four years in all", {"kind": "on_the_job"}, 48, 0),
        ("… the same said outright", {"kind": "on_the_job", "route": "fbj"}, 48, 0),
        ("practice certificate: two years", {"kind": "practice", "trade_months": 30}, 24, 0),
        ("training candidate: as the trade", {"kind": "training", "trade_months": 30}, 30, 2),
        ("what stands in the contract goes first", {"base_months": 27, "route": "0+4"}, 27, 0),
    ],
)  # fmt: skip
def test_base_months(source, given, months, years_at_school):
    inputs = Inputs(START, **given)
    assert (base_months(inputs), school_years(inputs)) == (months, years_at_school), source


def test_county_figures_set_the_base_and_the_line_says_which_version():
    figures = CountyFigures("46:2026-01-01", taf_months=45, practice_months=26, on_the_job_months=60)
    for given, months in [({"route": "taf"}, 45), ({"kind": "practice"}, 26), ({"kind": "on_the_job"}, 60)]:
        line = calculate(Inputs(START, figures=figures, **given)).lines[1]
        assert (line.months, line.figures) == (months, "46:2026-01-01")
    assert calculate(Inputs(START, figures=figures)).lines[1].figures == ""
    assert calculate(Inputs(START, figures=figures, route="taf", base_months=48)).lines[1].figures == ""


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({}, "Udir (Grep)"),
        ({"route": "1+3"}, "opplæringsforskrifta § 6-3"),
        ({"kind": "practice"}, "opplæringsforskrifta § 6-3"),
        ({"kind": "on_the_job"}, "opplæringsforskrifta § 9-58"),
    ],
)
def test_base_line_names_its_rule(given, rule):
    assert calculate(Inputs(START, **given)).lines[1].rule == rule


@pytest.mark.parametrize(
    "given",
    [{"route": "3+1"}, {"route": "fbj"}, {"route": "2+2", "kind": "on_the_job"}],
)
def test_route_that_does_not_exist_or_does_not_go_with_the_kind_is_refused(given):
    with pytest.raises(ValueError, match=r"route|unknown"):
        Inputs(START, **given)


def test_base_under_the_minimum_is_refused():
    with pytest.raises(ValueError, match="11"):
        calculate(Inputs(START, kind="on_the_job", base_months=11))
    with pytest.raises(ValueError, match="5"):
        calculate(Inputs(START, base_months=5, figures=CountyFigures("x", minimums={"apprentice": 6})))
