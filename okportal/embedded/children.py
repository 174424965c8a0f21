"""How is a child process started so that it, and all it starts, dies with us?"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from okportal.embedded.system import ROOT, Account

PR_SET_PDEATHSIG = 1
LOG_LIMIT = 10 * 1024 * 1024  # bytes; a longer log is moved aside at the next start

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Program:
    """A command with its surroundings.

    `stop_signal` asks for an orderly end. `death_signal` is sent by the kernel (Linux only) when the process
    that started the child is gone; it may be more brutal, because the child's neighbours are going too.
    """

    name: str
    command: list
    log: Path
    environment: Mapping = field(default_factory=lambda: os.environ)
    account: Account | None = None
    stop_signal: int = signal.SIGTERM
    death_signal: int = signal.SIGTERM


class Child:
    """One running program in a process group of its own.

    Must be started from the main thread: the kernel counts the death of the starting *thread*.
    """

    def __init__(self, program):
        self.program = program
        self.started_at = time.monotonic()
        with open_log(program.log) as log:
            self.process = subprocess.Popen(
                [str(part) for part in program.command],
                env=dict(program.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C in the terminal must reach us alone: a second signal is a cold stop for the worker.
                process_group=0,
                preexec_fn=die_with_parent(program.death_signal),  # noqa: PLW1509  (the supervisor has one thread)
                **as_account(program.account),
            )

    @property
    def pid(self):
        return self.process.pid

    @property
    def age(self):
        """Seconds since the start."""
        return time.monotonic() - self.started_at

    def has_ended(self):
        """Is the child gone? If so, what it left behind is ended before its number can be used again."""
        if self.process.returncode is not None:
            return True
        if not is_zombie(self.process.pid):
            return False
        self._end_group()
        self.process.wait()
        return True

    def stop(self, patience=20):
        """Asks the child to end, and after `patience` seconds no longer asks."""
        if self.has_ended():
            return
        self.process.send_signal(self.program.stop_signal)
        deadline = time.monotonic() + patience
        while not self.has_ended():
            if time.monotonic() > deadline:
                self._end_group()
                self.process.wait()
                return
            time.sleep(0.02)

    def _end_group(self):
        with suppress(ProcessLookupError, PermissionError):  # macOS answers EPERM for a group of zombies
            os.killpg(self.process.pid, signal.SIGKILL)


def is_zombie(pid):
    """Has our child `pid` ended? It is left unreaped, so its number still names its process group."""
    try:
        return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        return True


def die_with_parent(death_signal):
    """A function for the new child: Linux sends it `death_signal` when we are gone, even after kill -9."""
    parent = os.getpid()

    def ask_kernel():
        if _libc is None:
            return
        _libc.prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != parent:  # we died between fork and this line
            os._exit(1)

    return ask_kernel


def as_account(account):
    """Popen arguments: that account, without our extra groups, in a folder it may enter."""
    if account is None:
        return {"cwd": ROOT}
    return {"user": account.uid, "group": account.gid, "extra_groups": [], "cwd": "/"}


def open_log(path):
    """The log file, opened for appending; one that grew too long is kept once as `.1`."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_LIMIT:
        path.rename(path.with_suffix(path.suffix + ".1"))
    return path.open("ab")


def last_lines(path, count=20):
    """The end of a log, for a message that must say why something did not start."""
    if not path.exists():
        return ""
    lines = path.read_text(errors="replace").splitlines()
    return "\n".join(f"    {line}" for line in lines[-count:])
