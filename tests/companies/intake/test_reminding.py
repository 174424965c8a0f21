"""Who is reminded of the question, and who is left in peace?"""

from datetime import timedelta

from django.core import mail
from django.test import Client
from django.utils import timezone

from companies import actions
from companies.intake import token_of
from companies.models import Company, CompanyPerson, IntakeQuestion
from companies.tasks import remind_of_intake
from okportal.outbox.mail import compose
from okportal.people.actions import token_hash
from okportal.permissions import Role
from tests.companies.intake.asked import answered, ask, link, mails


def test_who_is_silent_for_14_days_is_reminded_once_with_the_same_link(here, advisor, question):
    now = question.asked_at + timedelta(days=14)
    assert actions.remind_intake(office_id=here.office.pk, now=now - timedelta(seconds=1)) == 0
    for _sweep in range(2):
        assert actions.remind_intake(office_id=here.office.pk, now=now) == 1
    (reminder,) = mails("intake_reminder")
    assert link(here, question) in compose(reminder, here.office).body
    assert Client().get(link(here, question)).status_code == 200


def test_who_has_answered_left_or_run_out_of_time_is_not_reminded(here, advisor, question):
    now = question.asked_at + timedelta(days=15)
    assert actions.remind_intake(office_id=here.office.pk, now=question.expires_at + timedelta(seconds=1)) == 0
    Company.objects.update(is_active=False)
    assert actions.remind_intake(office_id=here.office.pk, now=now) == 0
    Company.objects.update(is_active=True)
    answered(question)
    assert actions.remind_intake(office_id=here.office.pk, now=now) == 0


def test_a_reminder_goes_to_whom_the_company_has_now(here, advisor, question):
    CompanyPerson.objects.filter(role="company_contact").update(to_on=advisor.today - timedelta(days=1))
    actions.remind_intake(office_id=here.office.pk, now=question.asked_at + timedelta(days=15))
    assert [message.to_email for message in mails("intake_reminder")] == [here.rows.responsible_leader.email]


def test_a_reminder_lets_its_link_in_after_the_portals_key_was_changed(here, advisor, question, settings):
    settings.SECRET_KEY = "a new one"
    actions.remind_intake(office_id=here.office.pk, now=question.asked_at + timedelta(days=15))
    question.refresh_from_db()
    assert question.token_hash == token_hash(token_of(question))


def test_the_sweep_asks_every_office(here, world):
    for cast in (world.here, world.there):
        with cast.scope():
            ask(cast, cast.member(Role.ADVISOR))
            IntakeQuestion.objects.update(asked_at=timezone.now() - timedelta(days=15))
    remind_of_intake()
    for cast in (world.here, world.there):
        with cast.scope():
            (message,) = mails("intake_reminder")
            assert message.to_email.endswith(f"@{cast.office.slug}.example")
    assert mail.outbox == []
