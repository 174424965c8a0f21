"""What fills an office's register: its staff, its member companies and who works there?"""

from companies.models import ActivePeriod, Agreement, Company, CompanyPerson, Establishment
from okportal.embedded.norway.filling import Filling, numbered, pick
from okportal.offices.models import Membership, Office
from okportal.people.models import User

STAFF = "unnest(ARRAY['administrator', 'advisor', 'advisor', 'advisor']) WITH ORDINALITY AS staff (role, n)"
STAFF_EMAIL = "staff.role || staff.n || '@' || %(slug)s || '.example'"
PLACES = "unnest(%(counties)s::text[], %(towns)s::text[], %(postcodes)s::text[]) WITH ORDINALITY"
COMPANIES = numbered("companies_company")
WORK = "unnest(ARRAY['company_contact', 'training_supervisor', 'instructor']) WITH ORDINALITY AS work (role, at)"


def full_name(first_names: str, first: str, last: str) -> str:
    return f"{pick(first_names, first)} || ' ' || {pick('last_names', last)}"


OFFICE = Filling(
    Office,
    "",
    {
        "id": "%(office)s",
        "name": "%(name)s",
        "slug": "%(slug)s",
        "organisation_number": "%(number)s",
        "address": f"{pick('streets', '%(serial)s')} || ' 1'",
        "email": "'post@' || %(slug)s || '.example'",
    },
)
USERS = Filling(
    User,
    f"FROM {STAFF} ORDER BY staff.n",
    {
        "email": STAFF_EMAIL,
        "password": "'!nobody signs in with this'",
        "name": full_name("grown_ups", "%(serial)s + staff.n * 5", "%(serial)s * 7 + staff.n"),
    },
)
MEMBERSHIPS = Filling(
    Membership,
    f"FROM {STAFF} JOIN people_user person ON person.email = {STAFF_EMAIL} ORDER BY staff.n",
    {
        "office_id": "%(office)s",
        "user_id": "person.id",
        "role": "staff.role",
        "from_on": "%(today)s - 1200",
    },
)
# The number decides the name: a chain is called the same in every office. Most members are near their office.
MEMBERS = Filling(
    Company,
    f"""
    FROM unnest(%(numbers)s::text[]) WITH ORDINALITY AS own (number, n)
    CROSS JOIN LATERAL (SELECT right(own.number, 6)::int / 10 AS seed) AS known
    JOIN {PLACES} AS place (county, town, postcode, at) ON place.at = 1 + mod(
        %(serial)s + CASE mod(own.n, 5) WHEN 0 THEN own.n ELSE 0 END, cardinality(%(towns)s::text[])
    )
    ORDER BY own.n
    """,
    {
        "office_id": "%(office)s",
        "organisation_number": "own.number",
        "name": f"{pick('last_names', 'known.seed')} || ' ' || {pick('branches', 'known.seed / 7')} || ' AS'",
        "address": f"{pick('streets', 'known.seed')} || ' ' || 1 + mod(known.seed, 90)",
        "postcode": "place.postcode",
        "city": "place.town",
        "county_id": "place.county",
        "sector": "CASE mod(own.n, 4) WHEN 0 THEN 'municipal' ELSE 'private' END",
        "employees": "5 + mod(known.seed, 400)",
        "email": "'post@bedrift' || own.number || '.example'",
        "phone": "'+4755' || right(own.number, 6)",
        "look_up": "'not_checked'",
    },
)
ACTIVE_PERIODS = Filling(
    ActivePeriod,
    f"FROM {COMPANIES} AS company ORDER BY company.n",
    {"office_id": "%(office)s", "company_id": "company.id", "from_on": "%(today)s - 1500"},
)
AGREEMENTS = Filling(
    Agreement,
    f"FROM {COMPANIES} AS company ORDER BY company.n",
    {
        "office_id": "%(office)s",
        "company_id": "company.id",
        "scopes": "ARRAY['contract', 'grant', 'training', 'exam_registration', 'reporting']",
        "from_on": "%(today)s - 1500",
        "signed_on": "%(today)s - 1510",
        "fee": "2000",
        "member_share": "60",
    },
)
ESTABLISHMENTS = Filling(
    Establishment,
    f"FROM {COMPANIES} AS company CROSS JOIN generate_series(0, 1) AS turn ORDER BY company.n, turn",
    {
        "office_id": "%(office)s",
        "company_id": "company.id",
        "name": pick("workplaces", "company.n * 3 + turn"),
        "postcode": "company.postcode",
        "city": "company.city",
    },
)
COMPANY_PEOPLE = Filling(
    CompanyPerson,
    f"FROM {COMPANIES} AS company CROSS JOIN {WORK} ORDER BY company.n, work.at",
    {
        "office_id": "%(office)s",
        "company_id": "company.id",
        "role": "work.role",
        "sees": "CASE work.role WHEN 'company_contact' THEN 'all' ELSE 'related' END",
        "name": full_name("grown_ups", "company.n * 3 + work.at", "company.n + work.at * 11"),
        "email": "work.role || '@bedrift' || company.organisation_number || '.example'",
        "phone": "'+479' || lpad((company.n * 3 + work.at)::text, 7, '0')",
        "language": "CASE mod(company.n, 5) WHEN 0 THEN 'nn' ELSE 'nb' END",
        "from_on": "%(today)s - 900",
    },
)

FILLINGS = (OFFICE, USERS, MEMBERSHIPS, MEMBERS, ACTIVE_PERIODS, AGREEMENTS, ESTABLISHMENTS, COMPANY_PEOPLE)
