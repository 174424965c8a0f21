"""Who may use a data folder right now, and which keys belong to it?"""

import base64
import fcntl
import os
import secrets
from pathlib import Path

from okportal.embedded.system import ROOT, NotPossible

KEYS = {
    "OKPORTAL_SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "OKPORTAL_FIELD_KEYS": lambda: f"local1:{random_key()}",
    "OKPORTAL_BLIND_INDEX_KEY": lambda: random_key(),  # noqa: PLW0108  (defined below)
    "OKPORTAL_SEAL_KEYS": lambda: f"local1:{random_key()}",
}


def random_key():
    """32 random bytes in base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


class DataFolder:
    """Everything one embedded installation keeps: database, broker, files, mail, keys, logs."""

    def __init__(self, path=None):
        self.path = Path(path or os.environ.get("OKPORTAL_DATA") or ROOT / "var").resolve()
        self._lock = None

    def create(self):
        """Makes the folder; others may walk through it (root runs PostgreSQL as `nobody`), not look in."""
        if not self.path.exists():
            self.path.mkdir(parents=True)
            self.path.chmod(0o711)
        return self

    def try_lock(self, purpose):
        """Takes the folder for this process; False if another one has it. The kernel frees it when we die."""
        lock = (self.path / "in-use").open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return False
        lock.truncate(0)
        lock.write(f"{purpose} (process {os.getpid()})")
        lock.flush()
        self._lock = lock
        return True

    def lock(self, purpose):
        if not self.try_lock(purpose):
            raise NotPossible(
                f"The data folder {self.path} is already in use by {self.user()}. "
                "Stop that first (Ctrl-C in its terminal), or choose another folder with --data."
            )

    def unlock(self):
        if self._lock:
            self._lock.close()
            self._lock = None

    def user(self):
        """What holds the folder, in words, e.g. `manage.py up (process 12)`."""
        return (self.path / "in-use").read_text()

    def keys(self):
        """The folder's own secrets as environment variables; each made once, for data are written with them."""
        path = self.path / "secrets.env"
        lines = path.read_text().splitlines() if path.exists() else []
        known = dict(line.split("=", 1) for line in lines if "=" in line)
        missing = {name: make() for name, make in KEYS.items() if name not in known}
        if missing:  # a new folder, or one from before the portal needed this key
            unfinished = path.with_suffix(f".{os.getpid()}")
            unfinished.touch(mode=0o600)
            unfinished.write_text("".join(f"{name}={value}\n" for name, value in (known | missing).items()))
            unfinished.rename(path)
        return known | missing
