"""How does everything start in order, stay up, and stop without leaving anything behind?"""

import os
import signal
import time
from contextlib import contextmanager, suppress

from okportal.embedded import processes
from okportal.embedded.children import Child, last_lines
from okportal.embedded.stores import Stores, wait_until_ready
from okportal.embedded.system import NotPossible

STOP_ORDER = ("web", "beat", "worker", "valkey", "postgres")
GLANCE = 0.2  # seconds between two looks at the children
FIRST_DELAY, LONGEST_DELAY = 0.5, 30  # seconds before a child that ended is started again
STEADY = 60  # seconds after which earlier failures are forgotten


def say(line):
    """One short line for the person at the terminal; the terminal may be gone."""
    with suppress(OSError):
        print(line, flush=True)


class Stopped(Exception):
    """Somebody asked us to stop while we were still starting."""


class Kept:
    """One child that is started again when it ends, each time a little later."""

    def __init__(self, server, child):
        self.server = server
        self.child = child
        self.failures = 0
        self.again_at = None

    def look(self):
        if self.again_at is not None:
            if time.monotonic() >= self.again_at:
                self._start()
        elif self.child.has_ended():
            self._plan(f"ended ({ending(self.child.process.returncode)})")
        elif self.child.age > STEADY:
            self.failures = 0

    def _start(self):
        self.again_at = None
        try:
            self.server.prepare()
            self.child = Child(self.server.program())
        except (NotPossible, OSError) as reason:
            self._plan(f"did not start: {reason}")
        else:
            say(f"{self.server.name} is running again")

    def _plan(self, what):
        delay = min(LONGEST_DELAY, FIRST_DELAY * 2**self.failures)
        self.failures += 1
        self.again_at = time.monotonic() + delay
        say(f"{self.server.name} {what}; starting it again in {delay:g} s, see {self.server.log}")


class Supervisor:
    """Runs one installation: stores, migrations, demo, then web, worker and beat."""

    def __init__(self, folder, port, has_demo):
        self.folder = folder
        self.data = folder.path
        self.port = port
        self.has_demo = has_demo
        self.stores = Stores(self.data)
        self.kept = {}
        self.asked_to_stop = False

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def run(self, announce):
        """Blocks until a signal asks to stop; calls `announce()` when the first page can be fetched."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        try:
            self._start()
            announce()
            while not self.asked_to_stop:
                time.sleep(GLANCE)
                for kept in self.kept.values():
                    kept.look()
        except Stopped:
            pass
        finally:
            self._stop()

    def _on_signal(self, number, frame):
        # Only a note: an exception here could strike between the birth of a child and our knowing of it.
        self.asked_to_stop = True

    def _start(self):
        with step("Starting PostgreSQL and Valkey"):
            self.stores.start()
        for server in (self.stores.postgres, self.stores.valkey):
            self.kept[server.name] = Kept(server, self.stores.children[server.name])
        environment = self._environment()
        with step("Bringing the database up to date"):
            self._finish(processes.migration(self.data, environment))
        if self.has_demo:
            with step("Filling in the demo offices where the database is empty"):
                self._finish(processes.demo(self.data, environment))
        with step("Starting web, worker and beat"):
            for process in processes.portal(self.data, environment, self.port):
                self.kept[process.name] = Kept(process, Child(process.program()))
            self._wait_for_first_page()

    def _environment(self):
        return {
            **os.environ,
            **self.folder.keys(),
            **self.stores.environment(),
            "OKPORTAL_BASE_URL": self.address,
            "PYTHONUNBUFFERED": "1",
        }

    def _finish(self, process):
        """Runs a step to its end; its failure ends the start."""
        child = Child(process.program())
        while not child.has_ended():
            if self.asked_to_stop:
                child.stop()
                raise Stopped
            time.sleep(0.02)
        if child.process.returncode:
            raise NotPossible(f"{process.name} failed. The end of {process.log}:\n{last_lines(process.log)}")

    def _wait_for_first_page(self):
        web = self.kept["web"]
        if wait_until_ready(web.child, lambda: self.asked_to_stop or processes.is_live(self.port)):
            if self.asked_to_stop:
                raise Stopped
            return
        log = web.server.log
        raise NotPossible(f"The first page did not come. The end of {log}:\n{last_lines(log)}")

    def _stop(self):
        children = {name: kept.child for name, kept in self.kept.items()} | self._unkept()
        if not children:
            return
        with step("Stopping"):
            for name in STOP_ORDER:
                if name in children:
                    children[name].stop()

    def _unkept(self):
        """Stores that had started when a later part of their start failed."""
        return {name: child for name, child in self.stores.children.items() if name not in self.kept}


@contextmanager
def step(title):
    """Says what is going on, and how long it took."""
    say(f"{title} …")
    began = time.monotonic()
    yield
    say(f"    done in {time.monotonic() - began:.1f} s")


def ending(code):
    """A return code in words."""
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"
