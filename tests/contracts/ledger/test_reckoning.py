"""Do lost days, decisions and agreements lead to the right day, and does each line say why?"""

from datetime import date, timedelta

import pytest

from contracts.ledger import CountyFigures, Credit, Extension, Inputs, Interruption, PartTime, calculate

START = date(2026, 8, 17)
END = date(2028, 8, 16)
COUNTY = CountyFigures("46:2024-08-01", county="Vestland", long_absence_days=30)


def reckon(**given):
    return calculate(Inputs(START, **{"figures": COUNTY, **given}))


def away(from_on, days, kind="illness", **more):
    return Interruption(kind, from_on, from_on + timedelta(days=days - 1), **more)


def lost(**given):
    return (reckon(**given).calculated_on - END).days


def codes(**given):
    return [remark.code for remark in reckon(**given).remarks]


MARCH = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("source", "start_on", "given", "last_day"),
    [
        ("two years", START, {}, END),
        ("first of a month", date(2026, 8, 1), {}, date(2028, 7, 31)),
        ("six months from 31 August end with February", date(2026, 8, 31), {"base_months": 6}, date(2027, 2, 28)),
        ("… in a leap year too", date(2027, 8, 31), {"base_months": 6}, date(2028, 2, 29)),
        ("from the leap day", date(2028, 2, 29), {"base_months": 12}, date(2029, 2, 28)),
        ("30 days of a leap February", date(2026, 3, 1), {"extensions": [Extension(MARCH, days=30)]},
         date(2028, 3, 30)),
        ("… and of a plain one", date(2027, 3, 1), {"extensions": [Extension(MARCH, days=30)]}, date(2029, 3, 30)),
    ],
)  # fmt: skip
def test_month_ends_and_leap_years(source, start_on, given, last_day):
    assert calculate(Inputs(start_on, **given)).calculated_on == last_day, source


@pytest.mark.parametrize(
    ("source", "interruptions", "days"),
    [
        ("domain § 3: the period is extended equally", [away(MARCH, 40)], 40),
        ("domain § 3: not up to the county's threshold", [away(MARCH, 30)], 0),
        ("one day longer counts from the first", [away(MARCH, 31)], 31),
        ("domain § 3: holiday never counts", [away(MARCH, 40, "holiday")], 0),
        ("nor does staying away", [away(MARCH, 40, "unexcused")], 0),
        *[
            (f"domain § 3: {kind}", [away(MARCH, 365, kind)], 365)
            for kind in ("leave", "parental", "military", "other")
        ],
        ("agreed with the county, however short", [away(MARCH, 5, decided_on=MARCH)], 5),
        ("half away loses half", [away(MARCH, 40, percent=50)], 20),
        ("half a day lost is made up by a whole one", [away(MARCH, 41, percent=50)], 21),
        ("two halves of a day are one", [away(MARCH, 41, percent=50), away(date(2027, 9, 1), 41, percent=50)], 41),
        ("kinds follow one another: one spell", [away(MARCH, 20), away(date(2027, 3, 21), 20, "leave")], 40),
        ("a day between: two spells", [away(MARCH, 20), away(date(2027, 3, 22), 20, "leave")], 0),
        ("the same days twice count once", [away(MARCH, 40), away(MARCH, 40)], 40),
        ("shared days count once", [away(MARCH, 40), away(date(2027, 3, 31), 40, "leave")], 70),
        ("of shared days the longer absence", [away(MARCH, 40, percent=50), away(MARCH, 40, "leave")], 40),
        ("over before the start", [away(date(2026, 1, 1), 100)], 0),
        ("begun before the start: the days since", [away(date(2026, 8, 1), 50)], 34),
        ("… and its length since", [away(date(2026, 7, 1), 60)], 0),
        ("after the last day", [away(date(2028, 8, 17), 60)], 0),
        ("from the last day on", [away(END, 60)], 60),
        ("in the days made up", [away(MARCH, 40), away(date(2028, 9, 1), 60)], 100),
    ],
)
def test_interruptions(source, interruptions, days):
    ledger = reckon(interruptions=interruptions)
    assert (ledger.calculated_on - END).days == days, source
    assert len(ledger.lines) == 3 + len(interruptions)


def test_threshold_is_the_countys_and_the_line_keeps_the_version():
    given = {"interruptions": [away(MARCH, 20)]}
    assert lost(**given) == 0
    shorter = CountyFigures("40:2026-01-01", long_absence_days=14)
    ledger = reckon(**given, figures=shorter)
    assert (ledger.calculated_on - END).days == 20
    assert ledger.lines[-1].figures == "40:2026-01-01"


def test_line_of_an_interruption_says_paper_person_and_day():
    one = away(MARCH, 40, "parental", document="Vedtak 12", person="Kari Nes", decided_on=date(2027, 2, 1))
    line = reckon(interruptions=[one]).lines[-1]
    assert (line.document, line.person, line.decided_on) == ("Vedtak 12", "Kari Nes", date(2027, 2, 1))
    assert (line.rule, line.figures) == ("opplæringslova § 7-2", "46:2024-08-01")
    assert line.label == "Parental leave from 01.03.2027 to 09.04.2027"
    assert (line.amount, line.day) == ("+ 40 days", END + timedelta(days=40))


@pytest.mark.parametrize(
    ("interruptions", "found"),
    [
        ([away(MARCH, 30)], ["interruption_too_short"]),
        ([away(MARCH, 40, "holiday")], ["interruption_never_counts"]),
        ([away(date(2026, 1, 1), 100)], ["interruption_before_start"]),
        ([away(date(2028, 8, 17), 60)], ["interruption_after_end"]),
        ([away(MARCH, 40), away(date(2027, 3, 31), 40)], ["interruptions_overlap"]),
        ([away(MARCH, 40, is_open=True)], ["interruption_open"]),
        ([away(MARCH, 40), away(date(2027, 4, 10), 3)], []),
    ],
)
def test_remarks_about_interruptions(interruptions, found):
    assert codes(interruptions=interruptions) == found


def test_overlap_says_how_many_days():
    remark = reckon(interruptions=[away(MARCH, 40), away(date(2027, 3, 31), 40)]).warnings[0]
    assert remark.message == "Interruptions overlap. Shared days count once: 10 days."


def test_short_interruption_says_the_threshold():
    ledger = reckon(interruptions=[away(MARCH, 30)])
    assert ledger.lines[-1].amount == "0 days"
    assert ledger.lines[-1].note == "Only interruptions of more than 30 days move the end in this county."
    assert ledger.remarks[0].message.startswith("Illness from 01.03.2027 to 30.03.2027: Only")
    assert ledger.warnings == ()


@pytest.mark.parametrize(
    ("source", "part_time", "days"),
    [
        ("100 days at half: 50 to make up", [PartTime(50, MARCH, date(2027, 6, 8))], 50),
        ("a full position is none", [PartTime(100, MARCH)], 0),
        ("half all through: twice as long", [PartTime(50, START)], 731),
        ("80 percent all through", [PartTime(80, START)], 183),
        ("before the start", [PartTime(50, date(2026, 1, 1), date(2026, 8, 16))], 0),
        ("after the end", [PartTime(50, date(2028, 8, 17))], 0),
        (
            "of two at once the lower",
            [PartTime(80, MARCH, date(2027, 6, 8)), PartTime(50, MARCH, date(2027, 6, 8))],
            50,
        ),
    ],
)
def test_part_time(source, part_time, days):
    assert lost(part_time=part_time) == days, source


def test_county_may_take_a_large_position_for_a_full_one():
    ledger = reckon(part_time=[PartTime(80, START)], figures=CountyFigures("x", full_position_percent=80))
    assert ledger.calculated_on == END
    assert ledger.lines[-1].note == "Counts as a full position in this county."


def test_full_position_gives_the_same_ledger():
    assert reckon(part_time=[PartTime(100, MARCH)]).lines == reckon().lines


def test_overlapping_part_time_is_said():
    two = [PartTime(80, MARCH, date(2027, 6, 8)), PartTime(50, date(2027, 6, 1))]
    assert codes(part_time=two) == ["part_time_overlaps"]
    assert codes(part_time=[two[0], PartTime(50, date(2027, 6, 9))]) == []


def test_day_away_from_half_a_position_loses_half_a_day():
    """60 days off work at half a position are 30 days of training, made up in 60 days at half a position."""
    half = [PartTime(50, START)]
    alone, both = reckon(part_time=half), reckon(part_time=half, interruptions=[away(MARCH, 60)])
    assert (both.calculated_on - alone.calculated_on).days == 60


@pytest.mark.parametrize(
    ("source", "extensions", "days"),
    [
        ("days", [Extension(MARCH, days=45)], 45),
        ("days twice", [Extension(MARCH, days=45), Extension(date(2027, 5, 1), days=10)], 55),
        ("to a day", [Extension(MARCH, to_on=date(2028, 12, 31))], 137),
        ("the later of two days", [Extension(MARCH, to_on=date(2028, 12, 31)), Extension(MARCH, to_on=END)], 137),
        ("to a day, then days on top",
         [Extension(MARCH, to_on=date(2028, 12, 31)), Extension(date(2027, 5, 1), days=10)], 147),
        ("days, then to a day that has them in it",
         [Extension(MARCH, days=10), Extension(date(2027, 5, 1), to_on=date(2028, 12, 31))], 137),
        ("never back", [Extension(MARCH, to_on=date(2028, 1, 31))], 0),
    ],
)  # fmt: skip
def test_extensions(source, extensions, days):
    assert lost(extensions=extensions) == days, source
    assert lost(extensions=extensions[::-1]) == days, source


def test_extension_that_is_reached_anyway_is_said():
    ledger = reckon(extensions=[Extension(MARCH, to_on=date(2028, 1, 31), document="Vedtak 3", person="Fylket")])
    assert [remark.code for remark in ledger.warnings] == ["extension_no_effect"]
    assert ledger.warnings[0].message == "Extended to 31.01.2028: The training lasts to 16.08.2028 anyway."
    assert (ledger.lines[-1].document, ledger.lines[-1].person) == ("Vedtak 3", "Fylket")


def test_decision_to_a_day_covers_what_was_lost():
    """The county sets the new day knowing the illness: its days are not added once more."""
    illness = [away(MARCH, 40)]
    decided = [Extension(date(2027, 5, 1), to_on=END + timedelta(days=40))]
    assert lost(interruptions=illness, extensions=decided) == 40


def test_interruption_in_added_days_is_made_up_and_in_a_decided_stretch_told():
    later = [away(date(2028, 9, 1), 40)]
    assert lost(extensions=[Extension(MARCH, days=60)], interruptions=later) == 100
    to_a_day = {"extensions": [Extension(MARCH, to_on=date(2028, 12, 31))], "interruptions": later}
    assert lost(**to_a_day) == 137
    assert codes(**to_a_day) == ["interruption_in_extension"]


@pytest.mark.parametrize(
    ("agreed_on", "difference", "message"),
    [
        (END, 0, None),
        (END + timedelta(days=14), 14, "The agreed last day, 30.08.2028, is 14 days later than the calculated one."),
        (END - timedelta(days=1), -1, "The agreed last day, 15.08.2028, is 1 day earlier than the calculated one."),
        (None, 0, None),
    ],
)
def test_agreed_day_stands_beside_the_calculated_one(agreed_on, difference, message):
    ledger = reckon(agreed_end_on=agreed_on)
    assert (ledger.calculated_on, ledger.agreed_on, ledger.difference_days) == (END, agreed_on, difference)
    assert [remark.message for remark in ledger.warnings] == ([message] if message else [])


def test_all_at_once_in_the_order_of_the_lines():
    ledger = reckon(
        route="1+3",
        credits=[Credit("vg2_same_programme", document="Vitnemål", person="Kari Nes")],
        extensions=[Extension(date(2028, 5, 2), days=30), Extension(date(2029, 4, 2), to_on=date(2029, 6, 30))],
        part_time=[PartTime(50, date(2027, 1, 1), date(2027, 1, 20))],
        interruptions=[away(MARCH, 40)],
    )
    assert [(line.code, line.months, line.days) for line in ledger.lines] == [
        ("start", 0, 0),
        ("base", 36, 0),
        ("credit", -6, 0),
        ("last_day", 0, -1),
        ("extension", 0, 30),
        ("part_time", 0, 10),
        ("interruption", 0, 40),
        ("extension_to", 0, 54),
    ]
    assert ledger.calculated_on == date(2029, 6, 30)
    assert len({line.key for line in ledger.lines}) == 8


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Interruption("illness", MARCH, MARCH - timedelta(days=1)),
        lambda: Interruption("strike", MARCH, MARCH),
        lambda: Interruption("illness", MARCH, MARCH, percent=0),
        lambda: PartTime(101, MARCH),
        lambda: PartTime(50, MARCH, MARCH - timedelta(days=1)),
        lambda: Extension(MARCH),
        lambda: Extension(MARCH, days=3, to_on=END),
        lambda: Extension(MARCH, days=-3),
        lambda: Extension(MARCH, days=6000),
    ],
)
def test_nonsense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"unknown|percent|ends before|extension"):
        wrong()
