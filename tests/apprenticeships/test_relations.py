"""Who has had which part, from when to when."""

from datetime import timedelta

import pytest

from apprenticeships import actions
from apprenticeships.models import Apprenticeship, Relation
from companies.models import Company, CompanyPerson
from okportal.audit.models import Event
from okportal.audit.stale import Stale
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.permissions import Role
from tests.apprenticeships.test_actions import placement


@pytest.fixture
def here(world):
    with world.here.scope():
        yield world.here


@pytest.fixture
def advisor(here):
    return here.member(Role.ADVISOR)


@pytest.fixture
def today(advisor):
    return advisor.today


@pytest.fixture
def second(here, today):
    return instructor(here, "Andre", today)


def instructor(here, name, today, company=None):
    return CompanyPerson.objects.create(
        office=here.office, company=company or here.rows.company, name=name, email=f"{name}@example.test",
        role="instructor", from_on=today - timedelta(days=400),
    )  # fmt: skip


def parts(row, kind="instructor"):
    rows = Relation.objects.filter(apprenticeship=row, kind=kind).order_by("from_on")
    return [(part.person and part.person.name, part.from_on, part.to_on) for part in rows]


def give(here, to, on, by, kind="instructor"):
    return actions.set_relation(apprenticeship=here.rows.apprenticeship, kind=kind, to=to, on=on, by=by)


def test_the_one_before_ends_the_day_before(here, advisor, today, second):
    third = instructor(here, "Tredje", today)
    give(here, second, today - timedelta(days=30), advisor)
    row = give(here, third, today, advisor)
    assert row.instructor == third
    assert parts(row) == [
        ("Andre", today - timedelta(days=30), today - timedelta(days=1)),
        ("Tredje", today, None),
    ]


def test_same_day_replaces(here, advisor, today, second):
    give(here, second, today, advisor)
    row = give(here, instructor(here, "Tredje", today), today, advisor)
    assert parts(row) == [("Tredje", today, None)]


def test_earlier_day_takes_over_from_who_came_later(here, advisor, today, second):
    third = instructor(here, "Tredje", today)
    give(here, None, today - timedelta(days=90), advisor)
    give(here, here.rows.instructor, today - timedelta(days=60), advisor)
    give(here, second, today - timedelta(days=10), advisor)
    row = give(here, third, today - timedelta(days=40), advisor)
    assert [part[1:] for part in parts(row)] == [
        (today - timedelta(days=60), today - timedelta(days=41)),
        (today - timedelta(days=40), None),
    ]


def test_nobody_closes_and_opens_none(here, advisor, today, second):
    give(here, second, today - timedelta(days=5), advisor)
    row = give(here, None, today, advisor)
    assert row.instructor is None
    assert parts(row) == [("Andre", today - timedelta(days=5), today - timedelta(days=1))]


def test_second_click_changes_nothing(here, advisor, today, second):
    first = give(here, second, today, advisor)
    again = give(here, second, today, advisor)
    assert (again.version, len(parts(again))) == (first.version, 1)
    assert Event.objects.about(first).filter(verb="apprenticeship.changed").count() == 1


def test_day_to_come_is_refused(here, advisor, today, second):
    with pytest.raises(Refused) as refusal:
        give(here, second, today + timedelta(days=1), advisor)
    assert refusal.value.field == "on"


def test_person_of_another_company_is_refused(here, advisor, today):
    other = Company.objects.create(office=here.office, organisation_number="810000000", name="Annen bedrift")
    with pytest.raises(Refused, match="does not belong to this company"):
        give(here, instructor(here, "Fremmed", today, other), today, advisor)
    assert parts(here.rows.apprenticeship) == []


def test_open_editor_is_told_of_the_new_advisor(here, advisor, today):
    """A hand-over in bulk counts the version like any other edit."""
    row = here.rows.apprenticeship
    other = Membership.objects.get(user=here.users[Role.ADMINISTRATOR])
    give(here, other, today, advisor, kind="advisor")
    with pytest.raises(Stale) as stale:
        actions.edit_apprenticeship(by=advisor, **placement(row, instructor=None))
    assert stale.value.current == {"advisor": other}


def test_many_in_the_same_number_of_queries(here, advisor, today, django_assert_num_queries):
    other = Membership.objects.get(user=here.users[Role.ADMINISTRATOR])
    rows = list(Apprenticeship.objects.all())
    assert len(rows) > 1
    with django_assert_num_queries(8):  # two of them are the savepoint
        changed = actions.set_relations(apprenticeships=rows, kind="advisor", to=other, on=today, by=advisor)
    assert changed == len(rows)
    assert set(Apprenticeship.objects.values_list("advisor", flat=True)) == {other.pk}
    assert Relation.objects.filter(kind="advisor", membership=other, to_on=None).count() == len(rows)
    assert actions.set_relations(apprenticeships=rows, kind="advisor", to=other, on=today, by=advisor) == 0


def test_open_part_and_key_agree_after_an_edit(here, advisor, today, second):
    row = here.rows.apprenticeship
    changed = actions.edit_apprenticeship(by=advisor, **placement(row, instructor=second, supervisor=None))
    opened = {part.kind: part.person_id for part in Relation.objects.filter(apprenticeship=row, to_on=None)}
    assert opened == {"instructor": second.pk}
    assert (changed.instructor, changed.supervisor) == (second, None)
