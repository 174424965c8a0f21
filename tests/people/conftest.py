"""What do the tests about people share? A cache without old attempts."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_attempts_counted():
    cache.clear()
    yield
    cache.clear()
