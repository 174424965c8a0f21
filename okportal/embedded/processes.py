"""Which processes make up the portal, and how is each of them called?"""

import http.client
import signal
import sys
from pathlib import Path

from okportal.embedded.children import Program

MANAGE = ["manage.py"]
ALONE = ("--without-gossip", "--without-mingle")  # there is no second worker to talk to
SHARED_MEMORY = Path("/dev/shm")


class Process:
    """One of our own Python processes, for a Child to run."""

    def __init__(self, name, arguments, data, environment, death_signal=signal.SIGTERM):
        self.name = name
        self.log = data / "log" / f"{name}.log"
        self.arguments = arguments
        self.environment = environment
        self.death_signal = death_signal

    def prepare(self):
        """Nothing: these processes keep no state of their own."""

    def program(self):
        return Program(
            name=self.name,
            command=[sys.executable, *self.arguments],
            log=self.log,
            environment=self.environment,
            death_signal=self.death_signal,
        )


def migration(data, environment):
    """Brings the tables up to date, as their owner."""
    as_owner = {**environment, "OKPORTAL_DB_USER": environment["OKPORTAL_DB_OWNER"]}
    return Process("migrate", [*MANAGE, "migrate", "-v", "1", "--no-input"], data, as_owner)


def demo(data, environment):
    """Fills an empty installation with the demo offices."""
    return Process("demo", [*MANAGE, "demo", "--if-empty"], data, environment)


def portal(data, environment, port):
    """Web, worker and beat, in the order they start.

    SIGQUIT lets gunicorn and the worker end at once when the supervisor was killed: an interrupted task is
    delivered again, because it is acknowledged only at its end.
    """
    web = [
        *("-m", "gunicorn", "okportal.config.wsgi", "--bind", f"127.0.0.1:{port}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4", "--graceful-timeout", "10"),
        "--no-control-socket",
        *(("--worker-tmp-dir", str(SHARED_MEMORY)) if SHARED_MEMORY.is_dir() else ()),
    ]
    celery = ("-m", "celery", "--app", "okportal.config.celery", "--quiet")
    worker = [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO", *ALONE]
    beat = [*celery, "beat", "--schedule", str(data / "beat-schedule"), "--pidfile=", "--loglevel", "WARNING"]
    return [
        Process("web", web, data, environment, signal.SIGQUIT),
        Process("worker", worker, data, environment, signal.SIGQUIT),
        Process("beat", beat, data, environment),
    ]


def is_live(port):
    """Does the web process answer GET /live with 200?"""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/live")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
