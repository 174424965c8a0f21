"""In which office, and for whom, does the code at this point run?"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction
from django.urls import reverse


@dataclass
class Scope:
    """What the database is told, as text; empty for none. The policies read these settings."""

    office: str = ""
    user: str = ""
    platform: str = ""  # "on" for platform staff in Django admin: opens offices and memberships, no other table
    slug: str = ""  # known from the address, or asked once


_current: ContextVar[Scope | None] = ContextVar("okportal_scope", default=None)


def office_scope(office_id: int | None, user_id: int | None = None):
    """Run the block in one transaction that sees only this office's rows.

    `office_id=None` with a user shows that user's own memberships and offices, so that one can choose.
    The settings are local to the transaction: a pooled connection or PgBouncer hands nothing on
    (docs/adr/0003). A nested scope restores the outer one when it ends.
    """
    return _entered(Scope(str(office_id or ""), str(user_id or "")), TELL)


def scope_of_slug(slug: str, user_id: int | None):
    """As office_scope, for an address: finds the office and enters it in one question to the database.

    Where no office has the slug, nothing is visible inside.
    """
    return _entered(Scope(user=str(user_id or ""), slug=slug), FIND_AND_TELL)


def platform_scope(user_id: int):
    """Run the block for platform staff: all offices and memberships, and nothing that belongs to an office."""
    return _entered(Scope(user=str(user_id), platform="on"), TELL)


TELL = """
    SELECT set_config('okportal.office_id', %(office)s, true), set_config('okportal.user_id', %(user)s, true),
           set_config('okportal.platform', %(platform)s, true)
"""
# The function sees past the walls, because no office is entered yet (migration offices.0002).
FIND_AND_TELL = TELL.replace("%(office)s", "COALESCE(okportal_office_id(%(slug)s)::text, '')")


@contextmanager
def _entered(scope: Scope, sql: str):
    outer = _current.get()
    is_nested = connection.in_atomic_block
    with transaction.atomic():
        scope.office = _tell_database(scope, sql)
        token = _current.set(scope)
        try:
            yield
            # Not in `finally`: after an error the rollback takes the settings back by itself, and so does the end
            # of the transaction where this scope began it.
            if is_nested:
                _tell_database(outer or Scope(), TELL)
        finally:
            _current.reset(token)


def _tell_database(scope: Scope, sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql, vars(scope))
        return cursor.fetchone()[0]


def office_ids() -> list[int]:
    """Ids of all offices, from a definer function: the only way to learn of offices from outside of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT okportal_office_ids()")
        return [row[0] for row in cursor.fetchall()]


def office_slug() -> str:
    """Slug of the office one is in; one query the first time a scope is asked."""
    scope = _current.get()
    if scope is None or not scope.office:
        raise LookupError("No office entered: wrap the call in office_scope().")
    if not scope.slug:
        with connection.cursor() as cursor:
            cursor.execute("SELECT slug FROM offices_office WHERE id = %s", [scope.office])
            scope.slug = cursor.fetchone()[0]
    return scope.slug


def office_url(name: str, *args) -> str:
    """Address of a page of the office one is in: `office_url("contracts:detail", contract.pk)`."""
    return reverse(name, args=[office_slug(), *args])
