"""Does a database with people in it come through the migrations, walls and all?"""

import os
import subprocess
import sys

import psycopg
import pytest

from okportal.embedded.data_folder import KEYS
from okportal.embedded.roles import DATABASE
from okportal.embedded.stores import Stores
from okportal.embedded.system import ROOT

pytestmark = pytest.mark.slow

# As the tables were when there was one place, one supervisor and one contact to a company.
BEFORE = {
    "offices": "0003", "people": "0002", "companies": "0001", "apprenticeships": "0001", "training": "0001",
    "documents": "0001", "outbox": "0002", "curricula": "0002", "contracts": "0001",
}  # fmt: skip
FILL = """
    SELECT set_config('okportal.office_id', '1', true);
    INSERT INTO offices_office (id, name, organisation_number, slug, logo, languages, address, email, phone,
        takes_part_in_selection, created_at)
        VALUES (1, 'Kontoret', '810059672', 'kontoret', '', 'nb', '', '', '', true, now());
    INSERT INTO people_user (id, password, is_superuser, email, name, phone, language, scheme, uses_shortcuts, is_staff,
        is_active, created_at)
        VALUES (1, 'x', false, 'a@kontoret.example', 'Rådgiver', '', 'nb', 'auto', true, false, true, now());
    INSERT INTO offices_membership (id, office_id, user_id, role, from_on) VALUES (1, 1, 1, 'advisor', '2024-01-01');
    INSERT INTO companies_company (id, office_id, organisation_number, name, address, postcode, city, email, phone,
        county_id, look_up, is_active, version, created_at)
        VALUES (1, 1, '810000007', 'Bedrift', '', '', '', '', '', '46', 'not_checked', true, 1, '2025-03-01');
    INSERT INTO companies_companyperson (id, office_id, company_id, name, email, phone, role, language, from_on) VALUES
        (1, 1, 1, 'Leder', 'l@b.example', '', 'training_supervisor', 'nb', '2024-01-01'),
        (2, 1, 1, 'Kontakt', 'k@b.example', '', 'company_contact', 'nb', '2024-01-01');
    INSERT INTO apprenticeships_apprentice (id, office_id, first_name, last_name, national_id, national_id_index, email,
        phone, address, postcode, city, language, created_at)
        VALUES (1, 1, 'Ada', 'Ås', '', '', 'ada@b.example', '', '', '', '', 'nb', now());
    INSERT INTO apprenticeships_apprenticeship (id, office_id, apprentice_id, candidate_type, trade_id, company_id,
        supervisor_id, advisor_id, county_id, start_on, end_on, state, version, created_at)
        VALUES (1, 1, 1, 'apprentice', 'HSBUA3----', 1, 1, 1, '46', '2025-08-15', '2027-08-14', 'running', 1, now());
    INSERT INTO documents_storedfile (id, office_id, kind, name, content_type, size, sha256, key, created_at) VALUES
        (1, 1, 'contract_unsigned', 'a.pdf', 'application/pdf', 1, repeat('a', 64), 'a', now()),
        (2, 1, 'contract', 'b.pdf', 'application/pdf', 1, repeat('b', 64), 'b', now());
    INSERT INTO contracts_contract (id, office_id, apprenticeship_id, number, kind, state, start_on, months,
        credit_months, credit_basis, calculated_end_on, end_on, position_percent, workplace, remarks, language,
        case_number, sign_by_on, sent_at, content_sha256, decision_remark, end_reason, unsigned_file_id, signed_file_id,
        version, created_at) VALUES
        (1, 1, 1, '2025-00001', 'apprentice', 'active', '2025-08-15', 24, 3, 'practice', '2027-05-14', '2027-05-14',
         100, '', '', 'nb', '', '2025-08-01', '2025-07-20', repeat('c', 64), '', '', 1, 2, 1, now()),
        (2, 1, 1, '2025-00002', 'apprentice', 'with_parties', '2025-08-15', 24, 0, 'none', '2027-08-14', '2027-08-14',
         100, '', '', 'nb', '', '2025-08-01', '2025-07-20', repeat('d', 64), '', '', 1, NULL, 1, now());
    INSERT INTO contracts_party (id, office_id, contract_id, role, name, email, language, confirmed_at, signed_at,
        signed_sha256, signed_how) VALUES
        (1, 1, 1, 'apprentice', 'Ada Ås', 'ada@b.example', 'nb', now(), now(), repeat('a', 64), 'passord'),
        (2, 1, 2, 'apprentice', 'Ada Ås', 'ada@b.example', 'nb', NULL, NULL, '', ''),
        (3, 1, 2, 'office', 'Rådgiver', 'a@kontoret.example', 'nb', NULL, NULL, '', '');
"""


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    folder = tmp_path_factory.mktemp("upgrade")
    for part in (folder, *folder.parents[:3]):
        part.chmod(0o711)  # PostgreSQL runs as `nobody` when we are root
    stores = Stores(folder, durable=False)
    stores.start()
    yield stores
    stores.stop()
    stores.discard()


def migrate(stores, *arguments):
    environment = {**os.environ, **stores.environment(), **{name: make() for name, make in KEYS.items()}}
    environment |= {"DJANGO_SETTINGS_MODULE": "okportal.config.settings.development"}
    environment["OKPORTAL_DB_USER"] = environment["OKPORTAL_DB_OWNER"]
    command = [sys.executable, "manage.py", "migrate", "-v", "0", "--no-input", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]


def test_a_filled_database_is_brought_up_to_date(stores):
    for app, migration in BEFORE.items():
        migrate(stores, app, migration)
    with psycopg.connect(stores.postgres.dsn(database=DATABASE)) as database:
        database.execute(FILL)
    migrate(stores)
    with psycopg.connect(stores.postgres.dsn(database=DATABASE)) as database:
        ask = lambda sql: database.execute(sql).fetchall()  # noqa: E731
        assert ask("SELECT role, sees FROM companies_companyperson ORDER BY id") == [
            ("training_supervisor", "related"), ("company_contact", "all"),
        ]  # fmt: skip
        assert ask("SELECT from_on::text, to_on FROM companies_activeperiod") == [("2025-03-01", None)]
        relations = ask("SELECT kind, person_id, membership_id, from_on::text FROM apprenticeships_relation ORDER BY 1")
        assert relations == [("advisor", None, 1, "2025-08-15"), ("supervisor", 1, None, "2025-08-15")]
        assert ask("SELECT candidate_type, from_on::text FROM apprenticeships_candidatetypeperiod") == [
            ("apprentice", "2025-08-15")
        ]
        rounds = ask(
            "SELECT contract_id, state, signed_file_id, closed_at IS NULL FROM contracts_signinground ORDER BY 1"
        )
        assert rounds == [(1, "signed", 2, False), (2, "open", None, True)]
        ours = "FROM contracts_contract c JOIN contracts_party p ON p.contract_id = c.id AND p.round_id = c.round_id"
        assert ask(f"SELECT count(*) {ours} WHERE p.asked_at IS NOT NULL") == [(2,)]
        assert ask("SELECT id FROM contracts_party WHERE asked_at IS NULL") == [(3,)]
        assert ask("SELECT contract_id, kind, months FROM contracts_contractcredit") == [(1, "practice", 3)]
        with pytest.raises(psycopg.errors.CheckViolation):
            ask("UPDATE contracts_party SET name = 'Another' WHERE id = 1 RETURNING id")
