"""Does a long absence propose one extension, end with the training, and tell nothing about health?"""

import pytest

from apprenticeships.actions import absence as actions
from apprenticeships.actions import finish
from apprenticeships.models import Absence, Apprenticeship
from apprenticeships.tasks import weigh_open_absences
from okportal.audit.models import Event
from okportal.offices.models import CountyRule
from okportal.offices.scope import office_scope
from okportal.outbox.mail import preview
from okportal.permissions import Role
from tests.apprenticeships.absence.away import A_DAY, correct, mails, proposals, report
from tests.world import COUNTY

# --- long absence


@pytest.fixture
def limit(here):
    return CountyRule.objects.filter(county_id=COUNTY).order_by("-valid_from").first().long_absence_days


def test_longer_than_the_county_lets_pass_proposes_an_extension(here, first, limit):
    report(here, Role.TRAINING_SUPERVISOR, first, first + limit * A_DAY)
    (task,) = proposals()
    assert task.facts == {
        "apprentice": "Fjord Lærling", "from_on": str(first), "to_on": str(first + limit * A_DAY), "days": limit + 1,
    }  # fmt: skip
    assert (task.page, task.about_id) == ("contracts:amend_for_absence", Absence.objects.get(from_on=first).pk)
    assert task.assigned == here.rows.apprenticeship.advisor
    assert f"{limit + 1} days" in task.title


def test_as_long_as_the_county_lets_pass_proposes_nothing(here, first, limit):
    report(here, Role.ADVISOR, first, first + (limit - 1) * A_DAY)
    assert proposals() == []


def test_version_of_the_first_day_counts(here, first, limit):
    CountyRule.objects.create(county_id=COUNTY, valid_from=first + A_DAY, long_absence_days=300)
    report(here, Role.ADVISOR, first, first + limit * A_DAY)
    assert len(proposals()) == 1
    report(here, Role.ADVISOR, first + 60 * A_DAY, first + (60 + limit) * A_DAY)
    assert len(proposals()) == 1


def test_only_what_is_confirmed_counts(here, first, limit):
    row = report(here, Role.APPRENTICE, first, first + limit * A_DAY)
    assert proposals() == []
    actions.confirm(absence=row, by=here.member(Role.TRAINING_SUPERVISOR))
    assert len(proposals()) == 1


def test_two_that_follow_one_another_are_long_together(here, first, limit):
    report(here, Role.ADVISOR, first, first + 9 * A_DAY)
    report(here, Role.ADVISOR, first + 10 * A_DAY, first + limit * A_DAY, kind="leave", percent=50)
    (task,) = proposals()
    assert task.facts["days"] == 10 + -(-(limit - 9) // 2)


def test_unexcused_absence_proposes_nothing(here, first, limit):
    report(here, Role.ADVISOR, first, first + limit * A_DAY, kind="unexcused")
    assert proposals() == []


def test_weighing_again_changes_nothing(here, first, limit):
    report(here, Role.ADVISOR, first, first + limit * A_DAY)
    before = list(Event.objects.about(proposals()[0]))
    actions.weigh(apprenticeship=here.rows.apprenticeship, by=None)
    assert list(Event.objects.about(proposals()[0])) == before
    assert len(proposals()) == 1


def test_corrected_below_the_limit_closes_the_task(here, first, limit):
    row = report(here, Role.ADVISOR, first, first + limit * A_DAY)
    correct(here, Role.ADVISOR, row, to_on=first)
    (task,) = proposals()
    assert (task.done_at is not None, task.done_by) == (True, None)
    assert "no longer so long" in task.outcome


def test_corrected_upwards_again_opens_it(here, first, limit):
    row = report(here, Role.ADVISOR, first, first + limit * A_DAY)
    row = correct(here, Role.ADVISOR, row, to_on=first)
    correct(here, Role.ADVISOR, row, to_on=first + limit * A_DAY)
    assert [task.done_at for task in proposals()] == [None]


def test_what_an_advisor_has_done_comes_back_only_with_other_days(here, first, limit):
    row = report(here, Role.ADVISOR, first, first + limit * A_DAY)
    task = proposals()[0]
    task.done_at, task.done_by, task.outcome = row.reported_at, here.users[Role.ADVISOR], "Sent to the county"
    task.save()
    actions.weigh(apprenticeship=here.rows.apprenticeship, by=None)
    assert proposals()[0].done_at is not None
    correct(here, Role.ADVISOR, row, to_on=first + 2 * limit * A_DAY)
    assert proposals()[0].done_at is None


def test_withdrawn_closes_the_task(here, first, limit):
    row = report(here, Role.ADVISOR, first, first + limit * A_DAY)
    actions.withdraw(absence=row, by=here.member(Role.ADVISOR))
    assert proposals()[0].done_at is not None


def test_without_a_contract_in_force_the_task_leads_to_the_absence(here, first, limit):
    here.rows.contract.state = "draft"
    here.rows.contract.save()
    report(here, Role.ADVISOR, first, first + limit * A_DAY)
    (task,) = proposals()
    assert (task.page, task.about_id) == ("apprenticeships:absence", here.rows.apprenticeship.pk)


def test_open_absence_becomes_long_with_time(world, limit):
    """Nobody writes anything: the daily run notices, once, in this office only."""
    cast = world.here
    with office_scope(cast.office.pk):
        Absence.objects.all().delete()
        today = cast.member(Role.ADVISOR).today
        row = report(cast, Role.ADVISOR, today - (limit - 1) * A_DAY, None)
        assert proposals() == []
        Absence.objects.filter(pk=row.pk).update(from_on=today - limit * A_DAY)
    weigh_open_absences()
    weigh_open_absences()
    with office_scope(cast.office.pk):
        (task,) = proposals()
        assert task.facts == {"apprentice": "Fjord Lærling", "from_on": str(today - limit * A_DAY)}
        row.refresh_from_db()
        correct(cast, Role.ADVISOR, row, to_on=today)
        assert [task.facts["days"] for task in proposals()] == [limit + 1]
    with office_scope(world.there.office.pk):
        assert proposals() == []


# --- nothing about health leaves the page


def test_kind_stands_in_no_mail_task_or_trail(here, first, limit):
    for number, kind in enumerate(Absence.Kind):
        day = first + number * (limit + 5) * A_DAY
        if day > here.rows.apprenticeship.end_on:
            break
        row = report(here, Role.APPRENTICE, day, day + limit * A_DAY, kind=kind)
        if number % 2:
            actions.confirm(absence=row, by=here.member(Role.TRAINING_SUPERVISOR))
        else:
            actions.decline(absence=row, by=here.member(Role.TRAINING_SUPERVISOR))
    words = [str(word).lower() for kind in Absence.Kind for word in (kind.value, kind.label)]
    told = [f"{event.verb} {event.facts}" for event in Event.objects.all()]
    told += [f"{task.title} {task.next_action} {task.facts} {task.outcome}" for task in proposals()]
    assert len(mails()) > 5 and len(proposals()) > 1
    for mail in mails():
        told += [str(mail.facts), *preview(mail, here.office)]
    for text in told:
        found = [word for word in words if word in text.lower()]
        assert not found, text


# --- the training is over, and a file of one's own


def test_absence_stops_with_the_training_and_its_task_is_settled(here, limit):
    row = here.rows.apprenticeship
    today = here.member(Role.ADVISOR).today
    away = report(here, Role.ADVISOR, today - limit * A_DAY, None)
    assert [task.done_at for task in proposals()] == [None]
    finish(apprenticeship=row, is_completed=False, by=here.member(Role.ADVISOR))
    away.refresh_from_db()
    assert (away.to_on, away.version) == (today, 2)
    assert Event.objects.about(away).first().verb == "absence.closed"
    assert proposals()[0].done_at is not None
    actions.weigh(apprenticeship=Apprenticeship.objects.get(pk=row.pk), by=None)
    assert proposals()[0].done_at is not None


def test_absence_ends_with_the_period_where_that_was_over_before(here, limit):
    today = here.member(Role.ADVISOR).today
    away = report(here, Role.ADVISOR, today - 20 * A_DAY, None)
    Apprenticeship.objects.filter(pk=here.rows.apprenticeship.pk).update(end_on=today - 5 * A_DAY)
    finish(apprenticeship=here.rows.apprenticeship, is_completed=True, by=here.member(Role.ADVISOR))
    away.refresh_from_db()
    assert away.to_on == today - 5 * A_DAY


def test_the_daily_run_looks_at_running_trainings_only(world, limit):
    cast = world.here
    with office_scope(cast.office.pk):
        Absence.objects.all().delete()
        row = report(cast, Role.ADVISOR, cast.member(Role.ADVISOR).today, None)
        Absence.objects.filter(pk=row.pk).update(from_on=row.from_on - 2 * limit * A_DAY)
        Apprenticeship.objects.update(state="ended")
    weigh_open_absences()
    with office_scope(cast.office.pk):
        assert proposals() == []


def test_illness_of_five_days_a_week_becomes_long(here, first, limit):
    monday = first + (7 - first.weekday()) * A_DAY
    for week in range(limit // 7 + 2):
        start = monday + 7 * week * A_DAY
        report(here, Role.ADVISOR, start, start + 4 * A_DAY)
    (task,) = proposals()
    assert task.facts["days"] == 5 * (limit // 7 + 2)
