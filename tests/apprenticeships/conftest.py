"""These tests read the source's own words, whatever the catalogues say: everybody reads English."""

import pytest
from django.utils import translation


@pytest.fixture
def world(world, django_user_model):
    django_user_model.objects.update(language="en")
    return world


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield
