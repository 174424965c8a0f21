"""Does a list survive whatever stands in its address?"""

from types import SimpleNamespace

import django_filters
import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django_htmx.middleware import HtmxMiddleware

from okportal.ui import listing as listing_module
from okportal.ui.listing import addresses, listing, render_list

pytestmark = pytest.mark.django_db


class PeopleFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains")
    language = django_filters.ChoiceFilter(choices=[("nb", "nb"), ("nn", "nn")])
    id = django_filters.NumberFilter()
    order = django_filters.OrderingFilter(fields=["name"])


@pytest.fixture
def people():
    model = get_user_model()
    model.objects.bulk_create(
        model(email=f"p{number}@fjord.example", name=f"Person {number:03}", password="!") for number in range(120)
    )
    return model.objects.filter(email__endswith="@fjord.example").order_by("pk")


def page_for(people, query="", **headers):
    request = RequestFactory().get(f"/fjord/folk/?{query}", headers=headers)
    return listing(request, people, PeopleFilter)


def test_first_page_and_total(people):
    found = page_for(people)
    assert found.total == 120 and len(found.rows) == 50 and not found.is_filtered
    assert found.previous_url == "" and found.next_url == "?page=2"


@pytest.mark.parametrize(
    ("page", "number"),
    [("2", 2), ("99", 3), ("x", 1), ("", 1), ("%00", 1), ("1%00", 1), ("9" * 5000, 1), ("-1", 3)],
)
def test_any_page_number_gives_a_page(people, page, number):
    assert page_for(people, f"page={page}").page.number == number


@pytest.mark.parametrize("query", ["q=%00", "language=xx", f"id={'9' * 40}", "id=x", "order=password", "q=%ff%fe"])
def test_unusable_filters_do_not_fail(people, query):
    assert page_for(people, query).total >= 0


def test_page_links_keep_the_filter_and_drop_empty_parts(people):
    found = page_for(people, "q=person&language=&page=2")
    assert found.is_filtered
    assert found.querystring == "q=person"
    assert found.next_url == "?q=person&page=3"
    assert found.pages[0] == (1, "?q=person&page=1")


def test_what_is_not_the_filters_own_is_kept(people):
    found = page_for(people, "vis=alle&q=person&page=2")
    assert found.kept == (("vis", "alle"),)
    assert found.clear_url == "?vis=alle"


def test_order_turns_round(people):
    assert page_for(people).order_url("name") == "?order=name"
    assert page_for(people, "q=p&order=name&page=2").order_url("name") == "?q=p&order=-name"
    assert page_for(people, "order=-name").rows[0].name == "Person 119"


@pytest.mark.parametrize(("query", "questions"), [("", 0), ("order=name", 0), ("q=person", 1), ("language=xx", 1)])
def test_a_known_total_is_asked_for_again_only_when_a_filter_narrows_it(
    people, query, questions, django_assert_num_queries
):
    with django_assert_num_queries(questions):
        found = listing(RequestFactory().get(f"/fjord/folk/?{query}"), people, PeopleFilter, total=120)
        assert found.total == 120


def test_addresses_of_rows_are_those_that_django_gives():
    request = RequestFactory().get("/")
    request.office = SimpleNamespace(slug="kontor-10")
    address_of = addresses(request, "apprenticeships:detail")
    assert address_of(1207) == reverse("apprenticeships:detail", args=["kontor-10", 1207])


def test_without_a_filter(people):
    found = listing(RequestFactory().get("/"), people)
    assert found.filter is None and found.total == 120 and not found.is_filtered


@pytest.mark.parametrize(
    ("headers", "template"),
    [
        ({}, "x.html"),
        ({"HX-Request": "true"}, "x.html#rows"),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, "x.html"),
        ({"HX-Request": "true", "HX-Boosted": "true"}, "x.html"),
    ],
)
def test_htmx_gets_the_rows_alone_and_caches_keep_them_apart(monkeypatch, headers, template):
    shown = []
    monkeypatch.setattr(listing_module, "render", lambda request, name, context: shown.append(name) or HttpResponse())
    answer = HtmxMiddleware(lambda request: render_list(request, "x.html", {}))
    response = answer(RequestFactory().get("/", headers=headers))
    assert shown == [template]
    assert response["Vary"] == "HX-Request"
