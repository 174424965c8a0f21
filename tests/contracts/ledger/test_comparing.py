"""Does what-if show what an amendment does, and nothing else?"""

from datetime import date, timedelta

import pytest

from contracts.ledger import Change, CountyFigures, Credit, Extension, Inputs, Interruption, PartTime, what_if

LEAVE = Interruption("leave", date(2027, 1, 4), date(2027, 3, 14))
INPUTS = Inputs(date(2026, 8, 17), interruptions=[LEAVE], figures=CountyFigures("46:2024-08-01"))


def changed(found):
    return [(row.line.code, row.before and row.before.days, row.after and row.after.days) for row in found.changed]


def test_what_comes():
    found = what_if(INPUTS, Change(come=(Extension(date(2027, 9, 1), days=30),)))
    assert (found.days, found.new_end_on) == (30, date(2028, 11, 24))
    assert changed(found) == [("extension", None, 30)]
    assert [row.line.code for row in found.rows] == ["start", "base", "last_day", "extension", "interruption"]


def test_what_goes_stands_where_it_stood():
    found = what_if(INPUTS, Change(go=(LEAVE,), come=(PartTime(50, date(2027, 1, 4), date(2027, 1, 23)),)))
    assert found.days == 10 - 70
    assert changed(found) == [("interruption", 70, None), ("part_time", None, 10)]


def test_resumption_makes_the_same_line_shorter():
    shorter = Interruption("leave", LEAVE.from_on, LEAVE.to_on - timedelta(days=20))
    found = what_if(INPUTS, Change(go=(LEAVE,), come=(shorter,)))
    assert found.days == -20
    assert changed(found) == [("interruption", 70, 50)]


def test_other_fields():
    found = what_if(INPUTS, Change(fields={"trade_months": 30}))
    assert found.days == 184
    assert [(row.line.code, row.before.months, row.after.months) for row in found.changed] == [("base", 24, 30)]


def test_type_change_from_apprentice_to_practice_keeps_the_interruption():
    found = what_if(INPUTS, Change(fields={"kind": "practice", "trade_months": 24}))
    assert found.days == 0
    assert [row.line.code for row in found.changed] == ["base"]  # another rule gives the same months


def test_paper_is_a_difference_without_days():
    with_paper = Interruption("leave", LEAVE.from_on, LEAVE.to_on, document="Vedtak 4")
    found = what_if(INPUTS, Change(go=(LEAVE,), come=(with_paper,)))
    assert found.days == 0
    assert changed(found) == [("interruption", 70, 70)]


def test_nothing_changed():
    assert what_if(INPUTS, Change()).changed == []


def test_what_is_not_there_cannot_go():
    with pytest.raises(ValueError, match="not in list"):
        what_if(INPUTS, Change(go=(Credit("vg1_right"),)))
