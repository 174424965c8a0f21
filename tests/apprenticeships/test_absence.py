"""Reporting, confirming, correcting and withdrawing absence, and what a long one leads to."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta

from apprenticeships.actions import absence as actions
from apprenticeships.actions import finish
from apprenticeships.models import Absence, Apprenticeship
from apprenticeships.standing import standing
from apprenticeships.tasks import weigh_open_absences
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.offices.models import CountyRule
from okportal.offices.scope import office_scope
from okportal.outbox.mail import preview
from okportal.outbox.models import Message
from okportal.permissions import COMPANY_ROLES, OFFICE_ROLES, Permission, Role
from okportal.todo.models import Task
from tests.world import COUNTY

State = Absence.State
A_DAY = timedelta(days=1)
MAILS = ("apprenticeships/absence_to_confirm", "apprenticeships/absence_not_right")


@pytest.fixture
def here(world):
    with world.here.scope():
        Absence.objects.all().delete()
        yield world.here


@pytest.fixture
def first(here):
    """A day well inside the training period."""
    return here.rows.apprenticeship.start_on + relativedelta(months=1)


def report(here, role, from_on, to_on, **changes):
    given = {"kind": "illness", "percent": 100, "from_on": from_on, "to_on": to_on} | changes
    return actions.report(apprenticeship=here.rows.apprenticeship, by=here.member(role), **given)


def correct(here, role, row, **changes):
    given = {name: getattr(row, name) for name in ("kind", "percent", "from_on", "to_on", "version")} | changes
    return actions.correct(absence=row, by=here.member(role), **given)


def mails():
    return list(Message.objects.filter(template__in=MAILS).order_by("pk"))


def proposals():
    return list(Task.objects.filter(kind__startswith="contracts/long_absence").order_by("pk"))


# --- who may, in this file


@pytest.mark.parametrize("role", Role)
def test_part_in_the_file_follows_the_role_one_has_there(here, role):
    part = standing(here.member(role), here.rows.apprenticeship)
    assert part.roles == ({role} if role != Role.GUARDIAN else set())


def test_rights_of_another_role_do_not_count_here(here):
    """An instructor here who is in training elsewhere reports the own absence, not this apprentice's."""
    other = here.rows.planned.apprentice
    other.pk, other.email, other.national_id = None, "instr@example.test", ""
    other.user = here.users[Role.INSTRUCTOR]
    other.save()
    membership = here.rows.apprenticeship.advisor
    membership.pk, membership.user, membership.role = None, here.users[Role.INSTRUCTOR], Role.APPRENTICE
    membership.save()
    member = here.member(Role.INSTRUCTOR)
    assert member.can(Permission.ABSENCE_REPORT)
    part = standing(member, Apprenticeship.objects.select_related("apprentice").get(pk=here.rows.apprenticeship.pk))
    assert part.roles == {Role.INSTRUCTOR}
    assert not part.can(Permission.ABSENCE_REPORT)
    assert not part.sees_absence_kinds


def test_who_sees_the_kinds(here):
    sees = {role for role in Role if standing(here.member(role), here.rows.apprenticeship).sees_absence_kinds}
    assert sees == {*OFFICE_ROLES, *COMPANY_ROLES, Role.APPRENTICE} - {Role.INSTRUCTOR}


# --- report


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.ADVISOR, Role.TRAINING_SUPERVISOR])
def test_office_and_supervisor_confirm_with_the_report(here, first, role):
    row = report(here, role, first, first + A_DAY)
    assert (row.state, row.decided_by) == (State.CONFIRMED, here.users[role])
    assert mails() == []
    assert Event.objects.about(row).get().facts == {"state": "confirmed"}


@pytest.mark.parametrize("role", [Role.APPRENTICE, Role.HR, Role.COMPANY_CONTACT])
def test_others_wait_for_the_supervisor_who_gets_a_mail(here, first, role):
    row = report(here, role, first, None)
    assert (row.state, row.decided_by) == (State.REPORTED, None)
    (mail,) = mails()
    supervisor = here.rows.training_supervisor
    assert (mail.to_email, mail.to_name) == (supervisor.email, supervisor.name)
    assert (mail.page, mail.about_id) == ("apprenticeships:absence_detail", row.pk)
    assert mail.facts == {"apprentice": "Fjord Lærling", "from_on": str(first), "to_on": ""}


def test_without_a_supervisor_the_advisor_is_asked(here, first):
    person = here.rows.training_supervisor
    person.to_on = here.member(Role.ADVISOR).today - A_DAY
    person.save()
    report(here, Role.APPRENTICE, first, first)
    assert mails()[0].to_email == here.users[Role.ADVISOR].email


def test_with_nobody_to_ask_it_waits(here, first):
    Apprenticeship.objects.update(supervisor=None, advisor=None)
    assert report(here, Role.APPRENTICE, first, first).state == State.REPORTED
    assert mails() == []


@pytest.mark.parametrize(("name", "to_be_said"), [("from_on", "not begun"), ("late", "had ended"), ("to_on", "before")])
def test_days_outside_the_training_are_refused(here, first, name, to_be_said):
    file = here.rows.apprenticeship
    days = {
        "from_on": (file.start_on - A_DAY, first), "late": (file.end_on + A_DAY, None), "to_on": (first, first - A_DAY),
    }[name]  # fmt: skip
    with pytest.raises(Refused, match=to_be_said) as refusal:
        report(here, Role.ADVISOR, *days)
    assert refusal.value.field == ("to_on" if name == "to_on" else "from_on")
    assert not Absence.objects.exists()


def test_first_and_last_day_of_the_training_are_in_it(here):
    file = here.rows.apprenticeship
    report(here, Role.ADVISOR, file.start_on, file.start_on)
    report(here, Role.ADVISOR, file.end_on, file.end_on + timedelta(days=30))
    assert Absence.objects.count() == 2


def test_before_there_is_a_contract_nobody_is_away(here, first):
    with pytest.raises(Refused, match="not begun") as refusal:
        actions.report(
            apprenticeship=here.rows.planned, kind="leave", percent=100, from_on=first, to_on=first,
            by=here.member(Role.ADVISOR),
        )  # fmt: skip
    assert "contract" in refusal.value.way_out


@pytest.mark.parametrize("days", [(0, 5), (-3, 0), (5, 9), (2, 3), (-5, None)])
def test_overlap_names_the_other_period(here, first, days):
    report(here, Role.ADVISOR, first, first + 5 * A_DAY)
    start, end = (None if day is None else first + day * A_DAY for day in days)
    with pytest.raises(Refused) as refusal:
        report(here, Role.APPRENTICE, start, end)
    assert refusal.value.field == "from_on"
    for day in (first, first + 5 * A_DAY):
        assert f"{day.day}" in refusal.value.message and str(day.year) in refusal.value.message
    assert Absence.objects.count() == 1


def test_overlap_with_one_still_away_says_so(here, first):
    report(here, Role.ADVISOR, first, None)
    with pytest.raises(Refused, match="until further notice"):
        report(here, Role.ADVISOR, first + 100 * A_DAY, None)


def test_day_before_and_after_do_not_overlap(here, first):
    report(here, Role.ADVISOR, first, first + A_DAY)
    report(here, Role.ADVISOR, first + 2 * A_DAY, first + 3 * A_DAY)
    report(here, Role.ADVISOR, first - 2 * A_DAY, first - A_DAY)
    assert Absence.objects.count() == 3


def test_repeated_click_reports_once(here, first):
    report(here, Role.APPRENTICE, first, first)
    with pytest.raises(Refused, match="registered already"):
        report(here, Role.APPRENTICE, first, first)
    assert len(mails()) == 1


# --- answer


def test_supervisor_confirms(here, first):
    row = actions.confirm(absence=report(here, Role.APPRENTICE, first, first), by=here.member(Role.TRAINING_SUPERVISOR))
    assert (row.state, row.decided_by) == (State.CONFIRMED, here.users[Role.TRAINING_SUPERVISOR])
    with pytest.raises(Refused, match="not possible now"):
        actions.confirm(absence=row, by=here.member(Role.TRAINING_SUPERVISOR))


def test_not_right_tells_who_reported_and_frees_the_days(here, first):
    row = actions.decline(absence=report(here, Role.APPRENTICE, first, first), by=here.member(Role.TRAINING_SUPERVISOR))
    assert row.state == State.DECLINED
    assert [mail.to_email for mail in mails()][-1] == here.users[Role.APPRENTICE].email
    assert report(here, Role.ADVISOR, first, first).state == State.CONFIRMED


def test_confirmed_cannot_be_declined(here, first):
    row = report(here, Role.ADVISOR, first, first)
    with pytest.raises(Refused):
        actions.decline(absence=row, by=here.member(Role.ADVISOR))


def test_answer_to_an_older_version_is_refused(here, first):
    row = report(here, Role.APPRENTICE, first, first)
    correct(here, Role.APPRENTICE, row, to_on=first + A_DAY)
    with pytest.raises(Refused, match="changed this"):
        actions.confirm(absence=row, by=here.member(Role.TRAINING_SUPERVISOR), version=1)


# --- correct and withdraw


def test_last_day_is_filled_in_later(here, first):
    row = correct(here, Role.ADVISOR, report(here, Role.ADVISOR, first, None), to_on=first + A_DAY)
    assert (row.to_on, row.state, row.version) == (first + A_DAY, State.CONFIRMED, 2)


def test_reporter_corrects_what_waits_and_the_supervisor_is_asked_anew(here, first):
    row = correct(here, Role.APPRENTICE, report(here, Role.APPRENTICE, first, None), to_on=first)
    assert row.state == State.REPORTED
    assert [mail.facts["to_on"] for mail in mails()] == ["", str(first)]


def test_supervisor_corrects_and_has_confirmed_with_it(here, first):
    row = correct(here, Role.TRAINING_SUPERVISOR, report(here, Role.APPRENTICE, first, None), to_on=first)
    assert (row.state, row.decided_by) == (State.CONFIRMED, here.users[Role.TRAINING_SUPERVISOR])


def test_what_is_confirmed_the_apprentice_corrects_no_more(here, first):
    row = report(here, Role.ADVISOR, first, first)
    with pytest.raises(Refused):
        correct(here, Role.APPRENTICE, row, to_on=first + A_DAY)
    with pytest.raises(Refused):
        actions.withdraw(absence=row, by=here.member(Role.APPRENTICE))


def test_correction_into_another_period_is_refused(here, first):
    report(here, Role.ADVISOR, first + 5 * A_DAY, first + 9 * A_DAY)
    row = report(here, Role.ADVISOR, first, first)
    with pytest.raises(Refused, match="registered already"):
        correct(here, Role.ADVISOR, row, to_on=first + 6 * A_DAY)


def test_stale_correction_is_refused(here, first):
    row = report(here, Role.ADVISOR, first, first)
    correct(here, Role.ADVISOR, row, percent=50)
    with pytest.raises(Refused, match="changed this"):
        correct(here, Role.TRAINING_SUPERVISOR, row, percent=80)
    assert Absence.objects.get().percent == 50


def test_withdrawn_frees_the_days_and_sends_no_mail(here, first):
    row = actions.withdraw(absence=report(here, Role.APPRENTICE, first, first), by=here.member(Role.APPRENTICE))
    assert row.state == State.DECLINED
    assert len(mails()) == 1
    report(here, Role.APPRENTICE, first, first)


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


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_mail_is_in_the_readers_language_with_the_days_and_a_link(here, first, language):
    user = here.users[Role.TRAINING_SUPERVISOR]
    user.language = language
    user.save()
    report(here, Role.APPRENTICE, first, first + A_DAY)
    (mail,) = mails()
    assert mail.language == language
    subject, text = preview(mail, here.office)
    assert "Fjord Lærling" in subject + text
    assert str(first.year) in text
    assert f"/laerlinger/fravaer/{mail.about_id}/" in text


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


def test_last_day_is_at_most_two_years_ahead(here):
    today = here.member(Role.ADVISOR).today
    for to_on in (today + relativedelta(years=2, days=1), date.max):
        with pytest.raises(Refused, match="two years") as refusal:
            report(here, Role.ADVISOR, today, to_on)
        assert refusal.value.field == "to_on"
    assert report(here, Role.ADVISOR, today, today + relativedelta(years=2))


@pytest.mark.parametrize("role", [Role.TRAINING_SUPERVISOR, Role.ADVISOR])
def test_nobody_confirms_the_own_absence(here, first, role):
    """A supervisor, or one of the office's people, who takes the certificate on the job."""
    row = Apprenticeship.objects.select_related("apprentice").get(pk=here.rows.apprenticeship.pk)
    row.apprentice.user = here.users[role]
    row.apprentice.save()
    member = here.member(role)
    assert standing(member, row).roles == set()
    own = here.rows.apprenticeship.advisor
    own.pk, own.user, own.role = None, here.users[role], Role.APPRENTICE
    own.save()
    part = standing(here.member(role), row)
    assert part.roles == {Role.APPRENTICE}
    assert report(here, role, first, first).state == State.REPORTED
