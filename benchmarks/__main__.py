"""How are the measurements run? `python3 run.py bench [NAME …]`; without a name all of them.

A name is that of a row or of a group of rows (benchmarks/rows.py), for example `registers`.

Each starts from an empty installation of its own with made-up people, and leaves nothing behind but
benchmarks/results.json.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import django

from benchmarks.report import RESULTS, run_rows
from okportal.embedded.data_folder import KEYS
from okportal.embedded.stores import Stores
from okportal.embedded.system import ROOT

SETTINGS = "benchmarks.settings"


def main(names):
    folder = Path(tempfile.mkdtemp(prefix="okportal-bench-"))
    folder.chmod(0o711)  # PostgreSQL runs as `nobody` when we are root
    stores = Stores(folder, durable=False)
    try:
        print("Starting PostgreSQL and Valkey, filling in the offices …", flush=True)
        stores.start()
        prepare(stores, folder)
        # Models can be imported only now that Django knows the database.
        rows = import_module("benchmarks.rows")
        if unknown := set(names) - set(rows.ROWS) - set(rows.GROUPS):
            sys.exit(f"Unknown: {', '.join(sorted(unknown))}. There are: {', '.join([*rows.GROUPS, *rows.ROWS])}.")
        bench = import_module("benchmarks.bench").Bench(stores, folder)
        try:
            return run_rows(rows.chosen(names), bench, RESULTS)
        finally:
            bench.close()
    finally:
        stores.stop()
        stores.discard()
        shutil.rmtree(folder, ignore_errors=True)


def prepare(stores, folder):
    """Environment and tables, as `manage.py up` makes them."""
    os.environ.update(stores.environment() | {name: make() for name, make in KEYS.items()})
    os.environ.update({"DJANGO_SETTINGS_MODULE": SETTINGS, "OKPORTAL_EMAIL_URL": f"file://{folder / 'mail'}"})
    as_owner = {**os.environ, "OKPORTAL_DB_USER": os.environ["OKPORTAL_DB_OWNER"]}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v", "0", "--no-input"], cwd=ROOT, env=as_owner, check=True
    )
    django.setup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
