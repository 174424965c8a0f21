"""Does the link work once and for its company alone, and does the answer land as places?"""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from companies.models import IntakeQuestion, Places
from okportal.errors import Refused
from okportal.todo.models import Task
from tests.companies.intake.asked import YEAR, address, answered, ask, figure, link, office_writes, typed
from tests.world import TRADE


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
