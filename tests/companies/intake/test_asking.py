"""Is a company asked once a year, by a mail in its own language and a link that nobody keeps?"""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from companies import actions
from companies.intake import token_of
from companies.models import Company, CompanyPerson, IntakeQuestion
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.outbox.mail import compose
from okportal.outbox.models import Message
from okportal.people.actions import token_hash
from okportal.permissions import Role
from tests.companies.intake.asked import YEAR, answered, ask, figure, later, link, mails


def test_the_contact_is_asked_in_the_own_language_by_a_link_that_nobody_keeps(here, question):
    contact = here.rows.company_contact
    (message,) = mails()
    assert (message.to_email, message.to_name, message.language) == (contact.email, contact.name, "en")
    assert question.token_hash == token_hash(token_of(question)) != token_of(question)
    assert token_of(question) not in str(vars(question))
    text = compose(message, here.office).body
    assert link(here, question) in text
    assert "Will you take apprentices in 2027?" in text
    assert token_of(question) not in compose(message, here.office).kept_text


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_both_mails_are_written_in_each_language(here, advisor, question, language):
    IntakeQuestion.objects.update(asked_at=timezone.now() - timedelta(days=14))
    actions.remind_intake(office_id=here.office.pk, now=timezone.now())
    Message.objects.update(language=language)
    for message in mails() + mails("intake_reminder"):
        text = compose(message, here.office)
        assert here.rows.company.name in text.subject
        assert str(YEAR) in text.body


def test_who_is_asked_contact_then_leader_then_the_companys_own_address(here, advisor):
    company, rows = here.rows.company, CompanyPerson.objects.filter(company=here.rows.company)
    rows.filter(role="company_contact").update(to_on=advisor.today - timedelta(days=1))
    ask(here, advisor)
    later()
    assert mails()[-1].to_email == here.rows.responsible_leader.email
    rows.filter(role="responsible_leader").update(email="")
    actions.ask_again(company=company, year=YEAR, answer_by=advisor.today + timedelta(9), by=advisor)
    assert (mails()[-1].to_email, mails()[-1].to_name) == (company.email, company.name)
    later()
    Company.objects.update(email="")
    with pytest.raises(Refused, match="nobody to write to"):
        actions.ask_again(company=company, year=YEAR, answer_by=advisor.today + timedelta(9), by=advisor)


def test_the_second_click_asks_nobody(here, advisor, question):
    assert ask(here, advisor) == []
    assert len(mails()) == 1
    assert Event.objects.filter(verb="intake.asked").count() == 1


def test_a_former_member_and_one_without_address_are_passed_over(here, advisor):
    silent = Company.objects.create(office=here.office, organisation_number="810059672", name="Uten adresse")
    former = Company.objects.create(
        office=here.office, organisation_number="913558693", name="Før", email="a@b.example", is_active=False
    )
    assert ask(here, advisor, [silent.pk, former.pk]) == []


def test_another_offices_company_is_never_asked(world):
    here, there = world.here, world.there
    with here.scope():
        assert ask(here, here.member(Role.ADVISOR), [there.rows.company.pk]) == []


@pytest.mark.parametrize("days", [-1, 0, 400])
def test_the_last_day_must_lie_ahead_and_not_too_far(here, advisor, days):
    with pytest.raises(Refused) as refusal:
        actions.ask_intake(ids=[here.rows.company.pk], year=YEAR, answer_by=advisor.today + timedelta(days), by=advisor)
    assert refusal.value.field == "answer_by"


def test_asking_again_makes_a_new_link_and_takes_the_answer_back(here, advisor, question):
    old = link(here, question)
    answered(question)
    again = actions.ask_again(
        company=here.rows.company, year=YEAR, answer_by=advisor.today + timedelta(days=9), by=advisor
    )
    assert (again.pk, again.answered_at, again.answer) == (question.pk, None, "")
    assert figure(here) == (3, True), "figures stay until there is a new answer"
    assert Client().get(old).status_code == 404
    assert Client().get(link(here, again)).status_code == 200
    assert len(mails()) == 2


def test_the_second_click_on_ask_again_sends_nothing(here, advisor, question):
    later()
    for _click in range(2):
        actions.ask_again(company=here.rows.company, year=YEAR, answer_by=advisor.today + timedelta(9), by=advisor)
    assert len(mails()) == 2


def test_the_page_speaks_the_language_of_the_mail_until_another_is_chosen(here, question):
    IntakeQuestion.objects.update(language="nn")
    client = Client()
    assert '<html lang="nn"' in client.get(link(here, question)).content.decode()
    client.cookies["okportal_language"] = "en"
    assert '<html lang="en"' in client.get(link(here, question)).content.decode()
