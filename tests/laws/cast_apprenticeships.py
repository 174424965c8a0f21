"""Which apprentices does a cast have: one in every state, and all that hangs on one of them?"""

from datetime import timedelta

from django.utils import timezone

from apprenticeships.models import (
    Absence,
    Apprentice,
    Apprenticeship,
    CandidateTypePeriod,
    CloseContact,
    Note,
    Placement,
    Relation,
    SchoolYear,
)
from apprenticeships.states import ApprenticeshipState
from okportal.permissions import Role
from tests.world import TRADE, add_file


def add_apprenticeships(cast, today):
    """One for every state, and one of an apprentice who has no login yet."""
    rows, office = cast.rows, cast.office
    people = {"company": rows.company, "supervisor": rows.training_supervisor, "instructor": rows.instructor}
    shared = {"office": office, "trade_id": TRADE, "county_id": "46", "advisor": rows.apprenticeship.advisor} | people
    dates = {"start_on": today - timedelta(days=300), "end_on": today + timedelta(days=300)}
    rows.newcomer = Apprentice.objects.create(
        office=office, first_name=cast.mark, last_name="Nykomling", email=f"nykomling@{office.slug}.example"
    )
    rows.apprenticeships = [rows.apprenticeship, rows.planned]
    rows.apprenticeships.append(Apprenticeship.objects.create(apprentice=rows.newcomer, **shared))
    # Running without a plan, so that one can be made.
    rows.apprenticeships.append(
        Apprenticeship.objects.create(apprentice=rows.newcomer, state=ApprenticeshipState.RUNNING, **shared, **dates)
    )
    for state in (ApprenticeshipState.COMPLETED, ApprenticeshipState.ENDED):
        rows.apprenticeships.append(
            Apprenticeship.objects.create(apprentice=rows.apprentice, state=state, **shared, **dates)
        )


def add_background(cast, today):
    """Where the apprentice is placed, who is close, which school, and who was responsible before."""
    rows, office, mark = cast.rows, cast.office, cast.mark
    rows.apprentice.picture = add_file(cast)  # of its own: removing the picture deletes the file
    rows.apprentice.save()
    here = {"office": office, "apprenticeship": rows.apprenticeship}
    person = {"office": office, "apprentice": rows.apprentice}
    placed = here | {"company": rows.company, "establishment": rows.establishment, "aims": f"{mark} maskin"}
    rows.placements = [
        Placement.objects.create(
            **placed, instructor=rows.instructor, from_on=today - timedelta(days=9), to_on=today, percent=60
        ),
        Placement.objects.create(
            **placed, from_on=today + timedelta(days=30), to_on=today + timedelta(days=90), percent=100
        ),
    ]
    rows.contacts = [
        CloseContact.objects.create(**person, kind=kind, name=f"{mark} {kind}", phone="+4790000001")
        for kind in CloseContact.Kind
    ]
    rows.school_years = [
        SchoolYear.objects.create(**person, level="vg1", school=f"{mark} skole", from_year=2023, to_year=2024)
    ]
    rows.relation = Relation.objects.create(
        **here, kind="supervisor", person=rows.training_supervisor, from_on=today - timedelta(days=300)
    )
    rows.type_period = CandidateTypePeriod.objects.create(
        **here, candidate_type="apprentice", from_on=today - timedelta(days=300), reason=f"{mark} grunn"
    )


def add_absences_and_notes(cast, today):
    """Absence in every state, a note for every audience and one withdrawn."""
    rows, office, advisor = cast.rows, cast.office, cast.users[Role.ADVISOR]
    rows.absences = [rows.absence]
    for number, state in enumerate(Absence.State, start=1):
        day = today - timedelta(days=30 + 10 * number)
        decided = {} if state == Absence.State.REPORTED else {"decided_at": timezone.now(), "decided_by": advisor}
        rows.absences.append(
            Absence.objects.create(
                office=office, apprenticeship=rows.apprenticeship, kind=Absence.Kind.LEAVE, from_on=day, to_on=day,
                reported_by=cast.users[Role.TRAINING_SUPERVISOR], state=state, **decided,
            )
        )  # fmt: skip
    rows.notes = [rows.note]
    for audience, withdrawn_at in [*((one, None) for one in Note.Audience), (Note.Audience.ALL, timezone.now())]:
        rows.notes.append(
            Note.objects.create(
                office=office, apprenticeship=rows.apprenticeship, audience=audience, text=f"{cast.mark} {audience}",
                written_by=advisor, written_by_name=advisor.name, withdrawn_at=withdrawn_at,
            )
        )  # fmt: skip
