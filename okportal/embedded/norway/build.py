"""How is the country written, and how long does each table take?"""

from collections import defaultdict
from dataclasses import dataclass
from time import monotonic

from django.db import connection, transaction
from django.utils import timezone

from okportal.embedded.norway import members, papers, training, working_life
from okportal.embedded.norway.plan import WORDS, OfficePlan, country, slug
from okportal.offices.scope import office_scope

FILLINGS = (*members.FILLINGS, *training.FILLINGS, *working_life.FILLINGS, *papers.FILLINGS)
# PostgreSQL plans by the statistics of the small database that was there before, which know none of these offices:
# it read whole tables for each row of an office, and took eight minutes instead of half of one.
BY_INDEX = "SET LOCAL enable_seqscan = off; SET LOCAL enable_nestloop = off"


@dataclass
class Tally:
    """Rows and seconds of one table."""

    rows: int = 0
    seconds: float = 0


def is_there() -> bool:
    """Has the country been written into this database?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT okportal_office_id(%s)", [slug(1)])
        return cursor.fetchone()[0] is not None


def build(offices: int, apprentices: int) -> dict[str, Tally]:
    """Writes the whole country or nothing, as the application, office by office inside its walls.

    Keys are checked with each statement instead of at the end, so that each table's time is its own.
    """
    tallies = defaultdict(Tally)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; {BY_INDEX}")
        for plan, office in zip(country(offices, apprentices), office_ids(offices), strict=True):
            with office_scope(office):
                for table, tally in fill(plan, office).items():
                    tallies[table].rows += tally.rows
                    tallies[table].seconds += tally.seconds
    return tallies


def office_ids(count: int) -> list[int]:
    """Ids for new offices: each office is entered before its row can be written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('offices_office_id_seq') FROM generate_series(1, %s)", [count])
        return [row[0] for row in cursor.fetchall()]


def fill(plan: OfficePlan, office: int, fillings=FILLINGS) -> dict[str, Tally]:
    """Writes one office inside its scope."""
    parameters = {
        **{name: list(words) for name, words in WORDS.items()},
        "office": office, "serial": plan.serial, "slug": plan.slug, "name": plan.name,
        "number": plan.organisation_number, "numbers": list(plan.companies), "companies": len(plan.companies),
        "apprentices": plan.apprentices, "today": timezone.localdate(),
    }  # fmt: skip
    tallies = {}
    for filling in fillings:
        began = monotonic()
        rows = filling.fill(parameters)
        tallies[filling.table] = Tally(rows, monotonic() - began)
    return tallies
