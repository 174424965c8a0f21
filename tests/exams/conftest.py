"""The own office entered as its advisor, with a registration whose window is open.

Our modules are imported inside the fixtures: pytest reads this file before Django is set up.
"""

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone


@pytest.fixture
def open_window(world):
    """The office whose registration can be sent today and is due in a month."""
    today, registration = timezone.localdate(), world.here.rows.registration
    with world.here.scope():
        registration.opens_on, registration.due_on = today - relativedelta(months=5), today + relativedelta(months=1)
        registration.form_file = None
        registration.save()
    return world.here


@pytest.fixture
def here(open_window):
    with open_window.scope():
        open_window.rows.by = open_window.member("advisor")
        yield open_window


@pytest.fixture
def take(here):
    """Takes a step of the registration on its present version: `take(actions.confirm)`."""

    def take(action, **answers):
        registration = here.rows.registration
        registration.refresh_from_db()
        return action(registration=registration, version=registration.version, by=here.rows.by, **answers)

    return take


@pytest.fixture
def registered(take):
    from exams.actions import register

    return take(register, wanted_from_on=None, place="Fjord barnehage", needs_adaptation=True, remarks="Takk")
