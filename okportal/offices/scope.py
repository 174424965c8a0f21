"""In which office, and for whom, does the code at this point run?"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.urls import reverse


@dataclass(frozen=True)
class Scope:
    """What the database is told: ids as text, empty for none. The policies read both settings."""

    office: str = ""
    user: str = ""
    platform: str = ""  # "on" for platform staff in Django admin: opens offices and memberships, no other table
    known: dict = field(default_factory=dict, compare=False, repr=False)  # what was asked once, e.g. the slug


NOWHERE = Scope()
_current: ContextVar[Scope] = ContextVar("okportal_scope", default=NOWHERE)


def current_office_id() -> int | None:
    office = _current.get().office
    return int(office) if office else None


@contextmanager
def office_scope(office_id: int | None, user_id: int | None = None):
    """Run the block in one transaction that sees only this office's rows.

    `office_id=None` with a user shows that user's own memberships and offices, so that one can choose.
    The settings are local to the transaction: a pooled connection or PgBouncer hands nothing on
    (docs/adr/0003). A nested scope restores the outer one when it ends.
    """
    with _entered(Scope(str(office_id or ""), str(user_id or ""))):
        yield


@contextmanager
def platform_scope(user_id: int):
    """Run the block for platform staff: all offices and memberships, and nothing that belongs to an office."""
    with _entered(Scope(user=str(user_id), platform="on")):
        yield


@contextmanager
def _entered(scope: Scope):
    outer = _current.get()
    with transaction.atomic():
        _tell_database(scope)
        token = _current.set(scope)
        try:
            yield
            # Not in `finally`: after an error the rollback takes the settings back by itself.
            _tell_database(outer)
        finally:
            _current.reset(token)


def _tell_database(scope: Scope):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('okportal.office_id', %s, true), set_config('okportal.user_id', %s, true), "
            "set_config('okportal.platform', %s, true)",
            [scope.office, scope.user, scope.platform],
        )


def office_ids() -> list[int]:
    """Ids of all offices, from a definer function: the only way to learn of offices from outside of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT okportal_office_ids()")
        return [row[0] for row in cursor.fetchall()]


def office_slug() -> str:
    """Slug of the office one is in; one query the first time a scope is asked."""
    scope = _current.get()
    if scope is NOWHERE or not scope.office:
        raise LookupError("No office entered: wrap the call in office_scope().")
    if "slug" not in scope.known:
        with connection.cursor() as cursor:
            cursor.execute("SELECT slug FROM offices_office WHERE id = %s", [scope.office])
            scope.known["slug"] = cursor.fetchone()[0]
    return scope.known["slug"]


def office_url(name: str, *args) -> str:
    """Address of a page of the office one is in: `office_url("contracts:detail", contract.pk)`."""
    return reverse(name, args=[office_slug(), *args])
