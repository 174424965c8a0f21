"""How does a registration come about, reach the county authority, get a test date and a result?"""

from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from contracts.models import Contract
from exams import actions
from exams.models import Registration
from exams.states import RESULTS
from exams.states import RegistrationState as S
from okportal.audit.models import Event
from okportal.documents.actions import read
from okportal.errors import Refused
from okportal.offices.models import CountyRule
from okportal.outbox.models import Message

pytestmark = pytest.mark.django_db
REGISTRATION = {"wanted_from_on": None, "place": "Bergen", "needs_adaptation": False, "remarks": ""}


def today():
    return timezone.localdate()


@pytest.mark.parametrize(
    ("kind", "test"),
    [("apprentice", "svenneprove"), ("on_the_job", "svenneprove"), ("training", "kompetanseprove"),
     ("practice", "praksisbrevprove")],
)  # fmt: skip
def test_plan_finds_the_test_of_the_contract(here, kind, test):
    contract = here.rows.contract
    Registration.objects.all().delete()
    contract.kind = Contract.Kind(kind)
    contract.apprenticeship.trade.test_form = "svenneprove"
    registration = actions.plan(contract=contract, by=None)
    assert registration.kind == test
    assert registration.due_on == contract.end_on - relativedelta(months=2)
    assert registration.opens_on == contract.end_on - relativedelta(months=8)


def test_plan_follows_the_countys_rule_and_happens_once(here):
    contract = here.rows.contract
    Registration.objects.all().delete()
    CountyRule.objects.create(
        county_id="46", valid_from=today() - timedelta(days=1), exam_opens_months=9, exam_due_months=3
    )
    first = actions.plan(contract=contract, by=None)
    assert first.due_on == contract.end_on - relativedelta(months=3)
    assert actions.plan(contract=contract, by=None) == first


def test_register_keeps_the_form_and_tells_apprentice_and_supervisor(here, registered):
    registered.refresh_from_db()
    assert (registered.state, registered.registered_on) == (S.REGISTERED, today())
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(read(registered.form_file))).pages)
    assert "Fjord Lærling" in text and "Fjord barnehage" in text
    assert here.rows.apprentice.national_id not in text
    assert set(Message.objects.filter(template="exams/registered").values_list("to_email", flat=True)) == {
        "apprentice@fjord.example", "training_supervisor@fjord.example",
    }  # fmt: skip
    assert Event.objects.about(registered).first().facts == {"sha256": registered.form_file.sha256}


def test_a_supervisor_who_has_left_and_the_longest_name(here, take):
    rows = here.rows
    rows.training_supervisor.to_on = today() - timedelta(days=1)
    rows.training_supervisor.save()
    rows.apprentice.first_name, rows.apprentice.last_name = "Å" * 80, "Ø" * 80
    rows.apprentice.save()
    take(actions.register, **REGISTRATION)
    message = Message.objects.get(template="exams/registered")
    assert (message.to_email, message.to_name) == ("apprentice@fjord.example", rows.apprentice.name)


@pytest.mark.parametrize("missing", ["window", "national_id", "supervisor"])
def test_register_is_refused_while_something_stands_in_the_way(here, take, missing):
    if missing == "window":
        Registration.objects.update(opens_on=today() + timedelta(days=1), due_on=today() + timedelta(days=99))
    elif missing == "national_id":
        here.rows.apprentice.national_id = ""
        here.rows.apprentice.save()
    else:
        here.rows.apprenticeship.supervisor = None
        here.rows.apprenticeship.save()
    with pytest.raises(Refused) as refusal:
        take(actions.register, **REGISTRATION)
    assert refusal.value.way_out
    registration = Registration.objects.get(pk=here.rows.registration.pk)
    assert (registration.state, registration.form_file) == (S.PLANNED, None)
    assert not Message.objects.filter(template="exams/registered").exists()


def test_register_late_is_possible(here, take):
    Registration.objects.update(opens_on=today() - timedelta(days=99), due_on=today() - timedelta(days=1))
    assert take(actions.register, **REGISTRATION).state == S.REGISTERED


def test_register_twice_is_refused(here, take, registered):
    with pytest.raises(Refused):
        take(actions.register, **REGISTRATION)
    assert Message.objects.filter(template="exams/registered").count() == 2


def test_a_changed_registration_is_refused(here, registered):
    with pytest.raises(Refused):
        actions.confirm(registration=registered, version=1, by=here.rows.by)


def test_returned_and_registered_anew_is_told_anew(here, take, registered):
    returned = take(actions.send_back, reason="Mangler vitnemål")
    assert (returned.state, returned.registered_on, returned.reason) == (S.PLANNED, None, "Mangler vitnemål")
    again = take(actions.register, **REGISTRATION)
    assert (again.state, again.reason) == (S.REGISTERED, "")
    assert Message.objects.filter(template="exams/registered").count() == 4


def test_the_road_to_a_result(here, take, registered):
    take(actions.confirm)
    day = today() + timedelta(days=30)
    take(actions.schedule, test_from_on=day, place="Bergen")
    facts = Message.objects.filter(template="exams/test_date").first().facts
    assert (facts["test_from"], facts["place"]) == (day.isoformat(), "Bergen")
    Registration.objects.update(test_from_on=today())
    done = take(actions.set_result, result=S.PASSED_WITH_DISTINCTION, result_on=today())
    assert (done.state, done.result_on) == (S.PASSED_WITH_DISTINCTION, today())


def test_schedule_in_the_past_is_refused(here, take, registered):
    with pytest.raises(Refused) as refusal:
        take(actions.schedule, test_from_on=today() - timedelta(days=1), place="Bergen")
    assert refusal.value.field == "test_from_on"


def test_a_result_may_come_before_the_date_was_recorded(here, take, registered):
    assert take(actions.set_result, result=S.PASSED, result_on=today()).state == S.PASSED


@pytest.mark.parametrize("days", [1, -1], ids=["tomorrow", "before the test"])
def test_an_impossible_day_of_the_result_is_refused(here, take, registered, days):
    take(actions.schedule, test_from_on=today(), place="Bergen")
    with pytest.raises(Refused) as refusal:
        take(actions.set_result, result=S.PASSED, result_on=today() + timedelta(days=days))
    assert refusal.value.field == "result_on"


def test_a_result_before_registration_is_refused(here, take):
    with pytest.raises(Refused):
        take(actions.set_result, result=S.PASSED, result_on=today())


@pytest.fixture
def failed(take, registered):
    return take(actions.set_result, result=S.FAILED, result_on=today())


def test_correct_result_keeps_both_in_the_trail(here, take, failed):
    done = take(actions.correct_result, result=S.PASSED, result_on=today(), reason="Klagen førte fram")
    done.refresh_from_db()
    assert (done.state, done.result_on, done.reason) == (S.PASSED, today(), "Klagen førte fram")
    event = Event.objects.about(done).first()
    assert event.verb == "registration.result_corrected"
    assert (event.facts["was"], event.facts["result"]) == ("failed", "passed")


@pytest.mark.parametrize("result", sorted(RESULTS))
@pytest.mark.parametrize("state", list(S))
def test_only_a_result_can_be_corrected(here, take, state, result):
    Registration.objects.update(state=state, test_from_on=today(), result_on=today() if state in RESULTS else None)
    if state in RESULTS:
        assert take(actions.correct_result, result=result, result_on=today(), reason="x").state == result
    else:
        with pytest.raises(Refused):
            take(actions.correct_result, result=result, result_on=today(), reason="x")


def test_correct_to_an_impossible_day_is_refused(here, take, failed):
    with pytest.raises(Refused) as refusal:
        take(actions.correct_result, result=S.PASSED, result_on=today() + timedelta(days=1), reason="x")
    assert refusal.value.field == "result_on"


def test_correct_to_passed_waits_until_the_new_attempt_is_cancelled(here, take, failed):
    attempt = actions.retry(registration=failed, due_on=actions.usual_due_day(today()), by=here.rows.by)
    with pytest.raises(Refused) as refusal:
        take(actions.correct_result, result=S.PASSED, result_on=today(), reason="x")
    assert refusal.value.way_out
    actions.cancel(registration=attempt, reason="Klagen førte fram", version=1, by=here.rows.by)
    assert take(actions.correct_result, result=S.PASSED, result_on=today(), reason="x").state == S.PASSED


def test_retry_gives_one_new_attempt(here, failed):
    due_on = actions.usual_due_day(today())
    first, second = (actions.retry(registration=failed, due_on=due_on, by=here.rows.by) for _click in range(2))
    assert first == second
    assert (first.attempt, first.state, first.opens_on, first.kind) == (2, S.PLANNED, today(), failed.kind)


def test_a_third_attempt_is_refused(here, failed):
    Registration.objects.filter(pk=failed.pk).update(attempt=2)
    with pytest.raises(Refused):
        actions.retry(registration=failed, due_on=actions.usual_due_day(today()), by=here.rows.by)


def test_retry_of_what_was_not_failed_is_refused(here, registered):
    with pytest.raises(Refused):
        actions.retry(registration=registered, due_on=actions.usual_due_day(today()), by=here.rows.by)


def test_retry_due_today_is_refused(here, failed):
    with pytest.raises(Refused) as refusal:
        actions.retry(registration=failed, due_on=today(), by=here.rows.by)
    assert refusal.value.field == "due_on"


def test_cancel(here, take):
    cancelled = take(actions.cancel, reason="Byttet fag")
    assert (cancelled.state, cancelled.reason) == (S.CANCELLED, "Byttet fag")
    with pytest.raises(Refused):
        take(actions.cancel, reason="En gang til")
