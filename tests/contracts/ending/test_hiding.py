"""Can a small number be found from those that are shown?"""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.ending.drop_out import SUM, _of_part, _of_whole, _of_year
from contracts.ending.hiding import FEWEST, to_hide

KINDS = st.lists(st.sampled_from([0, 0, 0, 1, 2, 4, 5, 8, 30]), min_size=4, max_size=4)


def line(one, two, three, completed=0):
    return [one, two, three, one + two + three, completed]


def shown(row):
    """A line by itself, with None for what is hidden."""
    hidden = to_hide(_of_year(0, row))
    return [None if (0, at) in hidden else number for at, number in enumerate(row)]


@pytest.mark.parametrize(
    ("row", "seen"),
    [
        (line(0, 5, 6, 7), [0, 5, 6, 11, 7]),
        (line(8, 9, 1), [None, 9, None, 18, 0]),  # or the one could be found from the sum
        (line(1, 1, 9), [None, None, None, 11, 0]),  # two in eleven less nine: one each
        (line(8, 2, 1), [None, None, None, 11, 0]),  # three of two: less than five, both
        (line(3, 0, 0), [None, 0, 0, None, 0]),
        (line(4, 4, 0), [None, None, 0, 8, 0]),
        (line(0, 0, 0, 4), [0, 0, 0, 0, None]),
    ],
)
def test_a_line(row, seen):
    assert shown(row) == seen


def equations(rows):
    """All sums that a reader knows of: keys with their signs, in each line and each column."""
    whole = [sum(column) for column in zip(*rows, strict=True)]
    lines = {**dict(enumerate(rows)), "all": whole}
    found = [{(place, at): -1 if at == SUM else 1 for at in range(SUM + 1)} for place in lines]
    found += [{(place, at): -1 if place == "all" else 1 for place in lines} for at in range(SUM + 2)]
    values = {(place, at): number for place, row in lines.items() for at, number in enumerate(row)}
    return found, values


def can_be_found(key, hidden, sums):
    """Is this number the only one that fits? By elimination, which knows nothing of ways through a network."""
    names = [key, *(name for name in hidden if name != key)]
    rows = [[Fraction(signs.get(name, 0)) for name in reversed(names)] for signs in sums]
    pivots = []
    for column in range(len(names)):
        row = next((row for row in rows if row[column]), None)
        if row is None:
            continue
        rows.remove(row)
        rows = [[b - a * (other[column] / row[column]) for a, b in zip(row, other, strict=True)] for other in rows]
        pivots.append(column)
    return len(names) - 1 in pivots


@settings(max_examples=150, deadline=None)
@given(st.lists(KINDS, min_size=1, max_size=5))
def test_no_small_number_follows_from_the_others(drawn):
    rows = [line(*row) for row in drawn]
    whole = [sum(column) for column in zip(*rows, strict=True)]
    in_sum = to_hide(_of_year("all", whole))
    parts = [cell for place, row in enumerate(rows) for cell in _of_part(place, row)]
    hidden = to_hide([*_of_whole(whole), *parts], in_sum)
    sums, values = equations(rows)
    small = [key for key, number in values.items() if 0 < number < FEWEST]
    assert set(small) <= hidden
    assert {key for key in hidden if key[0] == "all"} == in_sum  # the year shows no less than it did
    assert not [key for key in small if can_be_found(key, hidden, sums)]


def test_the_same_table_hides_the_same_numbers():
    rows = [line(1, 6, 9, 2), line(7, 1, 0, 8), line(9, 9, 5, 5)]
    cells = [cell for place, row in enumerate(rows) for cell in _of_part(place, row)]
    assert to_hide(cells) == to_hide(cells)
