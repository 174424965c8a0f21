"""The name search, as people type it."""

import pytest

from apprenticeships.models import Apprentice, Apprenticeship
from okportal.permissions import Role


@pytest.fixture
def hits(world):
    """A function: names that the list finds for a query string, in the list's order."""
    here = world.here
    with here.scope():
        for first, last in (("Åse", "Aune"), ("Amina", "Yusuf Hassan"), ("Øyvind", "Ås"), ("Per_", "Dahl")):
            apprentice = Apprentice.objects.create(
                office=here.office, first_name=first, last_name=last, email=f"{len(first + last)}@example.test"
            )
            Apprenticeship.objects.create(
                office=here.office,
                apprentice=apprentice,
                trade_id="HSBUA3----",
                company=here.rows.company,
                county_id="46",
            )
    client = here.client(Role.ADVISOR)

    def search(query):
        response = client.get(here.url(f"laerlinger/?{query}"))
        assert response.status_code == 200
        return [row.apprentice.name for row in response.context["listing"].rows]

    return search


@pytest.mark.parametrize(
    "typed, found",
    [
        ("aune", ["Åse Aune"]),
        ("Åse", ["Åse Aune"]),
        ("aase", ["Åse Aune"]),
        ("hassan", ["Amina Yusuf Hassan"]),
        ("yusuf hassan amina", ["Amina Yusuf Hassan"]),
        ("amina  yusuf", ["Amina Yusuf Hassan"]),
        ("as", []),
        ("une", []),
        ("%", []),
        ("_", []),
        ("per_", ["Per_ Dahl"]),
        ("  ", None),
    ],
)
def test_name(hits, typed, found):
    names = hits(f"name={typed.replace('%', '%25')}")
    assert len(names) == 6 if found is None else names == found


def test_order_is_norwegian(hits):
    names = ["Åse Aune", "Per_ Dahl", "Fjord Lærling", "Fjord Lærling", "Amina Yusuf Hassan", "Øyvind Ås"]
    assert hits("order=name") == names
    assert hits("order=-name") == names[::-1]


def test_state_is_current_unless_asked(hits, world):
    with world.here.scope():
        Apprenticeship.objects.filter(apprentice__first_name="Åse").update(state="completed")
    assert "Åse Aune" not in hits("")
    assert "Åse Aune" in hits("state=all")
    assert hits("state=completed") == ["Åse Aune"]


def test_advisor_mine_and_named(hits, world):
    assert hits("advisor=mine") == ["Fjord Lærling"] * 2
    named = world.here.rows.apprenticeship.advisor_id
    assert hits(f"advisor={named}") == ["Fjord Lærling"] * 2
    assert hits("company=999999999&trade=x&advisor=zz&county=99&order=evil&state=nonsense") is not None


def test_filter_knows_no_other_office(hits, world):
    other = world.there.rows.company.pk
    client = world.here.client(Role.ADVISOR)
    response = client.get(world.here.url(f"laerlinger/?company={other}"))
    assert "Canary" not in response.content.decode()


@pytest.mark.parametrize(
    "query, found",
    [
        ("start_from={start}&start_to={start}", 1), ("start_from={later}", 0), ("end_to={end}", 1),
        ("end_from={end}&end_to={later}", 1), ("end_to={start}", 0), ("end_from=x&start_to=2026-02-30", 6),
    ],
)  # fmt: skip
def test_start_and_end(hits, world, query, found):
    running = world.here.rows.apprenticeship
    days = {"start": running.start_on, "end": running.end_on, "later": "2099-01-01"}
    assert len(hits(query.format(**days))) == found


def test_advisor_who_has_left_can_still_be_asked_for(world):
    advisor = world.here.rows.apprenticeship.advisor
    with world.here.scope():
        advisor.to_on = advisor.from_on
        advisor.save()
    response = world.here.client(Role.ADMINISTRATOR).get(world.here.url(f"laerlinger/?advisor={advisor.pk}"))
    assert response.context["listing"].total == 2
    assert "Fjord Advisor</option>" in response.content.decode()


def test_rows_of_the_same_day_stand_on_one_page_each(hits, world):
    with world.here.scope():
        Apprenticeship.objects.update(end_on=world.here.rows.apprenticeship.end_on)
        expected = list(Apprenticeship.objects.order_by("pk").values_list("pk", flat=True))
    client = world.here.client(Role.ADVISOR)
    rows = client.get(world.here.url("laerlinger/?order=end")).context["listing"].rows
    assert [row.pk for row in rows] == expected
