"""What do the law tests need beside the world: a clean cache, a quiet log, and each wall alone."""

import logging

import pytest
from django.core.cache import cache
from django.db import connections

from okportal.embedded.postgres import SUPERUSER

ON, OFF = "row-level security on", "row-level security off"


@pytest.fixture(autouse=True)
def clean_slate():
    """Rate limits count in the cache; a walk over every address would fill the log with expected refusals."""
    cache.clear()
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
    cache.clear()


@pytest.fixture
def row_level_security_off(django_db_setup, django_db_blocker):
    """Enter the database as a superuser, whom no policy binds: what holds now, holds by the querysets alone."""
    connection = connections["default"]
    with django_db_blocker.unblock():
        connection.close()
        application = connection.settings_dict["USER"]
        connection.settings_dict["USER"] = SUPERUSER
        yield
        connection.close()
        connection.settings_dict["USER"] = application


@pytest.fixture
def wall(request):
    """ON, or OFF where the test is parametrised so; asked for before any database fixture."""
    wall = getattr(request, "param", ON)
    if wall == OFF:
        request.getfixturevalue("row_level_security_off")
    return wall


@pytest.fixture
def whole_world(request, wall):
    """Both offices, with a row in every state that a page may ask for."""
    from tests.laws.cast import enrich  # its models can only be imported once Django is set up

    world = request.getfixturevalue("world")
    for cast in (world.here, world.there):
        with cast.scope():
            enrich(cast)
    return world
