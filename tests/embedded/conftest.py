"""Where do the tests of the embedded servers keep their data?"""

import shutil
import tempfile
from pathlib import Path

import pytest

from okportal.embedded.data_folder import DataFolder
from okportal.embedded.stores import Stores
from okportal.embedded.system import socket_path


@pytest.fixture
def folder():
    """An empty data folder that an unprivileged PostgreSQL can reach; pytest's tmp_path is closed to it."""
    path = Path(tempfile.mkdtemp(prefix="okportal-embedded-"))
    path.chmod(0o711)
    yield DataFolder(path)
    for left in (path, socket_path(path)):
        shutil.rmtree(left, ignore_errors=True)


@pytest.fixture
def stores(folder):
    """PostgreSQL and Valkey, running."""
    stores = Stores(folder.path, durable=False)
    stores.start()
    yield stores
    stores.stop()
