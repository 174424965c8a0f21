"""Is absence reported by those who may, answered by those who must, and corrected without overlap?"""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta

from apprenticeships.actions import absence as actions
from apprenticeships.models import Absence, Apprenticeship
from apprenticeships.standing import standing
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.outbox.mail import preview
from okportal.permissions import COMPANY_ROLES, OFFICE_ROLES, Permission, Role
from tests.apprenticeships.absence.away import A_DAY, correct, mails, report

State = Absence.State


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
