"""Do database and broker start with the right roles, keep their data, and stay closed to others?"""

import os
import signal
import stat

import psycopg
import pytest

from okportal.embedded.data_folder import DataFolder
from okportal.embedded.roles import prepare_cluster
from okportal.embedded.stores import Stores
from okportal.embedded.system import NotPossible
from okportal.embedded.valkey import Valkey


def ask(stores, question, user="postgres", database="okportal"):
    with psycopg.connect(stores.postgres.dsn(user, database), autocommit=True) as connection:
        return connection.execute(question).fetchone()


def run(stores, statement, user):
    with psycopg.connect(stores.postgres.dsn(user, "okportal"), autocommit=True) as connection:
        connection.execute(statement)


def test_the_application_owns_nothing_and_is_bound_by_row_level_security(stores):
    question = "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = 'okportal_app'"
    assert ask(stores, question) == (False, False, False)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(stores, "CREATE TABLE own_table (id int)", "okportal_app")


def test_the_application_reads_and_writes_but_never_truncates(stores):
    run(stores, "CREATE TABLE thing (id int GENERATED ALWAYS AS IDENTITY, name text)", "okportal_owner")
    run(stores, "INSERT INTO thing (name) VALUES ('a')", "okportal_app")
    assert ask(stores, "SELECT count(*) FROM thing", "okportal_app") == (1,)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(stores, "TRUNCATE thing", "okportal_app")


def test_the_system_role_owns_functions_but_nobody_signs_in_with_it(stores):
    question = "SELECT rolcanlogin, rolbypassrls FROM pg_roles WHERE rolname = 'okportal_system'"
    assert ask(stores, question) == (False, True)
    run(stores, "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'", "okportal_owner")
    run(stores, "ALTER FUNCTION one() OWNER TO okportal_system", "okportal_owner")


def test_preparing_twice_gives_no_right_back_that_a_migration_took(stores):
    run(stores, "CREATE TABLE trail (id int)", "okportal_owner")
    run(stores, "REVOKE DELETE ON trail FROM okportal_app", "okportal_owner")
    prepare_cluster(stores.postgres)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(stores, "DELETE FROM trail", "okportal_app")


def test_the_next_start_finds_the_same_data(stores):
    run(stores, "CREATE TABLE kept AS SELECT 7 AS number", "okportal_owner")
    stores.stop()
    stores.start()
    assert ask(stores, "SELECT number FROM kept") == (7,)


def test_a_killed_server_starts_over_its_leftovers(stores):
    pid_file = stores.postgres.folder / "postmaster.pid"
    os.kill(stores.children["postgres"].pid, signal.SIGKILL)
    stores.stop()
    # A restarted container gives the number in the file to another program: here, to this test.
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))
    stores.start()
    assert stores.are_ready()


def test_sockets_are_closed_to_others(stores):
    assert stat.S_IMODE(stores.postgres.sockets.stat().st_mode) == 0o700
    assert ask(stores, "SHOW listen_addresses") == ("",)


def test_a_cluster_of_another_major_version_is_refused_with_the_way_out(folder):
    stores = Stores(folder.path, durable=False)
    stores.postgres.folder.mkdir()
    (stores.postgres.folder / "PG_VERSION").write_text("9\n")
    with pytest.raises(NotPossible, match=r"PostgreSQL 9, but this is .* OKPORTAL_PG_BIN"):
        stores.start()


def test_a_broker_that_does_not_run_is_not_ready(folder):
    assert not Valkey(folder.path).is_ready()


def test_a_folder_has_one_user_at_a_time(folder):
    folder.lock("the first")
    second = DataFolder(folder.path)
    with pytest.raises(NotPossible, match="already in use by the first"):
        second.lock("the second")
    folder.unlock()
    second.lock("the second")
    second.unlock()


def test_keys_are_made_once_and_only_for_us(folder):
    keys = folder.keys()
    assert folder.keys() == keys
    assert DataFolder(folder.path).keys() == keys
    assert set(keys) == {"OKPORTAL_SECRET_KEY", "OKPORTAL_FIELD_KEYS", "OKPORTAL_BLIND_INDEX_KEY", "OKPORTAL_SEAL_KEYS"}
    assert stat.S_IMODE((folder.path / "secrets.env").stat().st_mode) == 0o600
