"""Changes of the running contract of the first office, and a part of them in the other one."""

import pytest


@pytest.fixture
def changes(here):
    from tests.contracts.amending.changes import Changes

    return Changes(here)
