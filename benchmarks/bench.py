"""What do the rows measure with? An installation with made-up offices, and a web process when one is needed."""

import http.client
import os
from contextlib import contextmanager
from functools import cache, cached_property

import psycopg
from django.db import connection
from django.test import Client

from benchmarks import cpu, seed
from okportal.embedded import processes
from okportal.embedded.children import Child
from okportal.embedded.norway import build, plan
from okportal.embedded.roles import APP, DATABASE, OWNER
from okportal.embedded.stores import wait_until_ready
from okportal.embedded.system import NotPossible, free_port
from okportal.permissions import Role

FIRST_PORT = 18400
ALONE = f"{DATABASE}_alone"
WHOLE_TABLE = ("seqscan", "bitmapscan", "hashjoin")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Bench:
    """Everything a row may ask for. Seeds at once; the web process starts when the first page is measured.

    The measured offices stand in a second database as well, which stays as it is when the `country` comes.
    """

    def __init__(self, stores, folder):
        self.stores = stores
        self.folder = folder
        self.offices = seed.fill()
        self.session(self.advisor)  # the copy knows it, too
        self.disconnect()
        with self.superuser() as database:
            database.execute("VACUUM ANALYZE")
            database.execute(f"CREATE DATABASE {ALONE} TEMPLATE {DATABASE} OWNER {OWNER}")

    @property
    def advisor(self):
        """Who looks at the measured pages."""
        return self.offices.main.people[Role.ADVISOR]

    @cached_property
    def country(self) -> tuple[dict, float]:
        """300 offices beside the measured ones, from now on: what `seed_norway` says of each table, and how many
        seconds of one processor it took."""
        cost = self.cost(lambda: build.build(plan.OFFICES, plan.APPRENTICES))
        self.tidy()
        return cost

    def tidy(self):
        """What autovacuum does within minutes on any other installation."""
        with self.superuser() as database:
            database.execute("VACUUM ANALYZE")

    def superuser(self):
        """A psycopg connection past row-level security, for upkeep between rounds; costs nobody anything."""
        return psycopg.connect(self.stores.postgres.dsn(database=DATABASE), autocommit=True)

    @contextmanager
    def in_copy(self):
        """Django's own connection leads to the copy in which the measured offices are alone.

        It reads by index, as it must in a country: a table of a dozen pages PostgreSQL rather reads as a whole, and
        that says nothing about any other table (50 rows of 250 looks where the index is used, of 12 where it is not).
        """
        settings = connection.settings_dict
        self.disconnect()
        kept = settings["NAME"], settings["OPTIONS"]
        options = " ".join([settings["OPTIONS"].get("options", ""), *(f"-c enable_{way}=off" for way in WHOLE_TABLE)])
        settings.update(NAME=ALONE, OPTIONS={**settings["OPTIONS"], "options": options})
        try:
            yield
        finally:
            self.disconnect()
            settings["NAME"], settings["OPTIONS"] = kept

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
        webs = [vars(self)[name].child.pid for name in ("web", "web_alone") if name in vars(self)]
        return self._cost(call, set().union(*map(cpu.family, webs)))

    def _cost(self, call, pids):
        pids = pids | self.backends()
        before = cpu.seconds_of(pids)
        units = call()
        return units, cpu.seconds_of(pids) - before

    @cached_property
    def web(self):
        return Web(self.folder)

    @cached_property
    def web_alone(self):
        """The same beside the copy."""
        return Web(self.folder, ALONE)

    @cache  # noqa: B019  (there is one bench)
    def session(self, user) -> str:
        """Cookie header of a signed-in person."""
        client = Client()
        client.force_login(user, backend=BACKEND)
        return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())

    def queries(self, path) -> int:
        """Statements that one page asks the database, all of them: session, office, the settings of the scope."""
        asked = []

        def count(execute, sql, parameters, many, context):
            asked.append(sql)
            return execute(sql, parameters, many, context)

        self._get(path, count)
        return len(asked)

    def buffers(self, path) -> int:
        """Pages of 8 kB that PostgreSQL looks at for the SELECTs of one page, in memory or not."""
        looked_at = []

        def explain(execute, sql, parameters, many, context):
            if sql.lstrip().startswith(("SELECT", "(")):  # the second: a UNION
                execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", parameters, many, context)
                plan = context["cursor"].fetchone()[0][0]["Plan"]
                looked_at.append(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
            return execute(sql, parameters, many, context)

        self._get(path, explain)
        return sum(looked_at)

    def _get(self, path, wrapper):
        """The page in this process, warm, with all its statements through `wrapper`."""
        client = Client()
        client.force_login(self.advisor, backend=BACKEND)
        client.get(path)
        with connection.execute_wrapper(wrapper):
            client.get(path)

    def disconnect(self):
        connection.close()
        connection.close_pool()

    def close(self):
        for name in ("web", "web_alone"):
            if name in vars(self):
                vars(self)[name].child.stop()
        self.disconnect()


class Web:
    """The web process of `manage.py up`, as it is there: gunicorn with two workers."""

    def __init__(self, folder, database=DATABASE):
        self.port = free_port(FIRST_PORT)
        process = processes.portal(folder, {**os.environ, "OKPORTAL_DB_NAME": database}, self.port)[0]
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
