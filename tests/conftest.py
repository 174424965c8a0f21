"""What do all tests stand on? A throw-away PostgreSQL and Valkey, entered as the application's role."""

import os
import tempfile
from pathlib import Path

import django
import hypothesis
import pytest
from django.apps import apps
from django.db import connections
from django.utils import translation
from pytest_django.plugin import blocking_manager_key

from okportal.curricula.trades import load as load_trades
from okportal.embedded.assets import compile_translations
from okportal.embedded.stores import Stores
from okportal.embedded.system import NotPossible
from okportal.offices.counties import load as load_counties
from tests import database

hypothesis.settings.register_profile("okportal", deadline=None)  # the processors are shared
hypothesis.settings.load_profile("okportal")


@pytest.fixture(autouse=True)
def english():
    """Sentences are recognised by their words, and those change with every catalogue but the source's."""
    with translation.override("en"):
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """A test with transactions of its own leaves empty tables behind; what the migrations had filled in comes back."""
    outcome = yield
    if {"transactional_db", "live_server"} & set(item.fixturenames) or is_transactional(item):
        with item.config.stash[blocking_manager_key].unblock():
            load_counties(apps.get_model("offices.County"), apps.get_model("offices.CountyRule"))
            load_trades(apps.get_model("curricula.Trade"))
    return outcome


def is_transactional(item):
    marker = item.get_closest_marker("django_db")
    return marker is not None and marker.kwargs.get("transaction", False)


def pytest_configure(config):
    """The first process starts the servers, the others find them in the environment; then comes Django."""
    worker = worker_name(config)
    if not hasattr(config, "workerinput"):
        compile_translations()
        start_servers(config)
    if worker:
        os.environ.update(own_environment(worker))
        django.setup()
        config.pluginmanager.import_plugin("tests.world")  # its models can only be imported now


def worker_name(config):
    """`gw0`, `gw1` …; `main` if all run in one process; None for the process that only hands tests out."""
    if hasattr(config, "workerinput"):
        return config.workerinput["workerid"]
    return None if getattr(config.option, "tx", None) else "main"


def pytest_collection_modifyitems(items):
    """The processes must agree on the order of the tests, and a set has another one in each."""
    for item in items:
        for marker in item.iter_markers("parametrize"):
            if isinstance(marker.args[1], set | frozenset):
                raise pytest.UsageError(f"{item.nodeid}: parametrize over a set; sort it")


def start_servers(config):
    folder = Path(tempfile.mkdtemp(prefix="okportal-test-"))
    folder.chmod(0o711)  # PostgreSQL runs as `nobody` when we are root
    try:
        # Rights given in template1 are in every database made afterwards.
        stores = Stores(folder, durable=False, database="template1")
        config.add_cleanup(stores.discard)
        config.add_cleanup(stores.stop)
        stores.start()
    except NotPossible as reason:
        pytest.exit(str(reason), returncode=3)
    os.environ.update(stores.environment(), OKPORTAL_TEST_FOLDER=str(folder))


def own_environment(worker):
    """What one process does not share with the others: files, cache and queue."""
    folder = Path(os.environ["OKPORTAL_TEST_FOLDER"])
    data = folder / f"data-{worker}"
    (data / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns when it is missing
    sockets = Path(os.environ["OKPORTAL_DB_HOST"]) / "valkey.sock"
    number = int(worker.removeprefix("gw")) + 1 if worker.startswith("gw") else 0
    return {
        # Not earlier: pytest-django would read the settings before the servers are known.
        "DJANGO_SETTINGS_MODULE": "okportal.config.settings.test",
        "OKPORTAL_DATA": str(data),
        "OKPORTAL_REDIS_URL": f"unix://{sockets}?db={2 * number + 1}",
        "OKPORTAL_BROKER_URL": f"redis+socket://{sockets}?virtual_host={2 * number}",
    }


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """Replaces pytest-django's: migrated by the owner, used by the application."""
    with django_db_blocker.unblock():
        database.create(worker_name(request.config))


@pytest.fixture
def superuser_sql(django_db_setup):
    """An oracle that sees the committed rows of all offices: a psycopg connection past row-level security."""
    name = connections["default"].settings_dict["NAME"]
    assert name.startswith("test_")
    with database.superuser(name) as connection:
        yield connection
