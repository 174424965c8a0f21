"""What do all tests of imports stand on?"""

import pytest


@pytest.fixture
def road(world):
    """The way in of the world's own office."""
    from tests.imports.road import Road  # models can be imported only once Django is up

    return Road(world.here)
