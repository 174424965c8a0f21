"""Who is in training in the country, since when and how far along, and which companies are approved for it?"""

from apprenticeships.models import Apprentice, Apprenticeship
from companies.models import Approval
from okportal.embedded.norway.filling import Filling, numbered, pick
from training.models import Plan, PlanAim

# Sixteen of twenty are in training, two have not begun, one is through and one has left.
STATE = """
    CASE mod(apprentice.n, 20) WHEN 0 THEN 'planned' WHEN 1 THEN 'planned' WHEN 2 THEN 'completed' WHEN 3 THEN 'ended'
    ELSE 'running' END
"""
BEGAN = """
    CASE story.state WHEN 'planned' THEN NULL
    WHEN 'completed' THEN %(today)s - make_interval(months => trade.months + 1 + mod(apprentice.n / 20, 12)::int)
    WHEN 'ended' THEN %(today)s - make_interval(months => 6 + mod(apprentice.n / 20, 12)::int)
    ELSE %(today)s - make_interval(
        months => 1 + mod(apprentice.n, trade.months - 2)::int, days => mod(apprentice.n, 28)::int
    ) END::date
"""
ENDS = """
    (began.start_on + CASE story.state WHEN 'ended' THEN interval '5 months'
    ELSE make_interval(months => trade.months) END)::date - 1
"""

# The one in force on the first day, as Curriculum.objects.in_force finds it; not every installation has one.
CURRICULUM = """
    SELECT code FROM curricula_curriculum AS version
    WHERE version.trade_id = trade.code AND version.valid_from <= began.start_on
    ORDER BY valid_from DESC, set_on DESC NULLS LAST, code DESC LIMIT 1
"""


def of_company(role: str, name: str) -> str:
    return f"""
    LEFT JOIN companies_companyperson AS {name}
      ON {name}.office_id = %(office)s AND {name}.company_id = company.id AND {name}.role = '{role}'
    """


APPRENTICES = Filling(
    Apprentice,
    "FROM generate_series(0, %(apprentices)s - 1) AS n ORDER BY n",
    {
        "office_id": "%(office)s",
        "first_name": pick("first_names", "%(serial)s + n * 17"),
        "last_name": pick("last_names", "%(serial)s * 3 + n * 29 + n / 46"),
        "email": "'laerling' || n || '@' || %(slug)s || '.example'",
        "phone": "'+479' || lpad((1000 + n)::text, 7, '0')",
        "birth_date": "%(today)s - 18 * 365 - mod(n * 37, 2000)",
        "address": f"{pick('streets', 'n')} || ' ' || 1 + mod(n, 120)",
        "postcode": pick("postcodes", "%(serial)s"),
        "city": pick("towns", "%(serial)s"),
        "county_id": pick("counties", "%(serial)s"),
        "language": "CASE mod(n, 7) WHEN 0 THEN 'nn' ELSE 'nb' END",
    },
)
APPRENTICESHIPS = Filling(
    Apprenticeship,
    f"""
    FROM {numbered("apprenticeships_apprentice")} AS apprentice
    JOIN {numbered("companies_company")} AS company ON company.n = mod(apprentice.n, %(companies)s)
    JOIN {numbered("offices_membership", "role = 'advisor'")} AS advisor ON advisor.n = mod(apprentice.n, 3)
    JOIN curricula_trade AS trade ON trade.code = {pick("trades", "apprentice.n + apprentice.n / %(companies)s")}
    {of_company("training_supervisor", "supervisor")} AND mod(apprentice.n, 70) <> 0
    {of_company("instructor", "instructor")} AND mod(apprentice.n, 17) <> 0
    CROSS JOIN LATERAL (SELECT {STATE} AS state) AS story
    CROSS JOIN LATERAL (SELECT {BEGAN} AS start_on) AS began
    LEFT JOIN LATERAL ({CURRICULUM}) AS curriculum ON true
    ORDER BY apprentice.n
    """,
    {
        "office_id": "%(office)s",
        "apprentice_id": "apprentice.id",
        "trade_id": "trade.code",
        "curriculum_id": "curriculum.code",
        "company_id": "company.id",
        "supervisor_id": "supervisor.id",
        "instructor_id": "instructor.id",
        "advisor_id": "advisor.id",
        "county_id": "company.county_id",
        "state": "story.state",
        "start_on": "began.start_on",
        "end_on": ENDS,
    },
)
APPROVALS = Filling(
    Approval,
    """
    FROM (
        SELECT DISTINCT company_id, trade_id, county_id FROM apprenticeships_apprenticeship WHERE office_id = %(office)s
    ) AS wanted
    ORDER BY wanted.company_id, wanted.trade_id
    """,
    {
        "office_id": "%(office)s",
        "company_id": "wanted.company_id",
        "trade_id": "wanted.trade_id",
        "county_id": "wanted.county_id",
        "state": "'approved'",
        "applied_on": "%(today)s - 1300",
        "from_on": "%(today)s - 1260",
    },
)
PLANS = Filling(
    Plan,
    """
    FROM apprenticeships_apprenticeship AS training
    WHERE training.office_id = %(office)s AND training.curriculum_id IS NOT NULL
    ORDER BY training.id
    """,
    {"office_id": "%(office)s", "apprenticeship_id": "training.id", "curriculum_id": "training.curriculum_id"},
)
# An aim is reached when its share of the time has passed.
PLAN_AIMS = Filling(
    PlanAim,
    """
    FROM training_plan AS plan
    JOIN apprenticeships_apprenticeship AS training
      ON training.office_id = plan.office_id AND training.id = plan.apprenticeship_id
    JOIN curricula_aim AS aim ON aim.curriculum_id = plan.curriculum_id
    CROSS JOIN LATERAL (SELECT training.start_on + 30 * aim.position AS by_on) AS wanted
    WHERE plan.office_id = %(office)s
    ORDER BY plan.id, aim.position
    """,
    {
        "office_id": "%(office)s",
        "plan_id": "plan.id",
        "aim_id": "aim.id",
        "position": "aim.position",
        "own_rating": "1 + mod(aim.id, 4)",
        "reached_on": "CASE WHEN wanted.by_on < %(today)s THEN wanted.by_on END",
    },
)

FILLINGS = (APPRENTICES, APPRENTICESHIPS, APPROVALS, PLANS, PLAN_AIMS)
