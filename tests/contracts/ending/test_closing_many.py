"""Are contracts that have run out closed many at once, and agreed ones by themselves, without one holding up others?"""

from datetime import timedelta

import pytest

from contracts import tasks
from contracts.actions.closing_many import AT_ONCE, close_expired
from contracts.actions.guided_ending import begin_ending, finish_ending, tell_county
from contracts.models import Contract, Ending
from contracts.states import ContractState as S
from exams.models import Registration
from okportal.audit.models import Event
from okportal.errors import Refused
from okportal.permissions import Role
from okportal.todo.models import Task
from tests.contracts.given import amendment

DAY = timedelta(days=1)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def three(here, ran_out, today):
    """Three contracts that have run out: a passed test, a failed one, and one that is being ended another way."""
    from apprenticeships.models import Apprenticeship

    contracts = [ran_out]
    Registration.objects.filter(contract=ran_out).update(state="passed", result_on=today)
    for number in (2, 3):
        training = Apprenticeship.objects.create(
            office=here.office, apprentice=here.rows.apprentice, trade_id=ran_out.apprenticeship.trade_id,
            company=here.rows.company, county_id=ran_out.apprenticeship.county_id, state="running",
            start_on=ran_out.start_on, end_on=ran_out.end_on,
        )  # fmt: skip
        contracts.append(
            Contract.objects.create(
                office=here.office, apprenticeship=training, number=f"X-{number}", state=S.ACTIVE,
                start_on=ran_out.start_on, end_on=ran_out.end_on - number * DAY,
            )
        )  # fmt: skip
    return contracts


def test_each_on_its_own_last_day_and_one_failing_stops_none(three, advisor, here):
    good, other, stuck = three
    begin_ending(contract=stuck, kind="lapse", by=advisor)
    outcomes = close_expired(ids=[row.pk for row in three], kind="completed", by=advisor)
    assert [(outcome.contract.pk, bool(outcome.message)) for outcome in outcomes] == [
        (stuck.pk, True), (other.pk, False), (good.pk, False),
    ]  # fmt: skip
    assert "being ended already" in outcomes[0].message
    assert [fresh(row).state for row in three] == [S.COMPLETED, S.COMPLETED, S.ACTIVE]
    assert [fresh(row).ended_on for row in three] == [good.end_on, other.end_on, None]


def test_failed_test_is_not_completed_but_lapses(three, advisor, today):
    Registration.objects.filter(contract=three[0]).update(state="failed")
    (outcome,) = close_expired(ids=[three[0].pk], kind="completed", by=advisor)
    assert "not passed" in outcome.message
    assert not Ending.objects.exists()  # what was begun for it is gone with it
    (outcome,) = close_expired(ids=[three[0].pk], kind="lapse", by=advisor)
    assert outcome.message == ""
    assert fresh(three[0]).state == S.ENDED


def test_one_that_breaks_is_told_and_stops_none(three, advisor, here, today):
    """A training that somebody has closed by hand in the database."""
    from apprenticeships.models import Apprenticeship

    Apprenticeship.objects.filter(pk=three[1].apprenticeship_id).update(state="completed")
    outcomes = close_expired(ids=[row.pk for row in three], kind="completed", by=advisor)
    assert sorted(bool(outcome.message) for outcome in outcomes) == [False, False, True]
    assert fresh(three[1]).state == S.ACTIVE


def test_repeated_click_says_so_and_changes_nothing(three, advisor):
    ids = [row.pk for row in three]
    close_expired(ids=ids, kind="completed", by=advisor)
    count = Event.objects.count()
    assert all(outcome.message for outcome in close_expired(ids=ids, kind="completed", by=advisor))
    assert Event.objects.count() == count


def test_not_those_that_run_nor_of_another_office_nor_too_many(running, world, advisor):
    (outcome,) = close_expired(ids=[running.pk], kind="completed", by=advisor)
    assert "not run out" in outcome.message
    assert close_expired(ids=[world.there.rows.contract.pk], kind="completed", by=advisor) == []
    with pytest.raises(Refused, match="More than"):
        close_expired(ids=range(1, AT_ONCE + 2), kind="completed", by=advisor)
    with pytest.raises(Refused):
        close_expired(ids=[running.pk], kind="mutual", by=advisor)


def test_pages(three, here, world):
    advisor, address = here.client(Role.ADVISOR), here.url("kontrakter/utlopte/")
    page = advisor.get(address).content.decode()
    assert all(row.number in page for row in three)
    for role in (Role.COMPANY_CONTACT, Role.APPRENTICE):
        assert here.client(role).get(address).status_code == 404
        assert here.client(role).get(f"{address}avslutt/").status_code == 404
    assert 'name="valgt"' not in here.client(Role.READER).get(address).content.decode()
    assert here.client(Role.READER).get(f"{address}avslutt/").status_code == 404
    chosen = ",".join(str(row.pk) for row in three)
    asked = advisor.get(f"{address}avslutt/", {"valgt": chosen}).content.decode()
    assert "cannot be undone" in asked
    assert advisor.post(f"{address}avslutt/", {"valgt": chosen}).status_code == 422
    assert advisor.post(f"{address}avslutt/", {"valgt": "", "kind": "completed"}).status_code == 422
    answer = advisor.post(f"{address}avslutt/", {"valgt": chosen, "kind": "completed"})
    assert answer.status_code == 200
    assert [outcome.message for outcome in answer.context["outcomes"]] == ["", "", ""]
    assert three[0].number not in advisor.get(address).content.decode()


# --- by themselves
@pytest.fixture
def agreed(begun, fill, advisor, today):
    """Agreed, told, and with its last day yesterday."""
    ending = fill(begun("mutual"), agreed_on=today - 5 * DAY, last_on=today - DAY)
    tell_county(ending=ending, told_on=today - 4 * DAY, by=advisor)
    return fresh(ending)


def test_task_ends_what_was_agreed_once(agreed, here):
    for _twice in range(2):
        tasks.finish_due_endings()
    with here.scope():
        ending = fresh(agreed)
        assert (ending.state, fresh(ending.contract).state) == ("done", S.ENDED)
        assert Event.objects.filter(verb="contract.ended").count() == 1
        assert not Task.objects.filter(kind="contracts/ending_stuck").exists()


def test_task_waits_for_the_day_to_pass(agreed, here, today):
    Ending.objects.filter(pk=agreed.pk).update(last_on=today)
    tasks.finish_due_endings()
    with here.scope():
        assert fresh(agreed).state == "told"


def test_task_asks_the_advisor_where_something_is_missing(begun, fill, here, advisor, today, paper):
    ending = begun("rescission", "candidate")
    ending = fill(ending, wished_on=today - 5 * DAY, document=paper, last_on=today - DAY)
    for _twice in range(2):
        tasks.finish_due_endings()
    with here.scope():
        assert fresh(ending).state == "begun"
        task = Task.objects.get(kind="contracts/ending_stuck")
        assert task.facts["last_on"] == str(today - DAY)
        tell_county(ending=ending, told_on=today - 4 * DAY, by=advisor)
        fill(ending, decided_on=today, case_number="26/1")
        finish_ending(ending=fresh(ending), by=advisor)
        assert fresh(task).done_at


def test_task_leaves_completion_and_lapse_to_people(three, here, advisor):
    begin_ending(contract=three[0], kind="completed", by=advisor)
    begin_ending(contract=three[1], kind="lapse", by=advisor)
    tasks.finish_due_endings()
    with here.scope():
        assert [fresh(row).state for row in three] == [S.ACTIVE] * 3


@pytest.fixture
def away(ran_out):
    """An interruption without a last day: the last day of the contract is not known."""
    return amendment(ran_out, "interruption", ran_out.end_on - 30 * DAY, absence="leave")


@pytest.mark.parametrize("kind", ["completed", "lapse"])
def test_who_is_away_for_an_unknown_time_is_not_closed(ran_out, away, advisor, today, kind):
    result = "failed" if kind == "lapse" else "passed"
    Registration.objects.filter(contract=ran_out).update(state=result, result_on=today)
    outcome = close_expired(ids=[ran_out.pk], kind=kind, by=advisor)[0]
    assert "stands still" in outcome.message
    assert fresh(ran_out).state == S.ACTIVE


def test_nor_listed_before_the_training_goes_on(ran_out, away, browse, here):
    client, address = browse(Role.ADVISOR), here.url("kontrakter/utlopte/")
    assert ran_out.number not in client.get(address).content.decode()
    amendment(ran_out, "resumption", ran_out.end_on, interruption=away)
    assert ran_out.number in client.get(address).content.decode()
