"""Does nothing that was started outlive the one who started it?"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from okportal.embedded.children import LOG_LIMIT, Child, Program, last_lines, open_log
from okportal.embedded.system import ROOT

# A shell that waits for a child of its own, as gunicorn's master waits for its workers.
FAMILY = ["sh", "-c", "sleep 60 & echo $!; wait"]
LONELY_PARENT = """
import sys, time
from pathlib import Path
from okportal.embedded.children import Child, Program
child = Child(Program("sleeper", ["sleep", "60"], Path(sys.argv[1])))
print(child.pid, flush=True)
time.sleep(60)
"""


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition, seconds=10):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)
    return True


@pytest.fixture
def log(tmp_path):
    return tmp_path / "log" / "child.log"


def a_family(log):
    child = Child(Program("family", FAMILY, log))
    wait_for(lambda: log.read_text().strip())
    return child, int(log.read_text())


def test_stopping_ends_the_child(log):
    child = Child(Program("sleeper", ["sleep", "60"], log))
    child.stop()
    assert child.process.returncode == -signal.SIGTERM


def test_a_child_that_ignores_the_signal_is_ended_with_all_it_started(log):
    child = Child(Program("deaf", ["sh", "-c", "trap '' TERM; sleep 60 & echo $!; wait"], log))
    wait_for(lambda: log.read_text().strip())
    child.stop(patience=0.2)
    assert child.process.returncode == -signal.SIGKILL
    wait_for(lambda: not is_running(int(log.read_text())))


def test_a_killed_child_takes_its_own_children_along(log):
    child, grandchild = a_family(log)
    os.kill(child.pid, signal.SIGKILL)
    wait_for(child.has_ended)
    wait_for(lambda: not is_running(grandchild))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_children_die_when_their_parent_is_killed(log):
    parent = subprocess.Popen(
        [sys.executable, "-c", LONELY_PARENT, str(log)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with parent:
        child = int(parent.stdout.readline())
        assert is_running(child)
        parent.kill()
        parent.wait()
    wait_for(lambda: not is_running(child))


def test_a_long_log_is_moved_aside(log):
    log.parent.mkdir()
    log.write_bytes(b"x" * (LOG_LIMIT + 1))
    open_log(log).close()
    assert log.stat().st_size == 0
    assert log.with_suffix(".log.1").stat().st_size == LOG_LIMIT + 1


def test_the_end_of_a_log_says_why(log):
    assert last_lines(log) == ""
    log.parent.mkdir()
    log.write_text("one\ntwo\nthree\n")
    assert last_lines(log, count=2) == "    two\n    three"
