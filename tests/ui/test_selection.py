"""Are exactly the ticked rows chosen, and never one that the person does not see?"""

import django_filters
import pytest
from django.contrib.auth import get_user_model
from django.test import RequestFactory

from okportal.errors import Refused
from okportal.ui import selection
from okportal.ui.selection import chosen, is_asked

pytestmark = pytest.mark.django_db


class PeopleFilter(django_filters.FilterSet):
    name = django_filters.CharFilter(lookup_expr="startswith")


@pytest.fixture
def people():
    model = get_user_model()
    model.objects.bulk_create(
        model(email=f"p{number}@fjord.example", name=f"{'AB'[number % 2]} {number:02}", password="!")
        for number in range(20)
    )
    return model.objects.filter(email__endswith="@fjord.example").order_by("name")


def asked(query):
    return RequestFactory().get(f"/?{query}")


def names(request, people):
    return [row.name for row in chosen(request, people, PeopleFilter).rows]


def test_ticked_rows(people):
    one, two = people[3].pk, people[1].pk
    found = chosen(asked(f"valgt={one}&valgt={two}"), people, PeopleFilter)
    assert found.ids == (two, one) and len(found) == 2 and found
    assert names(asked(f"valgt={found.carried}"), people) == ["A 02", "A 06"]


def test_form_that_is_sent_carries_them(people):
    request = RequestFactory().post("/?valgt=1", {"valgt": f"{people[0].pk},{people[1].pk}"})
    assert names(request, people) == ["A 00", "A 02"]


def test_all_hits_of_the_filter(people):
    found = chosen(asked("alle=1&filter=name%3DB%26page%3D2&valgt=1"), people, PeopleFilter)
    assert len(found) == 10 and {row.name[0] for row in found.rows} == {"B"}
    assert len(chosen(asked("alle=1&filter="), people, PeopleFilter)) == 20


def test_rows_outside_the_queryset_are_not_found(people):
    hidden = people.exclude(name__startswith="A")
    assert not chosen(asked(f"valgt={people[0].pk}"), hidden, PeopleFilter)
    assert len(chosen(asked("alle=1"), hidden, PeopleFilter)) == 10


@pytest.mark.parametrize(
    "query", ["", "valgt=", "valgt=x", "valgt=-1", "valgt=%00", f"valgt={'9' * 30}", "valgt=²", "alle="]
)
def test_nonsense_chooses_nothing(people, query):
    found = chosen(asked(query), people, PeopleFilter)
    assert not found and found.carried == "" and list(found.rows) == []


def test_more_than_fit_in_one_go_are_refused(people, monkeypatch):
    monkeypatch.setattr(selection, "MOST", 19)
    with pytest.raises(Refused, match="More than 19 are chosen"):
        chosen(asked("alle=1"), people, PeopleFilter)


def test_choosing_is_one_query(people, django_assert_num_queries):
    with django_assert_num_queries(1):
        chosen(asked("alle=1"), people, PeopleFilter)


@pytest.mark.parametrize("query, answer", [("valgt=", True), ("alle=1", True), ("filter=x&kolonner=a", False)])
def test_was_anything_ticked(query, answer):
    assert is_asked(asked(query)) is answer
