"""What does this machine offer: which account, which folders, which port?"""

import hashlib
import os
import pwd
import socket
import stat
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class NotPossible(Exception):
    """This machine or folder cannot run the embedded servers; the text says why and what to do."""


@dataclass(frozen=True)
class Account:
    """The system account a child runs as."""

    uid: int
    gid: int


def is_root():
    return os.geteuid() == 0


def unprivileged_account():
    """`nobody` when we are root, because PostgreSQL refuses to run as root; otherwise None (as ourselves)."""
    if not is_root():
        return None
    nobody = pwd.getpwnam("nobody")
    return Account(uid=nobody.pw_uid, gid=nobody.pw_gid)


def is_open_to_others(path):
    """Can an unprivileged account walk to this path? A 0700 home on the way says no."""
    existing = next(parent for parent in (path, *path.parents) if parent.exists())
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (existing, *existing.parents))


def fingerprint(text):
    """Ten characters that name a path, so that two data folders never share a socket folder."""
    return hashlib.sha256(str(text).encode()).hexdigest()[:10]


def private_folder(path, account=None):
    """Makes a folder of mode 0700 for `account`; refuses one that somebody else put there before us."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = account.uid if account else os.geteuid()
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (owner, os.geteuid()):
        raise NotPossible(f"{path} belongs to somebody else. Remove it, or choose another data folder.")
    if account:
        os.chown(path, account.uid, account.gid)
    path.chmod(0o700)
    return path


def socket_folder(data, account=None):
    """The 0700 folder of the Unix sockets.

    It lies in /tmp because a socket's path may have 104 bytes at most. Its mode is what protects the servers:
    they trust whoever can reach the socket.
    """
    return private_folder(socket_path(data), account)


def socket_path(data):
    return Path(f"/tmp/okportal-{fingerprint(f'{data}:{os.geteuid()}')}")


def is_free(port):
    with socket.socket() as probe:
        # The application server sets the same option: a connection still in TIME_WAIT is no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port(first):
    """The first free port among the twenty from `first`."""
    for port in range(first, first + 20):
        if is_free(port):
            return port
    raise NotPossible(f"The ports {first} to {first + 19} are all taken. Choose one with --port.")
