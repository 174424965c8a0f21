"""Is a company asked once a year, does its link work once and for it alone, and does the answer land as places?"""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from companies import actions
from companies.intake import ANSWER_DAYS, token_of
from companies.models import Company, CompanyPerson, Establishment, IntakeQuestion, Places
from companies.places import mark, rows_of
from companies.tasks import remind_of_intake
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.outbox.mail import compose
from okportal.outbox.models import Message
from okportal.people.actions import token_hash
from okportal.permissions import Role
from okportal.todo.models import Task
from tests.world import TRADE

YEAR = 2027


@pytest.fixture
def here(world):
    for cast in (world.here, world.there):
        with cast.scope():  # the world's own
            Places.objects.all().delete()
            IntakeQuestion.objects.all().delete()
    return world.here


@pytest.fixture
def advisor(here):
    with here.scope():
        yield here.member(Role.ADVISOR)


def ask(here, by, ids=None):
    ids = [here.rows.company.pk] if ids is None else ids
    return actions.ask_intake(ids=ids, year=YEAR, answer_by=by.today + timedelta(ANSWER_DAYS), by=by)


@pytest.fixture
def question(here, advisor):
    (question,) = ask(here, advisor)
    return question


def address(here, *parts):
    return here.url("/".join(("bedrifter", *map(str, parts), "")))


def link(here, question):
    return address(here, "plasser", "svar", token_of(question))


def answered(question, **changes):
    given = {"answer": "yes", "counts": {(TRADE, None): 3}, "name": "Kari Dag", "comment": ""}
    return actions.answer_intake(question=question, **given | changes)


def office_writes(here, by, count):
    seen = mark(rows_of(here.rows.company, YEAR))
    actions.set_places(company=here.rows.company, year=YEAR, counts={(TRADE, None): count}, seen=seen, by=by)


def figure(here):
    row = Places.objects.filter(company=here.rows.company, year=YEAR, trade=TRADE, establishment=None).first()
    return row and (row.count, row.is_from_answer)


def mails(kind="intake_question"):
    return list(Message.objects.filter(template=f"companies/{kind}").order_by("pk"))


def later():
    """A day has passed since the office asked."""
    IntakeQuestion.objects.update(asked_at=timezone.now() - timedelta(days=1))


def typed(**changes):
    return {"answer": "yes", f"places_{TRADE}_0": "3", "name": "Kari Dag", "er_sett": "1"} | changes


# --- asking
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


# --- answering
def test_the_answer_is_looked_over_then_sent_and_the_link_works_once(here, question):
    client = Client()
    page = client.get(link(here, question))
    assert page.status_code == 200
    assert here.rows.company.name in page.content.decode()
    looked = client.post(link(here, question), {name: value for name, value in typed().items() if name != "er_sett"})
    assert "Is this right?" in looked.content.decode()
    with here.scope():
        assert figure(here) is None, "nothing is written before it was looked over"
    changed = client.post(link(here, question), typed(endre="1"))
    assert 'value="Kari Dag"' in changed.content.decode()
    sent = client.post(link(here, question), typed(comment="Gjerne fra august"))
    assert sent.status_code == 200
    assert "Gjerne fra august" in sent.content.decode()
    for again in (client.get(link(here, question)), client.post(link(here, question), typed(name="Ola"))):
        assert again.status_code == 410
        assert "Kari Dag answered for" in again.content.decode()
        assert here.office.email in again.content.decode()
    with here.scope():
        question.refresh_from_db()
        assert (question.answer, question.answered_by_name, question.comment) == (
            "yes", "Kari Dag", "Gjerne fra august",
        )  # fmt: skip
        assert figure(here) == (3, True)


def test_places_of_work_may_be_answered_for_on_their_own(here, question):
    more = typed(more_trade_0=TRADE, more_place_0=str(here.rows.establishment.pk), more_count_0="2")
    assert Client().post(link(here, question), more).status_code == 200
    with here.scope():
        rows = Places.objects.filter(year=YEAR).values_list("establishment_id", "count")
        assert set(rows) == {(None, 3), (here.rows.establishment.pk, 2)}


def test_no_is_an_answer_and_means_zero(here, question):
    assert Client().post(link(here, question), typed(answer="no", **{f"places_{TRADE}_0": ""})).status_code == 200
    with here.scope():
        question.refresh_from_db()
        assert question.answer == "no"
        assert figure(here) == (0, True)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"answer": ""}, "This field is required."),
        ({"name": " "}, "This field is required."),
        ({"answer": "maybe"}, "not one of the available choices"),
        ({f"places_{TRADE}_0": ""}, "Write how many places there are, or answer no."),
        ({f"places_{TRADE}_0": "0"}, "Write how many places there are, or answer no."),
        ({"answer": "no"}, "You have written places below."),
        ({f"places_{TRADE}_0": "1e9"}, "Enter a whole number."),
        ({"more_trade_0": "XXXXX1----", "more_count_0": "1"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_lost(here, question, changes, told):
    answer = Client().post(link(here, question), typed(comment="Behold meg", **changes))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "Behold meg" in answer.content.decode()
    with here.scope():
        question.refresh_from_db()
        assert question.answered_at is None


def test_an_expired_link_says_so_and_takes_no_answer(here, advisor, question):
    IntakeQuestion.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    for answer in (Client().get(link(here, question)), Client().post(link(here, question), typed())):
        assert answer.status_code == 410
        assert "The time to answer is over" in answer.content.decode()
    with pytest.raises(Refused, match="time to answer is over"):
        answered(question)
    assert answered(question, by=advisor).answer == "yes", "but the office may write down what it was told"


def test_the_link_opens_nothing_in_another_office(world, question):
    assert Client().get(link(world.there, question)).status_code == 404
    assert Client().post(link(world.there, question), typed()).status_code == 404
    assert Client().get(address(world.here, "plasser", "svar", "feil")).status_code == 404


def test_two_clicks_at_once_give_one_answer(question):
    stale = IntakeQuestion.objects.get(pk=question.pk)
    answered(question)
    with pytest.raises(Refused, match="answered already"):
        answered(stale, counts={(TRADE, None): 9})
    assert Places.objects.get(year=YEAR).count == 3


def test_a_figure_that_the_office_wrote_since_it_asked_stands_and_is_told(here, advisor, question):
    office_writes(here, advisor, 5)
    answered(question)
    assert figure(here) == (5, False)
    task = Task.objects.get(kind="companies/places_differ")
    assert "2027" in task.title and here.rows.company.name in task.title
    assert task.page_url.endswith(f"/{here.rows.company.pk}/plasser/")


def test_the_same_figure_is_no_news_and_an_older_one_gives_way(here, advisor):
    office_writes(here, advisor, 5)
    (question,) = ask(here, advisor)
    answered(question)
    assert figure(here) == (3, True)
    assert not Task.objects.filter(kind="companies/places_differ").exists()


def test_an_office_figure_that_agrees_raises_no_task(here, advisor, question):
    office_writes(here, advisor, 3)
    answered(question)
    assert figure(here) == (3, False)
    assert not Task.objects.filter(kind="companies/places_differ").exists()


# --- reminding
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


# --- the office's pages
def test_the_page_tells_to_whom_and_who_has_no_address_before_it_sends(here):
    with here.scope():
        Company.objects.create(office=here.office, organisation_number="810059672", name="Uten adresse")
    client, page = here.client(Role.ADVISOR), address(here, "plasser", YEAR, "spor")
    text = client.get(page).content.decode()
    assert here.rows.company_contact.email in text
    assert "Uten adresse" in text.split("Without an address")[1]
    chosen = {"answer_by": (timezone.localdate() + timedelta(days=20)).isoformat(), "valgt": here.rows.company.pk}
    for _click in range(2):
        assert client.post(page, chosen).status_code == 302
    with here.scope():
        assert len(mails()) == 1
    assert "Nobody to write to" in client.get(page).content.decode()


def test_only_the_ticked_companies_are_asked(here):
    with here.scope():
        other = Company.objects.create(
            office=here.office, organisation_number="810059672", name="Annen", email="annen@example.test"
        )
    client, page = here.client(Role.ADVISOR), address(here, "plasser", YEAR, "spor")
    assert here.rows.company_contact.email not in client.get(f"{page}?valgt={other.pk}").content.decode()
    answer_by = (timezone.localdate() + timedelta(days=20)).isoformat()
    assert client.post(page, {"answer_by": answer_by, "valgt": other.pk}).status_code == 302
    assert client.post(page, {"answer_by": answer_by, "valgt": ""}).status_code == 422
    assert client.post(page, {"answer_by": "", "valgt": other.pk}).status_code == 422
    with here.scope():
        assert [message.to_email for message in mails()] == ["annen@example.test"]


def test_the_office_asks_one_again_and_writes_down_what_it_is_told(here):
    client, company = here.client(Role.ADVISOR), here.rows.company.pk
    asking, answering = (address(here, company, "plasser", YEAR, page) for page in ("spor", "svar"))
    assert client.get(answering).status_code == 404, "who was not asked has nothing to answer"
    answer_by = (timezone.localdate() + timedelta(days=20)).isoformat()
    for _time in range(2):
        assert client.post(asking, {"answer_by": answer_by}).status_code == 302
        with here.scope():
            later()
    assert client.get(answering).status_code == 200
    assert client.post(answering, typed()).status_code == 302
    assert client.post(answering, typed()).status_code == 422
    text = client.get(address(here, company, "plasser") + f"?aar={YEAR}").content.decode()
    assert "Kari Dag" in text
    assert "as the company answered" in text
    with here.scope():
        assert len(mails()) == 2
        assert Event.objects.filter(verb="intake.answered").get().by_id == here.users[Role.ADVISOR].pk


def test_a_company_without_anything_to_count_answers_all_the_same(here, advisor):
    newcomer = Company.objects.create(
        office=here.office, organisation_number="810059672", name="Ny", email="ny@example.test"
    )
    Establishment.objects.create(office=here.office, company=newcomer, name="Verksted")
    (question,) = ask(here, advisor, [newcomer.pk])
    answer = Client().post(link(here, question), {"answer": "yes", "name": "Ny", "er_sett": "1", "comment": "To"})
    assert answer.status_code == 200
    question.refresh_from_db()
    assert question.answer == "yes"
