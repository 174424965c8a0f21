"""What is done to many at once is done to each of them, once, and to nobody else's."""

from datetime import timedelta

import pytest

from apprenticeships import actions
from apprenticeships.models import Apprentice, Apprenticeship, Relation
from apprenticeships.stale import CHANGED
from companies.models import Company
from okportal.audit.models import Event
from okportal.embedded.demo.synthetic import organisation_number
from okportal.errors import Refused
from okportal.offices.models import Membership
from okportal.offices.scope import office_scope
from okportal.outbox.mail import compose
from okportal.outbox.models import Message
from okportal.people.models import User
from okportal.permissions import Role
from tests.world import COUNTY, TRADE

FIRST_FORM, SECOND_FORM = "form-1", "form-2"


@pytest.fixture
def here(world):
    with world.here.scope():
        yield world.here


def colleague(cast, name) -> Membership:
    user = User.objects.create_user(f"{name.lower()}@example.test", None, name=name)
    from_on = cast.rows.apprenticeship.advisor.from_on
    return Membership.objects.create(office=cast.office, user=user, role=Role.ADVISOR, from_on=from_on)


def caseload(cast, count, companies=4) -> list[Apprenticeship]:
    """`count` of the leaving advisor's apprentices, in a few companies, with the relation that is open for each."""
    office, leaving = cast.office, cast.rows.apprenticeship.advisor
    places = [
        Company.objects.create(
            office=office, organisation_number=organisation_number(3000 + 10 * number), name=f"Bedrift {number}"
        )
        for number in range(companies)
    ]
    made = []
    for number in range(count):
        apprentice = Apprentice.objects.create(
            office=office, first_name="Nr", last_name=f"{number:03}", email=f"nr{number}@example.test", language="nn"
        )
        made.append(
            Apprenticeship.objects.create(
                office=office, apprentice=apprentice, trade_id=TRADE, company=places[number % companies],
                county_id=COUNTY, advisor=leaving,
            )
        )  # fmt: skip
    Relation.objects.bulk_create(
        Relation(
            office=office, apprenticeship=row, kind=Relation.Kind.ADVISOR, membership=leaving, from_on=leaving.from_on
        )
        for row in made
    )
    return made


def ids(rows):
    return [row.pk for row in rows]


# --- handing over


def test_a_leaving_advisors_60_are_handed_to_two_in_one_action(here, django_assert_max_num_queries):
    rows, by = caseload(here, 60), here.member(Role.ADMINISTRATOR)
    kari, ola = colleague(here, "Kari"), colleague(here, "Ola")
    with django_assert_max_num_queries(20):
        assert actions.assign_advisors(ids=ids(rows), advisors=[kari, ola], by=by) == 60
    for advisor in (kari, ola):
        assert Apprenticeship.objects.filter(advisor=advisor).count() == 30
    # Four companies of fifteen: each has one advisor.
    shared = Apprenticeship.objects.filter(pk__in=ids(rows)).values("company").distinct()
    assert all(shared.filter(advisor=advisor).count() == 2 for advisor in (kari, ola))


def test_history_and_trail_say_when_and_by_whom(here):
    rows, by, kari = caseload(here, 3), here.member(Role.ADMINISTRATOR), colleague(here, "Kari")
    leaving = here.rows.apprenticeship.advisor
    actions.assign_advisors(ids=ids(rows), advisors=[kari], by=by)
    for row in rows:
        before, now = row.relations.filter(kind="advisor").order_by("from_on")
        assert (before.membership, before.to_on) == (leaving, by.today - timedelta(days=1))
        assert (now.membership, now.from_on, now.to_on) == (kari, by.today, None)
        event = Event.objects.about(row).get(verb=CHANGED)
        assert (event.by_name, event.facts["before"]) == (str(by.user), {"advisor": leaving.pk})
        row.refresh_from_db()
        assert row.version == event.facts["version"] == 2


def test_repeated_click_changes_nothing(here):
    rows, by = caseload(here, 5), here.member(Role.ADVISOR)
    advisors = [colleague(here, "Kari"), colleague(here, "Ola")]
    assert actions.assign_advisors(ids=ids(rows), advisors=advisors, by=by) == 5
    assert actions.assign_advisors(ids=ids(rows), advisors=advisors[::-1], by=by) == 0
    assert Event.objects.filter(verb=CHANGED).count() == 5


def test_finished_keep_the_advisor_they_had(here):
    rows, by, kari = caseload(here, 2), here.member(Role.ADVISOR), colleague(here, "Kari")
    Apprenticeship.objects.filter(pk=rows[0].pk).update(state="completed")
    assert actions.assign_advisors(ids=ids(rows), advisors=[kari], by=by) == 1
    assert Apprenticeship.objects.get(pk=rows[0].pk).advisor == here.rows.apprenticeship.advisor


def test_more_advisors_than_apprentices(here):
    rows, by = caseload(here, 1), here.member(Role.ADVISOR)
    advisors = [colleague(here, "Kari"), colleague(here, "Ola")]
    assert actions.assign_advisors(ids=ids(rows), advisors=advisors, by=by) == 1


def test_nobody_to_take_over_is_refused(here):
    with pytest.raises(Refused, match="Choose at least one advisor"):
        actions.assign_advisors(ids=[here.rows.apprenticeship.pk], advisors=[], by=here.member(Role.ADVISOR))


def test_row_of_another_office_is_left_alone(world):
    foreign = world.there.rows.apprenticeship.pk
    with world.here.scope():
        by = world.here.member(Role.ADVISOR)
        advisors = [world.here.rows.apprenticeship.advisor]
        assert actions.assign_advisors(ids=[foreign], advisors=advisors, by=by) == 0
        assert actions.write_to(ids=[foreign], subject="x", text="x", token="t", by=by) == 0
    with office_scope(world.there.office.pk):
        assert Apprenticeship.objects.get(pk=foreign).version == 1


# --- writing


def write(here, rows, token=FIRST_FORM):
    by, text = here.member(Role.ADVISOR), "Møt opp.\n\n=1+1 <b>"
    return actions.write_to(ids=ids(rows), subject="Samling & kurs", text=text, token=token, by=by)


def test_one_mail_to_each_in_the_words_as_typed(here):
    rows = caseload(here, 3)
    assert write(here, rows) == 3
    message = Message.objects.get(about_id=rows[0].pk)
    assert (message.to_email, message.to_name, message.language) == ("nr0@example.test", "Nr 000", "nn")
    mail = compose(message, here.office)
    assert mail.subject == "Samling & kurs"
    assert "Møt opp.\n\n=1+1 <b>" in mail.body
    assert "Fjord Advisor" in mail.body and f"/laerlinger/{rows[0].pk}/" in mail.body
    assert "Møt opp.</p>" in mail.alternatives[0].content
    assert "=1+1 &lt;b&gt;" in mail.alternatives[0].content
    assert Event.objects.filter(verb="apprentice.written_to").count() == 3


def test_same_form_again_writes_nothing_and_another_one_does(here):
    rows = caseload(here, 3)
    assert (write(here, rows), write(here, rows), write(here, rows, token=SECOND_FORM)) == (3, 0, 3)
    assert Event.objects.filter(verb="apprentice.written_to").count() == 6


def test_person_with_two_apprenticeships_gets_one_mail(here):
    assert write(here, [here.rows.apprenticeship, here.rows.planned]) == 1


def test_writing_to_many_asks_as_often_as_to_one(here, django_assert_max_num_queries):
    rows = caseload(here, 40)
    with django_assert_max_num_queries(8):
        write(here, rows)


# --- the pages


def choose(cast, path, rows, role=Role.ADVISOR, **query):
    return cast.client(role).get(cast.url(path), {"valgt": ids(rows)} | query)


@pytest.mark.parametrize("path", ["laerlinger/valgte/radgiver/", "laerlinger/valgte/melding/"])
def test_page_names_the_chosen_and_only_advisors_open_it(world, path):
    here = world.here
    response = choose(here, path, [here.rows.apprenticeship])
    assert response.status_code == 200
    assert "Fjord Lærling" in response.content.decode()
    for role in set(Role) - {Role.ADVISOR, Role.ADMINISTRATOR}:
        assert choose(here, path, [here.rows.apprenticeship], role).status_code == 404


@pytest.mark.parametrize("path", ["laerlinger/valgte/radgiver/", "laerlinger/valgte/melding/"])
def test_foreign_and_missing_rows_are_both_nobody(world, path):
    answers = [
        choose(world.here, path, [row]) for row in (world.there.rows.apprenticeship, Apprenticeship(pk=999_999_999))
    ]
    for answer in answers:
        assert answer.status_code == 200
        text = answer.content.decode()
        assert "Nobody is chosen" in text and "Canary" not in text
    assert world.here.client(Role.ADVISOR).post(world.here.url(path), {"valgt": "x"}).status_code == 422


def test_all_hits_of_a_filter_are_handed_over(world):
    here = world.here
    with here.scope():
        caseload(here, 4)
        kari = colleague(here, "Kari")
    client = here.client(Role.ADMINISTRATOR)
    path = here.url("laerlinger/valgte/radgiver/")
    response = client.get(path, {"alle": "1", "filter": "name=nr&page=2"})
    text = response.content.decode()
    assert "To 4 apprentices" in text and "Kari · 0 apprentices" in text
    carried = response.context["form"]["valgt"].value()
    response = client.post(path, {"valgt": carried, "advisors": [kari.pk]}, follow=True)
    assert "4 apprentices have a new advisor." in response.content.decode()
    with here.scope():
        assert Apprenticeship.objects.filter(advisor=kari).count() == 4


def test_advisor_of_another_office_is_no_choice(world):
    here = world.here
    foreign = world.there.rows.apprenticeship.advisor_id
    sent = {"valgt": here.rows.apprenticeship.pk, "advisors": [foreign]}
    response = here.client(Role.ADVISOR).post(here.url("laerlinger/valgte/radgiver/"), sent)
    assert response.status_code == 422
    assert "Canary" not in response.content.decode()


def test_message_page_sends_once_for_a_double_click(world):
    here = world.here
    client, path = here.client(Role.ADVISOR), here.url("laerlinger/valgte/melding/")
    form = client.get(path, {"valgt": here.rows.apprenticeship.pk}).context["form"]
    sent = {"valgt": form["valgt"].value(), "token": form["token"].value(), "subject": "Hei", "text": "Kom."}
    assert "1 message is on its way." in client.post(path, sent, follow=True).content.decode()
    assert "This message has been sent already." in client.post(path, sent, follow=True).content.decode()
    with here.scope():
        assert Message.objects.filter(template="apprenticeships/message").count() == 1


def test_empty_message_keeps_what_was_typed(world):
    here = world.here
    sent = {"valgt": here.rows.apprenticeship.pk, "token": "t", "subject": "Hei du", "text": ""}
    response = here.client(Role.ADVISOR).post(here.url("laerlinger/valgte/melding/"), sent)
    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="Hei du"' in text and f'name="valgt" value="{here.rows.apprenticeship.pk}"' in text


@pytest.mark.parametrize("role, has", [(Role.ADVISOR, True), (Role.READER, False), (Role.TRAINING_SUPERVISOR, False)])
def test_boxes_are_for_those_who_can_do_something_with_them(world, role, has):
    text = world.here.client(role).get(world.here.url("laerlinger/")).content.decode()
    assert ('name="valgt"' in text) is has
    assert ('id="selection"' in text) is has
