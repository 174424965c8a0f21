"""How does the embedded PostgreSQL start, and when is it ready?"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from okportal.embedded.binaries import find_postgres
from okportal.embedded.children import Program, as_account
from okportal.embedded.system import (
    NotPossible,
    fingerprint,
    is_open_to_others,
    private_folder,
    socket_folder,
    socket_path,
    unprivileged_account,
)

SUPERUSER = "postgres"
# "C.UTF-8" lower-cases æ, ø and å; the wheels have neither ICU nor a Norwegian locale (notes/tenancy §1).
LOCALE = "C.UTF-8" if sys.platform == "linux" else "C"
SETTINGS = {
    "listen_addresses": "",  # no TCP: only who may open the 0700 socket folder gets in
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",  # costs more than it saves on queries of a few milliseconds
}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """One PostgreSQL cluster under a data folder; a Program for a Child to run.

    `durable=False` is for tests: a crash may lose the cluster.
    """

    name = "postgres"

    def __init__(self, data, durable=True):
        self.binaries = find_postgres()
        self.account = unprivileged_account()
        self.data = Path(data)
        self.durable = durable
        self.log = self.data / "log" / "postgres.log"
        self.folder = self._folder()
        self.sockets = socket_path(self.data)

    def _folder(self):
        """`<data>/pg`, or a folder in /var/tmp when we are root and the data lie under a closed home."""
        if self.account and not is_open_to_others(self.data):
            return Path(f"/var/tmp/okportal-{fingerprint(self.data)}") / "pg"
        return self.data / "pg"

    def dsn(self, user=SUPERUSER, database="postgres"):
        return f"host={self.sockets} user={user} dbname={database} connect_timeout=5"

    def is_ready(self):
        try:
            with psycopg.connect(self.dsn()):
                return True
        except psycopg.OperationalError:
            return False

    def program(self):
        settings = SETTINGS | ({} if self.durable else THROW_AWAY)
        options = [option for name, value in settings.items() for option in ("-c", f"{name}={value}")]
        return Program(
            name=self.name,
            command=[self.binaries["postgres"], "-D", self.folder, "-k", self.sockets, *options],
            log=self.log,
            account=self.account,
            stop_signal=signal.SIGINT,  # "fast": ends the sessions, writes a checkpoint
            death_signal=signal.SIGINT,
        )

    def prepare(self):
        """Makes the cluster the first time; afterwards clears what a killed server left in the way."""
        socket_folder(self.data, self.account)
        version = self.folder / "PG_VERSION"
        if not version.exists():
            self._create()
        elif int(version.read_text()) != self.binaries.major:
            raise NotPossible(
                f"{self.folder} was made by PostgreSQL {version.read_text().strip()}, but this is "
                f"{self.binaries.major}. Set OKPORTAL_PG_BIN to the older programs, or use other data."
            )
        self._end_leftover()

    def _create(self):
        self.folder.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)  # an initdb that was interrupted
        private_folder(self.folder, self.account)
        options = ["-U", SUPERUSER, "-E", "UTF8", f"--locale={LOCALE}", "-A", "trust", "--no-instructions"]
        if not self.durable:
            options.append("--no-sync")
        made = subprocess.run(
            [self.binaries["initdb"], "-D", self.folder, *options],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            **as_account(self.account),
        )
        if made.returncode:
            raise NotPossible(f"PostgreSQL could not make {self.folder}:\n{made.stderr.strip()}")

    def _end_leftover(self):
        """Ends a server of this folder that outlived its supervisor; drops pid files that name no PostgreSQL.

        In a container the number in the file often belongs to another program after a restart, which
        PostgreSQL itself would take for a running server.
        """
        pid_file = self.folder / "postmaster.pid"
        deadline = time.monotonic() + 20
        while (pid := read_pid(pid_file)) and is_live_postgres(pid):
            if time.monotonic() > deadline:
                raise NotPossible(f"Another PostgreSQL (process {pid}) uses {self.folder} and does not end.")
            os.kill(pid, signal.SIGINT)
            time.sleep(0.1)
        for leftover in (pid_file, self.sockets / ".s.PGSQL.5432.lock"):
            leftover.unlink(missing_ok=True)


def read_pid(path):
    try:
        return abs(int(path.read_text().split()[0]))
    except (FileNotFoundError, IndexError, ValueError):
        return None


def is_live_postgres(pid):
    """Is `pid` a PostgreSQL that runs, not a zombie and not another program that got the same number?"""
    if Path("/proc/self").exists():
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            return False
        return state != "Z" and b"postgres" in command
    listing = ["ps", "-o", "stat=,command=", "-p", str(pid)]
    seen = subprocess.run(listing, capture_output=True, text=True).stdout
    return "postgres" in seen and not seen.startswith("Z")
