"""The first office, with nobody asked yet.

Models are imported inside the fixtures: pytest reads this file before Django is set up.
"""

import pytest


@pytest.fixture
def here(world):
    from companies.models import IntakeQuestion, Places

    for cast in (world.here, world.there):
        with cast.scope():  # the world's own
            Places.objects.all().delete()
            IntakeQuestion.objects.all().delete()
    return world.here


@pytest.fixture
def advisor(here):
    with here.scope():
        yield here.member("advisor")


@pytest.fixture
def question(here, advisor):
    from tests.companies.intake.asked import ask

    (question,) = ask(here, advisor)
    return question
