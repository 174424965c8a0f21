"""The whole portal under its supervisor; Linux only, because /proc tells which processes there are."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from okportal.embedded.children import last_lines
from okportal.embedded.system import ROOT, free_port

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")]

CHILDREN = {
    "web": "gunicorn",
    "worker": " worker ",
    "beat": " beat ",
    "valkey": "valkey",
    "postgres": "postgres",
}


class Portal:
    """`manage.py up` in a process of its own, without the surroundings of the tests."""

    def __init__(self, data):
        self.data = data
        self.port = free_port(18000 + os.getpid() % 1000 * 20)
        self.output = data / "output.txt"
        self.process = None

    def start(self):
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("OKPORTAL_", "DJANGO_"))}
        up = [
            sys.executable,
            "manage.py",
            "up",
            "--no-demo",
            "--port",
            str(self.port),
            "--data",
            str(self.data),
        ]
        with self.output.open("w") as output:
            self.process = subprocess.Popen(up, cwd=ROOT, env=clean, stdout=output, stderr=output)
        wait_for(lambda: "READY" in self.said() or self.process.poll() is not None, seconds=60)
        assert f"READY http://127.0.0.1:{self.port}\n" in self.said()

    def said(self):
        return self.output.read_text()

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        self.process.wait(timeout=40)

    def family(self):
        """Every process below the supervisor: {pid: command line}."""
        found, parents = {}, [self.process.pid]
        while parents:
            children = children_of(parents.pop())
            found |= children
            parents += children
        return found

    def child(self, name):
        """The pid of one direct child, or None while it is gone."""
        children = children_of(self.process.pid).items()
        return next((pid for pid, command in children if CHILDREN[name] in command), None)

    def answers(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/live", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False


def processes():
    """(pid, parent, command line) of everything that runs; zombies do not count."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if state != "Z":
            yield int(folder.name), int(parent), command


def children_of(parent):
    return {pid: command for pid, its_parent, command in processes() if its_parent == parent}


def still_running(pids):
    return {pid: command for pid, _, command in processes() if pid in pids}


def wait_for(condition, seconds=90):  # the processors are shared
    deadline = time.monotonic() + seconds
    while not (answer := condition()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return answer


@pytest.fixture
def portal(folder):
    portal = Portal(folder.path)
    portal.start()
    yield portal
    if portal.process.poll() is None:
        portal.stop()


def test_it_runs_heals_and_stops(portal):
    assert portal.answers()
    for name in CHILDREN:
        before = portal.child(name)
        grandchildren = set(children_of(before))
        os.kill(before, signal.SIGKILL)
        wait_for(lambda name=name, before=before: portal.child(name) not in (None, before))
        wait_for(lambda pids=grandchildren: not still_running(pids))
    wait_for(portal.answers)
    assert "worker ended (SIGKILL)" in portal.said()

    family = portal.family()
    portal.stop(signal.SIGINT)
    assert portal.process.returncode == 0
    assert still_running(family) == {}, last_lines(portal.output)


def test_the_folder_is_taken_and_killing_the_supervisor_frees_it(portal):
    second = [sys.executable, "manage.py", "up", "--data", str(portal.data)]
    refused = subprocess.run(second, cwd=ROOT, capture_output=True, text=True)
    assert refused.returncode != 0
    assert "already in use by manage.py up" in refused.stderr

    family = portal.family()
    portal.process.kill()
    portal.process.wait()
    wait_for(lambda: not still_running(family))

    portal.start()
