"""Is a change of a contract remembered until the county authority has consented?"""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contracts import tasks
from contracts.actions import amending, amending_county, county_tasks
from contracts.amending.kinds import Kind
from contracts.models import Amendment, CountyEntry
from contracts.states import AmendmentState as S
from okportal.permissions import Role
from okportal.todo.models import Task
from tests.contracts.amending.changes import A_DAY, Changes, decision, fresh
from tests.contracts.county.test_sweep import open_tasks


@pytest.fixture
def changes(here, rule):
    return Changes(here)


def after(days):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def test_signed_by_all_and_forgotten(changes):
    row = changes.to(S.SIGNED, changes.draft(Kind.EXTENSION, from_on=changes.today + 40 * A_DAY))
    tasks.watch_county()
    assert open_tasks() == []
    with after(3):
        tasks.watch_county()
        tasks.watch_county()
        assert open_tasks() == ["change_send"]
        task = Task.objects.get(kind="contracts/county_change_send")
        assert (task.due_on, task.page, task.about_id) == (row.from_on, "contracts:amendments", row.contract_id)
        assert task.assigned == changes.contract.apprenticeship.advisor
        amending_county.send_amendment_to_county(amendment=row, sent_on=changes.today, by=changes.advisor)
        assert open_tasks() == []


def test_the_advisor_reads_of_it_on_the_page_of_the_day(changes, here):
    row = changes.to(S.SIGNED, changes.draft(Kind.EXTENSION))
    tasks.watch_county()
    page = here.client(Role.ADVISOR).get(here.url(""), follow=True).text
    assert f"Send change {row.number} of contract" in page


def test_no_answer_after_the_county_s_weeks(changes):
    row = changes.to(S.AT_COUNTY, changes.draft(Kind.EXTENSION, from_on=changes.today + 60 * A_DAY))
    entry = CountyEntry.objects.get(amendment=row)
    assert entry.due_on == changes.today + timedelta(weeks=4)
    with after(28):
        tasks.watch_county()
        assert open_tasks() == []
    with after(29):
        tasks.watch_county()
        assert open_tasks() == ["change_no_answer"]
        amending_county.refuse_consent(amendment=fresh(row), **decision("For kort tid"), by=changes.advisor)
        assert open_tasks() == []


@pytest.mark.parametrize("state", [S.SIGNED, S.AT_COUNTY])
def test_withdrawn_it_waits_for_nothing(changes, state):
    row = changes.to(state, changes.draft(Kind.EXTENSION))
    with after(29):
        tasks.watch_county()
        assert len(open_tasks()) == 1
        amending.withdraw_amendment(amendment=fresh(row), reason="Ombestemt", by=changes.advisor)
        assert open_tasks() == []
        tasks.watch_county()
        assert open_tasks() == []


def test_gone_another_way_the_task_goes_with_the_next_sweep(changes):
    row = changes.to(S.SIGNED, changes.draft(Kind.EXTENSION))
    tasks.watch_county()
    Amendment.objects.filter(pk=row.pk).update(needs_consent=False)
    tasks.watch_county()
    assert open_tasks() == []


def test_other_office_is_asked_for_itself(world, changes):
    changes.to(S.SIGNED, changes.draft(Kind.EXTENSION))
    with world.there.scope():
        assert county_tasks.found_in(world.there.office.pk) == []
    with world.here.scope():
        assert len(county_tasks.found_in(world.here.office.pk)) == 1


def test_as_many_questions_for_three_changes_as_for_one(changes, here):
    changes.to(S.SIGNED, changes.draft(Kind.EXTENSION))

    def asked():
        with CaptureQueriesContext(connection) as queries:
            found = county_tasks.found_in(here.office.pk)
        return len(found), len(queries)

    one, queries = asked()
    for kind in (Kind.PART_TIME, Kind.WORKPLACE):
        changes.to(S.SIGNED, changes.draft(kind))
    assert (one, asked()) == (1, (3, queries))


def listed(browser, query=""):
    return browser.get(f"/fjord/kontrakter/fylket/endringer/?{query}").context["listing"].rows


def test_list_of_changes_with_since_and_due(changes, browse):
    """What is to be sent is due when it shall hold; what was sent, when the county has usually decided."""
    signed = changes.to(S.SIGNED, changes.draft(Kind.EXTENSION, from_on=changes.today + 40 * A_DAY))
    sent = changes.to(S.AT_COUNTY, changes.draft(Kind.TRADE))
    changes.to(S.SIGNING, changes.draft(Kind.PART_TIME))
    changes.in_force(Kind.WORKPLACE)
    rows = listed(browse(Role.READER))
    assert [(row.pk, row.since, row.due_on) for row in rows] == [
        (signed.pk, changes.today, signed.from_on),
        (sent.pk, changes.today, changes.today + timedelta(weeks=4)),
    ]
    browser = browse(Role.ADVISOR)
    assert [row.pk for row in listed(browser, "state=at_county&county=46&whose=mine")] == [sent.pk]
    assert [row.pk for row in listed(browser, f"q={signed.contract.number}&state=signed")] == [signed.pk]
    assert not listed(browser, "county=03")
    assert not listed(browser, "q=ukjent")


def test_list_of_changes_is_empty_in_words_and_in_the_other_office(changes, browse, world):
    assert "No change waits" in browse(Role.ADVISOR).get("/fjord/kontrakter/fylket/endringer/").content.decode()
    changes.to(S.SIGNED, changes.draft(Kind.EXTENSION))
    assert len(listed(browse(Role.ADVISOR))) == 1
    there = world.there.client(Role.ADVISOR)
    assert "No change waits" in there.get(world.there.url("kontrakter/fylket/endringer/")).content.decode()
