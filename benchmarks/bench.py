"""What do the rows measure with? An installation with made-up offices, and a web process when one is needed."""

import http.client
import os
from functools import cached_property

import psycopg
from django.db import connection
from django.test import Client

from benchmarks import cpu, seed
from okportal.embedded import processes
from okportal.embedded.children import Child
from okportal.embedded.roles import APP, DATABASE
from okportal.embedded.stores import wait_until_ready
from okportal.embedded.system import NotPossible, free_port

FIRST_PORT = 18400
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Bench:
    """Everything a row may ask for. Seeds at once; the web process starts when the first page is measured."""

    def __init__(self, stores, folder):
        self.stores = stores
        self.folder = folder
        self.offices = seed.fill()
        with self.superuser() as database:
            database.execute("VACUUM ANALYZE")

    def superuser(self):
        """A psycopg connection past row-level security, for upkeep between rounds; costs nobody anything."""
        return psycopg.connect(self.stores.postgres.dsn(database=DATABASE), autocommit=True)

    def backends(self):
        """Processes of PostgreSQL that work for the portal now."""
        with self.superuser() as database:
            rows = database.execute("SELECT pid FROM pg_stat_activity WHERE usename = %s", [APP]).fetchall()
        return {pid for (pid,) in rows}

    def cost(self, call):
        """(units, processor seconds) of `call()` in this process and in its database connection."""
        connection.ensure_connection()
        return self._cost(call, {os.getpid()})

    def cost_of_web(self, call):
        """(units, processor seconds) of the requests that `call()` makes."""
        return self._cost(call, cpu.family(self.web.child.pid))

    def _cost(self, call, pids):
        pids = pids | self.backends()
        before = cpu.seconds_of(pids)
        units = call()
        return units, cpu.seconds_of(pids) - before

    @cached_property
    def web(self):
        return Web(self.folder)

    def session(self, user) -> str:
        """Cookie header of a signed-in person."""
        client = Client()
        client.force_login(user, backend=BACKEND)
        return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())

    def queries(self, user, path) -> int:
        """Statements that one page asks the database, all of them: session, office, the settings of the scope."""
        client, asked = Client(), []
        client.force_login(user, backend=BACKEND)
        client.get(path)

        def count(execute, sql, parameters, many, context):
            asked.append(sql)
            return execute(sql, parameters, many, context)

        with connection.execute_wrapper(count):
            client.get(path)
        return len(asked)

    def close(self):
        if "web" in vars(self):
            self.web.child.stop()
        connection.close()
        connection.close_pool()


class Web:
    """The web process of `manage.py up`, as it is there: gunicorn with two workers."""

    def __init__(self, folder):
        self.port = free_port(FIRST_PORT)
        process = processes.portal(folder, dict(os.environ), self.port)[0]
        self.child = Child(process.program())
        if not wait_until_ready(self.child, lambda: processes.is_live(self.port)):
            raise NotPossible(f"The web process did not start, see {process.log}")

    def get(self, path, cookie, times=1) -> int:
        """Fetches the page `times` times over one connection; returns its bytes. Raises on any answer but 200."""
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            for _ in range(times):
                client.request("GET", path, headers={"Cookie": cookie})
                answer = client.getresponse()
                body = answer.read()
                if answer.status != 200:
                    raise RuntimeError(f"{path} answered {answer.status}")
            return len(body)
        finally:
            client.close()
