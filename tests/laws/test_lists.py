"""Law: a page asks the database as often for thirty rows as for one; a list at most twelve times."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from okportal.permissions import Role
from tests.laws.catalogue import pages
from tests.laws.crowd import add_training, crowd
from tests.laws.matrix import Walk

# Lists and front pages by the last word of their name; one person's file writes who looked at it, as well.
LISTS = {
    "list", "caseload", "own_apprentices", "own_training", "office", "search", "staff", "viewings", "plan",
    "absence", "absence_report", "needs", "needs_templates", "notes",
    "places_overview", "library", "guidance_list", "contact_log", "establishments", "documents",
    "people", "supervisors", "templates", "bundles",
    "former", "expired", "ending_statistics", "endings", "at_county", "changes_at_county", "vigo", "vigo_run",
}  # fmt: skip
# A contract in a change of company asks once more: with whom it is.
MOST = {"list": 12, "detail": 15, "contracts:detail": 16, "other": 20}
FIRST = 99  # the number of the one that is there before the crowd
# What only the test's own transaction around the request causes.
AROUND = ("SAVEPOINT", "RELEASE", "ROLLBACK")


@pytest.mark.slow
@pytest.mark.parametrize("who", [Role.ADMINISTRATOR, Role.ADVISOR, Role.TRAINING_SUPERVISOR, Role.APPRENTICE], ids=str)
def test_page_asks_as_often_for_thirty_rows_as_for_one(who, world):
    walk = Walk(world, who)
    with world.here.scope():
        add_training(world.here, FIRST)  # a list without a row asks for none
    ask_all(walk)  # what is asked once in a process, is asked now
    one = ask_all(walk)
    crowd(world.here)
    thirty = ask_all(walk)
    assert len(one) > 4, "hardly any page answered: the law would be empty"
    grown = {page: (len(one[page]), len(thirty[page])) for page in one if len(thirty[page]) != len(one[page])}
    assert not grown, "\n".join(story(page, one[page], thirty[page]) for page in grown)
    many = {page: len(queries) for page, queries in thirty.items() if len(queries) > limit(page[0])}
    assert not many, "\n".join(f"{page}: {count}" for page, count in many.items())


def ask_all(walk) -> dict[tuple, list[str]]:
    """The statements of each page of the office that answers, by its name and ids."""
    asked = {}
    for page in pages():
        if not page.is_in_office or not walk.may_open(page):
            continue
        for values in walk.variants(page, walk.here):
            connection.queries_log.clear()  # it keeps 9,000, and counts wrongly beyond
            with CaptureQueriesContext(connection) as captured:
                answer = walk.ask("GET", page, walk.here, values)
            if answer.status == 200:
                asked[page.name, *values.values()] = statements(captured)
    return asked


def statements(captured) -> list[str]:
    asked = [query["sql"].strip() for query in captured if not query["sql"].startswith(AROUND)]
    # The office is told a second time only because a scope inside a transaction gives the outer one back.
    scopes = [sql for sql in asked if sql.startswith("SELECT set_config")]
    return [sql for sql in asked if sql not in scopes] + scopes[:1]


def limit(name: str) -> int:
    last = name.rsplit(":", 1)[-1]
    return MOST["list" if last in LISTS else name if name in MOST else last if last in MOST else "other"]


def story(page, one, thirty) -> str:
    """The statement that is asked most often, to begin with."""
    kinds = [sql[:160] for sql in thirty or one]
    worst = max(set(kinds), key=kinds.count)
    return f"{page}: {len(one)} → {len(thirty)}; {kinds.count(worst)} times {worst}"
