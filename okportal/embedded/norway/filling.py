"""How is one table filled with one statement, when its next column may come tomorrow?"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Field, Model


@dataclass(frozen=True)
class Filling:
    """INSERT … SELECT of one table in one office.

    `columns` is {column: SQL}, `source` is all that follows SELECT's list, beginning with FROM. Every column that is
    not named gets the default of its field, as a row that the ORM writes would: raises ValueError for one that has
    none and may not be empty.
    """

    model: type[Model]
    source: str
    columns: Mapping[str, str]

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def fill(self, parameters: Mapping) -> int:
        """Writes the rows; returns how many."""
        sql, defaults = self.statement()
        with connection.cursor() as cursor:
            cursor.execute(sql, {**parameters, **defaults})
            return cursor.rowcount

    def statement(self) -> tuple[str, dict]:
        """The statement, and the values of the defaults in it."""
        fields = {field.column: field for field in self.model._meta.concrete_fields if not field.generated}
        if unknown := set(self.columns) - set(fields):
            raise ValueError(f"{self.table} has no {', '.join(sorted(unknown))}")
        chosen, defaults = dict(self.columns), {}
        for column, field in fields.items():
            if column in chosen or fills_itself(field):
                continue
            if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
                chosen[column] = "now()"
            else:
                chosen[column] = f"%(default_{column})s"
                defaults[f"default_{column}"] = default_of(field)
        into, values = ", ".join(f'"{column}"' for column in chosen), ", ".join(chosen.values())
        return f'INSERT INTO "{self.table}" ({into}) SELECT {values} {self.source}', defaults


@dataclass(frozen=True)
class Link:
    """UPDATE of a column that names a row written after its own; `sets` is "column = SQL FROM … WHERE …"."""

    model: type[Model]
    column: str
    sets: str

    @property
    def table(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def fill(self, parameters: Mapping) -> int:
        """Writes the column; returns in how many rows."""
        with connection.cursor() as cursor:
            cursor.execute(f'UPDATE "{self.model._meta.db_table}" SET {self.column} = {self.sets}', parameters)  # noqa: S608
            return cursor.rowcount


def fills_itself(field: Field) -> bool:
    """Does the database know what to write: the next id, a default of its own, or nothing?"""
    return field.primary_key or field.has_db_default() or (field.null and not field.has_default())


def default_of(field: Field):
    value = field.get_default()
    if value is None and not field.null:
        raise ValueError(f"{field.model._meta.db_table}.{field.column} needs a value: it has no default")
    return field.get_db_prep_save(value, connection)


def pick(words: str, which: str) -> str:
    """SQL for one of the words in the parameter `words`, round and round by the whole number `which`."""
    return f"(%({words})s::text[])[1 + mod(abs({which})::int, cardinality(%({words})s::text[]))]"


def numbered(table: str, where: str = "true") -> str:
    """SQL for the office's rows of a table, numbered from 0 as `n` in the order they were written."""
    return f"(SELECT *, row_number() OVER (ORDER BY id) - 1 AS n FROM {table} WHERE office_id = %(office)s AND {where})"  # noqa: S608
