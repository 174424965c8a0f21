"""Which rows are measured when some are named, and does each say what it measures?"""

import pytest

from benchmarks.rows import CONTRACTS, GROUPS, PORTAL, REGISTERS, ROWS, chosen


def test_without_a_name_all_rows_are_measured():
    assert chosen([]) == ROWS


def test_a_group_stands_for_its_rows():
    assert chosen(["registers"]) == REGISTERS and chosen(["portal"]) == PORTAL
    assert {"companies", "apprentices", "apprentice_file", "growth", "import", "export_csv"} <= set(REGISTERS)


def test_rows_keep_their_order_whatever_the_order_of_the_names():
    assert list(chosen(["export_csv", "list", "growth"])) == ["list", "growth", "export_csv"]


def test_a_name_that_there_is_not_is_an_error():
    with pytest.raises(KeyError):
        chosen(["registre"])


def test_no_row_and_no_group_share_a_name():
    assert set(ROWS).isdisjoint(GROUPS) and len(ROWS) == sum(map(len, (PORTAL, CONTRACTS, REGISTERS)))


def test_the_country_comes_after_all_that_is_measured_without_it():
    assert list(ROWS)[: len(PORTAL) + len(CONTRACTS)] == [*PORTAL, *CONTRACTS]
    assert list(REGISTERS)[-2:] == ["export_csv", "export_xlsx"]


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_each_row_says_what_it_measures(row):
    assert row.__doc__ and "\n" not in row.__doc__
