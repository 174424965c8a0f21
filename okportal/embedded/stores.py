"""How do database and broker come up together, and how does Django find them?"""

import os
import shutil
import time
from pathlib import Path

from okportal.embedded.children import Child, last_lines
from okportal.embedded.postgres import Postgres
from okportal.embedded.roles import APP, DATABASE, OWNER, prepare_cluster
from okportal.embedded.system import ROOT, NotPossible
from okportal.embedded.valkey import Valkey

PATIENCE = 60  # seconds for one server; recovery after a crash can take a while
ATTEMPTS = 3  # a killed server's last processes may hold its memory for a moment


class Stores:
    """The embedded PostgreSQL and Valkey of one data folder."""

    def __init__(self, data, durable=True, database=DATABASE):
        self.data = Path(data)
        self.postgres = Postgres(self.data, durable)
        self.valkey = Valkey(self.data, durable)
        self.database = database
        self.children = {}

    def are_ready(self):
        return self.postgres.is_ready() and self.valkey.is_ready()

    def start(self):
        """Starts both and makes missing roles and database; raises NotPossible with the end of the log."""
        for server in (self.postgres, self.valkey):
            self.children[server.name] = start_server(server)
        prepare_cluster(self.postgres, self.database)

    def stop(self):
        for server in (self.valkey, self.postgres):
            if child := self.children.pop(server.name, None):
                child.stop()

    def discard(self):
        """Removes all a stopped throw-away installation left, wherever it lies."""
        for folder in (self.postgres.folder, self.postgres.sockets, self.data):
            shutil.rmtree(folder, ignore_errors=True)

    def environment(self, cache=1, broker=0):
        """The variables by which okportal.config.settings finds this installation."""
        return {
            "OKPORTAL_DATA": str(self.data),
            "OKPORTAL_DB_HOST": str(self.postgres.sockets),
            "OKPORTAL_DB_PORT": "5432",
            "OKPORTAL_DB_NAME": DATABASE,
            "OKPORTAL_DB_USER": APP,
            "OKPORTAL_DB_PASSWORD": "",
            "OKPORTAL_DB_OWNER": OWNER,
            "OKPORTAL_DB_OWNER_PASSWORD": "",
            "OKPORTAL_REDIS_URL": self.valkey.cache_url(cache),
            "OKPORTAL_BROKER_URL": self.valkey.broker_url(broker),
            "OKPORTAL_PDF_FONTS": str(ROOT / "var" / "fonts"),
            "OKPORTAL_EMAIL_URL": os.environ.get("OKPORTAL_EMAIL_URL") or f"file://{self.data / 'mail'}",
        }


def start_server(server):
    """A Child that runs `server` and answers."""
    for _ in range(ATTEMPTS):
        server.prepare()
        child = Child(server.program())
        if wait_until_ready(child, server.is_ready):
            return child
        child.stop()
        time.sleep(0.5)
    raise NotPossible(f"{server.name} did not start. The end of {server.log}:\n{last_lines(server.log)}")


def wait_until_ready(child, is_ready, seconds=PATIENCE):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if child.has_ended():
            return False
        if is_ready():
            return True
        time.sleep(0.02)
    return False
