"""How far has the worker come with a file?

Told through the cache: the transaction that does the work shows nothing until it ends.
"""

from contextlib import suppress

from django.core.cache import cache

KEPT = 600  # seconds


def show(run, done: int, total: int):
    """Best effort: a cache that does not answer stops no import."""
    with suppress(Exception):
        cache.set(_key(run), (done, total), KEPT)


def shown(run) -> tuple[int, int]:
    """(done, total); (0, 0) while nothing is known."""
    try:
        return cache.get(_key(run)) or (0, 0)
    except Exception:
        return (0, 0)


def _key(run) -> str:
    return f"import:{run.office_id}:{run.pk}:{run.state}"
