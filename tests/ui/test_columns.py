"""Are the columns shown that the address asks for, whatever it says?"""

import pytest
from django.test import RequestFactory

from okportal.ui.columns import ListColumn, columns_of

OFFERED = (
    ListColumn("status", "Status"), ListColumn("end", "Ends", order="end"),
    ListColumn("trade", "Trade", is_usual=False),
)  # fmt: skip


def names(query):
    return [column.name for column in columns_of(RequestFactory().get(f"/?{query}"), OFFERED)]


@pytest.mark.parametrize(
    "query, shown",
    [
        ("", ["status", "end"]),
        ("kolonner=trade,end", ["end", "trade"]),
        ("kolonner=trade&kolonner=status", ["status", "trade"]),
        ("kolonner=", ["status", "end"]),
        ("kolonner=password,%00", ["status", "end"]),
        ("kolonner=password,trade", ["trade"]),
    ],
)
def test_columns_are_those_asked_for_in_their_own_order(query, shown):
    assert names(query) == shown


def test_template_asks_for_one_column():
    columns = columns_of(RequestFactory().get("/?kolonner=trade"), OFFERED)
    assert "trade" in columns and "status" not in columns
    assert [(column.name, is_shown) for column, is_shown in columns.choices] == [
        ("status", False), ("end", False), ("trade", True),
    ]  # fmt: skip
    assert names(f"kolonner={columns.asked}") == ["trade"]


def test_form_that_chooses_keeps_the_filter_and_starts_at_the_first_page():
    request = RequestFactory().get("/?name=x&page=3&kolonner=end&county=&state=a&state=b")
    assert columns_of(request, OFFERED).kept == (("name", "x"), ("state", "a"), ("state", "b"))
