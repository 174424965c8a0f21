"""Who has had which part, from when to when."""

from datetime import date, timedelta

import pytest

from apprenticeships import actions
from apprenticeships.models import Apprenticeship, Relation
from companies.models import Company, CompanyPerson, Establishment
from okportal.audit.models import Event
from okportal.audit.stale import Stale
from okportal.curricula.models import Trade
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


def test_who_really_had_the_part_is_not_written_over(here, advisor, today, second):
    third = instructor(here, "Tredje", today)
    give(here, second, today - timedelta(days=10), advisor)
    version = Apprenticeship.objects.get(pk=here.rows.apprenticeship.pk).version
    with pytest.raises(Refused, match="Andre had this part") as refusal:
        give(here, third, today - timedelta(days=11), advisor)
    assert refusal.value.field == "on"
    assert str((today - timedelta(days=10)).year) in refusal.value.way_out
    assert parts(here.rows.apprenticeship) == [("Andre", today - timedelta(days=10), None)]
    assert Apprenticeship.objects.get(pk=here.rows.apprenticeship.pk).version == version
    assert give(here, third, today - timedelta(days=10), advisor).instructor == third


def test_who_had_the_part_until_a_day_had_it(here, advisor, today, second):
    give(here, second, today - timedelta(days=30), advisor)
    give(here, None, today - timedelta(days=10), advisor)
    third = instructor(here, "Tredje", today)
    with pytest.raises(Refused):
        give(here, third, today - timedelta(days=11), advisor)
    give(here, third, today - timedelta(days=10), advisor)
    assert [name for name, _from, _to in parts(here.rows.apprenticeship)] == ["Andre", "Tredje"]


def test_who_was_to_have_it_later_never_had_it(here, advisor, today, second):
    row = here.rows.apprenticeship
    Relation.objects.filter(apprenticeship=row, kind="instructor").delete()
    Relation.objects.create(
        office=here.office, apprenticeship=row, kind="instructor", person=here.rows.instructor,
        from_on=today + timedelta(days=20),
    )  # fmt: skip
    give(here, second, today - timedelta(days=1), advisor)
    assert parts(row) == [("Andre", today - timedelta(days=1), None)]


@pytest.mark.parametrize("on", [date(1, 1, 1), date(1899, 12, 31), None])
def test_nobody_has_a_part_before_the_training(here, advisor, second, on):
    with pytest.raises(Refused, match="not begun") as refusal:
        give(here, second, on or here.rows.apprenticeship.start_on - timedelta(days=1), advisor)
    assert refusal.value.field == "on"
    assert give(here, second, here.rows.apprenticeship.start_on, advisor).instructor == second


def test_edit_of_the_file_writes_over_nobody_either(here, advisor, today, second):
    row = give(here, second, today - timedelta(days=10), advisor)
    with pytest.raises(Refused, match="had this part"):
        actions.edit_apprenticeship(
            by=advisor, **placement(row, instructor=here.rows.instructor), on=today - timedelta(days=11)
        )


@pytest.mark.parametrize("field", ["establishment", "supervisor", "instructor", "hr"])
def test_whom_the_file_names_belongs_to_the_company(here, advisor, today, field):
    other = Company.objects.create(office=here.office, organisation_number="810000000", name="Annen", county_id="46")
    stranger = Establishment.objects.create(office=here.office, company=other, name="Der borte")
    if field != "establishment":
        stranger = instructor(here, "Fremmed", today, other)
    with pytest.raises(Refused) as refusal:
        actions.edit_apprenticeship(by=advisor, **placement(here.rows.apprenticeship, **{field: stranger}))
    assert refusal.value.field == field
    with pytest.raises(Refused) as refusal:
        actions.add_apprenticeship(
            apprentice=here.rows.apprentice, trade=Trade.objects.create(code="ANDRE3----", name="Annet fag"),
            company=here.rows.company, by=advisor, **{field: stranger},
        )  # fmt: skip
    assert refusal.value.field == field


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
