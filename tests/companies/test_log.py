"""Is a contact written down, followed up by its writer's task, and kept within the office?"""

from datetime import timedelta

import pytest

from companies import actions
from companies.actions.log import key_of
from companies.models import ContactEntry
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.permissions import Role
from okportal.todo.actions import finish_task
from okportal.todo.models import Task


@pytest.fixture
def here(world):
    with world.here.scope():
        ContactEntry.objects.all().delete()  # the world's own
    return world.here


@pytest.fixture
def advisor(here):
    with here.scope():
        yield here.member(Role.ADVISOR)


def said(by, **changes):
    return {"kind": "call", "on": by.today, "with_whom": "Kari", "text": "Vil ha to.", "follow_up_on": None} | changes


def written(here, by, **changes):
    return actions.write_entry(company=here.rows.company, by=by, **said(by, **changes))


def task_of(entry):
    return Task.objects.filter(key=key_of(entry.pk)).first()


def address(here, *parts):
    return here.url("/".join(("bedrifter", *map(str, parts), "")))


def test_the_second_click_writes_nothing(here, advisor):
    first = written(here, advisor)
    assert written(here, advisor) == first
    assert written(here, here.member(Role.ADMINISTRATOR)) != first, "a colleague's own entry"
    assert written(here, advisor, text="Noe annet") != first
    assert ContactEntry.objects.filter(company=here.rows.company).count() == 3


def test_a_day_to_follow_up_on_is_a_task_for_the_writer(here, advisor):
    entry = written(here, advisor, follow_up_on=advisor.today + timedelta(days=7))
    task = task_of(entry)
    assert task.due_on == entry.follow_up_on
    assert task.assigned == Membership.objects.get(user=advisor.user)
    assert here.rows.company.name in task.title
    assert "Vil ha to" not in str(task.facts), "what was said stays in the log"
    assert task.page_url.endswith(f"/{here.rows.company.pk}/logg/")
    assert task_of(written(here, advisor, text="Uten dag")) is None


def test_followed_up_closes_the_task_once_whoever_does_it(here, advisor):
    entry = written(here, advisor, follow_up_on=advisor.today)
    administrator = here.member(Role.ADMINISTRATOR)
    for _click in range(2):
        actions.follow_up(entry=entry, by=administrator)
    assert task_of(entry).done_by_id == administrator.user.pk
    with pytest.raises(Refused, match="no day"):
        actions.follow_up(entry=written(here, advisor, text="Uten dag"), by=advisor)


def test_another_day_opens_the_task_again_and_none_takes_it_away(here, advisor):
    entry = written(here, advisor, follow_up_on=advisor.today)
    actions.follow_up(entry=entry, by=advisor)
    same = said(advisor, text="Retta", follow_up_on=advisor.today)
    actions.edit_entry(entry=entry, by=advisor, **same)
    assert task_of(entry).done_at, "the text alone brings nothing back"
    actions.edit_entry(entry=entry, by=advisor, **same | {"follow_up_on": advisor.today + timedelta(days=3)})
    assert task_of(entry).done_at is None
    actions.edit_entry(entry=entry, by=advisor, **same | {"follow_up_on": None})
    assert task_of(entry).done_at


def test_an_entry_whose_day_has_passed_is_still_corrected(here, advisor):
    entry = written(here, advisor, follow_up_on=advisor.today)
    ContactEntry.objects.filter(pk=entry.pk).update(follow_up_on=advisor.today - timedelta(days=9))
    late = said(advisor, text="Retta", follow_up_on=advisor.today - timedelta(days=9))
    assert actions.edit_entry(entry=entry, by=advisor, **late).text == "Retta"


@pytest.mark.parametrize(
    ("changes", "field"), [({"on": timedelta(days=1)}, "on"), ({"follow_up_on": timedelta(days=-1)}, "follow_up_on")]
)
def test_days_that_cannot_be(here, advisor, changes, field):
    with pytest.raises(Refused) as refusal:
        written(here, advisor, **{name: advisor.today + ahead for name, ahead in changes.items()})
    assert refusal.value.field == field
    assert not ContactEntry.objects.filter(company=here.rows.company).exists()


def test_only_the_writer_changes_and_withdraws(here, advisor):
    entry, other = written(here, advisor, follow_up_on=advisor.today), here.member(Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="Only the one who wrote it"):
        actions.edit_entry(entry=entry, by=other, **said(other, text="Annet"))
    with pytest.raises(Refused, match="Only the one who wrote it"):
        actions.withdraw_entry(entry=entry, by=other)
    key = key_of(entry.pk)
    actions.withdraw_entry(entry=entry, by=advisor)
    assert not ContactEntry.objects.filter(company=here.rows.company).exists()
    assert Task.objects.get(key=key).done_at
    event = Event.objects.get(verb="contact.withdrawn")
    assert "Vil ha to" not in str(event.facts)


def test_a_withdrawn_entry_cannot_be_changed(here, advisor):
    entry = written(here, advisor)
    stale = ContactEntry.objects.get(pk=entry.pk)
    actions.withdraw_entry(entry=entry, by=advisor)
    with pytest.raises(Refused, match="withdrawn"):
        actions.withdraw_entry(entry=stale, by=advisor)


# --- the pages
def test_from_writing_to_withdrawing(here):
    client, company = here.client(Role.ADVISOR), here.rows.company.pk
    log, new = address(here, company, "logg"), address(here, company, "logg", "ny")
    assert "No contact is written down" in client.get(log).content.decode()
    with here.scope():
        today = here.member(Role.ADVISOR).today
    typed = {"kind": "visit", "on": today, "with_whom": "Kari", "text": "<b>To</b> plasser", "follow_up_on": today}
    assert client.post(new, typed | {"text": ""}).status_code == 422
    assert client.post(new, typed).status_code == 302
    text = client.get(log).content.decode()
    assert "&lt;b&gt;To&lt;/b&gt; plasser" in text
    assert "To be followed up" in text
    with here.scope():
        entry = ContactEntry.objects.get(company=company)
    assert client.get(address(here, "logg", entry.pk, "fulgt-opp")).status_code == 405
    assert client.post(address(here, "logg", entry.pk, "fulgt-opp")).status_code == 302
    assert "To be followed up" not in client.get(log).content.decode()
    assert "No contact of this kind" in client.get(log + "?kind=call").content.decode()
    assert client.post(address(here, "logg", entry.pk, "rediger"), typed | {"text": "Tre"}).status_code == 302
    withdraw = address(here, "logg", entry.pk, "trekk")
    assert client.get(withdraw).status_code == 200
    assert client.post(withdraw).status_code == 302
    assert client.post(withdraw).status_code == 404


def test_a_task_that_is_done_elsewhere_shows_in_the_log(here, advisor):
    entry = written(here, advisor, follow_up_on=advisor.today)
    finish_task(task=task_of(entry), by=advisor)
    text = here.client(Role.READER).get(address(here, here.rows.company.pk, "logg")).content.decode()
    assert "Followed up" in text
    assert "/fulgt-opp/" not in text


def test_the_log_is_paged_and_asks_as_often_for_thirty(here, advisor, django_assert_max_num_queries):
    for number in range(30):
        written(here, advisor, text=f"Nr {number}", follow_up_on=advisor.today)
    client, log = here.client(Role.READER), address(here, here.rows.company.pk, "logg")
    client.get(log)
    with django_assert_max_num_queries(15):
        page = client.get(log)
    assert len(page.context["listing"].rows) == 20
    assert "Nr 3." not in client.get(log + "?page=2").content.decode()


def test_the_office_alone_reads_and_the_writer_alone_changes(here, advisor):
    entry, company = written(here, advisor, follow_up_on=advisor.today), here.rows.company.pk
    steps = [("logg", entry.pk, step) for step in ("rediger", "trekk", "fulgt-opp")]
    for role in (Role.READER, Role.COMPANY_CONTACT, Role.TRAINING_SUPERVISOR, Role.APPRENTICE):
        client = here.client(role)
        assert client.get(address(here, company, "logg")).status_code == (200 if role == Role.READER else 404)
        for page in ((company, "logg", "ny"), *steps):
            assert client.post(address(here, *page), {}).status_code == 404
    administrator = here.client(Role.ADMINISTRATOR)
    for page in steps[:2]:
        assert administrator.post(address(here, *page), {}).status_code == 404
    assert administrator.post(address(here, *steps[2])).status_code == 302


def test_another_offices_log_is_not_there(world):
    with world.there.scope():
        by = world.there.member(Role.ADVISOR)
        entry = written(world.there, by, text="Canary ord", follow_up_on=by.today)
    here, client = world.here, world.here.client(Role.ADVISOR)
    assert client.get(address(here, world.there.rows.company.pk, "logg")).status_code == 404
    for step in ("rediger", "trekk", "fulgt-opp"):
        assert client.post(address(here, "logg", entry.pk, step)).status_code == 404
