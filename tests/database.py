"""How does each test process get a database of its own that it enters as the application does?"""

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connections
from psycopg import sql

from okportal.embedded.postgres import SUPERUSER
from okportal.embedded.roles import APP, OWNER

TEMPLATE = "test_okportal"


def create(worker):
    """Whoever comes first migrates a template; `worker` gets a copy, which takes a tenth of a second."""
    name = f"{TEMPLATE}_{worker}"
    with one_at_a_time(), superuser("postgres") as server:
        if not exists(server, TEMPLATE):
            migrate_template()
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
        server.execute(copy.format(*map(sql.Identifier, (name, TEMPLATE, OWNER))))
    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = name


def migrate_template():
    with as_owner() as connection:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        name = connection.settings_dict["NAME"]
        assert name == TEMPLATE, f"{name} is not the database of the tests"
        with connection.cursor() as cursor:
            # Django empties tables after a transactional test. TRUNCATE ignores row-level security,
            # therefore the application has this right nowhere else.
            cursor.execute(f"GRANT TRUNCATE ON ALL TABLES IN SCHEMA public TO {APP}")


@contextmanager
def as_owner():
    """Django's connection as the owner of the tables; the tests themselves run as the application."""
    connection = connections["default"]
    connection.close()
    application = connection.settings_dict["USER"]
    connection.settings_dict["USER"] = OWNER
    try:
        yield connection
    finally:
        connection.close()
        connection.settings_dict["USER"] = application


def superuser(database):
    """A psycopg connection that row-level security does not bind."""
    return psycopg.connect(
        host=os.environ["OKPORTAL_DB_HOST"],
        user=SUPERUSER,
        dbname=database,
        autocommit=True,
        connect_timeout=5,
    )


def exists(server, name):
    return server.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


@contextmanager
def one_at_a_time():
    with (Path(os.environ["OKPORTAL_TEST_FOLDER"]) / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
