"""Does undoing take out all that came in with the apprentices, and nothing that somebody has worked with?"""

import pytest

from apprenticeships.models import Apprentice, Apprenticeship, CandidateTypePeriod, Note, Placement, Relation
from contracts.models import Contract
from exams.models import Registration
from followup.models import Participant, Talk
from okportal.audit.models import Event
from okportal.imports.models import ImportedRow
from okportal.permissions import Role
from tests.imports.files import HEADS, apprentice, csv_of
from tests.imports.rows import rows_of, taken_in
from training.models import Plan, PlanAim


def test_undoing_takes_everything_out_again(road):
    cast = road.cast
    tables = (
        Apprentice, Apprenticeship, Relation, CandidateTypePeriod, Contract, Talk, Participant, Registration, Plan,
        PlanAim,
    )  # fmt: skip
    with cast.scope():
        before = [table.objects.count() for table in tables]
    run = road.all_the_way(csv_of(HEADS, rows_of(cast, 5)))
    with cast.scope():
        assert [table.objects.count() for table in tables] > before
    run = road.undo(run)
    assert (run.state, run.rows_written) == ("undone", 0)
    with cast.scope():
        assert [table.objects.count() for table in tables] == before
        assert not ImportedRow.objects.exists()


def worked_on(cast, how):
    row = taken_in(cast)[2]
    mine = {"office": cast.office, "apprenticeship": row}
    author = cast.users[Role.ADVISOR]
    if how == "note":
        Note.objects.create(**mine, audience="all", text="x", written_by=author, written_by_name="x")
    elif how == "placement":
        Placement.objects.create(**mine, company=row.company, from_on=row.start_on, to_on=row.end_on)
    elif how == "aim":
        PlanAim.objects.filter(plan__apprenticeship=row).update(own_rating=2)
    elif how == "talk":
        Talk.objects.filter(apprenticeship=row).update(state="cancelled", version=2)
    elif how == "login":
        Apprentice.objects.filter(pk=row.apprentice_id).update(user=author)
    elif how == "edit":
        Event.objects.create(
            office=cast.office, verb="apprentice.changed", by_name="x", subject="apprenticeships.apprentice",
            subject_id=row.apprentice_id,
        )  # fmt: skip


@pytest.mark.parametrize("how", ["note", "placement", "aim", "talk", "login", "edit"])
def test_undoing_is_refused_as_a_whole_when_somebody_has_worked_with_a_row(road, how):
    run = road.all_the_way(csv_of(HEADS, rows_of(road.cast, 5)))
    with road.cast.scope():
        worked_on(road.cast, how)
    run = road.undo(run)
    assert run.state == "done"
    assert run.stopped_by
    with road.cast.scope():
        assert taken_in(road.cast).count() == 5
        assert Contract.objects.filter(apprenticeship__in=taken_in(road.cast)).count() == 5


def test_undoing_empties_only_what_nobody_has_changed_since(road):
    cast = road.cast
    with cast.scope():
        Apprentice.objects.filter(pk=cast.rows.apprentice.pk).update(
            phone="", city="", birth_date=None, national_id="", national_id_index=""
        )
    run = road.check(
        road.upload(csv_of(HEADS, [apprentice(cast, 1, **{"E-post": cast.rows.apprentice.email})])), "fill"
    )
    run = road.take_in(run)
    with cast.scope():
        person = Apprentice.objects.get(pk=cast.rows.apprentice.pk)
        number = person.national_id
        assert len(number) == 11
        assert number not in str(ImportedRow.objects.get(run=run).filled)
        Apprentice.objects.filter(pk=person.pk).update(city="Voss")
    road.undo(run)
    with cast.scope():
        person.refresh_from_db()
        assert (person.phone, person.city, person.birth_date) == ("", "Voss", None)
        assert (person.national_id, person.national_id_index) == ("", "")
        emptied = Event.objects.about(person).get(verb="register.emptied")
        assert "city" not in emptied.facts["fields"]
