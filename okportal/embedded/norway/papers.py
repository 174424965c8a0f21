"""What lies behind and ahead of each training: contract, signatures, half-year talks, registration for the test?"""

from contracts.models import Contract, Party, SigningRound
from exams.models import Registration
from exams.rules import DUE_MONTHS, OPENS_MONTHS
from followup.models import Participant, Talk
from followup.rules import MONTHS_BETWEEN
from okportal.embedded.norway.filling import Filling, Link, numbered

CONTRACT_STATE = """
    CASE training.state WHEN 'planned' THEN (ARRAY['draft', 'signed', 'at_county'])[1 + mod(training.n / 20, 3)]
    WHEN 'running' THEN 'active' ELSE training.state END
"""
IS_OVER = "training.state IN ('completed', 'ended')"
# As long as it was agreed for: one that was left early still has the whole period in its contract.
PERIOD_ENDS = "(story.start_on + make_interval(months => trade.months))::date - 1"
HAS_BEGUN = "contract.office_id = %(office)s AND contract.state IN ('active', 'completed', 'ended')"

CONTRACTS = Filling(
    Contract,
    f"""
    FROM {numbered("apprenticeships_apprenticeship")} AS training
    JOIN curricula_trade AS trade ON trade.code = training.trade_id
    JOIN companies_company AS company ON company.office_id = %(office)s AND company.id = training.company_id
    CROSS JOIN LATERAL (
        SELECT coalesce(training.start_on, %(today)s + 20 + mod(training.n, 60)::int) AS start_on
    ) AS story
    ORDER BY training.n
    """,
    {
        "office_id": "%(office)s",
        "apprenticeship_id": "training.id",
        "number": "extract(year FROM story.start_on) || '-' || lpad((training.n + 1)::text, 5, '0')",
        "state": CONTRACT_STATE,
        "start_on": "story.start_on",
        "months": "trade.months",
        "calculated_end_on": PERIOD_ENDS,
        "end_on": PERIOD_ENDS,
        "workplace": "company.name",
        "decided_on": "CASE WHEN training.start_on IS NOT NULL THEN training.start_on - 20 END",
        "ended_on": f"CASE WHEN {IS_OVER} THEN training.end_on END",
    },
)
# Signed in the system they come from, so there is no file.
ROUNDS = Filling(
    SigningRound,
    """
    FROM contracts_contract AS contract
    CROSS JOIN LATERAL (SELECT upper(md5(contract.office_id || '/' || contract.id)) AS hex) AS random
    WHERE contract.office_id = %(office)s AND contract.state <> 'draft'
    ORDER BY contract.id
    """,
    {
        "office_id": "%(office)s",
        "contract_id": "contract.id",
        "number": "1",
        "state": "'signed'",
        "code": "substr(hex, 1, 4) || '-' || substr(hex, 5, 4) || '-' || substr(hex, 9, 4)",
        "content": "''",
        "content_sha256": "''",
        "sent_at": "contract.start_on - 40",
        "closed_at": "contract.start_on - 30",
        "close_reason": "''",
        "closed_by_name": "''",
    },
)
NEWEST_ROUND = Link(
    Contract, "round_id",
    """
    round.id FROM contracts_signinground AS round
    WHERE contracts_contract.office_id = %(office)s AND round.office_id = contracts_contract.office_id
      AND round.contract_id = contracts_contract.id
    """,
)  # fmt: skip
PARTIES = Filling(
    Party,
    """
    FROM contracts_signinground AS round
    JOIN contracts_contract AS contract
      ON contract.office_id = round.office_id AND contract.id = round.contract_id
    JOIN apprenticeships_apprenticeship AS training
      ON training.office_id = contract.office_id AND training.id = contract.apprenticeship_id
    JOIN apprenticeships_apprentice AS apprentice
      ON apprentice.office_id = contract.office_id AND apprentice.id = training.apprentice_id
    JOIN companies_company AS company
      ON company.office_id = contract.office_id AND company.id = training.company_id
    CROSS JOIN LATERAL (VALUES
        ('apprentice', 1, apprentice.first_name || ' ' || apprentice.last_name, apprentice.email),
        ('company', 1, company.name, company.email),
        ('office', 2, %(name)s, 'post@' || %(slug)s || '.example')
    ) AS party (role, place, name, email)
    WHERE round.office_id = %(office)s
    ORDER BY round.id
    """,
    {
        "office_id": "%(office)s",
        "contract_id": "contract.id",
        "round_id": "round.id",
        "role": "party.role",
        "place": "party.place",
        "name": "party.name",
        "email": "party.email",
        "asked_at": "round.sent_at",
        "confirmed_at": "round.closed_at",
        "signed_at": "round.closed_at",
        "signed_sha256": "repeat('0', 64)",
        "signed_how": "'BankID'",
    },
)
# Nearly all past talks were held; those after an early end never will be.
TALKS = Filling(
    Talk,
    f"""
    FROM contracts_contract AS contract
    CROSS JOIN generate_series(1, (contract.months - 1) / {MONTHS_BETWEEN}) AS turn
    CROSS JOIN LATERAL (
        SELECT (contract.start_on + make_interval(months => turn * {MONTHS_BETWEEN}))::date AS due_on
    ) AS due
    CROSS JOIN LATERAL (
        SELECT CASE WHEN due.due_on > contract.ended_on THEN 'cancelled'
            WHEN due.due_on < %(today)s AND mod(contract.id + turn, 12) <> 0 THEN 'held' ELSE 'planned' END AS state
    ) AS story
    WHERE {HAS_BEGUN}
    ORDER BY contract.id, turn
    """,
    {
        "office_id": "%(office)s",
        "apprenticeship_id": "contract.apprenticeship_id",
        "contract_id": "contract.id",
        "number": "turn",
        "due_on": "due.due_on",
        "state": "story.state",
        "held_on": "CASE story.state WHEN 'held' THEN due.due_on END",
    },
)
PARTICIPANTS = Filling(
    Participant,
    """
    FROM followup_talk AS talk
    JOIN apprenticeships_apprenticeship AS training
      ON training.office_id = talk.office_id AND training.id = talk.apprenticeship_id
    JOIN apprenticeships_apprentice AS apprentice
      ON apprentice.office_id = talk.office_id AND apprentice.id = training.apprentice_id
    LEFT JOIN companies_companyperson AS supervisor
      ON supervisor.office_id = talk.office_id AND supervisor.id = training.supervisor_id
    CROSS JOIN LATERAL (VALUES
        ('apprentice', apprentice.first_name || ' ' || apprentice.last_name, apprentice.email),
        ('supervisor', supervisor.name, supervisor.email)
    ) AS person (role, name, email)
    WHERE talk.office_id = %(office)s AND talk.state = 'held' AND person.name IS NOT NULL
    ORDER BY talk.id
    """,
    {
        "office_id": "%(office)s",
        "talk_id": "talk.id",
        "role": "person.role",
        "name": "person.name",
        "email": "person.email",
    },
)
REGISTRATIONS = Filling(
    Registration,
    f"""
    FROM contracts_contract AS contract
    JOIN apprenticeships_apprenticeship AS training
      ON training.office_id = contract.office_id AND training.id = contract.apprenticeship_id
    JOIN curricula_trade AS trade ON trade.code = training.trade_id
    CROSS JOIN LATERAL (
        SELECT (contract.end_on - interval '{OPENS_MONTHS} months')::date AS opens_on,
               (contract.end_on - interval '{DUE_MONTHS} months')::date AS due_on
    ) AS period
    CROSS JOIN LATERAL (
        SELECT CASE WHEN contract.state = 'completed' THEN 'passed' WHEN contract.state = 'ended' THEN 'cancelled'
            WHEN period.due_on < %(today)s AND mod(contract.id, 25) <> 0 THEN 'registered' ELSE 'planned' END AS state
    ) AS story
    WHERE {HAS_BEGUN}
    ORDER BY contract.id
    """,
    {
        "office_id": "%(office)s",
        "apprenticeship_id": "training.id",
        "contract_id": "contract.id",
        "kind": "trade.test_form",
        "state": "story.state",
        "opens_on": "period.opens_on",
        "due_on": "period.due_on",
        "registered_on": "CASE WHEN story.state IN ('registered', 'passed') THEN period.due_on - 10 END",
        "result_on": "CASE story.state WHEN 'passed' THEN contract.end_on END",
    },
)

FILLINGS = (CONTRACTS, ROUNDS, NEWEST_ROUND, PARTIES, TALKS, PARTICIPANTS, REGISTRATIONS)
