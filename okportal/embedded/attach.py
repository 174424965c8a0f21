"""How does a command such as `manage.py shell` find a database when nobody set one up?"""

import os
import time
from contextlib import contextmanager

from okportal.embedded.data_folder import DataFolder
from okportal.embedded.stores import PATIENCE, Stores
from okportal.embedded.system import NotPossible

DEVELOPMENT = "okportal.config.settings.development"
# `up` starts its own; the others look at files only.
NEED_NO_DATABASE = {
    "messages",
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "startapp",
    "up",
    "version",
}
# These change tables, which only their owner may.
NEED_OWNER = {"flush", "migrate", "optimizemigration", "sqlflush", "sqlmigrate", "squashmigrations"}


@contextmanager
def embedded_stores(arguments):
    """Points the environment at the embedded servers while one command runs; starts them if nobody has.

    Does nothing outside development, or where OKPORTAL_DB_HOST names a database already.
    """
    command = next((word for word in arguments[1:] if not word.startswith("-")), "help")
    if not wants_embedded(command, arguments):
        yield
        return
    folder = DataFolder().create()
    stores = Stores(folder.path)
    started = start_or_join(folder, stores, f"manage.py {command}")
    os.environ.update(folder.keys() | stores.environment())
    if command in NEED_OWNER:
        os.environ["OKPORTAL_DB_USER"] = os.environ["OKPORTAL_DB_OWNER"]
    try:
        yield
    finally:
        if started:
            stores.stop()
            folder.unlock()


def wants_embedded(command, arguments):
    return (
        os.environ.get("DJANGO_SETTINGS_MODULE") == DEVELOPMENT
        and not any(word.startswith("--settings") for word in arguments)
        and not os.environ.get("OKPORTAL_DB_HOST")
        and command not in NEED_NO_DATABASE
        and "--help" not in arguments
    )


def start_or_join(folder, stores, purpose):
    """True if the servers are ours to stop; False if another process has them, which then must outlive us."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if folder.try_lock(purpose):
            stores.start()
            return True
        if stores.are_ready():
            return False
        time.sleep(0.1)
    raise NotPossible(f"{folder.path} is in use by {folder.user()}, but its database does not answer.")
