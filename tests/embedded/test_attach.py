"""Which commands get a database of their own, and is somebody else's left alone?"""

import os
import subprocess
import sys

import pytest

from okportal.embedded.attach import DEVELOPMENT, start_or_join, wants_embedded
from okportal.embedded.data_folder import DataFolder
from okportal.embedded.stores import Stores
from okportal.embedded.system import ROOT

WHO = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT current_user")
    print(cursor.fetchone()[0])
"""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["shell"], True),
        (["migrate"], True),
        (["up"], False),
        (["makemessages"], False),
        (["shell", "--help"], False),
        (["shell", "--settings=okportal.config.settings.production"], False),
    ],
)
def test_only_commands_that_read_the_database_get_one(monkeypatch, arguments, expected):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", DEVELOPMENT)
    monkeypatch.delenv("OKPORTAL_DB_HOST")
    assert wants_embedded(arguments[0], ["manage.py", *arguments]) is expected


def test_a_database_of_ones_own_is_left_alone(monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", DEVELOPMENT)
    monkeypatch.setenv("OKPORTAL_DB_HOST", "db.example")
    assert not wants_embedded("shell", ["manage.py", "shell"])


def test_production_never_starts_a_database(monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "okportal.config.settings.production")
    monkeypatch.delenv("OKPORTAL_DB_HOST")
    assert not wants_embedded("shell", ["manage.py", "shell"])


def test_servers_of_another_process_are_joined_and_left_running(folder, stores):
    folder.lock("somebody else")
    joining = Stores(folder.path, durable=False)
    assert start_or_join(DataFolder(folder.path), joining, "manage.py shell") is False
    assert joining.children == {}


def test_a_command_alone_brings_its_database_and_takes_it_away(folder):
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("OKPORTAL_", "DJANGO_"))}
    shell = [sys.executable, "manage.py", "shell", "--no-imports", "-c", WHO]
    answer = subprocess.run(
        shell,
        cwd=ROOT,
        env=clean | {"OKPORTAL_DATA": str(folder.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == "okportal_app"
    assert not Stores(folder.path).postgres.is_ready()
