"""Is a caseload divided evenly?"""

from hypothesis import given
from hypothesis import strategies as st

from apprenticeships.dividing import divided


def test_neighbours_stay_together():
    assert divided("aaabbbcc", 3) == ["aaa", "bbb", "cc"]
    assert divided("abcd", 3) == ["ab", "c", "d"]


@given(st.lists(st.integers(), max_size=200), st.integers(1, 12))
def test_everybody_gets_as_many(items, parts):
    shares = divided(items, parts)
    assert len(shares) == parts
    assert [item for share in shares for item in share] == items
    assert max(map(len, shares)) - min(map(len, shares)) <= 1
