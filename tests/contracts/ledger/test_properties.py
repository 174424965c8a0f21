"""What holds of every ledger, whatever stands in it?"""

import json
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from contracts.ledger import (
    Change,
    CountyFigures,
    Credit,
    Extension,
    Inputs,
    Interruption,
    PartTime,
    calculate,
    from_json,
    inputs,
    to_json,
    what_if,
)
from contracts.ledger.months import add_months, moved

A_DAY = timedelta(days=1)
days = st.dates(date(2025, 6, 1), date(2031, 12, 31))
lengths = st.integers(1, 400)
percents = st.one_of(st.just(100), st.integers(1, 100))
maybe_days = st.none() | days
words = st.sampled_from(["", "Vedtak 7"])


@st.composite
def interruptions(draw):
    from_on = draw(days)
    return Interruption(
        draw(st.sampled_from(sorted(inputs.INTERRUPTING | inputs.NEVER_COUNT))), from_on,
        from_on + timedelta(days=draw(lengths) - 1), draw(percents), draw(st.booleans()), draw(words),
        decided_on=draw(st.none() | st.just(date(2027, 1, 1))),
    )  # fmt: skip


@st.composite
def part_times(draw):
    from_on = draw(days)
    to_on = from_on + timedelta(days=draw(lengths) - 1) if draw(st.booleans()) else None
    return PartTime(draw(st.integers(10, 100)), from_on, to_on)


extensions = st.builds(Extension, days, days=st.integers(1, 300)) | st.builds(Extension, days, to_on=days)
decided = st.builds(
    Credit, st.sampled_from(sorted(inputs.CREDITS)), months=st.integers(0, 60), days=st.integers(0, 200)
)
by_rule = st.builds(Credit, st.sampled_from(sorted(inputs.WITH_FIGURE)), has_relevant_yff=st.booleans())
figures = st.builds(
    CountyFigures, st.just("46:2024-08-01"), long_absence_days=st.integers(0, 60),
    full_position_percent=st.sampled_from([80, 100]), from_on=maybe_days,
)  # fmt: skip
routes = st.sampled_from(
    [("apprentice", ""), ("apprentice", "1+3"), ("training", "0+4"), ("apprentice", "taf"), ("practice", ""),
     ("on_the_job", "fbj")]
)  # fmt: skip


@st.composite
def cases(draw):
    kind, route = draw(routes)
    return Inputs(
        draw(st.dates(date(2025, 8, 1), date(2028, 12, 31))), kind, draw(st.sampled_from([18, 24, 30, 36])),
        draw(st.integers(1, 3)), route, draw(st.none() | st.integers(12, 60)),
        draw(st.lists(by_rule | decided, max_size=4)), draw(st.lists(interruptions(), max_size=5)),
        draw(st.lists(part_times(), max_size=3)), draw(st.lists(extensions, max_size=3)), draw(maybe_days),
        draw(figures),
    )  # fmt: skip


def end(case):
    return calculate(case).calculated_on


@given(cases())
def test_lines_sum_up_to_the_day_and_each_is_the_sum_so_far(case):
    ledger, months, passed = calculate(case), 0, 0
    for line in ledger.lines:
        months, passed = months + line.months, passed + line.days
        assert line.day == add_months(case.start_on, months) + timedelta(days=passed)
    assert ledger.lines[-1].day == ledger.calculated_on
    assert ledger.calculated_on == moved(case.start_on, ledger.total_months, ledger.total_days)


@given(cases())
def test_end_is_never_before_the_start_and_credit_never_leaves_less_than_the_minimum(case):
    ledger = calculate(case)
    last_day = next(line for line in ledger.lines if line.code == "last_day")
    least = add_months(case.start_on, case.figures.minimum(case.kind)) - A_DAY
    assert case.start_on <= least <= last_day.day <= ledger.calculated_on


@given(cases())
def test_after_the_credit_nothing_makes_the_training_shorter(case):
    lines = calculate(case).lines
    after = lines[[line.code for line in lines].index("last_day") + 1 :]
    assert all(line.days >= 0 and line.months == 0 for line in after)


@given(cases(), st.randoms())
def test_order_does_not_matter(case, random):
    def shuffled(items):
        return random.sample(items, len(items))

    other = replace(
        case, interruptions=shuffled(case.interruptions), part_time=shuffled(case.part_time),
        extensions=shuffled(case.extensions),
    )  # fmt: skip
    assert end(other) == end(case)
    by_day = [(line.code, line.days, line.facts) for line in calculate(case).lines]
    assert [(line.code, line.days, line.facts) for line in calculate(other).lines] == by_day
    assert end(replace(case, credits=shuffled(case.credits))) == end(case)


@given(cases(), interruptions(), st.integers(1, 399))
def test_an_interruption_in_two_adjoining_parts_is_the_same(case, one, after):
    part_on = min(one.from_on + timedelta(days=after), one.to_on)
    if part_on == one.from_on:
        return
    parts = [replace(one, to_on=part_on - A_DAY), replace(one, from_on=part_on)]
    whole = replace(case, interruptions=[*case.interruptions, one])
    assert end(replace(case, interruptions=[*case.interruptions, *parts])) == end(whole)


@given(cases(), interruptions())
def test_an_interruption_told_twice_is_one(case, one):
    once = replace(case, interruptions=[*case.interruptions, one])
    assert end(replace(once, interruptions=[*once.interruptions, one])) == end(once)


@given(cases(), interruptions(), lengths, lengths, percents)
def test_a_longer_interruption_never_gives_an_earlier_end(case, one, before, after, percent):
    longer = replace(
        one, from_on=one.from_on - timedelta(days=before), to_on=one.to_on + timedelta(days=after),
        percent=max(one.percent, percent),
    )  # fmt: skip
    without, short, long = (
        end(replace(case, interruptions=[*case.interruptions, *more])) for more in ([], [one], [longer])
    )
    assert without <= short <= long


@given(cases(), days, maybe_days)
def test_a_full_position_changes_nothing(case, from_on, to_on):
    full = PartTime(100, from_on, max(to_on, from_on) if to_on else None)
    assert calculate(replace(case, part_time=[*case.part_time, full])).lines == calculate(case).lines


@given(cases(), part_times(), st.integers(1, 100))
def test_a_smaller_position_never_gives_an_earlier_end(case, one, percent):
    smaller = replace(one, percent=min(one.percent, max(10, percent)))
    assert end(replace(case, part_time=[*case.part_time, one])) <= end(
        replace(case, part_time=[*case.part_time, smaller])
    )


@given(cases(), extensions)
def test_an_extension_never_gives_an_earlier_end(case, one):
    extended = end(replace(case, extensions=[*case.extensions, one]))
    assert extended >= end(case)
    assert one.to_on is None or extended >= one.to_on


@given(cases(), decided)
def test_more_decided_credit_never_gives_a_later_end(case, one):
    assert end(replace(case, credits=[*case.credits, one])) <= end(case)


@given(cases())
def test_what_is_kept_and_read_again_is_the_same(case):
    ledger = calculate(case)
    assert from_json(json.loads(json.dumps(to_json(ledger)))) == ledger


@given(cases())
def test_every_line_and_remark_has_words(case):
    ledger = calculate(case)
    assert all(line.label and line.rule and isinstance(line.note, str) for line in ledger.lines)
    assert all(line.amount for line in ledger.lines[1:])
    assert all(remark.message and remark.tone in {"info", "warning"} for remark in ledger.remarks)
    keys = [line.key for line in ledger.lines]
    assert len(keys) == len(set(keys))
    assert {remark.key for remark in ledger.remarks} <= {"", *keys}


@given(cases(), interruptions() | part_times() | extensions | decided)
def test_what_if_is_the_difference_and_can_be_taken_back(case, item):
    found = what_if(case, Change(come=(item,)))
    assert found.after == calculate(Change(come=(item,)).applied(case))
    assert found.days == (found.after.calculated_on - found.before.calculated_on).days
    back = what_if(found.after.inputs, Change(go=(item,)))
    assert back.days == -found.days
    assert [row.after for row in found.rows if row.after] == list(found.after.lines)
    assert sorted(row.before.key for row in found.rows if row.before) == sorted(line.key for line in found.before.lines)
