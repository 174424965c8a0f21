"""Which roles and which database must a cluster have before the migrations can run?"""

from pathlib import Path

import psycopg
from psycopg import sql

SQL = Path(__file__).parent / "sql"
OWNER = "okportal_owner"
APP = "okportal_app"
DATABASE = "okportal"


def prepare_cluster(postgres, database=DATABASE):
    """Makes the roles, the database and its privileges where they are missing.

    With `database="template1"` every database made afterwards gets the privileges (used by the tests).
    """
    with psycopg.connect(postgres.dsn(), autocommit=True) as connection:
        connection.execute((SQL / "roles.sql").read_text())
        known = connection.execute("SELECT FROM pg_database WHERE datname = %s", [database]).fetchone()
        if known is None:
            statement = sql.SQL("CREATE DATABASE {} OWNER {}")
            connection.execute(statement.format(sql.Identifier(database), sql.Identifier(OWNER)))
    with psycopg.connect(postgres.dsn(database=database), autocommit=True) as connection:
        connection.execute((SQL / "privileges.sql").read_text())
