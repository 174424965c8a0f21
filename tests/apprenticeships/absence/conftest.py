"""The first office, entered, where nobody has been away.

Models are imported inside the fixtures: pytest reads this file before Django is set up.
"""

import pytest
from dateutil.relativedelta import relativedelta


@pytest.fixture
def here(world):
    from apprenticeships.models import Absence

    with world.here.scope():
        Absence.objects.all().delete()
        yield world.here


@pytest.fixture
def first(here):
    """A day well inside the training period."""
    return here.rows.apprenticeship.start_on + relativedelta(months=1)
