"""Where has each apprentice been, with whom, and when were they away?"""

from apprenticeships.models import Absence, Placement, Relation
from okportal.embedded.norway.filling import Filling, numbered

TRAININGS = numbered("apprenticeships_apprenticeship", "start_on IS NOT NULL")

# Every fourth has two places after each other, the others one all the time.
PLACEMENTS = Filling(
    Placement,
    f"""
    FROM {TRAININGS} AS training
    CROSS JOIN LATERAL (
        SELECT CASE mod(training.n, 4) WHEN 0 THEN training.start_on + (training.end_on - training.start_on) / 2 END
    ) AS half (way)
    CROSS JOIN LATERAL (VALUES
        (0, training.start_on, coalesce(half.way, training.end_on)), (1, half.way + 1, training.end_on)
    ) AS stay (turn, from_on, to_on)
    JOIN LATERAL (
        SELECT id FROM companies_establishment AS place
        WHERE place.office_id = %(office)s AND place.company_id = training.company_id
        ORDER BY id OFFSET stay.turn LIMIT 1
    ) AS place ON true
    WHERE stay.from_on IS NOT NULL
    ORDER BY training.n, stay.turn
    """,  # noqa: S608  (our own)
    {
        "office_id": "%(office)s",
        "apprenticeship_id": "training.id",
        "company_id": "training.company_id",
        "establishment_id": "place.id",
        "instructor_id": "training.instructor_id",
        "from_on": "stay.from_on",
        "to_on": "stay.to_on",
    },
)
RELATIONS = Filling(
    Relation,
    """
    FROM apprenticeships_apprenticeship AS training
    CROSS JOIN LATERAL (VALUES
        ('supervisor', training.supervisor_id, NULL::bigint),
        ('instructor', training.instructor_id, NULL),
        ('advisor', NULL, training.advisor_id)
    ) AS part (kind, person, membership)
    WHERE training.office_id = %(office)s AND coalesce(part.person, part.membership) IS NOT NULL
    ORDER BY training.id
    """,
    {
        "office_id": "%(office)s",
        "apprenticeship_id": "training.id",
        "kind": "part.kind",
        "person_id": "part.person",
        "membership_id": "part.membership",
        "from_on": "coalesce(training.start_on, %(today)s)",
    },
)
# Twice in each training that is so old: a few days of illness or leave, confirmed by the advisor who wrote it down.
ABSENCES = Filling(
    Absence,
    f"""
    FROM {TRAININGS} AS training
    JOIN offices_membership AS advisor ON advisor.office_id = %(office)s AND advisor.id = training.advisor_id
    CROSS JOIN generate_series(0, 1) AS turn
    CROSS JOIN LATERAL (SELECT training.start_on + 25 + turn * 120 + mod(training.n, 60)::int AS from_on) AS away
    WHERE away.from_on + 30 < least(%(today)s, training.end_on)
    ORDER BY training.n, turn
    """,
    {
        "office_id": "%(office)s",
        "apprenticeship_id": "training.id",
        "kind": "CASE mod(training.n + turn, 5) WHEN 0 THEN 'leave' WHEN 1 THEN 'unexcused' ELSE 'illness' END",
        "from_on": "away.from_on",
        "to_on": "away.from_on + CASE mod(training.n, 40) WHEN 0 THEN 20 ELSE mod(training.n, 4)::int END",
        "state": "'confirmed'",
        "reported_by_id": "advisor.user_id",
        "decided_by_id": "advisor.user_id",
        "decided_at": "away.from_on + interval '1 week'",
    },
)

FILLINGS = (PLACEMENTS, RELATIONS, ABSENCES)
