"""An advisor in the first office, and a company in which nobody answers for anybody.

Models are imported inside the fixtures: pytest reads this file before Django is set up.
"""

import pytest


@pytest.fixture
def advisor(world):
    """What a role that ends hands over is asked in test_ending."""
    from apprenticeships.models import Apprenticeship

    with world.here.scope():
        Apprenticeship.objects.update(supervisor=None, instructor=None)
        yield world.here.member("advisor")


@pytest.fixture
def company(world, advisor):
    return world.here.rows.company
